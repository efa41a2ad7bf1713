// Braces are matched with a stack. What a `{` opens is told by the head: the words since the last
// `;`, `{` or `}`. A name with `(` behind it is a call when it stands in a function's body or in an
// initializer, and what stands in front of it is no type: `return f(x)`, not `Type f(x)`.
#include "scanner/languages/cpp/outline.h"

#include <algorithm>
#include <utility>

namespace ssot::cpp {
namespace {

template <size_t kSize>
bool IsOneOf(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Words that stand in front of a bracket and call nothing.
constexpr std::string_view kNoCalls[] = {"if",         "for",           "while",
                                         "switch",     "return",        "sizeof",
                                         "alignof",    "decltype",      "catch",
                                         "alignas",    "static_assert", "noexcept",
                                         "throw",      "typeid",        "new",
                                         "delete",     "case",          "operator",
                                         "co_await",   "co_return",     "co_yield",
                                         "requires",   "explicit",      "__attribute__",
                                         "__declspec", "asm",           "__asm__",
                                         "typeof",     "and",           "or",
                                         "not",        "int",           "char",
                                         "bool",       "float",         "double",
                                         "long",       "short",         "unsigned",
                                         "signed",     "void",          "auto",
                                         "defined",    "_Alignof",      "_Static_assert",
                                         "_Alignas",   "else",          "do",
                                         "const",      "constexpr",     "this",
                                         "template",   "typename",      "using",
                                         "goto"};

// Words after which an expression begins.
constexpr std::string_view kBeforeCalls[] = {"return",    "throw",    "else",     "case", "do",
                                             "co_return", "co_await", "co_yield", "and",  "or",
                                             "not",       "new",      "constexpr"};

constexpr uint32_t kMostTemplateTokens = 200;

class OutlineMaker {
 public:
  OutlineMaker(std::string_view text, const TokenList& list) : text_(text), tokens_(list.tokens) {}

  Outline Make() {
    outline_.regions.emplace_back();
    outline_.regions[0].close = Count();
    stack_.push_back({0, false});
    MatchBrackets();
    for (at_ = 0; at_ < Count(); ++at_) Step();
    std::stable_sort(outline_.calls.begin(), outline_.calls.end(),
                     [](const auto& a, const auto& b) { return a.name_token < b.name_token; });
    return std::move(outline_);
  }

 private:
  struct Brace {
    uint32_t region = 0;
    bool opens_region = false;  // false: a plain block of `region`
  };

  uint32_t Count() const { return static_cast<uint32_t>(tokens_.size()); }
  std::string_view Word(uint32_t i) const {
    return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  bool Is(uint32_t i, std::string_view word) const { return i < Count() && Word(i) == word; }
  bool IsName(uint32_t i) const { return i < Count() && tokens_[i].kind == TokenKind::kName; }
  uint32_t Region() const { return stack_.back().region; }
  RegionKind Kind() const { return outline_.regions[Region()].kind; }

  void Step() {
    if (tokens_[at_].kind == TokenKind::kName) {
      if (Word(at_) == "using" || Word(at_) == "namespace") ReadUsing();
      if (Word(at_) == "import" && Kind() == RegionKind::kFile) ReadImport();
      return;
    }
    if (tokens_[at_].kind != TokenKind::kPunctuation) return;
    const std::string_view word = Word(at_);
    if (word == "{") {
      Open();
    } else if (word == "}") {
      Close();
    } else if (word == ";") {
      StartHead();
    } else if (word == "(") {
      ++depth_;
      if (MayCall()) AddCall();
    } else if (word == ")") {
      if (depth_ > 0) --depth_;
    } else if (word == "=") {
      has_equals_ |= depth_ == 0;
    } else if (word == ":" && Kind() != RegionKind::kFunction) {
      // class A { public: …
      const bool is_label = at_ > 0 && at_ == head_ + 1 && IsName(head_);
      if (is_label) StartHead();
    }
  }

  void StartHead() {
    head_ = at_ + 1;
    has_equals_ = false;
    depth_ = 0;
  }

  void Open() {
    Brace brace{Region(), false};
    // Braces within brackets are lambdas and lists.
    if (Kind() != RegionKind::kFunction && depth_ == 0) {
      OutlineRegion region;
      if (Classify(&region)) {
        region.parent = Region();
        region.head = SkipTemplate(head_);
        region.open = at_;
        region.close = Count();
        region.is_stub = Is(at_ + 1, "}");
        if (region.kind == RegionKind::kFunction) AddInitializerCalls(region);
        outline_.regions.push_back(std::move(region));
        brace = {static_cast<uint32_t>(outline_.regions.size() - 1), true};
      }
    }
    depths_.push_back(depth_);
    stack_.push_back(brace);
    StartHead();
  }

  void Close() {
    if (stack_.size() > 1) {
      if (stack_.back().opens_region) outline_.regions[Region()].close = at_;
      stack_.pop_back();
      const uint32_t outer = depths_.back();
      depths_.pop_back();
      StartHead();
      depth_ = outer;
    } else {
      StartHead();
    }
  }

  // What the head in front of the `{` at at_ says. False: a plain block.
  bool Classify(OutlineRegion* region) const {
    uint32_t begin = head_;
    begin = SkipTemplate(begin);
    if (Is(begin, "inline") && Is(begin + 1, "namespace")) ++begin;
    if (Is(begin, "namespace")) {
      region->kind = RegionKind::kNamespace;
      for (uint32_t i = begin + 1; i < at_; ++i) {
        if (Is(i, "inline")) continue;
        region->name += Word(i);
        region->name_token = i;
      }
      return true;
    }
    uint32_t parameters = 0;
    uint32_t class_word = 0;
    bool has_class = false;
    int angle = 0;
    for (uint32_t i = begin; i < at_; ++i) {
      if (Is(i, "<")) ++angle;
      if (Is(i, ">") && angle > 0) --angle;
      if (Is(i, "=") && angle == 0 && !Is(i - 1, "operator")) return false;
      if (Is(i, "(")) {
        if (i > begin && IsAttribute(i - 1)) {
          i = Matching(i);
          continue;
        }
        parameters = i;
        break;
      }
      const bool is_class = Is(i, "class") || Is(i, "struct") || Is(i, "union") || Is(i, "enum");
      if (is_class && angle == 0) {
        has_class = true;
        class_word = i;
      }
    }
    if (parameters > begin) return ClassifyFunction(begin, parameters, region);
    return has_class && !Is(begin, "enum") && ClassifyClass(class_word, region);
  }

  bool IsAttribute(uint32_t i) const {
    return Is(i, "__attribute__") || Is(i, "__declspec") || Is(i, "alignas") || Is(i, "decltype") ||
           Is(i, "noexcept") || Is(i, "explicit");
  }

  uint32_t SkipTemplate(uint32_t i) const {
    while (Is(i, "template") && Is(i + 1, "<")) {
      int depth = 0;
      for (++i; i < at_; ++i) {
        if (Is(i, "<")) ++depth;
        if (Is(i, ">") && --depth == 0) break;
      }
      ++i;
    }
    return i;
  }

  uint32_t Matching(uint32_t open) const { return matching_[open]; }

  void MatchBrackets() {
    matching_.assign(tokens_.size(), Count());
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < Count(); ++i) {
      if (Is(i, "(")) open.push_back(i);
      if (!Is(i, ")") || open.empty()) continue;
      matching_[open.back()] = i;
      open.pop_back();
    }
  }

  bool ClassifyClass(uint32_t word, OutlineRegion* region) const {
    region->kind = RegionKind::kClass;
    for (uint32_t i = word + 1; i < at_ && !Is(i, ":") && !Is(i, "<"); ++i) {
      if (!IsName(i) || Is(i, "final") || Is(i, "alignas")) continue;
      const bool is_qualified = Is(i - 1, "::") && !region->name.empty();
      region->name =
          is_qualified ? region->name + "::" + std::string(Word(i)) : std::string(Word(i));
      region->name_token = i;
    }
    return !region->name.empty();
  }

  bool ClassifyFunction(uint32_t begin, uint32_t parameters, OutlineRegion* region) const {
    uint32_t name = parameters - 1;
    for (uint32_t i = begin; i < parameters; ++i) {
      if (!Is(i, "operator")) continue;
      region->kind = RegionKind::kFunction;
      region->name = "operator";
      region->name_token = i;
      region->parameters = parameters;
      return true;
    }
    if (!IsName(name) || IsOneOf(Word(name), kNoCalls)) return false;
    region->kind = RegionKind::kFunction;
    region->name_token = name;
    region->parameters = parameters;
    uint32_t first = name;
    region->name = PathEndingAt(name, &first);
    if (first > begin && Is(first - 1, "~")) region->name = "~" + region->name;
    return true;
  }

  // `a::b<T>::c` that ends at a name, without template arguments.
  std::string PathEndingAt(uint32_t name, uint32_t* first) const {
    std::string path(Word(name));
    *first = name;
    while (*first >= 2 && Is(*first - 1, "::")) {
      uint32_t before = *first - 2;
      if (Is(before, ">")) {
        const uint32_t open = AngleBefore(before);
        if (open == 0) break;
        before = open - 1;
      }
      if (!IsName(before) || IsOneOf(Word(before), kBeforeCalls)) break;
      path = std::string(Word(before)) + "::" + path;
      *first = before;
    }
    if (*first >= 1 && Is(*first - 1, "::")) --*first;
    return path;
  }

  // The `<` that the `>` at `close` closes; 0: there is none nearby.
  uint32_t AngleBefore(uint32_t close) const {
    int depth = 0;
    for (uint32_t i = close, looks = 0; i > 0 && looks < kMostTemplateTokens; --i, ++looks) {
      if (Is(i, ";") || Is(i, "{") || Is(i, "}") || Is(i, "&&") || Is(i, "||")) return 0;
      if (Is(i, ">")) ++depth;
      if (Is(i, "<") && --depth == 0) return i;
    }
    return 0;
  }

  bool MayCall() const { return Kind() == RegionKind::kFunction || has_equals_; }

  // The members of `: a_(f(x)), b_{g()}` are no calls; what is in their brackets is.
  void AddInitializerCalls(const OutlineRegion& region) {
    const uint32_t body = at_;
    uint32_t i = Matching(region.parameters) + 1;
    while (i < body && !Is(i, ":")) ++i;
    int depth = 0;
    const auto index = static_cast<uint32_t>(outline_.regions.size());
    for (; i < body; ++i) {
      if (Is(i, ")") || Is(i, "}")) --depth;
      if (Is(i, "{")) ++depth;
      if (Is(i, "(") && depth++ > 0) {
        at_ = i;
        AddCallIn(index);
      }
    }
    at_ = body;
  }

  void AddCall() { AddCallIn(Region()); }

  // The `(` stands at at_.
  void AddCallIn(uint32_t region) {
    if (at_ == 0) return;
    uint32_t name = at_ - 1;
    if (Is(name, ">")) {
      const uint32_t open = AngleBefore(name);
      if (open == 0) return;
      name = open - 1;
    }
    if (!IsName(name) || IsOneOf(Word(name), kNoCalls) || Word(name).ends_with("_cast")) return;
    OutlineCall call;
    call.name_token = name;
    call.open = at_;
    call.region = region;
    call.path = PathEndingAt(name, &call.first_token);
    ReadReceiver(&call);
    if (call.receiver.empty() && !BeginsExpression(call.first_token)) return;
    call.close = Matching(at_);
    outline_.calls.push_back(std::move(call));
  }

  void ReadReceiver(OutlineCall* call) const {
    uint32_t first = call->first_token;
    while (first >= 2 && (Is(first - 1, ".") || Is(first - 1, "->"))) {
      uint32_t first_of_path = first - 2;
      if (!IsName(first - 2)) {
        call->receiver.insert(call->receiver.begin(), "");
        return;
      }
      call->receiver.insert(call->receiver.begin(), PathEndingAt(first - 2, &first_of_path));
      first = first_of_path;
    }
    call->first_token = first;
  }

  // False where the words in front make a declaration of it.
  bool BeginsExpression(uint32_t first) const {
    if (first == 0) return false;
    const uint32_t before = first - 1;
    if (IsName(before)) return IsOneOf(Word(before), kBeforeCalls);
    if (Is(before, ">")) return AngleBefore(before) == 0;
    if (Is(before, "~") || Is(before, "]")) return Is(before, "~");
    if (Is(before, "*") || Is(before, "&") || Is(before, "&&")) {
      // `Type* f(x)` at the beginning of a statement.
      uint32_t i = before;
      while (i > 0 && (Is(i, "*") || Is(i, "&") || Is(i, "&&"))) --i;
      uint32_t type = i;
      if (IsName(i)) PathEndingAt(i, &type);
      const bool is_statement = type == 0 || Is(type - 1, ";") || Is(type - 1, "{") ||
                                Is(type - 1, "}") || Is(type - 1, "const");
      return !(IsName(i) && is_statement);
    }
    return tokens_[before].kind == TokenKind::kPunctuation;
  }

  // import a.b;  export import :part;  import <vector>;  import "a.h";
  void ReadImport() {
    const bool is_statement = at_ == head_ || (at_ == head_ + 1 && Is(head_, "export"));
    if (!is_statement) return;
    const uint32_t first = at_ + 1;
    uint32_t end = first;
    const bool is_header = Is(first, "<");
    while (end < Count() && !Is(end, ";")) {
      const bool may_stand = is_header || IsName(end) || Is(end, ".") || Is(end, ":") ||
                             tokens_[end].kind == TokenKind::kString;
      if (!may_stand) return;
      ++end;
    }
    if (end > first && end < Count()) outline_.modules.push_back({first, end});
  }

  // using namespace a::b;  using a::b;  namespace x = a::b;
  void ReadUsing() {
    uint32_t i = at_ + 1;
    const bool is_using = Is(at_, "using");
    const bool is_directive = is_using && Is(i, "namespace");
    if (is_directive) ++i;
    std::string alias;
    if (IsName(i) && Is(i + 1, "=")) {
      alias = Word(i);
      i += 2;
    } else if (!is_using) {
      return;
    }
    std::string path;
    for (; i < Count() && !Is(i, ";"); ++i) {
      if (!IsName(i) && !Is(i, "::")) return;
      if (!path.empty() || !Is(i, "::")) path += Word(i);
    }
    if (path.empty()) return;
    if (is_directive) {
      outline_.used_namespaces.push_back({path, Region()});
      at_ = i - 1;
      return;
    }
    if (alias.empty()) {
      const size_t colon = path.rfind(':');
      if (colon == path.npos) return;
      alias = path.substr(colon + 1);
    }
    outline_.aliases.emplace_back(std::move(alias), std::move(path));
    at_ = i - 1;
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  Outline outline_;
  std::vector<uint32_t> matching_;  // for each ( its )
  std::vector<Brace> stack_;
  std::vector<uint32_t> depths_;  // of brackets around each brace
  uint32_t at_ = 0;
  uint32_t head_ = 0;
  uint32_t depth_ = 0;  // of brackets since the last brace
  bool has_equals_ = false;
};

}  // namespace

Outline MakeOutline(std::string_view text, const TokenList& list) {
  return OutlineMaker(text, list).Make();
}

}  // namespace ssot::cpp
