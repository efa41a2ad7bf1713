#include <string>
#include <vector>

#include "scanner/resolution/delegation.h"
#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

// The dotted name of a base or decorator, without arguments; as written where it is not known.
std::string NameOf(Evaluator* evaluator, FileId file, ValueId id, const Place& place) {
  const Facts& facts = evaluator->facts(file);
  const Value* value = &facts.values[id];
  if (value->kind == ValueKind::kCall) id = facts.calls[value->first].callee;
  if (value->kind == ValueKind::kSubscript) id = value->base;
  Entity entity = evaluator->Evaluate(file, id, place);
  bool is_value =
      entity.kind == EntityKind::kInstance || entity.kind == EntityKind::kForeignInstance;
  std::string_view name = is_value ? std::string_view() : evaluator->FullName(entity);
  return name.empty() ? WrittenForm(facts, id) : std::string(name);
}

bool IsWanted(const WantedFacts& wanted, std::string_view name, std::string_view public_name,
              bool has_bases) {
  if (!wanted.definition || wanted.definition(name, has_bases)) return true;
  return !public_name.empty() && wanted.definition(public_name, has_bases);
}

}  // namespace

void ResolveDefinitions(Evaluator* evaluator, FileId file, const WantedFacts& wanted,
                        std::vector<ResolvedDefinition>* definitions) {
  const Facts& facts = evaluator->facts(file);
  const PublicNames& public_names = evaluator->project().public_names();
  std::string_view module = evaluator->project().file(file).module_name;
  std::vector<bool> has_code;
  for (DefinitionId id = 0; id < facts.definitions.size(); ++id) {
    const DefinitionFact& fact = facts.definitions[id];
    const std::string_view public_name = public_names.Find(file, id);
    if (!IsWanted(wanted, facts.Name(fact.name), public_name, fact.bases.count > 0)) continue;
    if (has_code.empty()) has_code = ScopesWithCode(facts);
    ResolvedDefinition& definition = definitions->emplace_back();
    definition.fact = &fact;
    definition.name = facts.Name(fact.name);
    definition.qualified_name = fact.qualified_name != 0
                                    ? std::string(facts.Name(fact.qualified_name))
                                    : QualifiedName(facts, module, fact.scope);
    definition.concept_name = ConceptOf(definition.name);
    definition.public_name = public_name;
    definition.body = BodyOf(evaluator, file, id, has_code);
    Place outside = {fact.parent, fact.block, fact.order};
    for (uint32_t i = 0; i < fact.bases.count; ++i) {
      definition.bases.push_back(
          NameOf(evaluator, file, facts.value_lists[fact.bases.first + i], outside));
    }
    for (uint32_t i = 0; i < fact.decorators.count; ++i) {
      definition.decorators.push_back(
          NameOf(evaluator, file, facts.value_lists[fact.decorators.first + i], outside));
    }
    evaluator->Forget();
  }
}

}  // namespace ssot
