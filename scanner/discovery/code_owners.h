// CODEOWNERS: who looks after which files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/discovery/gitignore.h"

namespace ssot {

enum class OwnersDialect : uint8_t { kGitHub, kGitLab };

// As GitHub reads it: the last pattern that matches wins, also where it names nobody; patterns are
// .gitignore's without negation and brackets, and `docs/*` takes the files of docs alone.
//
// As GitLab reads it: `[Section][2] @owner` and `^[Section]` begin sections. In each the last
// pattern that matches wins, with the heading's owners where it names nobody, and the owners of all
// sections come together. `!pattern` takes files out of its section for good. A pattern that does
// not begin with a slash holds at any depth.
class CodeOwners {
 public:
  CodeOwners(std::string_view content, OwnersDialect dialect);

  // `path` is relative to the repository's top.
  std::vector<std::string> OwnersOf(std::string_view path) const;

  bool empty() const;

 private:
  struct Entry {
    IgnorePatterns pattern;
    bool is_of_files_alone;  // no folder that matches hands it on
    bool is_exclusion;
    std::vector<std::string> owners;
  };
  struct Section {
    std::string name;  // in small letters
    std::vector<Entry> entries;
  };

  void AddLine(std::string_view line);
  bool AddHeading(std::string_view line);
  static bool Matches(const Entry& entry, std::string_view path);
  static const Entry* FindIn(const Section& section, std::string_view path);

  OwnersDialect dialect_;
  std::vector<Section> sections_;            // GitHub: one
  size_t current_ = 0;                       // where lines are added
  std::vector<std::string> default_owners_;  // of the last heading
};

// The first of .github/CODEOWNERS, CODEOWNERS, docs/CODEOWNERS and .gitlab/CODEOWNERS. The last is
// GitLab's, and so is any but the first where a line is a section's heading.
CodeOwners ReadCodeOwners(const FileSource& source);

}  // namespace ssot
