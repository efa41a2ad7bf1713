// Functions, methods and classes by name, by concept or by what they derive from.
#include <algorithm>
#include <memory>

#include "scanner/matching/concept_patterns.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/name_regexes.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

class DefineRule {
 public:
  explicit DefineRule(const DefineParameters& rule)
      : names_(rule.names),
        concepts_(rule.concepts),
        bases_(rule.bases),
        what_(rule.what),
        bodies_(rule.bodies) {}

  bool Concerns(std::string_view word) const {
    return TakesAny() || names_.Match(word) || concepts_.Match(word) || bases_.MayEndIn(word);
  }

  // False only for definitions that the rule does not find.
  bool MayFind(std::string_view name, bool has_bases) const {
    return TakesAny() || (has_bases && !bases_.empty()) || names_.Match(name) ||
           concepts_.Match(name);
  }

  NamePieces Pieces() const {
    NamePieces pieces = names_.Pieces();
    pieces.Add(concepts_.Pieces());
    pieces.is_any = pieces.is_any || TakesAny();
    return pieces;
  }

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedDefinition& definition : file.resolved.definitions) {
      if (!IsAnyOrIn(what_, definition.fact->what) || !IsAnyOrIn(bodies_, definition.body))
        continue;
      if (IsMeant(definition)) matches->push_back(ToMatch(definition));
    }
  }

 private:
  bool TakesAny() const { return names_.empty() && concepts_.empty() && bases_.empty(); }

  // By its name, by its concept or by a base: any of those that the rule gives.
  bool IsMeant(const ResolvedDefinition& definition) const {
    if (TakesAny()) return true;
    if (names_.Match(definition.name) || concepts_.MatchConcept(definition.concept_name)) {
      return true;
    }
    const std::string& exported = definition.public_name;
    if (!exported.empty() && (names_.Match(exported) || concepts_.Match(exported))) return true;
    return std::any_of(definition.bases.begin(), definition.bases.end(),
                       [&](const std::string& base) { return bases_.Match(base); });
  }

  static Match ToMatch(const ResolvedDefinition& definition) {
    Match match;
    match.span = definition.fact->span;
    match.scope = definition.fact->parent;
    match.symbol = definition.qualified_name;
    match.name = definition.name;
    match.target = definition.qualified_name;
    match.body = definition.body;
    return match;
  }

  NameRegexes names_;
  ConceptPatterns concepts_;
  NamePatterns bases_;
  std::vector<DefinitionWhat> what_;
  std::vector<DefinitionBody> bodies_;
};

}  // namespace

RuleMatcher CompileKind(const DefineParameters& rule, const Authority* /*authority*/) {
  RuleMatcher matcher;
  matcher.wanted.definitions = true;
  const auto compiled = std::make_shared<const DefineRule>(rule);
  matcher.wanted.definition = [compiled](std::string_view name, bool has_bases) {
    return compiled->MayFind(name, has_bases);
  };
  matcher.definitions = compiled->Pieces();
  matcher.concerns = [compiled](std::string_view word) { return compiled->Concerns(word); };
  matcher.match = [compiled](const FileView& file, std::vector<Match>* matches) {
    compiled->MatchFile(file, matches);
  };
  return matcher;
}

}  // namespace ssot
