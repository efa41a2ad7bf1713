// Configuration files: keys with their places, as Facts::settings.
//
// The readers are written for this: they keep exact places, take time in proportion to the text,
// never recurse, and read on after an error.
#pragma once

#include <vector>

#include "scanner/languages/front_end.h"

namespace ssot::configuration {

const std::vector<FrontEnd>& FrontEnds();

}  // namespace ssot::configuration
