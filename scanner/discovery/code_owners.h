// CODEOWNERS: who looks after which files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/discovery/gitignore.h"

namespace ssot {

// As GitHub reads it: the last pattern that matches wins, also where it names nobody; patterns are
// .gitignore's without negation and brackets, and `docs/*` takes the files of docs alone. GitLab's
// section headings are passed over.
class CodeOwners {
 public:
  explicit CodeOwners(std::string_view content);

  // `path` is relative to the repository's top.
  std::vector<std::string> OwnersOf(std::string_view path) const;

  bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    IgnorePatterns pattern;
    bool is_of_files_alone;  // no folder that matches hands it on
    std::vector<std::string> owners;
  };

  void AddLine(std::string_view line);
  static bool Matches(const Entry& entry, std::string_view path);

  std::vector<Entry> entries_;
};

// The first of .github/CODEOWNERS, CODEOWNERS, docs/CODEOWNERS and .gitlab/CODEOWNERS.
CodeOwners ReadCodeOwners(const FileSource& source);

}  // namespace ssot
