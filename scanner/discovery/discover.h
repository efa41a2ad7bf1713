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
  std::vector<std::string> paths;    // files and folders to walk, absolute, each at or below `root`
  std::vector<std::string> include;  // globs; none: every file
  std::vector<std::string> exclude;  // globs
  bool use_ignore_files = true;      // .gitignore, .git/info/exclude, global excludes, .ssotignore
  uint64_t max_file_bytes = 10 * 1024 * 1024;  // larger files are skipped and listed
  unsigned jobs = 1;
};

// Walks the paths in parallel. Never fails as a whole: what cannot be read is listed in the
// result. The result does not depend on `jobs` or on the order of `paths`.
// Errors in globs are the caller's to report beforehand (Glob::Compile).
DiscoveredFiles Discover(const DiscoveryOptions& options);

}  // namespace ssot
