// What a rule file may say.
#pragma once

#include "scanner/ruleset/shape.h"

namespace ssot {

const Shape& RuleFileShape();

// The shape of a rule; its fields hold one for each kind.
const Shape& RuleShape();

}  // namespace ssot
