// One pass over the tokens with a stack of open brackets. In each bracket the reader remembers the
// name before the last `=` or `:`; a literal belongs to that name until a comma, a semicolon or the
// end of the statement. So all that stands in `JWT_SECRET = os.getenv("A", "b") or "c"` is looked
// at: a literal in the first place of a call is taken for a key, the others for values. What a
// mapping or a list among a call's arguments holds (`token = sign({"sub": "me"}, key)`) is the
// call's business, unless the call only makes a container of it.
#include "scanner/secrets/code_secrets.h"

#include <algorithm>
#include <string>
#include <utility>

#include "scanner/secrets/code_tokens.h"

namespace ssot {
namespace {

constexpr uint32_t kMostDepth = 10'000;

// JWT_SECRET_KEY, and jwt.secret-key: a name, as far as one can see.
bool IsNameLike(std::string_view text) {
  return !text.empty() && text.size() < 100 && std::all_of(text.begin(), text.end(), [](char c) {
    return c == '_' || c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
}

bool IsPlaceholder(std::string_view text) {
  const bool is_field = text.starts_with('{') && text.find('}') + 1 == text.size();
  const bool is_reference =
      text.starts_with("${") && text.find('}') + 1 == text.size() && text.find(":-") == text.npos;
  return is_field || is_reference || (text.starts_with('<') && text.ends_with('>'));
}

// HS256, ES512: no secret, wherever it is passed along.
bool IsAlgorithm(std::string_view text) {
  const size_t letters = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  return letters != text.npos && letters >= 2 && letters <= 3 && text.size() == letters + 3 &&
         text.find_first_not_of("0123456789", letters) == text.npos;
}

bool MakesContainer(std::string_view function) {
  constexpr std::string_view kContainers[] = {"dict",   "list", "set",   "frozenset",  "tuple",
                                              "sorted", "Map",  "Set",   "Array",      "from",
                                              "freeze", "cast", "deque", "OrderedDict"};
  return std::find(std::begin(kContainers), std::end(kContainers), function) !=
         std::end(kContainers);
}

// Functions whose second argument is the name of an attribute.
bool NamesAttribute(std::string_view function) {
  return function == "hasattr" || function == "getattr" || function == "setattr" ||
         function == "delattr";
}

class CodeReader {
 public:
  CodeReader(std::string_view text, Language language, const SecretNames& names,
             std::vector<ByteRange>* prose)
      : text_(text), language_(language), names_(names), prose_(prose) {}

  std::vector<ByteRange> Read() {
    open_.emplace_back();
    const std::vector<CodeToken> tokens = CutCode(text_, language_);
    for (size_t i = 0; i < tokens.size(); ++i) {
      const CodeToken& token = tokens[i];
      next_ = i + 1 < tokens.size() ? tokens[i + 1] : CodeToken();
      Take(token);
      if (token.kind != CodeTokenKind::kLineEnd && token.kind != CodeTokenKind::kComment) {
        if (!IsFallbackMark(token)) operand_ = token;
        before_ = token;
      }
    }
    return std::move(secrets_);
  }

 private:
  struct Open {
    char bracket = 0;
    bool is_call = false;
    bool makes_container = false;  // is_call: dict(…)
    bool names_attribute = false;  // is_call: hasattr(config, "jwt_secret_key")
    bool is_subscript = false;
    bool is_governed = false;      // by the name that the whole bracket belongs to
    bool is_literal_only = false;  // C++: T name{"…"}
    std::string_view key;          // is_call: the literal that is looked up
    // Since the last comma:
    bool is_secret = false;  // the name before `=` or `:` is one
    bool has_name = false;
    std::string_view name;  // the last word or literal
    // Since the bracket:
    bool had_secret_name = false;  // an argument is the name of a secret
    uint32_t arguments = 0;        // commas
  };

  std::string_view TextOf(const CodeToken& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  bool IsMark(const CodeToken& token, char mark) const {
    return token.kind == CodeTokenKind::kMark && token.end > token.begin &&
           text_[token.begin] == mark;
  }
  Open& top() { return open_.back(); }

  void Take(const CodeToken& token) {
    switch (token.kind) {
      case CodeTokenKind::kWord:
        TakeWord(TextOf(token));
        break;
      case CodeTokenKind::kText:
        TakeText(token);
        break;
      case CodeTokenKind::kComment:
        prose_->push_back({token.begin, token.end});
        break;
      case CodeTokenKind::kLineEnd:
        TakeLineEnd();
        break;
      case CodeTokenKind::kMark:
        TakeMark(text_[token.begin], token.begin);
        break;
    }
  }

  void TakeWord(std::string_view word) {
    is_definition_ = before_.kind == CodeTokenKind::kWord && TextOf(before_) == "define";
    top().name = word;
  }

  void TakeLineEnd() {
    if (top().bracket == '(' || top().bracket == '[') return;
    const bool was_directive = std::exchange(is_directive_, false);
    if (IsCpp() && !was_directive) return;  // there a statement ends with its semicolon
    // An expression goes on behind an operator.
    const bool goes_on =
        before_.kind == CodeTokenKind::kMark && before_.end > before_.begin &&
        std::string_view("=:+|&?\\,(").find(text_[before_.begin]) != std::string_view::npos;
    if (!goes_on) EndStatement();
  }

  void EndStatement() {
    top().is_secret = top().has_name = false;
    top().name = {};
    compares_ = kNothing;
  }

  void TakeMark(char mark, size_t at) {
    switch (mark) {
      case '(':
      case '[':
      case '{':
        OpenBracket(mark);
        break;
      case ')':
      case ']':
      case '}':
        CloseBracket(mark);
        break;
      case ',':
        ++top().arguments;
        EndStatement();
        break;
      case ';':
        EndStatement();
        break;
      case '#':
        is_directive_ = IsCpp();
        break;
      case '=':
        TakeEquals(at);
        break;
      case ':':
        TakeColon(at);
        break;
      default:
        break;
    }
  }

  // What stands before the bracket tells what it is.
  void OpenBracket(char bracket) {
    Open inner;
    inner.bracket = bracket;
    const bool is_behind_operand =
        before_.kind == CodeTokenKind::kWord || IsMark(before_, ')') || IsMark(before_, ']');
    inner.is_call = bracket == '(' && is_behind_operand;
    inner.is_subscript = bracket == '[' && is_behind_operand;
    const bool is_body = bracket == '{' && (IsMark(before_, ')') || IsMark(before_, '>'));
    if (inner.is_call && before_.kind == CodeTokenKind::kWord) {
      inner.makes_container = MakesContainer(TextOf(before_));
      inner.names_attribute = NamesAttribute(TextOf(before_));
    }
    const bool is_argument =
        bracket != '(' && top().is_call && !top().makes_container && !top().has_name;
    inner.is_governed = !is_body && !is_argument && IsGoverned();
    if (IsCpp() && before_.kind == CodeTokenKind::kWord && bracket != '[') {
      // std::string password{"…"}, password("…")
      inner.is_literal_only = names_.Match(TextOf(before_));
    }
    if (open_.size() < kMostDepth) open_.push_back(inner);
  }

  void CloseBracket(char bracket) {
    if (open_.size() < 2) return;
    const std::string_view name = top().name;
    closed_name_ = top().is_call ? top().key : name;
    open_.pop_back();
    if (bracket != ']') {
      top().name = {};
    } else if (!names_.Match(top().name)) {  // passwords[0] and config["password"] are both named
      top().name = name;
    }
    if (bracket == '}' && top().bracket != '(' && top().bracket != '[') EndStatement();
  }

  bool IsGoverned() { return top().has_name ? top().is_secret : top().is_governed; }

  void TakeEquals(size_t at) {
    const char last = at > 0 ? text_[at - 1] : ' ';
    const char next = at + 1 < text_.size() ? text_[at + 1] : ' ';
    if (next == '=' || last == '=' || last == '!') {  // a comparison is about the next literal
      if (last != '=' || compares_ == kNothing) {
        compares_ = names_.Match(top().name) ? kSecret : kOther;
      }
      return;
    }
    if (last == '<' || last == '>' || next == '>') return;
    // With a type between: password: str = "…"
    top().is_secret = (top().has_name && top().is_secret) || NamesSecret();
    top().has_name = true;
  }

  void TakeColon(size_t at) {
    const bool is_scope =
        (at > 0 && text_[at - 1] == ':') || (at + 1 < text_.size() && text_[at + 1] == ':');
    if (is_scope) return;
    if (top().has_name && top().is_secret) return;
    top().is_secret = NamesSecret();
    top().has_name = true;
  }

  // The last name is one, or it stands for the value of one: `default=` in what is assigned to a
  // secret or takes its name, and every key of a mapping that is assigned to one.
  bool NamesSecret() {
    constexpr std::string_view kFallbacks[] = {"default",  "default_value", "defaultValue",
                                               "fallback", "initial",       "value"};
    if (names_.Match(top().name)) return true;
    if (top().is_governed && top().bracket == '{') return true;
    const bool is_fallback =
        std::find(std::begin(kFallbacks), std::end(kFallbacks), top().name) != std::end(kFallbacks);
    return is_fallback && (top().is_governed || top().had_secret_name);
  }

  bool IsCpp() const { return language_ == Language::kCpp || language_ == Language::kC; }

  void TakeText(const CodeToken& token) {
    const std::string_view literal = TextOf(token);
    if (IsSecretValue(literal)) {
      secrets_.push_back({token.begin, token.end});
    } else {
      prose_->push_back({token.begin, token.end});
    }
    compares_ = kNothing;
    top().name = IsNameLike(literal) ? literal : std::string_view();
    const uint32_t place_of_key = top().names_attribute ? 1 : 0;
    if (top().arguments == place_of_key && !top().has_name) top().key = top().name;
    if (IsNameLike(literal) && names_.Match(literal)) top().had_secret_name = true;
  }

  bool IsSecretValue(std::string_view literal) {
    if (literal.empty() || IsPlaceholder(literal)) return false;
    const bool is_name = IsVariableLike(literal) && names_.Match(literal);
    if (is_name) return false;
    if (IsFallbackOfSecret()) return true;
    if (compares_ != kNothing) return compares_ == kSecret;
    if (is_definition_ && before_.kind == CodeTokenKind::kWord) {  // #define NAME "…"
      return names_.Match(TextOf(before_));
    }
    const Open& open = open_.back();
    if (open.is_subscript) return false;
    if (open.names_attribute && open.arguments == 1) return false;
    if (open.is_call && !open.has_name && IsAlgorithm(literal)) return false;
    if (open.is_literal_only && open.arguments == 0) return true;
    const bool is_list = open.bracket == '(' || (open.bracket == '{' && IsCpp());  // {"name", "x"}
    const bool is_behind_name = open.had_secret_name && !open.has_name && is_list;
    if (is_behind_name && open.arguments > 0) return !IsVariableLike(literal);
    const bool is_key = IsMark(next_, ':') || !open.is_governed;
    if (open.bracket == '{' && !open.has_name && is_key) return false;
    if (open.is_call && open.arguments == 0 && !open.has_name && IsNameLike(literal) &&
        names_.Match(literal)) {
      return false;  // a key: config.get("jwt_secret")
    }
    return open.has_name ? open.is_secret : open.is_governed;
  }

  // A part of `||`, `??` or Python's `or`.
  bool IsFallbackMark(const CodeToken& token) const {
    const bool is_or = language_ == Language::kPython && token.kind == CodeTokenKind::kWord &&
                       TextOf(token) == "or";
    return is_or || IsMark(token, '|') || IsMark(token, '?');
  }

  // process.env.JWT_SECRET || "…", but not: key == "secret" or "token" in key.
  bool IsFallbackOfSecret() const {
    if (!IsFallbackMark(before_)) return false;
    const bool is_mark = before_.kind == CodeTokenKind::kMark;
    if (is_mark && (before_.begin == 0 || text_[before_.begin - 1] != text_[before_.begin])) {
      return false;  // a type: Token | "none"
    }
    if (IsComparedNext()) return false;
    if (operand_.kind == CodeTokenKind::kWord) return names_.Match(TextOf(operand_));
    const bool is_closed = IsMark(operand_, ')') || IsMark(operand_, ']');
    return is_closed && names_.Match(closed_name_);
  }

  bool IsComparedNext() const {
    if (next_.kind == CodeTokenKind::kWord) {
      const std::string_view word = TextOf(next_);
      return word == "in" || word == "not" || word == "is";
    }
    return IsMark(next_, '=') || IsMark(next_, '!') || IsMark(next_, '<') || IsMark(next_, '>');
  }

  enum Comparison { kNothing, kSecret, kOther };

  std::string_view text_;
  Language language_;
  const SecretNames& names_;
  std::vector<ByteRange>* prose_;
  std::vector<Open> open_;
  CodeToken before_;              // the token before the one that is taken
  CodeToken next_;                // the token behind it
  CodeToken operand_;             // the last one that is no part of `||`, `??` and `or`
  std::string_view closed_name_;  // what the last bracket that closed looks up
  bool is_definition_ = false;
  bool is_directive_ = false;  // C and C++: the line begins with '#'
  Comparison compares_ = kNothing;
  std::vector<ByteRange> secrets_;
};

}  // namespace

std::vector<ByteRange> FindSecretLiterals(std::string_view text, Language language,
                                          const SecretNames& names, std::vector<ByteRange>* prose) {
  return CodeReader(text, language, names, prose).Read();
}

}  // namespace ssot
