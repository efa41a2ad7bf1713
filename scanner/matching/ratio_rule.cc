// Which part of the matches stands inside the authority, or goes through it.
#include <memory>
#include <string>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

class RatioRule {
 public:
  RatioRule(const RatioParameters& rule, const Authority* authority) : through_(rule.through) {
    std::vector<std::string> own;  // what the authority is made of
    std::vector<std::string> inside = rule.inside;
    if (authority != nullptr) {
      own.insert(own.end(), authority->canonical.begin(), authority->canonical.end());
      own.insert(own.end(), authority->facades.begin(), authority->facades.end());
      if (inside.empty()) {
        inside = own;
        inside.insert(inside.end(), authority->home.begin(), authority->home.end());
      }
    }
    std::string error;  // the loader has reported it
    GlobSet::Compile(own, &own_, &error);
    GlobSet::Compile(inside, &inside_, &error);
  }

  Judgement Judge(const std::vector<Site>& sites) const {
    Judgement judgement;
    for (const Site& site : sites) {
      if (IsInside(site)) {
        judgement.inside.push_back(&site);
      } else {
        judgement.wrong.emplace_back().site = &site;
      }
    }
    return judgement;
  }

 private:
  bool IsInside(const Site& site) const {
    const Match& match = site.match;
    return inside_.Matches(site.finding.path) ||
           (!match.target_path.empty() && own_.Matches(match.target_path)) ||
           (!match.target.empty() && through_.Cover(match.target)) ||
           (!match.receiver_type.empty() && through_.Cover(match.receiver_type));
  }

  NamePatterns through_;
  GlobSet own_;
  GlobSet inside_;
};

}  // namespace

RuleMatcher CompileKind(const RatioParameters& parameters, const Authority* authority) {
  RuleMatcher matcher = CompileMatch(parameters.match);
  const auto rule = std::make_shared<const RatioRule>(parameters, authority);
  matcher.looks_at_authority = true;
  matcher.judge = [rule](const TreePaths&, const std::vector<Site>& sites) {
    return rule->Judge(sites);
  };
  return matcher;
}

}  // namespace ssot
