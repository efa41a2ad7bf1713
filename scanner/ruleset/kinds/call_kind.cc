#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

bool HasItems(const YamlValue& map, std::string_view key) {
  return !TextItems(map.Find(key)).empty();
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
  static const Shape kShape{.types = kMapBit,
                            .fields = {{"modules", &kTextsShape},
                                       {"targets", &kTextsShape},
                                       {"concepts", &kTextsShape},
                                       {"receivers", &kTextsShape},
                                       {"receiver_types", &kTextsShape},
                                       {"methods", &kTextsShape},
                                       {"argument_from", &kTextsShape}},
                            .noun = "'call'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
