// String literals, and what f-strings are made of.
#include <array>
#include <string_view>

#include "scanner/languages/python/char_class.h"
#include "scanner/languages/python/lexer.h"

namespace ssot::python {
namespace {

// Bytes that end the fast part of a scan through a string literal.
constexpr std::array<bool, 256> MakeStringStops() {
  std::array<bool, 256> stops{};
  for (char c : {'"', '\'', '\\', '\n', '\r', '{', '}'})
    stops[static_cast<unsigned char>(c)] = true;
  for (int c = 0x80; c <= 0xBF; ++c) stops[c] = true;
  return stops;
}
constexpr std::array<bool, 256> kStringStops = MakeStringStops();

struct Prefix {
  bool valid = true;
  bool raw = false;
  bool bytes = false;
  bool format = false;
};

Prefix ReadPrefix(std::string_view text) {
  Prefix prefix;
  for (char c : text) {
    switch (c | 0x20) {
      case 'r':
        prefix.raw = true;
        break;
      case 'b':
        prefix.bytes = true;
        break;
      case 'f':
      case 't':
        prefix.format = true;
        break;
      case 'u':
        break;
      default:
        prefix.valid = false;
    }
  }
  return prefix;
}

}  // namespace

void Lexer::LexFieldEnd() {
  --s_.depth;
  modes_.pop_back();
  ++s_.at;
  Finish(TokenKind::kFieldClose);
}

bool Lexer::LexStringAt(uint32_t prefix_length) {
  uint32_t begin = s_.at;
  Prefix prefix = ReadPrefix(text_.substr(begin, prefix_length));
  if (!prefix.valid) return false;
  char quote = data_[begin + prefix_length];
  uint32_t content = begin + prefix_length + 1;
  bool triple = content + 1 < size_ && data_[content] == quote && data_[content + 1] == quote;
  if (triple) content += 2;
  token_.is_raw = prefix.raw;
  token_.is_bytes = prefix.bytes;
  token_.content_begin = content;
  s_.at = content;
  if (prefix.format) {
    modes_.push_back({ModeKind::kLiteral, quote, triple, prefix.raw, prefix.bytes, s_.depth});
    AddRegion(begin, s_.at, TextContext::kString);
    Finish(TokenKind::kFStringStart);
  } else {
    LexPlainString(quote, triple);
    AddRegion(begin, s_.at, TextContext::kString);
  }
  return true;
}

void Lexer::LexPlainString(char quote, bool triple) {
  State at_content = s_;
  uint32_t at = s_.at;
  for (;;) {
    while (at < size_ && !kStringStops[static_cast<unsigned char>(data_[at])]) ++at;
    if (at >= size_) break;
    char c = data_[at];
    if (c == quote) {
      if (!triple || (at + 2 < size_ && data_[at + 1] == quote && data_[at + 2] == quote)) {
        token_.content_end = at;
        s_.at = at + (triple ? 3 : 1);
        Finish(TokenKind::kString);
        return;
      }
      ++at;
    } else if (c == '\\' && at + 1 < size_) {
      ++at;
      if (ClassOf(data_[at]) != kLineEnd) {
        s_.line_start += IsContinuation(data_[at]);
        ++at;
        continue;
      }
      s_.at = at;
      BreakLine();
      at = s_.at;
    } else if (ClassOf(c) == kLineEnd) {
      if (!triple) break;
      s_.at = at;
      BreakLine();
      at = s_.at;
    } else {
      s_.line_start += IsContinuation(c);
      ++at;
    }
  }
  // Unterminated: the literal ends with its first line, and the code after it is read as code.
  Error(token_.begin,
        triple ? "unterminated triple-quoted string literal" : "unterminated string literal");
  s_ = at_content;
  while (s_.at < size_ && ClassOf(data_[s_.at]) != kLineEnd) {
    s_.line_start += IsContinuation(data_[s_.at]);
    ++s_.at;
  }
  if (!modes_.empty()) {
    s_.depth = modes_.front().depth;
    modes_.clear();
  }
  token_.content_end = s_.at;
  Finish(TokenKind::kString);
}

// A literal part of an f-string, or what ends it.
void Lexer::LexLiteralPart() {
  const Mode mode = modes_.back();
  token_.begin = Here();
  token_.first_on_line = false;
  token_.name = 0;
  token_.content_begin = s_.at;
  token_.is_raw = mode.raw;
  bool in_specification = mode.kind == ModeKind::kSpecification;
  uint32_t begin = s_.at;
  uint32_t at = s_.at;
  auto end_part = [&](uint32_t end) {
    s_.at = end;
    token_.content_end = end;
    AddRegion(begin, end, TextContext::kString);
    Finish(TokenKind::kFStringMiddle);
  };
  for (;;) {
    while (at < size_ && !kStringStops[static_cast<unsigned char>(data_[at])]) ++at;
    char c = at < size_ ? data_[at] : '\0';
    bool closes = at < size_ && c == mode.quote &&
                  (!mode.triple || (at + 2 < size_ && data_[at + 1] == c && data_[at + 2] == c));
    if (c == '{' && !in_specification && at + 1 < size_ && data_[at + 1] == '{') {
      at += 2;
    } else if (c == '}' && !in_specification) {
      if (at + 1 < size_ && data_[at + 1] == '}') {
        at += 2;
        continue;
      }
      s_.at = at;
      Error(Here(), "single '}' is not allowed in an f-string");
      ++at;
    } else if (c == '{' || c == '}' || closes) {
      if (at > begin) return end_part(at);
      if (c == '{') {
        modes_.push_back(
            {ModeKind::kField, mode.quote, mode.triple, mode.raw, mode.bytes, s_.depth});
        ++s_.depth;
        ++s_.at;
        return Finish(TokenKind::kFieldOpen);
      }
      if (c == '}') {
        modes_.pop_back();
        return LexFieldEnd();
      }
      if (in_specification) {  // the field was never closed
        Error(Here(), "f-string: expecting '}'");
        modes_.pop_back();
        --s_.depth;
        modes_.pop_back();
        token_.begin = Here();
      }
      s_.at += mode.triple ? 3 : 1;
      s_.depth = modes_.back().depth;
      modes_.pop_back();
      AddRegion(begin, s_.at, TextContext::kString);
      return Finish(TokenKind::kFStringEnd);
    } else if (c == '\\' && at + 1 < size_ && data_[at + 1] != '{' && data_[at + 1] != '}') {
      ++at;
      if (!mode.raw && data_[at] == 'N' && at + 1 < size_ && data_[at + 1] == '{') {
        while (at < size_ && data_[at] != '}' && ClassOf(data_[at]) != kLineEnd) ++at;
        if (at < size_ && data_[at] == '}') ++at;  // a named character, no field
      } else if (ClassOf(data_[at]) == kLineEnd) {
        s_.at = at;
        BreakLine();
        at = s_.at;
      } else {
        s_.line_start += IsContinuation(data_[at]);
        ++at;
      }
    } else if (at >= size_ || (ClassOf(c) == kLineEnd && !mode.triple)) {
      s_.at = at;
      Error(token_.begin, mode.triple ? "unterminated triple-quoted f-string literal"
                                      : "unterminated f-string literal");
      s_.depth = modes_.front().depth;
      modes_.clear();
      AddRegion(begin, s_.at, TextContext::kString);
      return Finish(TokenKind::kFStringEnd);
    } else if (ClassOf(c) == kLineEnd) {
      s_.at = at;
      BreakLine();
      at = s_.at;
    } else {
      s_.line_start += IsContinuation(c);
      ++at;
    }
  }
}

}  // namespace ssot::python
