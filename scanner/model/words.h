// Words as they stand in text: runs of letters, digits, underscores and bytes beyond ASCII.
#pragma once

#include <cstddef>
#include <string_view>

namespace ssot {

inline bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
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
constexpr size_t kLongestNamingText = 128;

}  // namespace ssot
