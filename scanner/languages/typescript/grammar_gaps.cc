#include "scanner/languages/typescript/grammar_gaps.h"

#include <algorithm>
#include <utility>

namespace ssot::typescript {
namespace {

constexpr size_t kMaxLookedAt = 2000;  // bytes from a word to what closes its brackets
constexpr size_t kNowhere = std::string_view::npos;

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool IsQuote(char c) {
  return c == '"' || c == '\'';
}

// One word of a text and what stands around it.
class Word {
 public:
  Word(std::string_view text, size_t begin) : text_(text), begin_(begin), end_(begin) {
    while (end_ < text.size() && IsWordByte(text[end_])) ++end_;
  }

  size_t begin() const { return begin_; }
  size_t end() const { return end_; }
  std::string_view view() const { return text_.substr(begin_, end_ - begin_); }
  bool is_empty() const { return begin_ == end_; }

  size_t NextPlace() const { return SkipSpace(text_, end_); }
  Word Next() const { return Word(text_, NextPlace()); }
  char NextChar() const { return NextPlace() < text_.size() ? text_[NextPlace()] : '\0'; }

  // Of the last character before the word that is no space; kNowhere when there is none.
  size_t PreviousPlace() const {
    size_t at = begin_;
    while (at > 0 && IsSpace(text_[at - 1])) --at;
    return at == 0 ? kNowhere : at - 1;
  }
  char PreviousChar() const { return PreviousPlace() == kNowhere ? '\0' : text_[PreviousPlace()]; }
  Word Previous() const {
    size_t begin = PreviousPlace() == kNowhere ? 0 : PreviousPlace() + 1;
    while (begin > 0 && IsWordByte(text_[begin - 1])) --begin;
    return Word(text_, begin);
  }

  static size_t SkipSpace(std::string_view text, size_t at) {
    while (at < text.size() && IsSpace(text[at])) ++at;
    return at;
  }

