// Where the root is in its repository: the places that keep code name files from its top.
#pragma once

#include <optional>
#include <string>

#include "scanner/model/report.h"

namespace ssot {

// The root relative to the top of its work tree, "" when it is the top; nothing when it is not
// below it or when that is not known.
std::optional<std::string> RootInRepository(const Invocation& invocation);

// A path below the root as a path below the work tree's top. It stays as it is when the report
// does not say where the root is, as with --reproducible.
std::string PathInRepository(const Report& report, const std::string& path);

// The report of the same run with all of its paths as PathInRepository gives them.
Report SeenFromRepository(Report report);

}  // namespace ssot
