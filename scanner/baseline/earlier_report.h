// The inventory of an earlier run, from its JSON report.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "scanner/baseline/baseline_file.h"
#include "scanner/model/diagnostic.h"

namespace ssot {

using EarlierRows = std::map<std::string, BaselineRow>;  // by the row's id

// The figures that the rows' statuses followed. `path` is for diagnostics. With
// any error the result is not to be used.
EarlierRows ParseEarlierRows(std::string_view bytes, const std::string& path, Diagnostics* errors);

// The same from disk. A file that does not exist or cannot be read is an error.
EarlierRows ReadEarlierRows(const std::string& path, Diagnostics* errors);

}  // namespace ssot
