#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

constexpr std::string_view kModes[] = {"read", "write", "delete"};  // in AccessMode's order

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  AccessParameters parameters;
  parameters.names = reader->Regexes(map, "names");
  parameters.of = reader->Enums<AccessOf>(map, "of", kAccessOfNames);
  parameters.modes = reader->Enums<AccessMode>(map, "modes", kModes);
  if (TextItems(map.Find("names")).empty() && TextItems(map.Find("of")).empty()) {
    reader->Complain(map.place, "an access rule needs 'names' or 'of' with an item");
  }
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<AccessParameters>(std::string_view key) {
  static const Shape kOf = OneOf({std::begin(kAccessOfNames), std::end(kAccessOfNames)});
  static const Shape kOfList = ListOf(kOf);
  static const Shape kMode = OneOf({std::begin(kModes), std::end(kModes)});
  static const Shape kModeList = ListOf(kMode);
  static const Shape kShape{
      .types = kMapBit,
      .fields = {{"names", &kTextsShape}, {"of", &kOfList}, {"modes", &kModeList}},
      .noun = "'access'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
