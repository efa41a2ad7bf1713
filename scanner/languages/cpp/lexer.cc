// One pass over the bytes. Directives matter in three ways: `#include` names a file, `#if 0` hides
// what is below it, and all other directives' code is nobody's (a macro's body runs where it is
// used), though their comments and strings are regions like any other.
#include <algorithm>
#include <string>
#include <utility>

#include "scanner/languages/cpp/token.h"

namespace ssot::cpp {
namespace {

bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsNameByte(char c) {
  return IsNameStart(c) || IsDigit(c);
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) { list_.tokens.reserve(text.size() / 5); }

  TokenList Run() {
    while (at_ < text_.size()) Step();
    return std::move(list_);
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  // The length of a line end at `at`: 0 when there is none.
  size_t LineEnd(size_t at) const {
    if (at >= text_.size()) return 0;
    if (text_[at] == '\n') return 1;
    if (text_[at] != '\r') return 0;
    return at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1;
  }

  void Step() {
    const char c = text_[at_];
    if (const size_t size = LineEnd(at_)) {
      at_ += size;
      is_line_start_ = true;
      in_directive_ = false;
      return;
    }
    if (c == '\\' && LineEnd(at_ + 1) > 0) {
      at_ += 1 + LineEnd(at_ + 1);
      return;
    }
    if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      ++at_;
      return;
    }
    if (c == '/' && (Peek(1) == '/' || Peek(1) == '*')) return Comment();
    if (c == '#' && is_line_start_) return Directive();
    is_line_start_ = false;
    if (IsNameStart(c)) return NameOrPrefixedString();
    if (IsDigit(c) || (c == '.' && IsDigit(Peek(1)))) return Number();
    if (c == '"') return String(at_, false);
    if (c == '\'') return Character(at_);
    Punctuation();
  }

  void Add(TokenKind kind, size_t begin) {
    if (in_directive_ || is_hidden_) return;
    list_.tokens.push_back({kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)});
  }

  void AddRegion(TextContext context, size_t begin) {
    list_.regions.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at_), context});
  }

  void Comment() {
    const size_t begin = at_;
    if (Peek(1) == '/') {
      while (at_ < text_.size() && LineEnd(at_) == 0) {
        const bool is_splice = text_[at_] == '\\' && LineEnd(at_ + 1) > 0;
        at_ += is_splice ? 1 + LineEnd(at_ + 1) : 1;
      }
    } else {
      const size_t end = text_.find("*/", at_ + 2);
      at_ = end == text_.npos ? text_.size() : end + 2;
    }
    AddRegion(TextContext::kComment, begin);
  }

  void NameOrPrefixedString() {
    const size_t begin = at_;
    while (IsNameByte(Peek())) ++at_;
    const std::string_view name = text_.substr(begin, at_ - begin);
    const bool is_prefix = name == "L" || name == "u8" || name == "u" || name == "U";
    const bool is_raw =
        name == "R" || name == "LR" || name == "u8R" || name == "uR" || name == "UR";
    if (Peek() == '"' && (is_prefix || is_raw)) return String(begin, is_raw);
    if (Peek() == '\'' && is_prefix) return Character(begin);
    Add(TokenKind::kName, begin);
  }

  void Number() {
    const size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool is_exponent_sign = (c == '+' || c == '-') && at_ > begin &&
                                    std::string_view("eEpP").find(text_[at_ - 1]) != text_.npos;
      const bool is_separator = c == '\'' && IsNameByte(Peek(1));
      if (!IsNameByte(c) && c != '.' && !is_separator && !is_exponent_sign) break;
      ++at_;
    }
    Add(TokenKind::kNumber, begin);
  }

  // at_ stands on the quote.
  void String(size_t begin, bool is_raw) {
    if (is_raw) {
      const size_t open = text_.find('(', at_);
      const size_t limit = at_ + 18;  // the delimiter has at most 16 characters
      if (open == text_.npos || open > limit) return Quoted(begin, '"', TokenKind::kString);
      const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
      const size_t end = text_.find(close, open);
      at_ = end == text_.npos ? text_.size() : end + close.size();
      AddRegion(TextContext::kString, begin);
      Add(TokenKind::kString, begin);
      return;
    }
    Quoted(begin, '"', TokenKind::kString);
  }

  void Character(size_t begin) { Quoted(begin, '\'', TokenKind::kCharacter); }

  void Quoted(size_t begin, char quote, TokenKind kind) {
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') {
        ++at_;
        at_ += std::max<size_t>(LineEnd(at_), 1);
      } else if (LineEnd(at_) > 0) {
        break;  // never closed
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_ + (Peek() == quote), text_.size());
    AddRegion(TextContext::kString, begin);
    Add(kind, begin);
  }

  void Punctuation() {
    const size_t begin = at_;
    const std::string_view two = text_.substr(at_, 2);
    const bool is_pair = two == "::" || two == "->" || two == "&&" || two == "||" || two == "==" ||
                         two == "!=" || two == "<=" || two == ">=" || two == "+=" || two == "-=" ||
                         two == "++" || two == "--" || two == "<<";
    at_ += is_pair ? 2 : 1;
    Add(TokenKind::kPunctuation, begin);
  }

  void SkipBlanks() {
    for (;; ++at_) {
      if (Peek() == '\\' && LineEnd(at_ + 1) > 0) {
        at_ += LineEnd(at_ + 1);
      } else if (Peek() != ' ' && Peek() != '\t') {
        return;
      }
    }
  }

  std::string_view Word() {
    const size_t begin = at_;
    while (IsNameByte(Peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void Directive() {
    is_line_start_ = false;
    in_directive_ = true;
    ++at_;
    SkipBlanks();
    const std::string_view name = Word();
    SkipBlanks();
    if (name == "if" || name == "ifdef" || name == "ifndef") {
      ++depth_;
      if (!is_hidden_ && name == "if" && IsZero()) {
        is_hidden_ = true;
        hidden_depth_ = depth_;
      }
    } else if (name == "endif") {
      if (depth_ == hidden_depth_) is_hidden_ = false;
      if (depth_ > 0) --depth_;
      if (!is_hidden_) hidden_depth_ = 0;
    } else if (name == "else" || name == "elif") {
      if (is_hidden_ && depth_ == hidden_depth_) is_hidden_ = false;
    } else if (name == "include" || name == "include_next" || name == "import") {
      if (!is_hidden_) Include();
    } else if (name == "define") {
      if (!is_hidden_) Define();
    }
  }

  void Define() {
    const std::string_view name = Word();
    SkipBlanks();
    if (Peek() != '"') return;
    const size_t begin = at_;
    String(begin, false);
    const std::string_view string = text_.substr(begin, at_ - begin);
    SkipBlanks();
    if (LineEnd(at_) > 0 || at_ == text_.size()) list_.macros.push_back({name, string});
  }

  bool IsZero() const { return Peek() == '0' && !IsNameByte(Peek(1)); }

  void Include() {
    const char open = Peek();
    const size_t begin = at_;
    if (open == '"' || open == '<') {
      const size_t end = text_.find(open == '"' ? '"' : '>', at_ + 1);
      const size_t line_end = text_.find_first_of("\r\n", at_);
      if (end == text_.npos || end > line_end) return;
      at_ = end + 1;
      AddInclude(begin, open == '"', false);
      AddRegion(TextContext::kString, begin);
    } else if (IsNameStart(open)) {
      Word();
      AddInclude(begin, false, true);
    }
  }

  void AddInclude(size_t begin, bool is_quoted, bool is_macro) {
    list_.includes.push_back(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_), is_quoted, is_macro});
  }

  std::string_view text_;
  size_t at_ = 0;
  bool is_line_start_ = true;
  bool in_directive_ = false;
  bool is_hidden_ = false;     // below `#if 0`
  uint32_t depth_ = 0;         // of #if
  uint32_t hidden_depth_ = 0;  // of that `#if 0`
  TokenList list_;
};

