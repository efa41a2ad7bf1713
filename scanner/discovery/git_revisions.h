// Commits of the repository that a root is in, by the names that people give them. Nothing is
// written to the repository.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/model/source_file.h"

namespace ssot {

// A commit's id in forty hexadecimal digits, or why there is none.
struct CommitChoice {
  std::string id;
  std::string error;        // a phrase: "the branch has no commit yet"; empty: there is one
  bool is_unknown = false;  // the name means nothing here, so that a near one may be suggested
};

class GitRevisions {
 public:
  // `root` is absolute: at or below a work tree's top, or a bare repository. Null with the reason
  // in `*error` otherwise.
  static std::unique_ptr<GitRevisions> Open(const std::string& root, std::string* error);
  ~GitRevisions();

  bool is_bare() const;
  // By git's own syntax: HEAD~2, a branch, a tag, the beginning of an id.
  CommitChoice Resolve(const std::string& revision) const;
  // `a` and `b` are ids.
  CommitChoice MergeBase(const std::string& a, const std::string& b) const;
  // Branches, also remote ones, and tags, by their short names.
  std::vector<std::string> KnownNames() const;
  // The tree of the commit with this id as seen from the root; null with the reason.
  std::shared_ptr<const CommitTree> OpenTree(const std::string& id, std::string* error) const;
  // The submodules below the root that the index knows, with the reason not to look into them.
  std::vector<SkippedFile> Submodules() const;

 private:
  struct Repository;

  explicit GitRevisions(std::unique_ptr<Repository> repository);

  std::unique_ptr<Repository> repository_;
};

// True when the folder itself is a repository without a work tree.
bool IsBareRepository(const std::string& folder);

// The id that git gives a file of these bytes.
std::string BlobId(const std::string& bytes);

}  // namespace ssot
