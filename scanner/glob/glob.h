// Path globs, in the syntax of .gitignore and ripgrep's --glob.
//
//   *      any characters but '/'             **/   any folders, also none
//   ?      one character but '/'              /**   everything below
//   [a-z]  one of a class; [!a-z] none of it  {a,b} one of several (may nest)
//   \x     the character x itself
//
// A pattern without a '/' in front of or inside it (a trailing one aside) matches at any depth:
// `*.py` is `**/*.py`. A leading '/' ties it to the root. A trailing '/' or a match of a folder
// covers everything below that folder.
//
// A leading "./" is the same as '/'. Braces may stand for 1,024 patterns, a pattern may have 4,096
// bytes; more is refused. '!' in front is refused, too: there are exclude lists for that.
//
// A compiled Glob is immutable; any number of threads may match with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/glob/byte_pairs.h"
#include "scanner/glob/wildcard.h"

namespace ssot {

class Glob {
 public:
  // Returns nothing for a pattern that is not well formed, and says why in `*error`
  // ("unclosed '['").
  static bool Compile(std::string_view pattern, Glob* glob, std::string* error);

  // `path` is relative to the root, with '/' between its parts and none in front; with one at
  // its end it is a folder. True also when the pattern matches one of the folders it is in.
  bool Matches(std::string_view path) const;

  // False: no path with these pairs matches. Worth asking where many globs are about one path.
  bool MayMatch(const BytePairs& path) const;

  // The pattern as it was given.
  const std::string& pattern() const { return pattern_; }

 private:
  struct Alternative {  // braces expanded, anchored
    Wildcard wildcard;
    bool folder_only = false;
    BytePairs needed;
  };

  std::string pattern_;
  std::vector<Alternative> alternatives_;
};

// A set of globs of which one must match.
class GlobSet {
 public:
  // The error begins with the first pattern that is not well formed, in quotes.
  static bool Compile(const std::vector<std::string>& patterns, GlobSet* set, std::string* error);
  bool Matches(std::string_view path) const;
  bool empty() const { return globs_.empty(); }

 private:
  std::vector<Glob> globs_;
};

// What two lists of globs let through: a path that one of the first matches (there is none: every
// path) and none of the second.
class GlobFilter {
 public:
  GlobFilter() = default;
  // The globs have been checked: from one that is not well formed on, a list is ignored.
  GlobFilter(const std::vector<std::string>& include, const std::vector<std::string>& exclude);
  bool Contains(std::string_view path) const;

 private:
  GlobSet include_;
  GlobSet exclude_;
};

}  // namespace ssot
