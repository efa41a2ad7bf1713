// Environment variables, settings, attributes and constants that are read or written.
#include "scanner/matching/name_regexes.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

class AccessRule {
 public:
  explicit AccessRule(const AccessParameters& rule)
      : names_(rule.names), of_(rule.of), modes_(rule.modes) {}

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedAccess& access : file.resolved.accesses) {
      if (!IsAnyOrIn(of_, access.of) || !IsAnyOrIn(modes_, access.mode)) continue;
      if (names_.empty() || names_.Match(access.name)) matches->push_back(ToMatch(access));
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
    return match;
  }

  NameRegexes names_;
  std::vector<AccessOf> of_;
  std::vector<AccessMode> modes_;
};

}  // namespace

MatchFunction CompileKind(const AccessParameters& rule, const Authority* /*authority*/) {
  return [compiled = AccessRule(rule)](const FileView& file, std::vector<Match>* matches) {
    compiled.MatchFile(file, matches);
  };
}

}  // namespace ssot
