#include "reports/utf8.h"

#include <cstdint>

namespace ssot {
namespace {

struct LeadByte {
  size_t continuation_bytes;
  uint8_t second_low;  // the second byte's range rules out overlong forms and surrogates
  uint8_t second_high;
  char32_t bits;
};

LeadByte ReadLeadByte(uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF, byte & 0x1Fu};
  if (byte == 0xE0) return {2, 0xA0, 0xBF, byte & 0x0Fu};
  if (byte == 0xED) return {2, 0x80, 0x9F, byte & 0x0Fu};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF, byte & 0x0Fu};
  if (byte == 0xF0) return {3, 0x90, 0xBF, byte & 0x07u};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF, byte & 0x07u};
  if (byte == 0xF4) return {3, 0x80, 0x8F, byte & 0x07u};
  return {0, 0, 0, 0};
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text) {
  const auto byte_at = [text](size_t i) { return static_cast<uint8_t>(text[i]); };
  if (byte_at(0) < 0x80) return {byte_at(0), 1, true};
  const LeadByte lead = ReadLeadByte(byte_at(0));
  if (lead.continuation_bytes == 0) return {kReplacementCharacter, 1, false};
  char32_t value = lead.bits;
  for (size_t i = 1; i <= lead.continuation_bytes; ++i) {
    const uint8_t low = i == 1 ? lead.second_low : 0x80;
    const uint8_t high = i == 1 ? lead.second_high : 0xBF;
    if (i >= text.size() || byte_at(i) < low || byte_at(i) > high) {
      return {kReplacementCharacter, i, false};
    }
    value = (value << 6) | (byte_at(i) & 0x3Fu);
  }
  return {value, lead.continuation_bytes + 1, true};
}

void AppendUtf8(char32_t code_point, std::string* text) {
  const auto append = [text](char32_t byte) { text->push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
    append(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    append(0xE0 | (code_point >> 12));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  } else {
    append(0xF0 | (code_point >> 18));
    append(0x80 | ((code_point >> 12) & 0x3F));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  }
}

std::string ValidUtf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const CodePoint code_point = DecodeUtf8(text);
    AppendUtf8(code_point.value, &valid);
    text.remove_prefix(code_point.bytes);
  }
  return valid;
}

}  // namespace ssot
