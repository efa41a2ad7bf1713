#include "scanner/matching/project_pass.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace ssot {
namespace {

bool StandsBefore(const Finding& a, const Finding& b) {
  return std::tie(a.path, a.span.line, a.span.column, a.rule_id) <
         std::tie(b.path, b.span.line, b.span.column, b.rule_id);
}

bool IsSamePlace(const Site& a, const Site& b) {
  return a.finding.path == b.finding.path && a.finding.span == b.finding.span &&
         a.match.side == b.match.side;
}

// Sorted by place; what matched twice at one place is one site.
void SortSites(std::vector<Site>* sites) {
  std::stable_sort(sites->begin(), sites->end(),
                   [](const Site& a, const Site& b) { return StandsBefore(a.finding, b.finding); });
  sites->erase(std::unique(sites->begin(), sites->end(), IsSamePlace), sites->end());
}

// A file that lacks something is reported at its very beginning, whatever stands there.
Finding MissingFrom(const CompiledRule& rule, const Verdict& verdict) {
  Finding finding;
  finding.rule_id = rule.rule->id;
  finding.severity = rule.rule->severity;
  finding.path = verdict.path;
  finding.span = {1, 1, 1, 1};
  finding.is_missing = true;
  finding.message = rule.rule->title + ": " + verdict.detail;
  if (rule.authority != nullptr && !rule.authority->canonical.empty()) {
    finding.authority = rule.authority->canonical.front();
  }
  return finding;
}

Finding ToFinding(const CompiledRule& rule, const Verdict& verdict) {
  Finding finding = verdict.site == nullptr ? MissingFrom(rule, verdict) : verdict.site->finding;
  if (verdict.site != nullptr && !verdict.detail.empty()) {
    finding.message = MessageFor(rule, finding, verdict.detail);
  }
  finding.related = verdict.related;
  return finding;
}

CountedMatch ToCounted(const Finding& finding, bool is_inside) {
  CountedMatch counted;
  counted.rule_id = finding.rule_id;
  counted.path = finding.path;
  counted.line = finding.span.line;
  counted.column = finding.span.column;
  counted.context = finding.context;
  counted.is_inside = is_inside;
  counted.symbol = finding.symbol;
  counted.names = finding.names;
  counted.enclosing = finding.enclosing;
  return counted;
}

void AddVerdict(const CompiledRule& rule, const Verdict& verdict, FileMatches* matches) {
  Finding finding = ToFinding(rule, verdict);
  if (rule.rule->report == RuleReport::kFindings) {
    matches->findings.push_back(std::move(finding));
  } else if (!finding.is_missing) {
    matches->counted.push_back(ToCounted(finding, false));
  }
}

}  // namespace

void JudgeSites(const CompiledRules& rules, const std::vector<RuleIndex>& judged,
                const TreePaths& tree, FileMatches* matches) {
  std::map<RuleIndex, std::vector<Site>> by_rule;
  for (RuleIndex rule : judged) by_rule[rule];  // also without any site
  for (Site& site : matches->sites) by_rule[site.rule].push_back(std::move(site));
  matches->sites.clear();
  for (auto& [index, sites] : by_rule) {
    const CompiledRule& rule = rules[index];
    SortSites(&sites);
    const Judgement judgement = rule.matcher.judge(tree, sites);
    for (const Verdict& verdict : judgement.wrong) {
      const std::string& path = verdict.site == nullptr ? verdict.path : verdict.site->finding.path;
      if (tree.is_reported(path)) AddVerdict(rule, verdict, matches);
    }
    for (const Site* site : judgement.inside) {
      if (!tree.is_reported(site->finding.path)) continue;
      matches->counted.push_back(ToCounted(site->finding, true));
    }
  }
  std::stable_sort(matches->findings.begin(), matches->findings.end(), StandsBefore);
}

}  // namespace ssot
