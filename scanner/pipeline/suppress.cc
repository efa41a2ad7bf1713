#include "scanner/pipeline/suppress.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "scanner/baseline/suppressions.h"

namespace ssot {
namespace {

bool StandsBefore(const Finding& a, const Finding& b) {
  return std::tie(a.path, a.span.line, a.span.column, a.rule_id) <
         std::tie(b.path, b.span.line, b.span.column, b.rule_id);
}

}  // namespace

void Suppress(const Session& session, const CompiledRules& rules, const RunFiles& files,
              const std::vector<ReadFile>& read, std::vector<Finding>* findings) {
  if (!session.options.use_suppressions) return;
  std::vector<FileDirectives> directives;
  for (size_t i = 0; i < files.files.size(); ++i) {
    if (read[i].directives.empty()) continue;
    directives.push_back({files.files[i].file.path, read[i].directives});
  }
  if (directives.empty()) return;
  std::vector<std::string> running;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    const Rule& rule = *rules[i].rule;
    if (rules.runs(i) && rule.report == RuleReport::kFindings) running.push_back(rule.id);
  }
  std::vector<Finding> about =
      ApplySuppressions(directives, running, !session.is_partial, findings);
  std::move(about.begin(), about.end(), std::back_inserter(*findings));
  std::stable_sort(findings->begin(), findings->end(), StandsBefore);
}

std::vector<Rule> RulesOfReport(const RuleSet& rules) {
  std::vector<Rule> all = rules.rules;
  const std::vector<Rule>& own = SuppressionRules();
  all.insert(all.end(), own.begin(), own.end());
  std::sort(all.begin(), all.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  return all;
}

}  // namespace ssot
