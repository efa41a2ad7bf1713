// Files that were renamed between two sources.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scanner/discovery/file_source.h"

namespace ssot {

struct FileRename {
  std::string from;
  std::string to;
};

// Pairs paths of `old_source` that are gone with paths of `new_source` that are new, as
// `git diff --find-renames` does: by git's own measure of similarity, from one half on, the most
// similar first, each path once. Sorted by `from`.
std::vector<FileRename> FindRenames(const FileSource& old_source,
                                    const std::vector<std::string>& gone,
                                    const FileSource& new_source,
                                    const std::vector<std::string>& added, uint64_t max_file_bytes);

}  // namespace ssot
