// `ssot plan`: the remediation plan.
#pragma once

#include <cstddef>
#include <string>

#include "scanner/model/plan.h"
#include "scanner/model/report.h"

namespace ssot {

// What GitHub and GitLab take as an issue's text is 65,536 characters or more.
inline constexpr size_t kMostIssueBytes = 60'000;

// Markdown to paste into an issue: the tables whole, then the files with the most to gain, as many
// as `most_bytes` hold; what is left out is said.
std::string RenderPlanMarkdown(const Report& report, const Plan& plan,
                               size_t most_bytes = kMostIssueBytes);

// All of it, as reports/plan.schema.json says.
std::string RenderPlanJson(const Report& report, const Plan& plan);

}  // namespace ssot
