// Is every rule alive?
#pragma once

#include <string>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"

namespace ssot {

// The ids of rules that miss one of their own bad examples, in the rule set's order. A bad example
// must be flagged at each line that it names, or anywhere when it names none. Rules that are not
// applicable in this tree are asked too.
std::vector<std::string> FindSilentCanaries(const CompiledRules& rules, const TextPass& text_pass,
                                            unsigned jobs);

}  // namespace ssot
