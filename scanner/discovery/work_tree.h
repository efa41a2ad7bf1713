// A git work tree: where its ignore files are, and what its index tracks.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {

// Any number of threads may ask one WorkTree.
class WorkTree {
 public:
  // Null when `top` (absolute) holds no `.git`, or one that is no repository or has no work tree.
  static std::shared_ptr<const WorkTree> Open(const std::string& top);

  ~WorkTree();

  const std::string& top() const { return top_; }
  const std::string& info_exclude_path() const { return info_exclude_path_; }

  // Paths are relative to the top. The index is read at the first question.
  bool IsTracked(std::string_view path) const;
  // True when something below the folder is tracked, or the folder itself as a submodule.
  bool HasTrackedBelow(std::string_view folder) const;

  // Why the index, asked for, could not be read; empty when it could.
  std::string index_error() const;

 private:
  struct Index;

  explicit WorkTree(const std::string& top);
  const std::vector<std::string_view>& TrackedPaths() const;
  void ReadIndex() const;

  std::string top_;
  std::string info_exclude_path_;
  std::string index_path_;
  mutable std::once_flag index_once_;
  mutable std::unique_ptr<Index> index_;
};

// The nearest folder at or above `folder` (absolute) that is a work tree's top; empty: none.
std::string FindWorkTreeTop(std::string_view folder);

// The user's ignore file for all work trees: core.excludesFile, else git/ignore in the folder for
// configuration. `top` is the work tree whose configuration is asked, or empty. May not exist.
std::string GlobalExcludesPath(const std::string& top);

}  // namespace ssot
