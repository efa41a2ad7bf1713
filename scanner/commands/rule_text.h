// Rules as text for people: `ssot rules show`, `ssot explain`.
#pragma once

#include <string>

#include "scanner/model/rule.h"

namespace ssot {

// The rule as it was loaded, variables filled in, in the form of a rule file. Valid YAML.
std::string RuleAsYaml(const Rule& rule);

// What the rule means, for a reader who met it in a report. `authority` may be null.
std::string RuleExplained(const Rule& rule, const Authority* authority);

}  // namespace ssot
