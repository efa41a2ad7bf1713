#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

constexpr std::string_view kForms[] = {"import",  "from",     "dynamic", "require",
                                       "include", "reexport", "mock"};  // in ImportForm's order

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  ImportParameters parameters;
  parameters.modules = reader->NamePatterns(map, "modules");
  parameters.names = reader->NamePatterns(map, "names");
  parameters.from_authority_paths = reader->Globs(map, "allow_from");
  parameters.forms = reader->Enums<ImportForm>(map, "forms", kForms);
  parameters.include_type_only = reader->Boolean(map, "type_only", true);
  if (TextItems(map.Find("modules")).empty() && TextItems(map.Find("names")).empty()) {
    reader->Complain(map.place, "an import rule needs 'modules' or 'names' with an item");
  }
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<ImportParameters>(std::string_view key) {
  static const Shape kForm = OneOf({std::begin(kForms), std::end(kForms)});
  static const Shape kFormList = ListOf(kForm);
  static const Shape kShape{.types = kMapBit,
                            .fields = {{"modules", &kTextsShape},
                                       {"names", &kTextsShape},
                                       {"allow_from", &kTextsShape},
                                       {"forms", &kFormList},
                                       {"type_only", &kBooleanShape}},
                            .noun = "'import'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
