#include "scanner/pipeline/summary.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace ssot {

Summary Summarize(const CompiledRules& rules, const std::vector<Finding>& findings,
                  uint64_t files) {
  Summary summary;
  summary.files = files;
  for (std::string_view severity : kSeverityNames) summary.by_severity[std::string(severity)] = 0;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    const Rule& rule = *rules[i].rule;
    if (rules.runs(i) && rule.report == RuleReport::kFindings) summary.by_rule[rule.id];
  }
  std::set<std::string_view> paths;
  std::map<std::string_view, std::set<std::string_view>> paths_of_rules;
  for (const Finding& finding : findings) {
    if (finding.suppressed) {
      ++summary.suppressed;
      continue;
    }
    const bool is_new = finding.state == FindingState::kNew;
    ++summary.findings;
    ++(is_new ? summary.fresh : summary.unchanged);
    ++summary.by_severity[std::string(SeverityName(finding.severity))];
    RuleTotals& totals = summary.by_rule[finding.rule_id];
    ++totals.findings;
    if (is_new) ++totals.fresh;
    if (paths_of_rules[finding.rule_id].insert(finding.path).second) ++totals.files;
    paths.insert(finding.path);
  }
  summary.files_with_findings = paths.size();
  return summary;
}

}  // namespace ssot
