#include "scanner/pipeline/owners.h"

#include <set>
#include <string>
#include <utility>

#include "scanner/discovery/code_owners.h"

namespace ssot {

void SetOwners(const FileSource& source, std::vector<Finding>* findings) {
  const CodeOwners owners = ReadCodeOwners(source);
  if (owners.empty()) return;
  const std::string root = source.RootFromTop();
  for (Finding& finding : *findings) finding.owners = owners.OwnersOf(root + finding.path);
}

OwnersByPath FindOwners(const FileSource& source, const Report& report) {
  OwnersByPath by_path;
  const CodeOwners owners = ReadCodeOwners(source);
  if (owners.empty()) return by_path;
  std::set<std::string> paths;
  for (const Finding& finding : report.findings) paths.insert(finding.path);
  if (report.counted) {
    for (const CountedMatch& match : *report.counted) paths.insert(match.path);
  }
  const std::string root = source.RootFromTop();
  for (const std::string& path : paths) {
    std::vector<std::string> of_path = owners.OwnersOf(root + path);
    if (!of_path.empty()) by_path[path] = std::move(of_path);
  }
  return by_path;
}

}  // namespace ssot
