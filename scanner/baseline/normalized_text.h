// Code with all that a formatter may change taken out.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

// White space, line continuations, trailing commas, semicolons, the style of quotes and parentheses
// that only group do not survive; the same in every language. For comparing, not for showing.
// At most 240 bytes; UTF-8 stays UTF-8.
std::string NormalizedText(std::string_view code);

// `bytes` with "%XX" for each byte that is not part of well-formed UTF-8.
std::string ToUtf8(std::string_view bytes);

}  // namespace ssot
