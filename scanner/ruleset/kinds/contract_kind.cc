#include <cstdlib>

#include "scanner/ruleset/kinds/kind_reader.h"
#include "scanner/ruleset/kinds/match_reader.h"

namespace ssot {
namespace {

void ReadBound(const YamlValue& map, FieldReader* reader, ContractParameters* contract) {
  int given = 0;
  for (size_t i = 0; i < std::size(kContractBoundNames); ++i) {
    const YamlValue* number = map.Find(kContractBoundNames[i]);
    if (number == nullptr) continue;
    ++given;
    contract->bound = static_cast<ContractBound>(i);
    if (number->type != YamlType::kInteger) continue;
    const long value = std::strtol(number->text.c_str(), nullptr, 10);
    const long least = contract->bound == ContractBound::kAtMost ? 0 : 1;
    if (value < least || value > 1'000'000) {
      reader->Complain(number->place, "'" + std::string(kContractBoundNames[i]) +
                                          "' must be between " + std::to_string(least) +
                                          " and 1000000");
    }
    contract->number = static_cast<uint32_t>(value);
  }
  if (given == 1) return;
  reader->Complain(map.place, "a contract needs one of 'exactly', 'at_most' and 'at_least'");
}

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  ContractParameters contract;
  ReadBound(map, reader, &contract);
  contract.match = ReadMatch(map, "a contract", reader, &contract.rule);
  contract.at = reader->Globs(map, "at");
  const YamlValue* exempt = map.Find("exempt");
  if (exempt == nullptr || exempt->type != YamlType::kMap) return contract;
  contract.exempt.paths = reader->Globs(*exempt, "paths");
  contract.exempt.names = reader->Regexes(*exempt, "names");
  contract.exempt.bodies = reader->Enums<DefinitionBody>(*exempt, "bodies", kDefinitionBodyNames);
  return contract;
}

Shape MakeShape(const Shape* exempt) {
  Shape shape{.types = kMapBit, .noun = "'contract'"};
  for (std::string_view bound : kContractBoundNames)
    shape.fields.push_back({bound, &kIntegerShape});
  for (const Field& field : MatchFields()) shape.fields.push_back(field);
  shape.fields.push_back({"at", &kTextOrTextsShape});
  shape.fields.push_back({"exempt", exempt});
  return shape;
}

}  // namespace

template <>
KindReader ReaderFor<ContractParameters>(std::string_view key) {
  static const Shape kBody =
      OneOf({std::begin(kDefinitionBodyNames), std::end(kDefinitionBodyNames)});
  static const Shape kBodies = ListOf(kBody);
  static const Shape kExempt{
      .types = kMapBit,
      .fields = {{"paths", &kTextsShape}, {"names", &kTextsShape}, {"bodies", &kBodies}},
      .noun = "'exempt'"};
  static const Shape kShape = MakeShape(&kExempt);
  return {key, &kShape, Read};
}

}  // namespace ssot
