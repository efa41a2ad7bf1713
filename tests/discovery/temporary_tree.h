// A fresh folder below the system's temporary directory, removed with all that is in it.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace ssot {

class TemporaryTree {
 public:
  TemporaryTree();
  ~TemporaryTree();
  TemporaryTree(const TemporaryTree&) = delete;
  TemporaryTree& operator=(const TemporaryTree&) = delete;

  // Absolute, canonical.
  const std::string& path() const { return path_; }
  std::string path(std::string_view relative) const { return path_ + "/" + std::string(relative); }

  // Makes the folders that the file needs.
  void Write(std::string_view relative, std::string_view content) const;
  void MakeFolder(std::string_view relative) const;
  void Link(std::string_view relative, std::string_view target) const;

  // Runs git in the tree, with no configuration but the repository's own and the test home's.
  // Returns its standard output; fails the test when git does.
  std::string Git(std::string_view arguments) const { return GitIn(path_, arguments); }
  std::string GitIn(const std::string& folder, std::string_view arguments) const;

 private:
  std::string path_;
};

// Says so when it is not, so that a skipped comparison is seen.
bool GitIsInstalled();

// The folder that HOME names in this program: empty at the start, no configuration of the user's.
const std::string& TestHome();

std::vector<std::string> Split(std::string_view text, char separator);

}  // namespace ssot
