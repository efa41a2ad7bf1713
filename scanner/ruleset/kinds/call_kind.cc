#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

bool HasItems(const YamlValue& map, std::string_view key) {
  return !TextItems(map.Find(key)).empty();
}

void ReadArguments(const YamlValue& map, FieldReader* reader, CallArguments* arguments) {
  const YamlValue* value = map.Find("arguments");
  if (value == nullptr || value->type != YamlType::kMap) return;
  arguments->names = reader->Texts(*value, "names");
  arguments->values = reader->Texts(*value, "values");
}

void ReadOptions(const YamlValue& map, FieldReader* reader, CallOptions* options) {
  const YamlValue* value = map.Find("options");
  if (value == nullptr || value->type != YamlType::kMap) return;
  options->positions = reader->Texts(*value, "positions");
  options->compare = reader->Texts(*value, "compare");
  options->never = reader->Texts(*value, "never");
  for (const TextItem& item : reader->Items(*value, "never")) {
    if (item.text.find('=') > 0 && item.text.find('=') != item.text.npos) continue;
    reader->Complain(item.place, "'" + item.text + "' names no value; write 'option=value'");
  }
  if (!HasItems(*value, "compare") && !HasItems(*value, "never")) {
    reader->Complain(value->place, "'options' needs 'compare' or 'never' with an item");
  }
}

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  CallParameters parameters;
  parameters.modules = reader->NamePatterns(map, "modules");
  parameters.targets = reader->NamePatterns(map, "targets");
  parameters.concepts = reader->Concepts(map, "concepts");
  parameters.receivers = reader->NamePatterns(map, "receivers");
  parameters.receiver_types = reader->NamePatterns(map, "receiver_types");
  parameters.methods = reader->Texts(map, "methods");
  parameters.argument_from = reader->NamePatterns(map, "argument_from");
  ReadArguments(map, reader, &parameters.arguments);
  ReadOptions(map, reader, &parameters.options);
  const bool has_receivers = HasItems(map, "receivers") || HasItems(map, "receiver_types");
  const bool has_methods = HasItems(map, "methods");
  if (has_methods != has_receivers) {
    reader->Complain(map.place,
                     "'methods' needs 'receivers' or 'receiver_types' beside it, and they need it");
  }
  const bool has_targets =
      HasItems(map, "modules") || HasItems(map, "targets") || HasItems(map, "concepts");
  if (!has_targets && !has_methods && !has_receivers) {
    reader->Complain(
        map.place, "a call rule needs 'modules', 'targets', 'concepts' or 'methods' with an item");
  }
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<CallParameters>(std::string_view key) {
  static const Shape kArguments{
      .types = kMapBit,
      .fields = {{"names", &kTextsShape}, {"values", &kSomeTextsShape, true}},
      .noun = "'arguments'"};
  static const Shape kPositions = ListOf(kAnyTextShape);
  static const Shape kOptions{
      .types = kMapBit,
      .fields = {{"positions", &kPositions}, {"compare", &kTextsShape}, {"never", &kTextsShape}},
      .noun = "'options'"};
  static const Shape kShape{.types = kMapBit,
                            .fields = {{"modules", &kTextsShape},
                                       {"targets", &kTextsShape},
                                       {"concepts", &kTextsShape},
                                       {"receivers", &kTextsShape},
                                       {"receiver_types", &kTextsShape},
                                       {"methods", &kTextsShape},
                                       {"argument_from", &kTextsShape},
                                       {"arguments", &kArguments},
                                       {"options", &kOptions}},
                            .noun = "'call'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
