// One character of a path, which need not be UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ssot {

// Returns the length in bytes of the character at `at`. A byte that begins no valid sequence is a
// character of its own, which equals no code point.
size_t DecodeCharacter(std::string_view text, size_t at, uint32_t* character);

}  // namespace ssot
