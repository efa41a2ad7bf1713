#include <doctest/doctest.h>

#include <deque>
#include <string>
#include <vector>

#include "tests/matching/canned_file.h"

namespace ssot {
namespace {

using Symbols = std::vector<std::string>;

class Definitions {
 public:
  ResolvedDefinition& Add(std::string name, DefinitionWhat what) {
    DefinitionFact& fact = facts_.emplace_back();
    fact.what = what;
    ResolvedDefinition& definition = file.resolved.definitions.emplace_back();
    definition.fact = &fact;
    definition.qualified_name = "app." + name;
    definition.concept_name = ConceptOf(name);
    definition.name = std::move(name);
    return definition;
  }

  CannedFile file;

 private:
  std::deque<DefinitionFact> facts_;
};

TEST_CASE("by name, by concept or by base") {
  Definitions definitions;
  definitions.Add("validate_token", DefinitionWhat::kFunction);
  definitions.Add("validateToken", DefinitionWhat::kMethod);
  definitions.Add("validate_tokens", DefinitionWhat::kFunction);
  definitions.Add("Loud", DefinitionWhat::kClass).bases = {"object", "hub.Hub"};

  DefineParameters rule;
  rule.names = {"validate_token"};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app.validate_token"});
  rule.names = {"validate_.*"};
  CHECK(SymbolsFound(rule, definitions.file) ==
        Symbols{"app.validate_token", "app.validate_tokens"});
  rule.names.clear();
  rule.concepts = {"validate_token"};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app.validate_token", "app.validateToken"});
  rule.bases = {"**.Hub"};
  CHECK(SymbolsFound(rule, definitions.file) ==
        Symbols{"app.validate_token", "app.validateToken", "app.Loud"});
  rule.what = {DefinitionWhat::kMethod, DefinitionWhat::kClass};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app.validateToken", "app.Loud"});
}

TEST_CASE("an implementation is known by the name it is exported under") {
  Definitions definitions;
  definitions.Add("_Implementation", DefinitionWhat::kClass).public_name = "Hub";
  DefineParameters rule;
  rule.names = {"Hub"};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app._Implementation"});
  rule.names.clear();
  rule.concepts = {"hub"};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app._Implementation"});
}

TEST_CASE("bodies") {
  Definitions definitions;
  definitions.Add("normal", DefinitionWhat::kFunction).body = DefinitionBody::kNormal;
  definitions.Add("delegation", DefinitionWhat::kFunction).body = DefinitionBody::kDelegation;
  definitions.Add("stub", DefinitionWhat::kFunction).body = DefinitionBody::kStub;
  DefineParameters rule;
  CHECK(SymbolsFound(rule, definitions.file).size() == 3);
  rule.bodies = {DefinitionBody::kNormal};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app.normal"});
  rule.bodies = {DefinitionBody::kDelegation, DefinitionBody::kStub};
  CHECK(SymbolsFound(rule, definitions.file) == Symbols{"app.delegation", "app.stub"});
}

}  // namespace
}  // namespace ssot
