// What .ssot.yaml may say.
#pragma once

#include "scanner/ruleset/shape.h"

namespace ssot {

const Shape& ConfigFileShape();

}  // namespace ssot
