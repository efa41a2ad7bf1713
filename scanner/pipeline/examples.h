// Rules tried on the examples that they carry.
#pragma once

#include <cstdint>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/model/rule.h"

namespace ssot {

// The lines where the rule finds something in the example, ascending: through the same steps as in
// a scan, in a tree that has only this file.
std::vector<uint32_t> LinesFound(const CompiledRules& rules, const TextPass& text_pass,
                                 RuleIndex rule, const Example& example);

// The lines where the example says that the rule finds something, ascending.
std::vector<uint32_t> LinesExpected(const Rule& rule, const Example& example);

}  // namespace ssot
