#include "scanner/pipeline/summary.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "scanner/glob/glob.h"
#include "scanner/matching/inventory_count.h"

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

void CountNewOfRows(const std::vector<Finding>& findings, std::vector<CountedRow>* rows) {
  std::map<std::string_view, std::vector<std::string_view>> new_paths;  // by rule
  for (const Finding& finding : findings) {
    if (finding.suppressed || finding.state != FindingState::kNew) continue;
    new_paths[finding.rule_id].push_back(finding.path);
  }
  for (CountedRow& counted : *rows) {
    const GlobFilter scope(counted.row.scope.include, counted.row.scope.exclude);
    counted.fresh = 0;
    for (std::string_view rule : RulesOf(counted.row)) {
      for (std::string_view path : new_paths[rule]) {
        if (scope.Contains(path)) ++*counted.fresh;
      }
    }
  }
}

}  // namespace ssot
