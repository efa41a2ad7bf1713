// Three families of syntax are told apart by how comments begin and which quotes there are. A quote
// that its line does not close ends with the line, so that an apostrophe in prose costs one line.
#include "scanner/secrets/code_tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ssot {
namespace {

// What a byte is outside texts and comments. Those before kQuote have no meaning within a text.
enum class ByteKind : uint8_t { kMark, kBlank, kWord, kQuote, kBackslash, kLineEnd };

constexpr std::array<ByteKind, 256> kByteKinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool is_word = c >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') ||
                         (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_word) kinds[c] = ByteKind::kWord;
  }
  for (unsigned char c : {' ', '\t', '\f'}) kinds[c] = ByteKind::kBlank;
  for (unsigned char c : {'"', '\'', '`'}) kinds[c] = ByteKind::kQuote;
  for (unsigned char c : {'\n', '\r'}) kinds[c] = ByteKind::kLineEnd;
  kinds['\\'] = ByteKind::kBackslash;
  return kinds;
}();

ByteKind KindOf(char c) {
  return kByteKinds[static_cast<unsigned char>(c)];
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

class Cutter {
 public:
  Cutter(std::string_view text, Language language)
      : text_(text),
        is_python_(language == Language::kPython),
        is_cpp_(language == Language::kC || language == Language::kCpp) {}

  std::vector<CodeToken> Cut() {
    while (at_ < text_.size()) CutOne();
    return std::move(tokens_);
  }

 private:
  void CutOne() {
    switch (KindOf(text_[at_])) {
      case ByteKind::kBlank:
        while (at_ < text_.size() && KindOf(text_[at_]) == ByteKind::kBlank) ++at_;
        break;
      case ByteKind::kWord:
        CutWord();
        break;
      case ByteKind::kQuote:
        CutText();
        break;
      case ByteKind::kLineEnd:
        Add(CodeTokenKind::kLineEnd, at_, at_ + 1);
        ++at_;
        break;
      default:
        if (IsCommentAhead()) return CutComment();
        Add(CodeTokenKind::kMark, at_, at_ + 1);
        ++at_;
        break;
    }
  }

  void Add(CodeTokenKind kind, size_t begin, size_t end) { tokens_.push_back({kind, begin, end}); }

  bool IsCommentAhead() const {
    if (is_python_) return text_[at_] == '#';
    const std::string_view mark = text_.substr(at_, 2);
    return mark == "//" || mark == "/*";
  }

  void CutComment() {
    const size_t begin = at_;
    if (text_.substr(at_, 2) == "/*") {
      const size_t close = text_.find("*/", at_ + 2);
      at_ = close == text_.npos ? text_.size() : close + 2;
    } else {
      at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
    }
    Add(CodeTokenKind::kComment, begin, at_);
  }

  void CutWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && (KindOf(text_[at_]) == ByteKind::kWord || IsDigitSeparator())) {
      ++at_;
    }
    const bool is_prefix = at_ < text_.size() && at_ - begin <= 3 &&
                           (text_[at_] == '"' || (is_python_ && text_[at_] == '\''));
    if (is_prefix && is_cpp_ && text_[at_ - 1] == 'R') return CutRawText();
    if (!is_prefix) Add(CodeTokenKind::kWord, begin, at_);
  }

  bool IsDigitSeparator() const {  // 1'000
    return is_cpp_ && text_[at_] == '\'' && at_ > 0 && IsDigit(text_[at_ - 1]) &&
           at_ + 1 < text_.size() && IsDigit(text_[at_ + 1]);
  }

  // R"mark( … )mark"
  void CutRawText() {
    const size_t open = text_.find('(', at_);
    if (open == text_.npos || open - at_ > 17) return CutText();
    const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    const size_t end = std::min(text_.find(close, open), text_.size());
    Add(CodeTokenKind::kText, open + 1, end);
    at_ = std::min(end + close.size(), text_.size());
  }

  void CutText() {
    const char quote = text_[at_];
    const std::string triple(3, quote);
    if (is_python_ && text_.substr(at_, 3) == triple) {
      const size_t close = std::min(text_.find(triple, at_ + 3), text_.size());
      Add(CodeTokenKind::kText, at_ + 3, close);
      at_ = std::min(close + 3, text_.size());
      return;
    }
    const size_t begin = ++at_;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (KindOf(text_[at_]) < ByteKind::kQuote) continue;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
      } else if (quote != '`' && (text_[at_] == '\n' || text_[at_] == '\r')) {
        break;
      }
    }
    at_ = std::min(at_, text_.size());
    Add(CodeTokenKind::kText, begin, at_);
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  std::string_view text_;
  bool is_python_;
  bool is_cpp_;
  size_t at_ = 0;
  std::vector<CodeToken> tokens_;
};

}  // namespace

std::vector<CodeToken> CutCode(std::string_view text, Language language) {
  return Cutter(text, language).Cut();
}

}  // namespace ssot
