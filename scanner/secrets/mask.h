// Texts without their secrets.
//
// A masked text has a placeholder for each code point of a secret, so that lines and columns stay
// as they are. What is shown has a '*' for each; what is compared, stored or hashed has
// kFoldedSecret for a whole secret, so that it does not change with its value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/secrets/secret_values.h"

namespace ssot {

inline constexpr std::string_view kFoldedSecret = "***";

// `secrets` are sorted and disjoint. Line ends stay.
std::string Masked(std::string_view text, const std::vector<ByteRange>& secrets);

// Of a masked text, or any part of it.
std::string Shown(std::string masked);
std::string Folded(std::string_view masked);

}  // namespace ssot
