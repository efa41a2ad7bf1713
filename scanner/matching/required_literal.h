// What a regular expression cannot match without.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

// The longest literal, as far as one look from left to right can see, that stands in everything
// that the well-formed RE2 expression matches. Empty: none was found. Groups and what they hold are
// passed over, and so is all that is not ASCII.
std::string RequiredLiteral(std::string_view expression);

}  // namespace ssot
