// The lexer is a byte loop over one table of character classes. Three things make Python
// different from a plain loop, and each is a piece of state:
//
//   - brackets: while depth > 0 line ends are blanks;
//   - f-strings: `modes_` is a stack of what we are inside of. A literal part runs to the next
//     replacement field, a field is lexed like code until its '}', and a ':' at the field's own
//     depth starts a format specification, which is a literal part again;
//   - columns count code points: `line_start` moves right by one for every continuation byte that
//     was passed on the line, so that a column is a subtraction.
#include "scanner/languages/python/lexer.h"

#include <cstring>
#include <utility>

#include "scanner/languages/python/byte_runs.h"
#include "scanner/languages/python/char_class.h"

namespace ssot::python {
namespace {

constexpr size_t kMaxErrors = 100;  // of one file

uint32_t CodePointAt(std::string_view text, uint32_t at) {
  auto byte = [&](uint32_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  uint32_t lead = byte(0);
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
  if (lead < 0xF0) return (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
}

bool IsNoLetter(uint32_t c) {
  static constexpr uint32_t kRanges[][2] = {
      {0x80, 0xA9},     {0xAB, 0xB4},      {0xB6, 0xB6},     {0xB8, 0xB9},     {0xBB, 0xBF},
      {0xD7, 0xD7},     {0xF7, 0xF7},      {0x2000, 0x203E}, {0x2041, 0x2053}, {0x2055, 0x2070},
      {0x20A0, 0x20CF}, {0x2190, 0x2BFF},  {0x3000, 0x3004}, {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF},
      {0xFFFD, 0xFFFD}, {0x1F000, 0x1FAFF}};
  for (const auto& range : kRanges) {
    if (c >= range[0] && c <= range[1]) return true;
  }
  return false;
}

// False for what may be a blank, a comment, or the end of a line or of the text.
bool StartsToken(char c) {
  return (ClassOf(c) & (kBlank | kLineEnd)) == 0 && c != '#' && c != '\\' && c != '\0';
}

}  // namespace

Lexer::Lexer(std::string_view text, NameTable* names, std::vector<TextRegion>* regions,
             std::vector<ParseError>* errors)
    : text_(text),
      data_(text.data()),
      size_(static_cast<uint32_t>(text.size())),
      names_(names),
      regions_(regions),
      errors_(errors) {}

void Lexer::Error(const Mark& at, std::string message) {
  if (silent_ || errors_->size() >= kMaxErrors) return;
  errors_->push_back({at.line, at.column(), std::move(message)});
}

void Lexer::AddRegion(uint32_t begin, uint32_t end, TextContext context) {
  if (!silent_ && end > begin) regions_->push_back({begin, end, context});
}

void Lexer::BreakLine() {
  if (Peek() == '\r' && Peek(1) == '\n') ++s_.at;
  ++s_.at;
  ++s_.line;
  s_.line_start = s_.at;
  s_.line_is_fresh = true;
}

void Lexer::Finish(TokenKind kind) {
  token_.kind = kind;
  token_.end = Here();
}

void Lexer::SkipComment() {
  uint32_t begin = s_.at;
  s_.at = EndOfLine(data_, s_.at, size_);
  AddRegion(begin, s_.at, TextContext::kComment);
}

// Measures the indentation of the next line that holds a token, skipping blank and comment lines.
// When a backslash joins the line to the next, the white space before the first backslash that has
// any decides, as in CPython.
void Lexer::SkipIndentation() {
  for (;;) {
    const uint32_t spaces = EndOfSpaces(data_, s_.at, size_);  // most lines have nothing else
    uint32_t indent = spaces - s_.at;
    uint32_t narrow = indent;
    uint32_t joined = 0;
    s_.at = spaces;
    for (;; ++s_.at, ++narrow) {
      char c = Peek();
      while (c == '\\' && ClassOf(Peek(1)) == kLineEnd) {
        if (joined == 0) joined = indent;
        ++s_.at;
        BreakLine();
        c = Peek();
      }
      if (c == ' ') {
        ++indent;
      } else if (c == '\t') {
        indent = indent / 8 * 8 + 8;
      } else if (c == '\f') {
        indent = 0;
        narrow = UINT32_MAX;  // 0 after the increment
      } else {
        break;
      }
    }
    s_.indent = joined != 0 ? joined : indent;
    s_.narrow_indent = joined != 0 ? joined : narrow;
    if (s_.at >= size_) return;
    char c = Peek();
    if (c == '#') SkipComment();
    if (s_.at >= size_) return;
    if (ClassOf(Peek()) != kLineEnd) return;
    BreakLine();
  }
}

bool Lexer::SkipBlanks() {
  for (;;) {
    if (ClassOf(Peek()) == kBlank) {
      ++s_.at;  // mostly one, or the indentation of a line within brackets
      if (Peek() == ' ') s_.at = EndOfSpaces(data_, s_.at, size_);
      while (ClassOf(Peek()) == kBlank) ++s_.at;
    }
    if (s_.at >= size_) return true;
    char c = Peek();
    if (c == '#') {
      SkipComment();
    } else if (ClassOf(c) == kLineEnd) {
      if (s_.depth == 0) return false;
      BreakLine();
    } else if (c == '\\' && ClassOf(Peek(1)) == kLineEnd) {
      ++s_.at;
      BreakLine();
      s_.line_is_fresh = false;  // the line goes on
    } else {
      return true;
    }
  }
}

void Lexer::Next() {
  previous_end_ = token_.end;
  if (!modes_.empty() && modes_.back().kind != ModeKind::kField) {
    LexLiteralPart();
    return;
  }
  if (s_.at_line_start) {
    SkipIndentation();
    s_.at_line_start = false;
    s_.line_is_fresh = true;
  }
  if (Peek() == ' ') ++s_.at;  // most tokens stand behind one or none
  const bool continues = StartsToken(Peek()) || SkipBlanks();
  token_.begin = Here();
  token_.first_on_line = s_.line_is_fresh;
  token_.indent = s_.indent;
  token_.narrow_indent = s_.narrow_indent;
  token_.name = 0;
  s_.line_is_fresh = false;
  if (!continues) {
    Finish(TokenKind::kNewline);
    BreakLine();
    s_.at_line_start = true;
    return;
  }
  if (s_.at >= size_) {
    Finish(TokenKind::kEnd);
    return;
  }
  char c = data_[s_.at];
  uint8_t char_class = ClassOf(c);
  if (char_class == kNameStart) {
    LexName();
  } else if (c == '"' || c == '\'') {
    LexStringAt(0);
  } else if (char_class == kDigit || (c == '.' && ClassOf(Peek(1)) == kDigit)) {
    LexNumber();
  } else {
    LexOperator(c);
  }
}

void Lexer::LexName() {
  uint32_t begin = s_.at;
  uint32_t end = EndOfAsciiName(data_, begin, size_);
  const bool is_wide = end < size_ && (data_[end] & 0x80) != 0;
  if (is_wide) {
    while (end < size_ && IsNamePart(data_[end])) ++end;
  }
  if (end < size_ && (data_[end] == '"' || data_[end] == '\'') && end - begin <= 2 &&
      LexStringAt(end - begin)) {
    return;
  }
  s_.at = end;
  if (is_wide) CheckWideName(begin, end);
  token_.name = names_->Intern(text_.substr(begin, end - begin));
  bool is_keyword = token_.name < static_cast<NameId>(Keyword::kFirstSoft);
  Finish(is_keyword ? TokenKind::kKeyword : TokenKind::kName);
}

// Characters that are common in prose and emoji, and in no identifier.
void Lexer::CheckWideName(uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i) {
    if (IsContinuation(data_[i])) {
      ++s_.line_start;
    } else if (IsNoLetter(CodePointAt(text_, i))) {
      Error({i, s_.line, s_.line_start}, "invalid character");
    }
  }
}

void Lexer::LexNumber() {
  uint32_t at = s_.at;
  if (data_[at] == '0' && at + 1 < size_ && std::strchr("xXoObB", data_[at + 1]) != nullptr &&
      data_[at + 1] != '\0') {
    bool hex = (data_[at + 1] | 0x20) == 'x';
    at += 2;
    while (at < size_ && (ClassOf(data_[at]) == kDigit || data_[at] == '_' ||
                          (hex && (data_[at] | 0x20) >= 'a' && (data_[at] | 0x20) <= 'f'))) {
      ++at;
    }
  } else {
    auto digits = [&] {
      while (at < size_ && (ClassOf(data_[at]) == kDigit || data_[at] == '_')) ++at;
    };
    digits();
    bool has_leading_zero = data_[s_.at] == '0' && at - s_.at > 1;
    if (at < size_ && data_[at] == '.') {
      ++at;
      digits();
    }
    if (at < size_ && (data_[at] | 0x20) == 'e') {
      uint32_t exponent = at + 1;
      if (exponent < size_ && (data_[exponent] == '+' || data_[exponent] == '-')) ++exponent;
      if (exponent < size_ && ClassOf(data_[exponent]) == kDigit) {
        at = exponent;
        digits();
      }
    }
    if (at < size_ && (data_[at] | 0x20) == 'j') ++at;
    std::string_view text = Slice(s_.at, at);
    if (has_leading_zero && text.find_first_not_of("0123456789_") == std::string_view::npos &&
        text.find_first_of("123456789") != std::string_view::npos) {
      Error(Here(), "leading zeros in decimal integer literals are not permitted");
    }
  }
  s_.at = at;
  Finish(TokenKind::kNumber);
}

void Lexer::OpenBracket(TokenKind kind) {
  ++s_.at;
  ++s_.depth;
  Finish(kind);
}

void Lexer::CloseBracket(TokenKind kind) {
  uint32_t floor = modes_.empty() ? 0 : modes_.back().depth + 1;
  ++s_.at;
  if (s_.depth > floor) --s_.depth;
  Finish(kind);
}

void Lexer::LexOperator(char c) {
  if (!modes_.empty() && s_.depth == modes_.back().depth + 1) {  // a field's own level
    if (c == '}') {
      LexFieldEnd();
      return;
    }
    if (c == ':') {
      Mode mode = modes_[modes_.size() - 2];
      mode.kind = ModeKind::kSpecification;
      modes_.push_back(mode);
      ++s_.at;
      Finish(TokenKind::kFieldColon);
      return;
    }
    if (c == '!' && Peek(1) != '=') {
      ++s_.at;
      Finish(TokenKind::kExclamation);
      return;
    }
  }
  char next = Peek(1);
  auto finish = [this](uint32_t length, TokenKind kind) {
    s_.at += length;
    Finish(kind);
  };
  switch (c) {
    case '(':
      return OpenBracket(TokenKind::kLeftParen);
    case '[':
      return OpenBracket(TokenKind::kLeftBracket);
    case '{':
      return OpenBracket(TokenKind::kLeftBrace);
    case ')':
      return CloseBracket(TokenKind::kRightParen);
    case ']':
      return CloseBracket(TokenKind::kRightBracket);
    case '}':
      return CloseBracket(TokenKind::kRightBrace);
    case ',':
      return finish(1, TokenKind::kComma);
    case ';':
      return finish(1, TokenKind::kSemicolon);
    case ':':
      return next == '=' ? finish(2, TokenKind::kWalrus) : finish(1, TokenKind::kColon);
    case '.':
      if (next == '.' && Peek(2) == '.') return finish(3, TokenKind::kEllipsis);
      return finish(1, TokenKind::kDot);
    case '=':
      return next == '=' ? finish(2, TokenKind::kOperator) : finish(1, TokenKind::kEqual);
    case '!':
      return next == '=' ? finish(2, TokenKind::kOperator) : finish(1, TokenKind::kInvalid);
    case '-':
      if (next == '>') return finish(2, TokenKind::kArrow);
      [[fallthrough]];
    case '+':
      return next == '=' ? finish(2, TokenKind::kAugmented) : finish(1, TokenKind::kSign);
    case '~':
      return finish(1, TokenKind::kSign);
    case '@':
      return next == '=' ? finish(2, TokenKind::kAugmented) : finish(1, TokenKind::kAt);
    case '*':
    case '/':
    case '<':
    case '>': {
      TokenKind kind = c == '*' ? TokenKind::kStar : TokenKind::kOperator;
      if (c == '<' && next == '>') return finish(2, TokenKind::kInvalid);  // Python 2
      if (next == c) {
        return Peek(2) == '=' ? finish(3, TokenKind::kAugmented) : finish(2, kind);
      }
      if (next != '=') return finish(1, kind);
      return finish(2, c == '<' || c == '>' ? TokenKind::kOperator : TokenKind::kAugmented);
    }
    case '%':
    case '&':
    case '|':
    case '^':
      return next == '=' ? finish(2, TokenKind::kAugmented) : finish(1, TokenKind::kOperator);
    default:
      return finish(1, TokenKind::kInvalid);
  }
}

void Lexer::StartLogicalLineHere() {
  s_.depth = 0;
  modes_.clear();
  // The indentation was not measured inside brackets: measure it now.
  uint32_t begin = token_.begin.offset;
  while (begin > 0 && ClassOf(data_[begin - 1]) != kLineEnd) --begin;
  uint32_t indent = 0;
  uint32_t narrow = 0;
  for (uint32_t i = begin; ClassOf(data_[i]) == kBlank && i < token_.begin.offset; ++i) {
    indent = data_[i] == '\t' ? indent / 8 * 8 + 8 : data_[i] == '\f' ? 0 : indent + 1;
    narrow = data_[i] == '\f' ? 0 : narrow + 1;
  }
  s_.indent = token_.indent = indent;
  s_.narrow_indent = token_.narrow_indent = narrow;
}

void Lexer::RestartLogicalLineAt(const Mark& mark) {
  s_.at = mark.offset;
  s_.line = mark.line;
  s_.line_start = mark.line_start;
  s_.line_is_fresh = true;
  s_.at_line_start = false;
  s_.depth = 0;
  modes_.clear();
  while (!regions_->empty() && regions_->back().begin >= mark.offset) regions_->pop_back();
  Next();
  StartLogicalLineHere();
}

void Lexer::SkipTo(const Mark& mark, uint32_t last_line) {
  s_.at = mark.offset;
  s_.line = mark.line;
  s_.line_start = mark.line_start;
  s_.depth = 0;
  s_.line_is_fresh = false;
  token_.end = mark;
  token_.end.line = last_line;
  Next();
}

bool Lexer::IsLastOnLine() const {
  uint32_t at = s_.at;
  while (at < size_ && ClassOf(data_[at]) == kBlank) ++at;
  const bool is_last = at >= size_ || data_[at] == '#' || ClassOf(data_[at]) == kLineEnd;
  return is_last && s_.depth == 0 && modes_.empty();
}

bool Lexer::NextIsName() const {
  Lexer ahead = *this;
  ahead.silent_ = true;
  ahead.Next();
  return ahead.token_.kind == TokenKind::kName;
}

bool Lexer::LineEndsInColon() const {
  Lexer ahead = *this;
  ahead.silent_ = true;
  bool colon = false;
  for (uint32_t count = 0;; ++count) {
    ahead.Next();
    TokenKind kind = ahead.token_.kind;
    if (kind == TokenKind::kNewline || kind == TokenKind::kEnd) return colon;
    colon = kind == TokenKind::kColon && ahead.s_.depth == 0 && count > 0;
  }
}

}  // namespace ssot::python
