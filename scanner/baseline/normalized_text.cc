// The text is cut into words, strings and single characters of punctuation. Formatters move white
// space between these, swap quotes, and add or drop a comma before a closing bracket, semicolons
// and parentheses. Whether a parenthesis calls or only groups shows in what stands before it.
#include "scanner/baseline/normalized_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <vector>

namespace ssot {
namespace {

constexpr size_t kMostBytes = 240;

bool IsSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

bool IsQuote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

// A parenthesis behind one of these does not call it.
bool IsKeyword(std::string_view word) {
  constexpr std::string_view kKeywords[] = {"and",    "as",    "assert", "await", "case",  "del",
                                            "elif",   "else",  "for",    "from",  "if",    "in",
                                            "import", "is",    "not",    "or",    "raise", "return",
                                            "switch", "throw", "typeof", "while", "with",  "yield"};
  return std::find(std::begin(kKeywords), std::end(kKeywords), word) != std::end(kKeywords);
}

std::string Lowered(std::string_view word) {
  std::string lowered;
  for (char c : word) lowered += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lowered;
}

bool IsStringPrefix(const std::string& lowered) {
  return lowered.size() <= 2 && lowered.find_first_not_of("rubf") == std::string::npos;
}

class Normalizer {
 public:
  explicit Normalizer(std::string_view code) : code_(code) {}

  std::string Run() {
    while (at_ < code_.size()) TakeOne();
    std::string text;
    bool ends_in_word = false;
    for (const Token& token : tokens_) {
      if (token.text.empty()) continue;
      if (token.is_word && ends_in_word) text += ' ';
      text += token.text;
      ends_in_word = token.is_word;
    }
    return text;
  }

 private:
  struct Token {
    std::string text;  // empty: taken out again
    bool is_word = false;
  };
  struct Open {
    size_t token;
    bool is_group;
  };

  void TakeOne() {
    const char c = code_[at_];
    if (IsSpace(c) || c == ';' || IsContinuation()) {
      ++at_;
    } else if (IsQuote(c)) {
      TakeString();
    } else if (IsWordByte(c)) {
      TakeWord();
    } else {
      ++at_;
      TakePunctuation(c);
    }
  }

  bool IsContinuation() const {
    return code_[at_] == '\\' && at_ + 1 < code_.size() && IsSpace(code_[at_ + 1]);
  }

  void TakeWord() {
    const size_t begin = at_;
    while (at_ < code_.size() && IsWordByte(code_[at_])) ++at_;
    std::string word(code_.substr(begin, at_ - begin));
    if (at_ < code_.size() && IsQuote(code_[at_])) {
      std::string lowered = Lowered(word);
      if (IsStringPrefix(lowered)) {
        std::erase(lowered, 'u');
        word = lowered;
      }
    }
    tokens_.push_back({word, true});
  }

  void TakeString() {
    const char quote = code_[at_];
    const std::string triple(3, quote);
    const std::string end = code_.substr(at_, 3) == triple ? triple : std::string(1, quote);
    at_ += end.size();
    const std::string shown = quote == '`' ? "`" : "\"";
    std::string text = shown;
    while (at_ < code_.size() && code_.substr(at_, end.size()) != end) TakeStringByte(&text);
    if (at_ < code_.size()) {
      at_ += end.size();
      text += shown;
    }
    tokens_.push_back({text, false});
  }

  void TakeStringByte(std::string* text) {
    const char c = code_[at_++];
    if (c == '\\' && at_ < code_.size()) {
      if (!IsQuote(code_[at_])) *text += c;
      *text += code_[at_++];
    } else if (!IsSpace(c)) {
      *text += c;
    } else if (text->back() != ' ') {
      *text += ' ';
    }
  }

  void TakePunctuation(char c) {
    if (c == '(') {
      open_.push_back({tokens_.size(), !IsCalled()});
    } else if (c == ')' || c == ']' || c == '}') {
      DropTrailingComma();
      if (c == ')' && CloseGroup()) return;
    }
    tokens_.push_back({std::string(1, c), false});
  }

  // Whether what stands before a parenthesis can be called.
  bool IsCalled() const {
    for (auto token = tokens_.rbegin(); token != tokens_.rend(); ++token) {
      if (token->text.empty()) continue;
      if (token->is_word) return !IsKeyword(token->text);
      const char last = token->text.back();
      return last == ')' || last == ']' || last == '}' || last == '"' || last == '`';
    }
    return false;
  }

  void DropTrailingComma() {
    if (!tokens_.empty() && tokens_.back().text == ",") tokens_.pop_back();
  }

  // Takes a group's opening parenthesis out, if the one that closes now is a group's.
  bool CloseGroup() {
    if (open_.empty()) return false;
    const Open open = open_.back();
    open_.pop_back();
    const bool is_empty = open.token + 1 >= tokens_.size();
    if (!open.is_group || is_empty) return false;
    tokens_[open.token].text.clear();
    return true;
  }

  std::string_view code_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<Open> open_;
};

// Bytes of the well-formed UTF-8 character at the start of `bytes`; 0: there is none.
size_t CharacterLength(std::string_view bytes) {
  const auto at = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0) != 0x80) return 0;
  }
  const bool is_overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool is_surrogate = lead == 0xED && at(1) >= 0xA0;
  const bool is_beyond = lead == 0xF4 && at(1) >= 0x90;
  return is_overlong || is_surrogate || is_beyond ? 0 : length;
}

}  // namespace

std::string NormalizedText(std::string_view code) {
  std::string text = ToUtf8(Normalizer(code).Run());
  if (text.size() <= kMostBytes) return text;
  size_t end = kMostBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text;
}

std::string ToUtf8(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const size_t length = CharacterLength(bytes);
    if (length > 0) {
      text += bytes.substr(0, length);
    } else {
      char escaped[4];
      std::snprintf(escaped, sizeof(escaped), "%%%02X", static_cast<unsigned char>(bytes[0]));
      text += escaped;
    }
    bytes.remove_prefix(std::max<size_t>(length, 1));
  }
  return text;
}

}  // namespace ssot
