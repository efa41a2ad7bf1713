#include "scanner/glob/utf8_character.h"

namespace ssot {
namespace {

constexpr uint32_t kNotUtf8 = 0x110000;  // the first number above all code points

size_t SequenceLength(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 1;
}

}  // namespace

size_t DecodeCharacter(std::string_view text, size_t at, uint32_t* character) {
  const auto lead = static_cast<unsigned char>(text[at]);
  *character = lead < 0x80 ? lead : kNotUtf8 + lead;
  const size_t length = SequenceLength(lead);
  if (length == 1 || text.size() - at < length) return 1;
  uint32_t value = lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return 1;
    value = value << 6 | (byte & 0x3Fu);
  }
  *character = value;
  return length;
}

}  // namespace ssot
