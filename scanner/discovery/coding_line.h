// PEP 263: the encoding that a comment in the first two lines declares.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

// In lower case, with '-' for '_' ("iso-8859-15"); empty: none is declared.
std::string DeclaredEncoding(std::string_view source);

}  // namespace ssot
