// The C and C++ files of a commit as files on disk: libclang follows an #include only there.
#pragma once

#include <memory>
#include <string>

#include "scanner/discovery/file_source.h"

namespace ssot {

// A folder of its own below the one for temporary files, gone with this object.
class RevisionFolder {
 public:
  // Writes all that an #include may name: C and C++ files, and small ones of no known language.
  // Also what lies above the root, up to the commit's top. Null with the reason.
  static std::unique_ptr<RevisionFolder> Write(const CommitTree& tree, std::string* error);
  ~RevisionFolder();
  RevisionFolder(const RevisionFolder&) = delete;
  RevisionFolder& operator=(const RevisionFolder&) = delete;

  // What stands for the root that `tree` was opened with: absolute and canonical.
  const std::string& root() const { return root_; }

 private:
  explicit RevisionFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
  std::string root_;
};

}  // namespace ssot
