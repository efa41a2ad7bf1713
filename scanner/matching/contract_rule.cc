// Exactly, at most or at least so many matches, all of them at one place.
//
// What stands at the place counts first, in the order of paths and lines: it is canonical up to the
// number, and everything else is one too many. Where the place has less than the number, something
// is missing there; as many matches elsewhere as are missing are taken to have moved, and are no
// findings of their own. Without a place none is canonical: when there are too many, all are wrong.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/matching/name_regexes.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

constexpr size_t kMostRelated = 10;

using Sites = std::vector<const Site*>;

GlobSet Compiled(const std::vector<std::string>& globs) {
  GlobSet set;
  std::string error;  // the loader has reported it
  GlobSet::Compile(globs, &set, &error);
  return set;
}

RelatedLocation PlaceOf(const Site& site, std::string message) {
  return {site.finding.path, site.finding.span, std::move(message)};
}

std::string Named(const Site& site, std::string_view what) {
  return std::string(what) + ": " + site.match.symbol;
}

class ContractRule {
 public:
  ContractRule(const ContractParameters& rule, const Authority* authority)
      : bound_(rule.bound),
        number_(rule.number),
        place_globs_(rule.at.empty() && authority != nullptr ? authority->canonical : rule.at),
        place_(Compiled(place_globs_)),
        exempt_paths_(Compiled(rule.exempt.paths)),
        exempt_names_(rule.exempt.names),
        exempt_bodies_(rule.exempt.bodies) {}

  Judgement Judge(const TreePaths& tree, const std::vector<Site>& all) const {
    Sites inside;
    Sites outside;
    for (const Site& site : all) {
      if (IsExempt(site)) continue;
      const bool is_inside = !place_globs_.empty() && place_.Matches(site.finding.path);
      (is_inside ? inside : outside).push_back(&site);
    }
    return place_globs_.empty() ? JudgeAnywhere(outside) : JudgeAtPlace(tree, inside, outside);
  }

 private:
  bool IsExempt(const Site& site) const {
    if (exempt_paths_.Matches(site.finding.path)) return true;
    const auto& body = site.match.body;
    if (body &&
        std::find(exempt_bodies_.begin(), exempt_bodies_.end(), *body) != exempt_bodies_.end()) {
      return true;
    }
    return !exempt_names_.empty() &&
           (exempt_names_.Match(site.match.name) || IsInExempt(site.finding.local_scope));
  }

  // Inside a definition with an exempt name.
  bool IsInExempt(std::string_view scope) const {
    for (size_t begin = 0; begin < scope.size();) {
      const size_t end = std::min(scope.find_first_of(".:", begin), scope.size());
      if (end > begin && exempt_names_.Match(scope.substr(begin, end - begin))) return true;
      begin = end + 1;
    }
    return false;
  }

  Judgement JudgeAnywhere(const Sites& sites) const {
    Judgement judgement;
    if (bound_ == ContractBound::kAtLeast || sites.size() <= number_) {
      judgement.inside = sites;
      return judgement;
    }
    for (const Site* site : sites) {
      Verdict& verdict = judgement.wrong.emplace_back();
      verdict.site = site;
      for (const Site* other : sites) {
        if (other == site || verdict.related.size() == kMostRelated) continue;
        verdict.related.push_back(PlaceOf(*other, Named(*other, "another one")));
      }
    }
    return judgement;
  }

  Judgement JudgeAtPlace(const TreePaths& tree, const Sites& inside, const Sites& outside) const {
    Judgement judgement;
    const size_t canonical = std::min<size_t>(inside.size(), number_);
    const std::string_view home = PlaceIn(tree);
    const bool is_missing =
        bound_ != ContractBound::kAtMost && canonical < number_ && !home.empty();
    const bool has_moved = is_missing && outside.size() <= number_ - canonical;
    const bool has_room = bound_ == ContractBound::kAtLeast;
    for (size_t i = 0; i < inside.size(); ++i) {
      const bool is_extra = i >= canonical && !has_room;
      if (is_extra) {
        judgement.wrong.push_back(Extra(*inside[i], inside, canonical));
      } else {
        judgement.inside.push_back(inside[i]);
      }
    }
    for (const Site* site : outside) {
      if (has_room) continue;
      if (has_moved) {
        judgement.inside.push_back(site);
      } else {
        judgement.wrong.push_back(Extra(*site, inside, canonical));
      }
    }
    if (is_missing) judgement.wrong.push_back(Missing(home, canonical, outside));
    return judgement;
  }

  // The first file at the place; empty: there is none.
  std::string_view PlaceIn(const TreePaths& tree) const {
    const auto found = std::find_if(tree.paths.begin(), tree.paths.end(),
                                    [&](std::string_view path) { return place_.Matches(path); });
    return found == tree.paths.end() ? std::string_view() : *found;
  }

  static Verdict Extra(const Site& site, const Sites& inside, size_t canonical) {
    Verdict verdict;
    verdict.site = &site;
    for (size_t i = 0; i < std::min(canonical, kMostRelated); ++i) {
      verdict.related.push_back(PlaceOf(*inside[i], Named(*inside[i], "the canonical one")));
    }
    return verdict;
  }

  Verdict Missing(std::string_view home, size_t found, const Sites& outside) const {
    Verdict verdict;
    verdict.path = home;
    const std::string bound = bound_ == ContractBound::kExactly ? "exactly " : "at least ";
    verdict.detail =
        bound + std::to_string(number_) + " must stand in " + PlaceText() + ", " +
        (found == 0 ? "none does"
                    : "only " + std::to_string(found) + (found == 1 ? " does" : " do"));
    for (size_t i = 0; i < std::min(outside.size(), kMostRelated); ++i) {
      const Site& site = *outside[i];
      verdict.detail += (i == 0 ? "; found at " : ", ") + site.finding.path + ":" +
                        std::to_string(site.finding.span.line);
      verdict.related.push_back(PlaceOf(site, Named(site, "found here")));
    }
    return verdict;
  }

  std::string PlaceText() const {
    std::string text;
    for (const std::string& glob : place_globs_) text += (text.empty() ? "" : " or ") + glob;
    return text;
  }

  ContractBound bound_;
  uint32_t number_;
  std::vector<std::string> place_globs_;  // empty: anywhere
  GlobSet place_;
  GlobSet exempt_paths_;
  NameRegexes exempt_names_;
  std::vector<DefinitionBody> exempt_bodies_;
};

}  // namespace

RuleMatcher CompileKind(const ContractParameters& parameters, const Authority* authority) {
  RuleMatcher matcher = CompileMatch(parameters.match);
  const auto rule = std::make_shared<const ContractRule>(parameters, authority);
  matcher.looks_at_authority = true;
  matcher.judge = [rule](const TreePaths& tree, const std::vector<Site>& sites) {
    return rule->Judge(tree, sites);
  };
  return matcher;
}

RuleMatcher CompileMatch(const MatchParameters& match) {
  return std::visit([](const auto& parameters) { return CompileKind(parameters, nullptr); }, match);
}

}  // namespace ssot
