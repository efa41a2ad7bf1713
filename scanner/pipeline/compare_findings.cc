#include "scanner/pipeline/compare_findings.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "scanner/baseline/normalized_text.h"
#include "scanner/baseline/suppressions.h"
#include "scanner/glob/glob.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

// Answers what the comparison asks about the tree, with paths as baselines spell them.
class RunView {
 public:
  RunView(const LookedAt& run, const Ledger& ledger) : run_(run) {
    for (const RunFile& file : run.files.files) {
      std::string path = ToUtf8(file.file.path);
      if (file.is_chosen) chosen_.insert(path);
      known_.insert(std::move(path));
    }
    for (const auto* left_out : {&ledger.skipped, &ledger.failed}) {
      for (const SkippedFile& file : *left_out) {
        known_.insert(ToUtf8(file.path));
        not_analysed_.insert(ToUtf8(file.path));
      }
    }
    for (RuleIndex i = 0; i < run.rules.size(); ++i) {
      rules_.emplace(run.rules[i].rule->id, run.rules.runs(i));
    }
    // An unused directive is only known as such by a scan of everything.
    for (const Rule& rule : SuppressionRules()) rules_.emplace(rule.id, !run.session.is_partial);
    filter_ = GlobFilter(run.session.options.include, run.session.options.exclude);
  }

  bool HasFile(const std::string& path) const {
    return known_.contains(path) || run_.session.source->Exists(path);
  }

  bool HasScope(const std::string& path, const std::string& scope) {
    const auto [scopes, is_first] = scopes_.try_emplace(path);
    if (is_first) scopes->second = ScopesOf(path);
    return scopes->second.contains(scope);
  }

  bool IsLookedFor(const Identity& entry) const {
    return RuleRuns(entry.rule_id) && !not_analysed_.contains(entry.path) &&
           (!run_.session.is_partial || chosen_.contains(entry.path) || IsGone(entry.path));
  }

 private:
  // Where the rules were typed, one that is not among them may still be in force; where they were
  // not, it is gone for good.
  bool RuleRuns(const std::string& id) const {
    const auto rule = rules_.find(id);
    return rule == rules_.end() ? run_.session.options.rules.empty() : rule->second;
  }

  // From where this run would have seen it.
  bool IsGone(const std::string& path) const {
    return !HasFile(path) && IsBelowPaths(path) && filter_.Contains(path);
  }

  bool IsBelowPaths(const std::string& path) const {
    const std::string absolute = run_.session.root.root + "/" + path;
    const auto& paths = run_.session.root.paths;
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& chosen) {
      return absolute == chosen || absolute.starts_with(chosen + "/");
    });
  }

  std::set<std::string> ScopesOf(const std::string& path) const {
    std::set<std::string> scopes = {""};
    const std::vector<Facts>& files = *run_.project.facts;
    const auto facts = std::lower_bound(
        files.begin(), files.end(), path,
        [](const Facts& file, const std::string& wanted) { return file.path < wanted; });
    if (facts == files.end() || facts->path != path) return scopes;
    for (const DefinitionFact& definition : facts->definitions) {
      const std::string name = QualifiedName(*facts, {}, definition.scope);  // ".Class.method"
      if (!name.empty()) scopes.insert(name.substr(1));
    }
    return scopes;
  }

  const LookedAt& run_;
  std::unordered_set<std::string> chosen_;
  std::unordered_set<std::string> known_;
  std::unordered_set<std::string> not_analysed_;
  std::map<std::string, bool> rules_;  // whether each of those at hand runs
  std::map<std::string, std::set<std::string>> scopes_;
  GlobFilter filter_;
};

std::string Describe(const Identity& entry) {
  std::string text = entry.text.empty() ? entry.symbol : entry.text;
  if (text.empty()) text = entry.rule_id;
  return "no longer found: " + text + (entry.scope.empty() ? "" : " in " + entry.scope);
}

}  // namespace

Comparison CompareFindings(const LookedAt& run, const Baseline& baseline, Report* report) {
  RunView view(run, report->ledger);
  TreeView tree;
  tree.has_file = [&](const std::string& path) { return view.HasFile(path); };
  tree.has_scope = [&](const std::string& path, const std::string& scope) {
    return view.HasScope(path, scope);
  };
  tree.is_looked_for = [&](const Identity& entry) { return view.IsLookedFor(entry); };
  Comparison comparison = Compare(baseline, report->findings, tree);
  for (size_t i = 0; i < report->findings.size(); ++i) {
    if (comparison.assignments[i].entry == nullptr) continue;
    report->findings[i].state = FindingState::kUnchanged;
  }
  for (const Identity* entry : comparison.absent) {
    report->absent.push_back(
        {entry->rule_id, entry->path, FingerprintOf(*entry), Describe(*entry)});
  }
  return comparison;
}

}  // namespace ssot
