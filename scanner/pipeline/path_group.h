// What kind of file a path names.
#pragma once

#include <string_view>

#include "scanner/model/plan.h"

namespace ssot {

// By names of folders and of the file, the most telling first: tests, legacy code, configuration,
// documentation, utilities; all else is the product.
PathGroup PathGroupOf(std::string_view path);

}  // namespace ssot
