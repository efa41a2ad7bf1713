// Text for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ssot {

// Breaks `text` at spaces so that no line passes column `width`; its own line breaks are kept.
// Every line but the first begins with `margin` spaces; the first is thought to stand there.
std::string WrapText(std::string_view text, size_t margin, size_t width);

// "1 rule", "2 rules".
std::string CountOf(uint64_t count, std::string_view noun);

}  // namespace ssot
