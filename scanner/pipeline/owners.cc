#include "scanner/pipeline/owners.h"

#include <string>

#include "scanner/discovery/code_owners.h"

namespace ssot {

void SetOwners(const FileSource& source, std::vector<Finding>* findings) {
  const CodeOwners owners = ReadCodeOwners(source);
  if (owners.empty()) return;
  const std::string root = source.RootFromTop();
  for (Finding& finding : *findings) finding.owners = owners.OwnersOf(root + finding.path);
}

}  // namespace ssot
