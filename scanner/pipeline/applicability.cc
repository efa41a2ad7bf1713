#include "scanner/pipeline/applicability.h"

#include <algorithm>
#include <map>

#include "scanner/glob/glob.h"

namespace ssot {
namespace {

bool HasFile(const RunFiles& files, const std::vector<std::string>& globs) {
  GlobSet set;
  std::string error;
  if (!GlobSet::Compile(globs, &set, &error)) return false;
  return std::any_of(files.files.begin(), files.files.end(),
                     [&](const RunFile& file) { return set.Matches(file.file.path); });
}

bool Exists(const Session& session, const RunFiles& files, const Authority& authority) {
  if (authority.canonical.empty()) return false;
  if (HasFile(files, authority.canonical)) return true;
  return ExistsBelowRoot(session, authority.canonical);
}

bool IsChosenByName(const RuleSet& rules, const std::string& pack) {
  return std::any_of(rules.packs.begin(), rules.packs.end(), [&](const Pack& candidate) {
    return candidate.name == pack && candidate.chosen_by_name;
  });
}

std::string Listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string Sentence(const Authority& authority, const std::vector<std::string>& rules) {
  const std::string what =
      authority.canonical.empty()
          ? "its file is not given; give it in .ssot.yaml, with the pack's variables"
          : "no file matches " + Listed(authority.canonical);
  return "authority " + authority.id + ": " + what + " (" + Listed(rules) + ")";
}

}  // namespace

Applicability FindApplicability(const Session& session, const RunFiles& files) {
  const RuleSet& set = session.rules;
  Applicability result;
  result.runs.assign(set.rules.size(), true);
  for (const Authority& authority : set.authorities) {
    std::vector<size_t> rules;
    for (size_t i = 0; i < set.rules.size(); ++i) {
      const Rule& rule = set.rules[i];
      const bool only_counts = rule.kind() == RuleKind::kText || rule.report == RuleReport::kCount;
      if (rule.authority == authority.id && !only_counts) rules.push_back(i);
    }
    if (rules.empty() || Exists(session, files, authority)) continue;
    std::vector<std::string> silent;
    std::vector<std::string> broken;
    for (size_t i : rules) {
      const bool by_name = IsChosenByName(set, set.rules[i].pack);
      (by_name ? broken : silent).push_back(set.rules[i].id);
      if (!by_name) result.runs[i] = false;
    }
    if (!silent.empty()) result.not_applicable.push_back(Sentence(authority, silent));
    if (!broken.empty()) result.unmet_contracts.push_back(Sentence(authority, broken));
  }
  return result;
}

}  // namespace ssot
