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

bool Exists(const Session& session, const RunFiles& files, const std::vector<std::string>& globs) {
  return !globs.empty() && (HasFile(files, globs) || ExistsBelowRoot(session, globs));
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

// `what` is of which no file exists: "authority jwt".
std::string Sentence(const std::string& what, const std::vector<std::string>& globs,
                     const std::vector<std::string>& rules) {
  const std::string why =
      globs.empty() ? "its file is not given; give it in .ssot.yaml, with the pack's variables"
                    : "no file matches " + Listed(globs);
  return what + ": " + why + " (" + Listed(rules) + ")";
}

// Where the contract says that its matches stand; empty: it does not say.
std::vector<std::string> PlaceOf(const Rule& rule) {
  const auto* contract = std::get_if<ContractParameters>(&rule.parameters);
  return contract == nullptr ? std::vector<std::string>() : contract->at;
}

class ApplicabilityFinder {
 public:
  ApplicabilityFinder(const Session& session, const RunFiles& files)
      : session_(session), files_(files), rules_(session.rules.rules) {
    result_.runs.assign(rules_.size(), true);
    result_.unmet.assign(rules_.size(), false);
  }

  Applicability Find() {
    for (const Authority& authority : session_.rules.authorities) {
      std::vector<size_t> rules;
      for (size_t i = 0; i < rules_.size(); ++i) {
        const bool only_counts =
            rules_[i].kind() == RuleKind::kText || rules_[i].report == RuleReport::kCount;
        if (rules_[i].authority == authority.id && !only_counts) rules.push_back(i);
      }
      Check("authority " + authority.id, authority.canonical, rules);
    }
    for (size_t i = 0; i < rules_.size(); ++i) {
      const std::vector<std::string> place = PlaceOf(rules_[i]);
      if (!place.empty()) Check("contract " + rules_[i].id, place, {i});
    }
    return std::move(result_);
  }

 private:
  // `rules` need a file that matches one of `globs`.
  void Check(const std::string& what, const std::vector<std::string>& globs,
             const std::vector<size_t>& rules) {
    if (rules.empty() || Exists(session_, files_, globs)) return;
    std::vector<std::string> silent;
    std::vector<std::string> broken;
    for (size_t i : rules) {
      const bool by_name = IsChosenByName(session_.rules, rules_[i].pack);
      (by_name ? broken : silent).push_back(rules_[i].id);
      if (by_name) result_.unmet[i] = true;
      if (!by_name) result_.runs[i] = false;
    }
    if (!silent.empty()) result_.not_applicable.push_back(Sentence(what, globs, silent));
    if (!broken.empty()) result_.unmet_contracts.push_back(Sentence(what, globs, broken));
  }

  const Session& session_;
  const RunFiles& files_;
  const std::vector<Rule>& rules_;
  Applicability result_;
};

}  // namespace

Applicability FindApplicability(const Session& session, const RunFiles& files) {
  return ApplicabilityFinder(session, files).Find();
}

}  // namespace ssot
