// Environment variables, settings, attributes and constants that are read or written.
#include <memory>
#include <string_view>

#include "scanner/matching/name_regexes.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

bool AsksEnvironment(std::string_view word) {
  for (std::string_view part : {"getenv", "setenv", "putenv", "EnvironmentVariable"}) {
    if (word.find(part) != word.npos) return true;
  }
  return false;
}

class AccessRule {
 public:
  explicit AccessRule(const AccessParameters& rule)
      : names_(rule.names), of_(rule.of), modes_(rule.modes) {}

  // In one mode or another.
  bool MayFind(AccessOf of, std::string_view name) const {
    return IsAnyOrIn(of_, of) && (names_.empty() || names_.Match(name));
  }

  // A constant from another file may be a variable's name: what asks the environment counts, too.
  bool Concerns(std::string_view word) const {
    const bool only_environment = of_.size() == 1 && of_[0] == AccessOf::kEnvironment;
    if (IsAnyOrIn(of_, AccessOf::kEnvironment) && AsksEnvironment(word)) return true;
    return names_.empty() ? !only_environment : names_.Match(word);
  }

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedAccess& access : file.resolved.accesses) {
      if (!IsAnyOrIn(modes_, access.mode)) continue;
      if (MayFind(access.of, access.name)) matches->push_back(ToMatch(access));
    }
  }

 private:
  static Match ToMatch(const ResolvedAccess& access) {
    Match match;
    match.span = access.span;
    match.scope = access.scope;
    match.resolution = access.resolution;
    match.symbol = access.name;
    match.name = access.name;
    match.target = access.form;
    match.around = access.around;
    return match;
  }

  NameRegexes names_;
  std::vector<AccessOf> of_;
  std::vector<AccessMode> modes_;
};

}  // namespace

RuleMatcher CompileKind(const AccessParameters& parameters, const Authority* /*authority*/) {
  RuleMatcher matcher;
  const auto rule = std::make_shared<const AccessRule>(parameters);
  matcher.wanted.accesses = true;
  matcher.wanted.access = [rule](AccessOf of, std::string_view name) {
    return rule->MayFind(of, name);
  };
  matcher.concerns = [rule](std::string_view word) { return rule->Concerns(word); };
  matcher.match = [rule](const FileView& file, std::vector<Match>* matches) {
    rule->MatchFile(file, matches);
  };
  return matcher;
}

}  // namespace ssot
