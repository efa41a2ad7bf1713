// How each rule kind stands in a rule file: one file a kind in this folder, found by its row in
// scanner/model/rule_kinds.def.
#pragma once

#include <span>
#include <string_view>

#include "scanner/model/rule.h"
#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/shape.h"

namespace ssot {

struct KindReader {
  std::string_view key;
  const Shape* shape = nullptr;  // of the kind's parameters
  // `map` has been checked against `shape`. Appends to the reader's errors what shapes cannot say.
  RuleParameters (*read)(const YamlValue& map, FieldReader* reader) = nullptr;
};

// Specialised in the kind's file.
template <typename Parameters>
KindReader ReaderFor(std::string_view key);
#define RULE_KIND(enumerator, key, parameters) \
  template <>                                  \
  KindReader ReaderFor<parameters>(std::string_view name);
#include "scanner/model/rule_kinds.def"

// In the order of RuleKind.
std::span<const KindReader> KindReaders();

}  // namespace ssot
