#include "scanner/discovery/symbolic_link.h"

#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "scanner/discovery/path.h"

namespace ssot {

std::string WhyLinkIsSkipped(const std::string& path, const std::string& root,
                             const std::vector<std::string>& walked) {
  const std::unique_ptr<char, decltype(&free)> target(realpath(path.c_str(), nullptr), &free);
  if (target == nullptr) {
    return errno == ELOOP ? "symbolic link in a circle" : "symbolic link to nothing";
  }
  if (!IsAtOrBelow(target.get(), root)) return "symbolic link out of the root";
  const bool is_walked = std::any_of(walked.begin(), walked.end(), [&](const std::string& one) {
    return IsAtOrBelow(target.get(), one);
  });
  return is_walked ? "" : "symbolic link out of the paths to scan";
}

}  // namespace ssot