 private:
  std::string_view text_;
  size_t begin_;
  size_t end_;
};

// The place of the bracket that closes the one at `at`; kNowhere when it is far away or missing.
size_t ClosingPlace(std::string_view text, size_t at) {
  const size_t limit = std::min(text.size(), at + kMaxLookedAt);
  int depth = 0;
  for (size_t i = at; i < limit; ++i) {
    switch (text[i]) {
      case '(':
      case '[':
      case '{':
      case '<':
        ++depth;
        break;
      case '>':
        if (text[i - 1] == '=') break;
        [[fallthrough]];
      case ')':
      case ']':
      case '}':
        if (--depth == 0) return i;
        break;
      default:
        break;
    }
  }
  return kNowhere;
}

template <size_t count>
bool IsOneOf(std::string_view word, const std::string_view (&words)[count]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kMemberModifiers[] = {"abstract",  "declare", "override", "private",
                                                 "protected", "public",  "readonly", "static"};
constexpr std::string_view kAccessibility[] = {"private", "protected", "public"};
constexpr std::string_view kTypeWords[] = {"any",    "bigint", "boolean", "never",  "number",
                                           "object", "string", "symbol",  "unknown"};
constexpr std::string_view kVariance[] = {"const", "in", "out"};

// Edits one text in place; says whether it has.
class Respeller {
 public:
  explicit Respeller(std::string* text) : text_(*text) {}

  bool has_changed() const { return has_changed_; }

  // Each word once, for which there is something to do.
  void ChangeWords() {
    for (size_t at = 0; at < text_.size();) {
      if (!IsWordByte(text_[at])) {
        ++at;
        continue;
      }
      const Word word(text_, at);
      at = word.end();
      ChangeWord(word);
    }
  }

  // `using x = f()` is read as an assignment. It binds as `const` does.
  void ChangeUsing() {
    constexpr std::string_view kUsing = "using";
    for (size_t at = text_.find(kUsing); at != kNowhere; at = text_.find(kUsing, at + 1)) {
      if (at > 0 && IsWordByte(text_[at - 1])) continue;
      const Word word(text_, at);
      if (word.view() != kUsing) continue;
      const Word name = word.Next();
      if (name.is_empty() || name.view() == "in" || name.view() == "instanceof") continue;
      const char after = name.NextChar();
      if (after != '=' && after != ':' && name.Next().view() != "of") continue;
      if (word.PreviousChar() == '.') continue;
      const Word before = word.Previous();
      if (before.view() == "await") Blank(before.begin(), before.end());
      text_.replace(at, kUsing.size(), "const");
      has_changed_ = true;
    }
  }

  void Blank(size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (!IsSpace(text_[i])) text_[i] = ' ';
    }
    has_changed_ = has_changed_ || begin < end;
  }

  // Elsewhere `|` may stand wherever `&` may. "&amp;" and the like are kept.
  void ChangeAmpersands() {
    for (size_t at = text_.find('&'); at != kNowhere; at = text_.find('&', at + 1)) {
      size_t end = at + 1;
      while (end < text_.size() && (IsWordByte(text_[end]) || text_[end] == '#')) ++end;
      if (end > at + 1 && end < text_.size() && text_[end] == ';') continue;
      text_[at] = '|';
      has_changed_ = true;
    }
  }

 private:
  void ChangeWord(const Word& word) {
    const std::string_view text = word.view();
    switch (text.front()) {
      case 'a':
        if (text == "accessor") return ChangeAccessor(word);
        if (text == "assert") return ChangeAttributes(word);
        break;
      case 'c':
      case 'i':
        if (text == "import") return ChangeImport(word);
        break;
      case 'd':
      case 's':
        if (text == "defer" || text == "source") return ChangePhase(word);
        if (text == "static") return ChangeStatic(word);
        break;
      case 'e':
        // export import a = require("m")
        if (text == "export" && word.Next().view() == "import") return Blank(word);
        break;
      case 'o':
        if (text == "override" && word.Previous().view() == "abstract") return Blank(word);
        break;
      case 'p':
        if (IsOneOf(text, kAccessibility)) return ChangeAccessibility(word);
        break;
      case 'r':
        if (text == "readonly" && word.Previous().view() == "keyof") return Blank(word);
        break;
      case 't':
        // export type * from
        if (text == "type" && word.Previous().view() == "export" && word.NextChar() == '*') {
          return Blank(word);
        }
        break;
      case 'u':
        if (text == "using") return Rename(word);  // a name like others
        break;
      case 'w':
        if (text == "with") return ChangeAttributes(word);
        break;
      default:
        break;
    }
    if (IsOneOf(text, kVariance)) return ChangeVariance(word);
    if (IsOneOf(text, kTypeWords)) ChangeParameter(word);
  }

  void Blank(const Word& word) { Blank(word.begin(), word.end()); }

  // static accessor name
  void ChangeAccessor(const Word& word) {
    const bool has_name = !word.Next().is_empty() || word.NextChar() == '#' ||
                          word.NextChar() == '[' || IsQuote(word.NextChar());
    if (has_name && IsOneOf(word.Previous().view(), kMemberModifiers)) Blank(word);
  }

  // export { x } from "m" with { type: "json" }
  void ChangeAttributes(const Word& word) {
    if (!IsQuote(word.PreviousChar()) || word.NextChar() != '{') return;
    const size_t end = ClosingPlace(text_, word.NextPlace());
    if (end != kNowhere) Blank(word.begin(), end + 1);
  }

  // import("m").Name<T>, a type
  void ChangeImport(const Word& word) {
    if (word.NextChar() != '(') return;
    size_t end = ClosingPlace(text_, word.NextPlace());
    while (end != kNowhere && end + 1 < text_.size() && text_[end + 1] == '.') {
      end = Word(text_, end + 2).end() - 1;
    }
    if (end == kNowhere || end + 1 >= text_.size() || text_[end + 1] != '<') return;
    const size_t last = ClosingPlace(text_, end + 1);
    if (last != kNowhere) Blank(end + 1, last + 1);
  }

  // import defer * as m from "m", import source m from "m", import.defer("m")
  void ChangePhase(const Word& word) {
    if (word.PreviousChar() == '.' && word.NextChar() == '(') {
      const size_t dot = word.PreviousPlace();
      if (dot >= 6 && text_.compare(dot - 6, 6, "import") == 0) Blank(dot, word.end());
      return;
    }
    if (word.Previous().view() != "import") return;
    const Word next = word.Next();
    const bool has_name = !next.is_empty() && next.view() != "from";
    if (word.NextChar() == '*' || has_name) Blank(word);
  }

  // static [key: string]: Type
  void ChangeStatic(const Word& word) {
    if (word.NextChar() != '[') return;
    const Word key(text_, Word::SkipSpace(text_, word.NextPlace() + 1));
    if (!key.is_empty() && key.NextChar() == ':') Blank(word);
  }

  // abstract private name: the grammar wants the two the other way round.
  void ChangeAccessibility(const Word& word) {
    const Word before = word.Previous();
    if (before.view() != "abstract") return;
    const std::string accessibility(word.view());
    const size_t begin = before.begin();
    std::string turned = accessibility + text_.substr(before.end(), word.begin() - before.end());
    turned += before.view();
    text_.replace(begin, turned.size(), turned);
    has_changed_ = true;
  }

  // <in out T>, <const in T>
  void ChangeVariance(const Word& word) {
    const char before = word.PreviousChar();
    const bool is_first = before == '<' || before == ',';
    if (!is_first && !IsOneOf(word.Previous().view(), kVariance)) return;
    if (!word.Next().is_empty()) Blank(word);
  }

  // (string) => void, with a parameter of that name
  void ChangeParameter(const Word& word) {
    const char before = word.PreviousChar();
    const char after = word.NextChar();
    if ((before != '(' && before != ',') || (after != ')' && after != ',')) return;
    const std::string_view rest = std::string_view(text_).substr(word.end(), kMaxLookedAt);
    const size_t end = rest.find(')');
    if (end == kNowhere) return;
    const size_t arrow = Word::SkipSpace(text_, word.end() + end + 1);
    if (text_.compare(arrow, 2, "=>") != 0) return;
    Rename(word);
  }

  void Rename(const Word& word) {
    text_.replace(word.begin(), word.view().size(), word.view().size(), '_');
    has_changed_ = true;
  }

  std::string& text_;
  bool has_changed_ = false;
};

uint32_t CountErrors(Tree tree) {
  uint32_t count = 0;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (bool is_done = false; !is_done;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    count += ts_node_is_error(node) || ts_node_is_missing(node);
    if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        is_done = true;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
  return count;
}

bool HasErrors(Tree tree) {
  return tree != nullptr && ts_node_has_error(ts_tree_root_node(tree));
}

}  // namespace

Spelling::Spelling(std::string_view text, Dialect dialect, const std::vector<ByteRange>& ranges)
    : text_(text),
      language_(Grammar::Of(dialect).language()),
      is_jsx_(dialect == Dialect::kTsx),
      ranges_(ranges) {
  if (text.find("using") != text.npos) {
    std::string other(text);
    Respeller respeller(&other);
    respeller.ChangeUsing();
    if (respeller.has_changed()) respelled_ = std::move(other);
  }
  // f<typeof import("m")>(x) is read as two comparisons.
  std::vector<ByteRange> hidden;
  for (size_t at = text.find("import("); at != text.npos; at = text.find("import(", at + 1)) {
    Word before(text, at);
    if (before.Previous().view() == "typeof") before = before.Previous();
    if (before.PreviousChar() != '<') continue;
    const size_t begin = before.PreviousPlace();
    const size_t end = ClosingPlace(text, begin);
    if (end == kNowhere || end + 1 >= text.size() || text[end + 1] != '(') continue;
    hidden.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end + 1)});
    at = end;
  }
  if (!hidden.empty()) Hide(hidden);
}

