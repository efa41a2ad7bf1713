// The idea: a pattern is a row of tokens, and each "*" or "**" takes as little as it can. When a
// later token fails, only the last "*" takes one character more (it never takes a '/'); when that
// is used up, only the last "**" takes one folder more. Earlier stars need no second try: whatever
// a later start could match, the earliest one can, too. So there is no recursion, and no pattern
// takes exponential time.

#include "scanner/glob/wildcard.h"

#include "scanner/glob/utf8_character.h"

namespace ssot {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

struct NamedClass {
  std::string_view name;
  std::vector<std::pair<uint32_t, uint32_t>> ranges;
};

// ASCII only, and no vertical tab or form feed in "space": what git means by them.
const NamedClass kNamedClasses[] = {
    {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
    {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
    {"blank", {{' ', ' '}, {'\t', '\t'}}},
    {"cntrl", {{0, 31}, {127, 127}}},
    {"digit", {{'0', '9'}}},
    {"graph", {{33, 126}}},
    {"lower", {{'a', 'z'}}},
    {"print", {{32, 126}}},
    {"punct", {{33, 47}, {58, 64}, {91, 96}, {123, 126}}},
    {"space", {{' ', ' '}, {'\t', '\n'}, {'\r', '\r'}}},
    {"upper", {{'A', 'Z'}}},
    {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
};

const NamedClass* FindNamedClass(std::string_view name) {
  for (const NamedClass& named : kNamedClasses) {
    if (named.name == name) return &named;
  }
  return nullptr;
}

}  // namespace

class Wildcard::Parser {
 public:
  Parser(std::string_view pattern, Dialect dialect, Wildcard* wildcard, std::string* error)
      : pattern_(pattern), dialect_(dialect), out_(*wildcard), error_(*error) {}

  bool Parse() {
    while (at_ < pattern_.size()) {
      switch (pattern_[at_]) {
        case '*':
          ParseStars();
          break;
        case '?':
          out_.tokens_.push_back({Kind::kOne});
          ++at_;
          break;
        case '[':
          if (!ParseClass()) return false;
          break;
        case '\\':
          if (++at_ == pattern_.size()) return Fail("'\\' at the end");
          [[fallthrough]];
        default:
          AddLiteral(pattern_[at_++]);
      }
    }
    return true;
  }

 private:
  bool Fail(std::string_view why) {
    error_ = why;
    return false;
  }

  std::string_view Rest() const { return pattern_.substr(at_); }

  void AddLiteral(char byte) {
    if (out_.tokens_.empty() || out_.tokens_.back().kind != Kind::kLiteral) {
      const auto begin = static_cast<uint32_t>(out_.literals_.size());
      out_.tokens_.push_back({Kind::kLiteral, begin, 0});
    }
    out_.literals_ += byte;
    ++out_.tokens_.back().length;
  }

  // "**" has its meaning only as a whole part of the path; elsewhere it is "*".
  void ParseStars() {
    const size_t begin = at_;
    while (at_ < pattern_.size() && pattern_[at_] == '*') ++at_;
    const bool starts_part = begin == 0 || pattern_[begin - 1] == '/';
    if (at_ - begin < 2 || !starts_part) {
      out_.tokens_.push_back({Kind::kStar});
    } else if (Rest().starts_with('/')) {
      out_.tokens_.push_back({Kind::kFolders});
      ++at_;
    } else if (Rest().empty() || Rest().starts_with("\\/")) {
      out_.tokens_.push_back({Kind::kAnything});
    } else {
      out_.tokens_.push_back({Kind::kStar});
    }
  }

  bool ParseClass() {
    Class set;
    ++at_;
    if (Rest().starts_with('!') || Rest().starts_with('^')) {
      set.negated = true;
      ++at_;
    }
    const size_t first = at_;
    uint32_t previous = 0;  // 0: there is none that could begin a range
    while (at_ == first || !Rest().starts_with(']')) {
      if (at_ >= pattern_.size()) return Fail("unclosed '['");
      if (!ParseClassMember(&set, &previous)) return false;
    }
    ++at_;
    const auto index = static_cast<uint32_t>(out_.classes_.size());
    out_.tokens_.push_back({Kind::kClass, index, 0});
    out_.classes_.push_back(std::move(set));
    return true;
  }

  bool ParseClassMember(Class* set, uint32_t* previous) {
    const bool is_range =
        *previous != 0 && Rest().size() > 1 && Rest()[0] == '-' && Rest()[1] != ']';
    if (is_range) {
      ++at_;
      uint32_t last = 0;
      if (!ParseCharacter(&last)) return false;
      if (dialect_ == Dialect::kGlob && last < *previous) return Fail("reversed range in '[]'");
      set->ranges.emplace_back(*previous, last);
      *previous = 0;
      return true;
    }
    if (Rest().starts_with("[:")) {
      bool is_named = false;
      if (!ParseNamedClass(set, &is_named)) return false;
      if (is_named) {
        *previous = 0;
        return true;
      }
    }
    if (!ParseCharacter(previous)) return false;
    set->ranges.emplace_back(*previous, *previous);
    return true;
  }

  bool ParseNamedClass(Class* set, bool* is_named) {
    const size_t close = pattern_.find(']', at_ + 2);
    if (close == std::string_view::npos) return Fail("unclosed '['");
    *is_named = close > at_ + 2 && pattern_[close - 1] == ':';
    if (!*is_named) return true;
    const NamedClass* named = FindNamedClass(pattern_.substr(at_ + 2, close - at_ - 3));
    if (named == nullptr) return Fail("unknown class name in '[[: :]]'");
    set->ranges.insert(set->ranges.end(), named->ranges.begin(), named->ranges.end());
    at_ = close + 1;
    return true;
  }

  bool ParseCharacter(uint32_t* character) {
    if (Rest().starts_with('\\')) ++at_;
    if (at_ >= pattern_.size()) return Fail("unclosed '['");
    if (dialect_ == Dialect::kGit) {
      *character = static_cast<unsigned char>(pattern_[at_++]);
    } else {
      at_ += DecodeCharacter(pattern_, at_, character);
    }
    return true;
  }

  std::string_view pattern_;
  Dialect dialect_;
  Wildcard& out_;
  std::string& error_;
  size_t at_ = 0;
};

bool Wildcard::Compile(std::string_view pattern, Dialect dialect, Wildcard* wildcard,
                       std::string* error) {
  *wildcard = Wildcard();
  wildcard->dialect_ = dialect;
  if (!Parser(pattern, dialect, wildcard, error).Parse()) return false;
  const bool has_tail =
      !wildcard->tokens_.empty() && wildcard->tokens_.back().kind == Kind::kLiteral;
  wildcard->tail_length_ = has_tail ? wildcard->tokens_.back().length : 0;
  return true;
}

BytePairs Wildcard::NeededPairs() const {
  BytePairs pairs;
  for (const Token& token : tokens_) {
    if (token.kind != Kind::kLiteral) continue;
    pairs.Add(std::string_view(literals_).substr(token.begin, token.length));
  }
  return pairs;
}

bool Wildcard::Run(std::string_view path, End end) const {
  size_t token = 0;
  size_t at = 0;
  size_t star = kNone;  // the token after the last "*", and how far that "*" reaches
  size_t star_end = 0;
  size_t deep = kNone;  // the same for the last "**"
  size_t deep_end = 0;
  for (;;) {
    if (token == tokens_.size()) {
      if (Ends(path, at, end)) return true;
    } else if (tokens_[token].kind == Kind::kStar) {
      star = ++token;
      star_end = NextStart(star, path, at);
      at = star_end;
      continue;
    } else if (tokens_[token].kind >= Kind::kFolders) {
      deep = ++token;
      deep_end = at;
      star = kNone;
      continue;
    } else if (const size_t length = MatchOne(tokens_[token], path, at); length != kNone) {
      at += length;
      ++token;
      continue;
    }
    if (star != kNone && star_end < path.size() && path[star_end] != '/') {
      star_end = NextStart(star, path, star_end + CharacterLength(path, star_end));
      at = star_end;
      token = star;
      continue;
    }
    if (deep == kNone || deep_end >= path.size()) return false;
    if (tokens_[deep - 1].kind == Kind::kFolders) {
      deep_end = path.find('/', deep_end);
      if (deep_end == std::string_view::npos) return false;
    }
    at = ++deep_end;
    token = deep;
    star = kNone;
  }
}

// The first place from `at` on where the token can match, before the next '/'; else that '/'.
size_t Wildcard::NextStart(size_t token, std::string_view path, size_t at) const {
  if (token == tokens_.size() || tokens_[token].kind != Kind::kLiteral) return at;
  const char first = literals_[tokens_[token].begin];
  while (at < path.size() && path[at] != first && path[at] != '/') ++at;
  return at;
}

bool Wildcard::Ends(std::string_view path, size_t at, End end) const {
  const bool at_end = at == path.size();
  if (end == End::kWhole) return at_end;
  return at_end ? end == End::kAny : path[at] == '/';
}

// How many bytes the token takes; kNone when it does not match.
size_t Wildcard::MatchOne(const Token& token, std::string_view path, size_t at) const {
  if (token.kind == Kind::kLiteral) {
    const auto literal = std::string_view(literals_).substr(token.begin, token.length);
    return path.substr(at).starts_with(literal) ? literal.size() : kNone;
  }
  if (at >= path.size() || path[at] == '/') return kNone;
  if (token.kind == Kind::kOne) return CharacterLength(path, at);
  uint32_t character = static_cast<unsigned char>(path[at]);
  size_t length = 1;
  if (dialect_ == Dialect::kGlob) length = DecodeCharacter(path, at, &character);
  const Class& set = classes_[token.begin];
  for (const auto& [first, last] : set.ranges) {
    if (character >= first && character <= last) return set.negated ? kNone : length;
  }
  return set.negated ? length : kNone;
}

size_t Wildcard::CharacterLength(std::string_view path, size_t at) const {
  if (dialect_ == Dialect::kGit || static_cast<unsigned char>(path[at]) < 0x80) return 1;
  uint32_t character = 0;
  return DecodeCharacter(path, at, &character);
}

}  // namespace ssot
