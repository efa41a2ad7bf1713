// Classes of bytes in Python source.
#pragma once

#include <array>
#include <cstdint>

namespace ssot::python {

enum CharClass : uint8_t {
  kOther = 0,
  kNameStart = 1,  // letters, '_' and every byte of a non-ASCII character
  kDigit = 2,
  kBlank = 4,    // space, tab, form feed
  kLineEnd = 8,  // \n, \r
};

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[c] = kNameStart;
  for (int c = 'A'; c <= 'Z'; ++c) classes[c] = kNameStart;
  for (int c = 0x80; c <= 0xFF; ++c) classes[c] = kNameStart;
  classes['_'] = kNameStart;
  for (int c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  classes[' '] = classes['\t'] = classes['\f'] = kBlank;
  classes['\n'] = classes['\r'] = kLineEnd;
  return classes;
}

constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

inline uint8_t ClassOf(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}
inline bool IsNamePart(char c) {
  return (ClassOf(c) & (kNameStart | kDigit)) != 0;
}
inline bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace ssot::python
