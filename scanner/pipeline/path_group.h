// What kind of file a path names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/plan.h"

namespace ssot {

// By names of folders and of the file, the most telling first: tests, legacy code, configuration,
// documentation, utilities; all else is the product.
PathGroup PathGroupOf(std::string_view path);

// The words of all names in a path, in lower case: unifiedConfig_manager.py has unified, config,
// manager and py.
std::vector<std::string> PathWords(std::string_view path);

}  // namespace ssot
