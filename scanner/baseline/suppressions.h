// Directives in comments that accept a finding:
//
//   ssot-ignore: rule-id[, rule-id] -- reason        on the finding's line or on the line before
//   ssot-ignore-file: rule-id[, rule-id] -- reason   above the first line of code
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/finding.h"
#include "scanner/model/rule.h"

namespace ssot {

struct SuppressionDirective {
  std::vector<std::string> rules;
  std::string reason;
  Span span;  // from "ssot-ignore" to the end of the comment
  bool is_for_file = false;
  bool is_alone = false;   // nothing but comments on its line: it holds for the next line of code
  uint32_t code_line = 0;  // is_alone: that line
  std::string error;       // why it has no effect: "the reason is missing; …"; empty: it has
};

// A file's directives, in source order. `regions` tell comments from code and strings; for a
// language without a front end (`has_regions` false) a comment is a line that starts with '#' or
// "//".
std::vector<SuppressionDirective> FindDirectives(std::string_view text,
                                                 const std::vector<TextRegion>& regions,
                                                 bool has_regions, bool requires_reason);

// One file's directives and the findings in it.
struct FileDirectives {
  std::string path;
  std::vector<SuppressionDirective> directives;
};

// Sets Finding::suppressed. `findings` are sorted by path; `files` too. With `report_unused` also
// returns a finding of kUnusedSuppression for every rule of a directive that suppressed nothing
// although the rule is one of `running`; always returns findings of kInvalidSuppression for
// directives that have no effect.
std::vector<Finding> ApplySuppressions(const std::vector<FileDirectives>& files,
                                       const std::vector<std::string>& running, bool report_unused,
                                       std::vector<Finding>* findings);

inline constexpr std::string_view kUnusedSuppression = "unused-suppression";
inline constexpr std::string_view kInvalidSuppression = "invalid-suppression";

// The documentation of these two, as rules: they are in force in every scan.
const std::vector<Rule>& SuppressionRules();

}  // namespace ssot
