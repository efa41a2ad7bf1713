#include <algorithm>

#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

constexpr std::string_view kWhat[] = {"function", "method", "class"};  // DefinitionWhat's order

constexpr std::string_view kNarrowing[] = {"names", "concepts", "bases", "what"};

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  DefineParameters parameters;
  parameters.names = reader->Regexes(map, "names");
  parameters.concepts = reader->Concepts(map, "concepts");
  parameters.what = reader->Enums<DefinitionWhat>(map, "what", kWhat);
  parameters.bases = reader->NamePatterns(map, "bases");
  parameters.bodies = reader->Enums<DefinitionBody>(map, "bodies", kDefinitionBodyNames);
  const bool is_narrowed =
      std::any_of(std::begin(kNarrowing), std::end(kNarrowing),
                  [&](std::string_view key) { return !TextItems(map.Find(key)).empty(); });
  if (!is_narrowed) {
    reader->Complain(map.place,
                     "a define rule needs 'names', 'concepts', 'bases' or 'what' with an item");
  }
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<DefineParameters>(std::string_view key) {
  static const Shape kOneWhat = OneOf({std::begin(kWhat), std::end(kWhat)});
  static const Shape kWhatList = ListOf(kOneWhat);
  static const Shape kBody =
      OneOf({std::begin(kDefinitionBodyNames), std::end(kDefinitionBodyNames)});
  static const Shape kBodyList = ListOf(kBody);
  static const Shape kShape{.types = kMapBit,
                            .fields = {{"names", &kTextsShape},
                                       {"concepts", &kTextsShape},
                                       {"what", &kWhatList},
                                       {"bases", &kTextsShape},
                                       {"bodies", &kBodyList}},
                            .noun = "'define'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
