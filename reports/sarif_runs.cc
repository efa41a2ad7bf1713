#include "reports/sarif_runs.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "reports/importance.h"

namespace ssot {
namespace {

// No pack and no rule is called so. It holds what is left when there are more than fit.
constexpr const char* kOthers = "_others";

// What the runs are called behind the category's own name, with their rules; "": the name alone.
using RulesByPart = std::map<std::string, std::vector<const Rule*>>;

std::string PartOf(const Rule& rule, SarifSplit split) {
  switch (split) {
    case SarifSplit::kPack:
      return rule.pack;
    case SarifSplit::kRule:
      return rule.id;
    case SarifSplit::kWhole:
      break;
  }
  return "";
}

void JoinLast(RulesByPart* parts) {
  if (parts->size() <= kMaxSarifRuns) return;
  std::vector<const Rule*> others;
  while (parts->size() >= kMaxSarifRuns) {
    const auto last = std::prev(parts->end());
    others.insert(others.begin(), last->second.begin(), last->second.end());
    parts->erase(last);
  }
  (*parts)[kOthers] = std::move(others);
}

RulesByPart SplitRules(const Report& report, SarifSplit split) {
  RulesByPart parts;
  for (const Rule& rule : report.rules) {
    if (rule.report == RuleReport::kFindings) parts[PartOf(rule, split)].push_back(&rule);
  }
  JoinLast(&parts);
  if (parts.empty()) parts[""];
  return parts;
}

std::string IdOf(std::string category, const std::string& part) {
  while (category.ends_with('/')) category.pop_back();
  return category + "/" + (part.empty() ? "" : part + "/");
}

bool IsFor(SarifReader reader, const Finding& finding) {
  return reader == SarifReader::kAny || !finding.suppressed.has_value();
}

}  // namespace

SarifRuns MakeSarifRuns(const Report& report, const RenderOptions& options, SarifReader reader) {
  SarifRuns made;
  made.most_results = reader == SarifReader::kGitHub ? kMaxGitHubResults : kMaxSarifResults;
  std::unordered_map<std::string, size_t> run_of_rule;
  for (auto& [part, rules] : SplitRules(report, options.sarif_split)) {
    for (const Rule* rule : rules) run_of_rule[rule->id] = made.runs.size();
    SarifRun& run = made.runs.emplace_back();
    run.id = IdOf(options.sarif_category, part);
    run.catalog = MakeSarifCatalog(std::move(rules));
  }
  std::vector<size_t> taken(made.runs.size());
  for (const Finding* finding : ByImportance(report.findings)) {
    if (!IsFor(reader, *finding)) continue;
    const auto known = run_of_rule.find(finding->rule_id);
    const size_t run = known == run_of_rule.end() ? 0 : known->second;
    if (++taken[run] > made.most_results) {
      ++made.runs[run].over_limit;
    } else {
      made.by_importance.emplace_back(run, finding);
    }
  }
  return made;
}

void KeepFindings(size_t count, SarifRuns* runs) {
  for (SarifRun& run : runs->runs) {
    run.findings.clear();
    run.over_size = 0;
  }
  for (size_t i = 0; i < runs->by_importance.size(); ++i) {
    const auto& [run, finding] = runs->by_importance[i];
    if (i < count) {
      runs->runs[run].findings.push_back(finding);
    } else {
      ++runs->runs[run].over_size;
    }
  }
  for (SarifRun& run : runs->runs) std::sort(run.findings.begin(), run.findings.end());
}

}  // namespace ssot