uint32_t HexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<uint32_t>(c - 'A' + 10);
  return 16;
}

void AppendUtf8(uint32_t code, std::string* text) {
  if (code < 0x80) {
    *text += static_cast<char>(code);
  } else if (code < 0x800) {
    *text += static_cast<char>(0xC0 | code >> 6);
    *text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *text += static_cast<char>(0xE0 | code >> 12);
    *text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    *text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    *text += static_cast<char>(0xF0 | (code >> 18 & 7));
    *text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    *text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    *text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// `body[i]` is the character behind the backslash; returns the index behind the escape.
size_t AppendEscape(std::string_view body, size_t i, std::string* value) {
  const char c = body[i++];
  switch (c) {
    case 'n':
      *value += '\n';
      return i;
    case 't':
      *value += '\t';
      return i;
    case 'r':
      *value += '\r';
      return i;
    case '\r':
      return i < body.size() && body[i] == '\n' ? i + 1 : i;
    case '\n':
      return i;
    default:
      break;
  }
  if (c == 'x' || c == 'u' || c == 'U') {
    const size_t most = c == 'x' ? 2 : c == 'u' ? 4 : 8;
    uint32_t code = 0;
    const size_t first = i;
    while (i < body.size() && i - first < most && HexDigit(body[i]) < 16) {
      code = code * 16 + HexDigit(body[i++]);
    }
    if (c == 'x') {
      *value += static_cast<char>(code);
    } else if (code < 0x110000) {
      AppendUtf8(code, value);
    }
    return i;
  }
  if (c >= '0' && c <= '7') {
    uint32_t code = static_cast<uint32_t>(c - '0');
    for (int digits = 1; digits < 3 && i < body.size() && body[i] >= '0' && body[i] <= '7';
         ++digits) {
      code = code * 8 + static_cast<uint32_t>(body[i++] - '0');
    }
    *value += static_cast<char>(code);
    return i;
  }
  *value += c;
  return i;
}

}  // namespace

TokenList Tokenize(std::string_view text) {
  return Lexer(text).Run();
}

std::string StringValue(std::string_view token) {
  const size_t quote = token.find('"');
  if (quote == token.npos) return {};
  if (quote > 0 && token[quote - 1] == 'R') {
    const size_t open = token.find('(', quote);
    const size_t close = token.rfind(')');
    if (open == token.npos || close == token.npos || close < open) return {};
    return std::string(token.substr(open + 1, close - open - 1));
  }
  std::string_view body = token.substr(quote + 1);
  if (body.ends_with('"')) body.remove_suffix(1);
  std::string value;
  for (size_t i = 0; i < body.size();) {
    if (body[i] == '\\' && i + 1 < body.size()) {
      i = AppendEscape(body, i + 1, &value);
    } else {
      value += body[i++];
    }
  }
  return value;
}

}  // namespace ssot::cpp
