// Whether bytes are UTF-8, at close to the speed of memory where they are ASCII.
#pragma once

#include <string_view>

namespace ssot {

// As Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view bytes);

}  // namespace ssot
