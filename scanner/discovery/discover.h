// Which files there are to scan.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/model/source_file.h"

namespace ssot {

struct DiscoveryOptions {
  std::string root;                  // absolute, canonical
  std::vector<std::string> paths;    // files and folders, absolute, each at or below `root`
  std::vector<std::string> include;  // globs relative to `root`; none: every file
  std::vector<std::string> exclude;  // globs; they come before `include`
  bool use_ignore_files = true;      // .gitignore, .git/info/exclude, global excludes, .ssotignore
  uint64_t max_file_bytes = 10 * 1024 * 1024;  // larger files are skipped and listed
  unsigned jobs = 1;
  std::vector<SkippedFile> not_entered;  // folders, relative to `root`, to list with their reasons
};

// What is found, and what is not:
// - Hidden files are scanned; `.git` is not, nor are unfinished reports of a run that was killed.
// - .gitignore files, .git/info/exclude and the global excludes file hold as in git, in each work
//   tree for itself, and also where there is no repository. What git tracks is scanned all the
//   same. Those above a path count, up to the top of the work tree (or to the root).
// - .ssotignore has the same syntax, comes before all of them, and holds for tracked files, too.
// - A path named in `paths` is scanned even if an ignore file matches it or a folder it is in.
//   `include` and `exclude` hold for named paths as well.
// - Symbolic links are not followed. One whose target is not seen under its own name is listed as
//   skipped. A file link named in `paths` stands for its file, if that is inside the root.
// - Named pipes, sockets and devices are never opened; they are listed as skipped.
//
// Walks the paths in parallel. Never fails as a whole: what cannot be read is listed in the
// result. The result does not depend on `jobs` or on the order of `paths`.
// Errors in globs are the caller's to report beforehand (Glob::Compile).
DiscoveredFiles Discover(const DiscoveryOptions& options);

}  // namespace ssot
