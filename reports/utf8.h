// Reads UTF-8 of any quality, one code point at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ssot {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;   // at least 1
  bool valid = true;  // false: `value` is U+FFFD and stands for `bytes` bytes that are not UTF-8
};

// The first code point of `text`, which is not empty. Where the text is not UTF-8, the longest
// piece that begins like a character counts as one U+FFFD, as in browsers and Node.js.
CodePoint DecodeUtf8(std::string_view text);

void AppendUtf8(char32_t code_point, std::string* text);

// `text` with U+FFFD in place of what is not UTF-8.
std::string ValidUtf8(std::string_view text);

}  // namespace ssot
