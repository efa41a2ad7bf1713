// All that a git tree contains, in one list.
#pragma once

#include <git2.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/source_file.h"

namespace ssot {

enum class TreeEntryKind : uint8_t { kFile, kLink, kSubmodule };

struct TreeEntry {
  std::string path;  // from the top
  TreeEntryKind kind = TreeEntryKind::kFile;
  git_oid id{};
};

struct TreeListing {
  std::vector<TreeEntry> entries;          // sorted by path (bytewise)
  std::vector<UnreadableFile> unreadable;  // folders whose objects are missing or corrupt

  const TreeEntry* Find(std::string_view path) const;  // null: no such entry, or a folder
  bool HasFolder(std::string_view path) const;
};

// Reads every tree object below `tree`.
TreeListing ListTree(git_repository* repository, const git_tree* tree);

}  // namespace ssot
