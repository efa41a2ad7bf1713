// Sizes as people write them.
#pragma once

#include <cstdint>
#include <string_view>

namespace ssot {

// "4096", "512KiB", "10MiB", "1GiB". False for anything else, for 0, and for more than 1 TiB.
bool ParseByteSize(std::string_view text, uint64_t* bytes);

}  // namespace ssot
