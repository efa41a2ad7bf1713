#include "scanner/ruleset/yaml_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace ssot {
namespace {

bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

// The length of the UTF-8 sequence at `offset`, or 0 when there is none.
size_t SequenceLength(std::string_view text, size_t offset) {
  const uint8_t lead = static_cast<uint8_t>(text[offset]);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + length > text.size()) return 0;
  uint32_t code_point = lead & (0xFF >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[offset + i])) return 0;
    code_point = code_point << 6 | (static_cast<uint8_t>(text[offset + i]) & 0x3F);
  }
  const bool is_overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return is_overlong || is_surrogate || code_point > 0x10FFFF ? 0 : length;
}

bool IsForbiddenControl(char byte) {
  return static_cast<uint8_t>(byte) < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text), starts_{0} {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts_.push_back(i + 1);
  }
}

LineColumn LineIndex::Place(size_t line, size_t byte) const {
  line = std::min(line, starts_.size() - 1);
  const size_t start = starts_[line];
  const std::string_view before = text_.substr(start, byte);
  const auto continuations = std::count_if(before.begin(), before.end(), IsContinuation);
  return {static_cast<uint32_t>(line + 1),
          static_cast<uint32_t>(before.size() - continuations + 1)};
}

size_t LineIndex::Offset(size_t line, size_t byte) const {
  return std::min(starts_[std::min(line, starts_.size() - 1)] + byte, text_.size());
}

std::string_view LineIndex::Indentation(size_t line) const {
  const std::string_view rest = text_.substr(Offset(line, 0));
  return rest.substr(0, rest.find_first_not_of(" \t"));
}

LineColumn LineIndex::PlaceOfOffset(size_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const size_t line = static_cast<size_t>(after - starts_.begin()) - 1;
  return Place(line, offset - starts_[line]);
}

size_t FindUnsoundByte(std::string_view text, std::string* reason) {
  for (size_t offset = 0; offset < text.size();) {
    if (IsForbiddenControl(text[offset])) {
      char name[8];
      std::snprintf(name, sizeof(name), "U+%04X", static_cast<uint8_t>(text[offset]));
      *reason = std::string("the file contains the control character ") + name +
                ", which YAML does not allow; save it as UTF-8 text";
      return offset;
    }
    const size_t length = SequenceLength(text, offset);
    if (length == 0) {
      *reason = "the file is not UTF-8; save it in that encoding";
      return offset;
    }
    offset += length;
  }
  return std::string_view::npos;
}

}  // namespace ssot
