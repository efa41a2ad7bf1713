// Who looks after the code that findings are in.
#pragma once

#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/model/finding.h"

namespace ssot {

// From the CODEOWNERS file of the repository that `source` is in.
void SetOwners(const FileSource& source, std::vector<Finding>* findings);

}  // namespace ssot
