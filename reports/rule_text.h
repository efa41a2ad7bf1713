// What a rule says about itself and about one of its findings.
#pragma once

#include <string>
#include <string_view>

#include "scanner/model/report.h"

namespace ssot {

// Null when the report has no such rule.
const Rule* FindRule(const Report& report, std::string_view id);

// What to do about `finding`, with the placeholders of the rule's remediation filled in.
std::string Remediation(const Report& report, const Rule& rule, const Finding& finding);

// The same for the rule as such: what only a finding could tell stands as SYMBOL.
std::string GeneralRemediation(const Report& report, const Rule& rule);

}  // namespace ssot
