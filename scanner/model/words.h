// Words as they stand in text: runs of letters, digits, underscores and bytes beyond ASCII.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ssot {

inline constexpr std::array<bool, 256> kIsWordByte = [] {
  std::array<bool, 256> is_word{};
  for (unsigned c = 0; c < 256; ++c) {
    is_word[c] = c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                 (c >= 'A' && c <= 'Z');
  }
  return is_word;
}();

inline bool IsWordByte(char c) {
  return kIsWordByte[static_cast<unsigned char>(c)];
}

// `found` is called with each word, a part of `text`.
template <typename Found>
void ForEachWord(std::string_view text, const Found& found) {
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    if (end > begin) found(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

// Strings that are longer name nothing: they are prose.
inline constexpr size_t kLongestNamingText = 128;

}  // namespace ssot
