// Rules tried on the examples that they carry.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/model/rule.h"

namespace ssot {

struct ExamplePlace {
  std::string path;
  uint32_t line = 0;
  friend auto operator<=>(const ExamplePlace&, const ExamplePlace&) = default;
};

// Where the rule finds something in the example, ascending: through the same steps as in a scan, in
// a tree that has only the example's files.
std::vector<ExamplePlace> PlacesFound(const CompiledRules& rules, const TextPass& text_pass,
                                      RuleIndex rule, const Example& example);

// Where the example says that the rule finds something, ascending.
std::vector<ExamplePlace> PlacesExpected(const Rule& rule, const Example& example);

}  // namespace ssot
