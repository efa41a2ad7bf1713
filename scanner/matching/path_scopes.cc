#include "scanner/matching/path_scopes.h"

#include <algorithm>
#include <utility>

namespace ssot {

uint32_t PathScopes::Add(const PathScope& scope) {
  for (uint32_t i = 0; i < scopes_.size(); ++i) {
    const PathScope& known = scopes_[i].source;
    if (known.include == scope.include && known.exclude == scope.exclude) return i;
  }
  scopes_.push_back({scope, AddGlobs(scope.include), AddGlobs(scope.exclude)});
  return static_cast<uint32_t>(scopes_.size() - 1);
}

std::vector<uint32_t> PathScopes::AddGlobs(const std::vector<std::string>& patterns) {
  std::vector<uint32_t> indices;
  for (const std::string& pattern : patterns) {
    const auto known = std::find_if(globs_.begin(), globs_.end(),
                                    [&](const Glob& glob) { return glob.pattern() == pattern; });
    indices.push_back(static_cast<uint32_t>(known - globs_.begin()));
    if (known != globs_.end()) continue;
    std::string error;
    Glob glob;
    if (!Glob::Compile(pattern, &glob, &error)) {
      indices.pop_back();
      break;
    }
    globs_.push_back(std::move(glob));
  }
  return indices;
}

PathScopes::Answers::Answers(const PathScopes& scopes, std::string_view path)
    : scopes_(scopes),
      path_(path),
      pairs_(path),
      of_scopes_(scopes.scopes_.size(), kUnknown),
      of_globs_(scopes.globs_.size(), kUnknown) {}

bool PathScopes::Answers::IsIn(uint32_t scope) {
  Answer& answer = of_scopes_[scope];
  if (answer == kUnknown) {
    const Scope& globs = scopes_.scopes_[scope];
    const bool is_in =
        (globs.include.empty() || MatchesAny(globs.include)) && !MatchesAny(globs.exclude);
    answer = is_in ? kYes : kNo;
  }
  return answer == kYes;
}

bool PathScopes::Answers::MatchesAny(const std::vector<uint32_t>& globs) {
  return std::any_of(globs.begin(), globs.end(), [&](uint32_t glob) {
    Answer& answer = of_globs_[glob];
    if (answer == kUnknown) {
      const Glob& asked = scopes_.globs_[glob];
      answer = asked.MayMatch(pairs_) && asked.Matches(path_) ? kYes : kNo;
    }
    return answer == kYes;
  });
}

}  // namespace ssot
