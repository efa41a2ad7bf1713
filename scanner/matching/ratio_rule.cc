// Which part of the matches stands inside the authority, or goes through it.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

class RatioRule {
 public:
  // `wanted` says which calls are of the kind that is counted.
  RatioRule(const RatioParameters& rule, const Authority* authority, WantedFacts wanted)
      : through_(rule.through), wanted_(std::move(wanted)) {
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
           GoesThrough(match.target_path, match.target, match.receiver_type) ||
           IsHandedOn(match.handed_on);
  }

  bool GoesThrough(const std::string& target_path, const std::string& target,
                   const std::string& receiver_type) const {
    return (!target_path.empty() && own_.Matches(target_path)) ||
           (!target.empty() && through_.Cover(target)) ||
           (!receiver_type.empty() && through_.Cover(receiver_type));
  }

  bool Counts(const HandedOnCall& call) const {
    return (wanted_.call_name && wanted_.call_name(LastPart(call.callee))) ||
           (wanted_.call_target && !call.target.empty() && wanted_.call_target(call.target));
  }

  // The called function makes the same kind of call with what it is given, and always inside.
  bool IsHandedOn(const std::vector<HandedOnCall>& calls) const {
    bool is_handed_on = false;
    for (const HandedOnCall& call : calls) {
      if (!Counts(call)) continue;
      const std::string& target = call.target.empty() ? call.callee : call.target;
      is_handed_on =
          GoesThrough(call.target_path, target, call.receiver_type) || IsHandedOn(call.further);
      if (!is_handed_on) return false;
    }
    return is_handed_on;
  }

  NamePatterns through_;
  WantedFacts wanted_;
  GlobSet own_;
  GlobSet inside_;
};

}  // namespace

RuleMatcher CompileKind(const RatioParameters& parameters, const Authority* authority) {
  RuleMatcher matcher = CompileMatch(parameters.match);
  const auto rule = std::make_shared<const RatioRule>(parameters, authority, matcher.wanted);
  matcher.wanted.handed_on = matcher.follows;
  matcher.looks_at_authority = true;
  matcher.judge = [rule](const TreePaths&, const std::vector<Site>& sites) {
    return rule->Judge(sites);
  };
  return matcher;
}

}  // namespace ssot
