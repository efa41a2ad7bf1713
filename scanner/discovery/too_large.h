// Why a file above the size limit is skipped.
#pragma once

#include <cstdint>
#include <string>

namespace ssot {

// "larger than 10 MiB"
std::string TooLarge(uint64_t max_bytes);

}  // namespace ssot
