// Ignore files in git's syntax: .gitignore, .git/info/exclude, .ssotignore.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/glob/wildcard.h"

namespace ssot {

enum class IgnoreVerdict : uint8_t {
  kUnmatched,  // no pattern matches
  kIgnored,    // the last pattern that matches says so
  kKept,       // the last pattern that matches is negated
};

// The patterns of one ignore file. Immutable; any number of threads may ask.
class IgnorePatterns {
 public:
  // Lines that are not well formed match nothing, as in git.
  explicit IgnorePatterns(std::string_view content);

  // `path` is relative to the folder that the patterns are tied to. Whether a folder that it is
  // in is ignored is the caller's to ask first.
  IgnoreVerdict Check(std::string_view path, bool is_folder) const;

  bool empty() const { return patterns_.empty(); }

 private:
  enum class Kind : uint8_t {
    kName,      // the last part is `literal`
    kSuffix,    // the last part ends in `literal`
    kNameGlob,  // the last part matches `wildcard`
    kPath,      // the path is `literal`
    kPathGlob,  // the path begins with `literal`, and its rest matches `wildcard`
  };
  struct Pattern {
    Kind kind = Kind::kName;
    bool negated = false;
    bool folder_only = false;
    std::string literal;
    Wildcard wildcard;
  };

  void AddLine(std::string_view line);
  static bool Matches(const Pattern& pattern, std::string_view path, std::string_view name);

  std::vector<Pattern> patterns_;
};

// An ignore file, and all those that count where it says nothing: those of the folders above and,
// for git, info/exclude and the global one.
struct IgnoreLevel {
  std::shared_ptr<const IgnoreLevel> above;
  std::string folder;  // absolute, with a '/' at its end
  IgnorePatterns patterns;
};

// `path` is absolute and below the folders of all levels.
IgnoreVerdict CheckLevels(const IgnoreLevel* deepest, std::string_view path, bool is_folder);

}  // namespace ssot
