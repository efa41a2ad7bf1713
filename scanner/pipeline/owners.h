// Who looks after the code that findings are in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/model/finding.h"
#include "scanner/model/report.h"

namespace ssot {

// From the CODEOWNERS file of the repository that `source` is in.
void SetOwners(const FileSource& source, std::vector<Finding>* findings);

using OwnersByPath = std::map<std::string, std::vector<std::string>>;

// Of all files with a finding or a counted match of the report; files without owners are left out.
OwnersByPath FindOwners(const FileSource& source, const Report& report);

}  // namespace ssot
