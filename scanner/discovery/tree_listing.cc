#include "scanner/discovery/tree_listing.h"

#include <algorithm>
#include <utility>

#include "scanner/discovery/libgit2.h"

namespace ssot {
namespace {

constexpr int kMostLevels = 2048;  // as git's core.maxTreeDepth

TreeEntryKind KindOf(git_filemode_t mode) {
  if (mode == GIT_FILEMODE_LINK) return TreeEntryKind::kLink;
  return mode == GIT_FILEMODE_COMMIT ? TreeEntryKind::kSubmodule : TreeEntryKind::kFile;
}

class TreeReader {
 public:
  explicit TreeReader(git_repository* repository) : repository_(repository) {}

  void Read(const git_tree* tree, const std::string& prefix, int level) {
    const size_t count = git_tree_entrycount(tree);
    for (size_t i = 0; i < count; ++i) {
      const git_tree_entry* entry = git_tree_entry_byindex(tree, i);
      std::string path = prefix + git_tree_entry_name(entry);
      const git_filemode_t mode = git_tree_entry_filemode(entry);
      if (mode == GIT_FILEMODE_TREE) {
        ReadFolder(*git_tree_entry_id(entry), std::move(path), level);
      } else {
        listing_.entries.push_back({std::move(path), KindOf(mode), *git_tree_entry_id(entry)});
      }
    }
  }

  TreeListing Take() {
    std::sort(listing_.entries.begin(), listing_.entries.end(),
              [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; });
    return std::move(listing_);
  }

 private:
  void ReadFolder(const git_oid& id, std::string path, int level) {
    git_tree* tree = nullptr;
    if (level == kMostLevels) {
      listing_.unreadable.push_back({std::move(path), "too many folders inside each other"});
    } else if (git_tree_lookup(&tree, repository_, &id) != 0) {
      listing_.unreadable.push_back({std::move(path), WhyNoObject(id)});
    } else {
      const GitTreeObject owner(tree);
      Read(tree, path + "/", level + 1);
    }
  }

  git_repository* repository_;
  TreeListing listing_;
};

}  // namespace

const TreeEntry* TreeListing::Find(std::string_view path) const {
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), path,
                       [](const TreeEntry& entry, std::string_view p) { return entry.path < p; });
  return found != entries.end() && found->path == path ? &*found : nullptr;
}

bool TreeListing::HasFolder(std::string_view path) const {
  if (path.empty()) return true;
  const std::string prefix = std::string(path) + "/";
  const auto found =
      std::lower_bound(entries.begin(), entries.end(), prefix,
                       [](const TreeEntry& entry, std::string_view p) { return entry.path < p; });
  return found != entries.end() && found->path.starts_with(prefix);
}

TreeListing ListTree(git_repository* repository, const git_tree* tree) {
  TreeReader reader(repository);
  reader.Read(tree, "", 0);
  return reader.Take();
}

}  // namespace ssot
