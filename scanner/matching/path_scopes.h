// Path scopes that have globs in common: one path is asked for in many of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/model/rule.h"

namespace ssot {

// Once all are added, any number of threads may ask, each with its own answers.
class PathScopes {
 public:
  // The index of a scope; equal ones share one. The globs have been checked: from one that is not
  // well formed on, a list is ignored.
  uint32_t Add(const PathScope& scope);

  // About one path. Every glob is matched at most once.
  class Answers {
   public:
    Answers(const PathScopes& scopes, std::string_view path);
    bool IsIn(uint32_t scope);

   private:
    enum Answer : char { kUnknown, kYes, kNo };
    bool MatchesAny(const std::vector<uint32_t>& globs);

    const PathScopes& scopes_;
    std::string_view path_;
    BytePairs pairs_;  // of path_
    std::vector<Answer> of_scopes_;
    std::vector<Answer> of_globs_;
  };

 private:
  struct Scope {
    PathScope source;
    std::vector<uint32_t> include;  // indices into globs_; empty: everything
    std::vector<uint32_t> exclude;
  };
  std::vector<uint32_t> AddGlobs(const std::vector<std::string>& patterns);

  std::vector<Scope> scopes_;
  std::vector<Glob> globs_;  // distinct
};

}  // namespace ssot
