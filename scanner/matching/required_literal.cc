#include "scanner/matching/required_literal.h"

namespace ssot {
namespace {

bool IsOneOf(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view expression) : rest_(expression) {}

  std::string Read() {
    while (!rest_.empty()) {
      if (!Take()) return "";
    }
    EndRun();
    return longest_;
  }

 private:
  // False: this expression is not understood, or either of two literals will do.
  bool Take() {
    switch (rest_.front()) {
      case '\\':
        return TakeEscape();
      case '[':
        return TakeClass();
      case '{':
        return TakeRepetition();
      case '(':
        return TakeGroupStart();
      case ')':
        --depth_;
        break;
      case '|':
        if (depth_ == 0) return false;
        break;
      case '?':
      case '*':
        DropLast();
        break;
      case '+':
      case '.':
      case '^':
      case '$':
        break;
      default:
        TakeCharacter(rest_.front());
        return true;
    }
    EndRun();
    rest_.remove_prefix(1);
    return true;
  }

  void TakeCharacter(char c) {
    rest_.remove_prefix(1);
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    if (depth_ > 0 || !is_ascii) return EndRun();
    run_ += c;
  }

  bool TakeEscape() {
    if (rest_.size() < 2) return false;
    const char escaped = rest_[1];
    rest_.remove_prefix(1);
    if (!IsLetterOrDigit(escaped)) {
      TakeCharacter(escaped);
      return true;
    }
    EndRun();
    rest_.remove_prefix(1);
    return IsOneOf(escaped, "dDsSwWbBAzafnrtv");  // others, such as \x and \Q, go on
  }

  bool TakeClass() {
    EndRun();
    rest_.remove_prefix(rest_.starts_with("[^") ? 2 : 1);
    for (bool is_first = true; is_first || !rest_.starts_with(']'); is_first = false) {
      size_t length = rest_.starts_with('\\') ? 2 : 1;
      const size_t name_end = rest_.starts_with("[:") ? rest_.find(":]", 2) : rest_.npos;
      if (name_end != rest_.npos) length = name_end + 2;
      if (rest_.size() <= length) return false;
      rest_.remove_prefix(length);
    }
    rest_.remove_prefix(1);
    return true;
  }

  // x{0} takes its character away again. A brace that is a character itself is not understood.
  bool TakeRepetition() {
    const size_t end = rest_.find_first_not_of("0123456789,", 1);
    if (end == rest_.npos || end == 1 || rest_[end] != '}') return false;
    DropLast();
    EndRun();
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool TakeGroupStart() {
    EndRun();
    ++depth_;
    rest_.remove_prefix(1);
    if (!rest_.starts_with('?')) return true;
    rest_.remove_prefix(1);
    // The other words here are flags. A name is passed over with what the group holds.
    return rest_.starts_with(':') || rest_.starts_with("P<") || rest_.starts_with('<');
  }

  void DropLast() {
    if (!run_.empty()) run_.pop_back();
  }

  void EndRun() {
    if (run_.size() > longest_.size()) longest_ = run_;
    run_.clear();
  }

  std::string_view rest_;
  int depth_ = 0;
  std::string run_;
  std::string longest_;
};

}  // namespace

std::string RequiredLiteral(std::string_view expression) {
  return LiteralReader(expression).Read();
}

}  // namespace ssot
