#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

UseParameters ReadUse(const YamlValue& map, std::string_view key, FieldReader* reader) {
  UseParameters use;
  const YamlValue* value = map.Find(key);
  if (value == nullptr || value->type != YamlType::kMap) return use;
  use.names = reader->NamePatterns(*value, "names");
  use.defined_in = reader->Globs(*value, "defined_in");
  if (TextItems(value->Find("names")).empty() && TextItems(value->Find("defined_in")).empty()) {
    reader->Complain(value->place,
                     "'" + std::string(key) + "' needs 'names' or 'defined_in' with an item");
  }
  return use;
}

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  TogetherParameters parameters;
  parameters.in = reader->EnumOr(map, "in", kTogetherInNames, TogetherIn::kFile);
  parameters.first = ReadUse(map, "first", reader);
  parameters.second = ReadUse(map, "second", reader);
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<TogetherParameters>(std::string_view key) {
  static const Shape kIn = OneOf({std::begin(kTogetherInNames), std::end(kTogetherInNames)});
  static const Shape kUse{.types = kMapBit,
                          .fields = {{"names", &kTextsShape}, {"defined_in", &kTextOrTextsShape}},
                          .noun = "a use"};
  static const Shape kShape{
      .types = kMapBit,
      .fields = {{"in", &kIn}, {"first", &kUse, true}, {"second", &kUse, true}},
      .noun = "'together'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