Tree Spelling::Parse() {
  Tree tree = typescript::Parse(language_, current(), ranges_);
  if (!HasErrors(tree)) return tree;
  std::string other(current());
  Respeller respeller(&other);
  respeller.ChangeWords();
  if (respeller.has_changed() && Try(std::move(other), &tree)) return tree;
  if (!is_jsx_) return tree;
  // The grammar knows no bare `&` in the text of an element, where others allow it.
  other = current();
  Respeller ampersands(&other);
  ampersands.ChangeAmpersands();
  if (ampersands.has_changed()) Try(std::move(other), &tree);
  return tree;
}

bool Spelling::Try(std::string other, Tree* tree) {
  const Tree second = typescript::Parse(language_, other, ranges_);
  if (second == nullptr) return false;
  const uint32_t errors = CountErrors(second);
  if (errors >= CountErrors(*tree)) return false;
  respelled_ = std::move(other);
  *tree = second;
  return errors == 0;
}

void Spelling::Mend(const Misreadings& misreadings) {
  Hide(misreadings.hidden);
  for (uint32_t at : misreadings.statement_ends) {
    if (at < respelled_.size() && IsSpace(respelled_[at])) respelled_[at] = ';';
  }
}

void Spelling::Hide(const std::vector<ByteRange>& ranges) {
  if (respelled_.empty()) respelled_ = text_;
  Respeller respeller(&respelled_);
  for (ByteRange range : ranges) {
    HideImports(range);
    respeller.Blank(range.begin, range.end);
  }
  std::sort(
      hidden_imports_.begin(), hidden_imports_.end(),
      [](const HiddenImport& a, const HiddenImport& b) { return a.range.begin < b.range.begin; });
}

void Spelling::HideImports(ByteRange hidden) {
  constexpr std::string_view kImport = "import";
  const std::string_view text = text_.substr(0, hidden.end);
  for (size_t at = text.find(kImport, hidden.begin); at != kNowhere;
       at = text.find(kImport, at + kImport.size())) {
    const Word word(text, at);
    if (word.view() != kImport || word.NextChar() != '(') continue;
    const size_t quote = Word::SkipSpace(text, word.NextPlace() + 1);
    if (quote >= text.size() || !IsQuote(text[quote])) continue;
    const size_t last = text.find(text[quote], quote + 1);
    const size_t close = last == kNowhere ? kNowhere : text.find(')', last);
    if (close == kNowhere) return;
    const auto range = [](size_t from, size_t to) {
      return ByteRange{static_cast<uint32_t>(from), static_cast<uint32_t>(to)};
    };
    hidden_imports_.push_back({range(at, close + 1), range(quote + 1, last)});
  }
}

}  // namespace ssot::typescript
