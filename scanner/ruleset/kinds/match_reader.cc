#include "scanner/ruleset/kinds/match_reader.h"

#include <type_traits>

#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

constexpr std::string_view kRule = "rule";

bool IsOfOneFile(std::string_view kind) {
  for (RuleKind one : {RuleKind::kText, RuleKind::kImport, RuleKind::kCall, RuleKind::kAccess,
                       RuleKind::kDefine}) {
    if (kRuleKindNames[static_cast<size_t>(one)] == kind) return true;
  }
  return false;
}

}  // namespace

std::vector<Field> MatchFields() {
  return {{kRule, &kTextShape},
          {"define", ReaderFor<DefineParameters>("define").shape},
          {"import", ReaderFor<ImportParameters>("import").shape},
          {"call", ReaderFor<CallParameters>("call").shape},
          {"access", ReaderFor<AccessParameters>("access").shape},
          {"text", ReaderFor<TextParameters>("text").shape}};
}

MatchParameters ReadMatch(const YamlValue& map, const std::string& noun, FieldReader* reader,
                          std::string* rule) {
  MatchParameters match;
  *rule = reader->Word(map, kRule);
  int given = map.Find(kRule) == nullptr ? 0 : 1;
  for (const KindReader& kind : KindReaders()) {
    if (!IsOfOneFile(kind.key)) continue;
    const YamlValue* parameters = map.Find(kind.key);
    if (parameters == nullptr) continue;
    ++given;
    if (parameters->type == YamlType::kMap) MatchOf(kind.read(*parameters, reader), &match);
  }
  if (given != 1) {
    reader->Complain(map.place, noun +
                                    " needs one of 'rule', 'define', 'import', 'call', 'access' "
                                    "and 'text': what is counted");
  }
  return match;
}

bool MatchOf(const RuleParameters& rule, MatchParameters* match) {
  return std::visit(
      [match](const auto& parameters) {
        constexpr bool kIsMatch = std::is_constructible_v<MatchParameters, decltype(parameters)>;
        if constexpr (kIsMatch) *match = parameters;
        return kIsMatch;
      },
      rule);
}

}  // namespace ssot
