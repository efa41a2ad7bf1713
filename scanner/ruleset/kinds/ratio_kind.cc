#include "scanner/ruleset/kinds/kind_reader.h"
#include "scanner/ruleset/kinds/match_reader.h"

namespace ssot {
namespace {

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  RatioParameters ratio;
  ratio.match = ReadMatch(map, "a ratio", reader, &ratio.rule);
  ratio.inside = reader->Globs(map, "inside");
  ratio.through = reader->NamePatterns(map, "through");
  return ratio;
}

Shape MakeShape() {
  Shape shape{.types = kMapBit, .fields = MatchFields(), .noun = "'ratio'"};
  shape.fields.push_back({"inside", &kTextOrTextsShape});
  shape.fields.push_back({"through", &kTextsShape});
  return shape;
}

}  // namespace

template <>
KindReader ReaderFor<RatioParameters>(std::string_view key) {
  static const Shape kShape = MakeShape();
  return {key, &kShape, Read};
}

}  // namespace ssot
