#include "scanner/languages/cpp/text_facts.h"

#include <algorithm>
#include <vector>

namespace ssot::cpp {
namespace {

// A name of these is never completed by a using-directive.
constexpr std::string_view kLibraryFunctions[] = {
    "abort",   "assert",  "atoi",     "exit",         "fclose",  "fopen",  "fprintf",  "free",
    "fwrite",  "getenv",  "isalpha",  "isdigit",      "malloc",  "memcmp", "memcpy",   "memmove",
    "memset",  "printf",  "putenv",   "realloc",      "setenv",  "sizeof", "snprintf", "sprintf",
    "strcmp",  "strcpy",  "strdup",   "strlen",       "strncmp", "strstr", "strtol",   "time",
    "toupper", "tolower", "unsetenv", "secure_getenv"};

bool IsLibraryFunction(std::string_view name) {
  return std::find(std::begin(kLibraryFunctions), std::end(kLibraryFunctions), name) !=
         std::end(kLibraryFunctions);
}

bool StartsWithCapital(std::string_view name) {
  return !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
}

std::string_view LastName(std::string_view path) {
  const size_t colon = path.rfind("::");
  return colon == path.npos ? path : path.substr(colon + 2);
}

bool IsWithin(const Outline& outline, uint32_t region, uint32_t outer) {
  while (region != outer && region != 0) region = outline.regions[region].parent;
  return region == outer;
}

bool DefinesFunction(const Outline& outline, std::string_view name) {
  return std::any_of(outline.regions.begin(), outline.regions.end(), [&](const auto& region) {
    return region.kind == RegionKind::kFunction && LastName(region.name) == name;
  });
}

class TextFactWriter {
 public:
  TextFactWriter(const SourceView& source, const KnownFacts& known, FactBuilder* builder)
      : source_(source),
        known_(known),
        builder_(builder),
        tokens_(source.words->tokens),
        outline_(*source.outline) {}

  void Write() {
    AddMacros();
    AddDefinitions();
    AddConstants();
    for (const OutlineCall& call : outline_.calls) AddCall(call);
    FindForwards();
  }

 private:
  struct Home {  // where a region's facts go
    ScopeId scope = 0;
    BlockId block = 0;
    bool is_new = false;
    DefinitionId definition = kNone;
  };

  std::string_view Word(uint32_t i) const {
    if (i >= tokens_.size()) return {};
    return source_.text.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
  }
  Span SpanOf(uint32_t first, uint32_t last) const {
    return source_.lines->SpanOf(tokens_[first].begin, tokens_[last].end);
  }
  bool IsUnderstood(uint32_t token) const {
    return known_.is_understood && known_.is_understood(tokens_[token].begin);
  }
  uint32_t Closing(uint32_t close) const {
    return std::min(close, static_cast<uint32_t>(tokens_.size() - 1));
  }

  void AddMacros() {
    for (const TextMacro& macro : source_.words->macros) {
      const ValueId value = builder_->TextValue(ValueKind::kString, StringValue(macro.string));
      builder_->BindName(macro.name, 0, 0, BindingKind::kAssignment, value);
    }
  }

  void AddDefinitions() {
    homes_.resize(outline_.regions.size());
    full_names_.resize(outline_.regions.size());
    for (uint32_t i = 1; i < outline_.regions.size(); ++i) {
      const OutlineRegion& region = outline_.regions[i];
      full_names_[i] = Join(full_names_[region.parent], region.name);
      homes_[i] = homes_[region.parent];
      homes_[i].definition = kNone;
      if (region.kind == RegionKind::kNamespace) continue;
      if (region.kind == RegionKind::kFunction) functions_.insert(full_names_[i]);
      const auto found = known_.definitions.find(tokens_[region.name_token].begin);
      if (found != known_.definitions.end()) {
        const DefinitionId id = builder_->facts.scopes[found->second].definition;
        homes_[i] = {found->second, BlockOf(found->second), false, id};
      } else if (!IsUnderstood(region.name_token)) {
        AddDefinition(i);
      }
    }
  }

  BlockId BlockOf(ScopeId scope) const {
    const auto& blocks = builder_->facts.blocks;
    for (BlockId block = 0; block < blocks.size(); ++block) {
      if (blocks[block].scope == scope) return block;
    }
    return 0;
  }

  static std::string Join(const std::string& qualifier, const std::string& name) {
    return qualifier.empty() || name.empty() ? qualifier + name : qualifier + "::" + name;
  }

  void AddDefinition(uint32_t index) {
    const OutlineRegion& region = outline_.regions[index];
    const Home outer = homes_[region.parent];
    const bool is_class = region.kind == RegionKind::kClass;
    DefinitionFact fact;
    fact.span = SpanOf(region.head, region.name_token);
    fact.name = builder_->Name(LastName(region.name));
    fact.qualified_name = builder_->Name(full_names_[index]);
    fact.parent = outer.scope;
    fact.block = outer.block;
    fact.order = builder_->NextOrder();
    fact.end_line = SpanOf(Closing(region.close), Closing(region.close)).end_line;
    fact.what = is_class ? DefinitionWhat::kClass : WhatOf(region);
    if (!is_class && region.is_stub) fact.body = BodyShape::kStub;
    fact.scope = builder_->AddScope(is_class ? ScopeKind::kClass : ScopeKind::kFunction,
                                    outer.scope, outer.block);
    if (is_class) fact.bases = builder_->AddValues(BasesOf(region));
    const BlockId block = builder_->AddBlock(BlockKind::kBody, outer.block, fact.scope);
    const auto id = static_cast<DefinitionId>(builder_->facts.definitions.size());
    builder_->facts.scopes[fact.scope].definition = id;
    builder_->facts.definitions.push_back(fact);
    builder_->BindName(LastName(region.name), outer.scope, outer.block, BindingKind::kDefinition, 0,
                       id);
    homes_[index] = {fact.scope, block, true, id};
    if (!is_class) AddParameters(region, homes_[index]);
  }

  DefinitionWhat WhatOf(const OutlineRegion& region) const {
    const OutlineRegion& outer = outline_.regions[region.parent];
    const std::string_view qualifier =
        std::string_view(region.name).substr(0, QualifierLength(region.name));
    const bool is_method =
        outer.kind == RegionKind::kClass || StartsWithCapital(LastName(qualifier));
    return is_method ? DefinitionWhat::kMethod : DefinitionWhat::kFunction;
  }

  // class Name : public a::B, private C<T> {
  std::vector<ValueId> BasesOf(const OutlineRegion& region) {
    std::vector<ValueId> bases;
    uint32_t i = region.name_token + 1;
    while (i < region.open && Word(i) != ":") ++i;
    std::string path;
    int angle = 0;
    for (++i; i <= region.open; ++i) {
      const std::string_view word = Word(i);
      if (word == "<") ++angle;
      if (angle == 0 && (word == "," || word == "{")) {
        if (!path.empty()) bases.push_back(KnownValue(path, 0));
        path.clear();
      } else if (angle == 0 && word != "public" && word != "private" && word != "protected" &&
                 word != "virtual" && word != "...") {
        path += word;
      }
      if (word == ">" && angle > 0) --angle;
    }
    return bases;
  }

  void AddParameters(const OutlineRegion& region, const Home& home) {
    uint32_t position = 0;
    uint32_t last_name = 0;
    bool is_default = false;
    int depth = 0;
    for (uint32_t i = region.parameters; i < region.open; ++i) {
      const std::string_view word = Word(i);
      if (word == "(" || word == "<" || word == "[") ++depth;
      const bool is_end = word == ")" && depth == 1;
      if (depth == 1 && (word == "," || is_end)) {
        if (last_name > 0) {
          builder_->BindName(Word(last_name), home.scope, home.block, BindingKind::kParameter, 0,
                             position);
        }
        ++position;
        last_name = 0;
        is_default = false;
      }
      if (is_end) return;
      if (word == "=") is_default = true;
      if (tokens_[i].kind == TokenKind::kName && depth == 1 && !is_default) last_name = i;
      if (word == ")" || word == ">" || word == "]") --depth;
    }
  }

  // NAME = "text";  NAME[] = "text";  NAME{"text"};  NAME("text");
  void AddConstants() {
    uint32_t next_region = 1;
    std::vector<uint32_t> open = {0};
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      while (next_region < outline_.regions.size() && outline_.regions[next_region].open <= i) {
        open.push_back(next_region++);
      }
      while (open.size() > 1 && outline_.regions[open.back()].close <= i) open.pop_back();
      if (tokens_[i].kind != TokenKind::kString || i < 2) continue;
      const Home& home = homes_[open.back()];
      const bool is_here = home.is_new || open.back() == 0 || home.scope == 0;
      if (is_here) AddConstant(i, home);
    }
  }

  void AddConstant(uint32_t string, const Home& home) {
    const std::string_view before = Word(string - 1);
    const std::string_view after = Word(string + 1);
    const bool is_braced = (before == "{" && after == "}") || (before == "(" && after == ")");
    if (!(before == "=" && after == ";") && !(is_braced && Word(string + 2) == ";")) return;
    uint32_t name = string - 2;
    if (is_braced && Word(name) == "=" && name > 0) --name;
    while (name > 0 && (Word(name) == "]" || Word(name) == "[")) --name;
    if (tokens_[name].kind != TokenKind::kName || IsUnderstood(name)) return;
    const bool is_declaration =
        name > 0 && (tokens_[name - 1].kind == TokenKind::kName || Word(name - 1) == "*" ||
                     Word(name - 1) == "&" || Word(name - 1) == ">");
    if (!is_declaration) return;
    const ValueId value = builder_->TextValue(ValueKind::kString, StringValue(Word(string)));
    builder_->BindName(Word(name), home.scope, home.block, BindingKind::kAssignment, value);
  }

  void AddCall(const OutlineCall& call) {
    if (known_.calls.contains(tokens_[call.name_token].begin) || IsUnderstood(call.name_token)) {
      return;
    }
    const Home& home = homes_[call.region];
    CallFact fact;
    fact.span = SpanOf(call.first_token, Closing(call.close));
    fact.callee = CalleeOf(call);
    fact.arguments = builder_->AddArguments(ArgumentsOf(call));
    fact.block = home.block;
    fact.scope = home.scope;
    fact.order = builder_->NextOrder();
    if (home.is_new && home.definition != kNone) {
      new_calls_.push_back({call.region, static_cast<CallId>(builder_->facts.calls.size()),
                            call.first_token, call.close});
    }
    builder_->facts.calls.push_back(fact);
  }

  ValueId CalleeOf(const OutlineCall& call) {
    if (call.receiver.empty()) return KnownValue(call.path, call.region);
    ValueId value = 0;
    bool is_first = true;
    for (const std::string& name : call.receiver) {
      if (name.empty()) {
        value = 0;
      } else if (is_first) {
        value = builder_->WrittenName(name);
      } else {
        value = builder_->Attribute(value, name);
      }
      is_first = false;
    }
    return builder_->Attribute(value, call.path);
  }

  ValueId KnownValue(const std::string& path, uint32_t region) {
    const ValueId written = builder_->WrittenName(path);
    const std::string name = Guess(path, region);
    return builder_->ResolvedValue(name, QualifierLength(name), kKnownByGuess, written);
  }

  // What the name would mean by the using-declarations and the definitions of this file.
  std::string Guess(const std::string& path, uint32_t region) const {
    const bool is_global = path.starts_with("::");
    if (is_global) return NormalName(path.substr(2), source_.language);
    for (uint32_t around = region;; around = outline_.regions[around].parent) {
      const std::string candidate = Join(full_names_[around], path);
      if (functions_.contains(candidate)) return candidate;
      if (around == 0) break;
    }
    return CompleteName(outline_, path, region, source_.language);
  }

  std::vector<ValueId> ArgumentsOf(const OutlineCall& call) {
    std::vector<ValueId> values;
    int depth = 0;
    uint32_t first = call.open + 1;
    const uint32_t close = std::min(call.close, static_cast<uint32_t>(tokens_.size()));
    if (first >= close) return values;
    constexpr uint32_t kMostTokens = 2000;
    const uint32_t end = std::min(close, first + kMostTokens);
    for (uint32_t i = first; i < end; ++i) {
      const std::string_view word = Word(i);
      if (word == "(" || word == "{" || word == "[") ++depth;
      if (word == ")" || word == "}" || word == "]") --depth;
      if (word != "," || depth > 0) continue;
      values.push_back(ArgumentBetween(first, i));
      first = i + 1;
    }
    values.push_back(ArgumentBetween(first, close));
    return values;
  }

  ValueId ArgumentBetween(uint32_t first, uint32_t end) {
    if (end > first + 4 && Word(end - 4) == "." && Word(end - 2) == "(" &&
        (Word(end - 3) == "c_str" || Word(end - 3) == "data")) {
      end -= 4;
    }
    if (first >= end) return 0;
    const bool are_strings =
        std::all_of(tokens_.begin() + first, tokens_.begin() + end,
                    [](const Token& t) { return t.kind == TokenKind::kString; });
    if (are_strings) {
      std::string text;
      for (uint32_t i = first; i < end; ++i) text += StringValue(Word(i));
      return builder_->TextValue(ValueKind::kString, text);
    }
    if (tokens_[end - 1].kind == TokenKind::kNumber && end == first + 1) {
      return builder_->TextValue(ValueKind::kNumber, Word(first));
    }
    // The last word of kNames::kKey: bindings know no namespaces.
    for (uint32_t i = first; i < end; ++i) {
      if (tokens_[i].kind != TokenKind::kName && Word(i) != "::") return 0;
    }
    if (tokens_[end - 1].kind != TokenKind::kName) return 0;
    return builder_->WrittenName(Word(end - 1));
  }

  // { return call(…); }
  void FindForwards() {
    for (const NewCall& call : new_calls_) {
      const OutlineRegion& region = outline_.regions[call.region];
      uint32_t first = region.open + 1;
      if (Word(first) == "return") ++first;
      const bool is_whole_body =
          call.first == first && Word(call.close + 1) == ";" && call.close + 2 == region.close;
      if (!is_whole_body) continue;
      DefinitionFact& definition = builder_->facts.definitions[homes_[call.region].definition];
      definition.body = BodyShape::kForwards;
      definition.forwarded = call.id;
    }
  }

  struct NewCall {
    uint32_t region;
    CallId id;
    uint32_t first;
    uint32_t close;
  };

  const SourceView& source_;
  const KnownFacts& known_;
  FactBuilder* builder_;
  const std::vector<Token>& tokens_;
  const Outline& outline_;
  std::vector<Home> homes_;              // by region
  std::vector<std::string> full_names_;  // by region
  std::unordered_set<std::string> functions_;
  std::vector<NewCall> new_calls_;
};

}  // namespace

std::string NormalName(std::string_view name, Language language) {
  if (name == "getenv" && language == Language::kCpp) return "std::getenv";
  return std::string(name);
}

std::string CompleteName(const Outline& outline, const std::string& path, uint32_t region,
                         Language language) {
  const size_t colon = path.find("::");
  const std::string first = path.substr(0, colon);
  for (const auto& [alias, target] : outline.aliases) {
    if (alias != first) continue;
    return colon == path.npos ? target : target + path.substr(colon);
  }
  if (colon == path.npos && !IsLibraryFunction(path) && !DefinesFunction(outline, path)) {
    std::vector<std::string_view> foreign;
    for (const UsedNamespace& used : outline.used_namespaces) {
      if (used.path != "std" && IsWithin(outline, region, used.region)) {
        foreign.push_back(used.path);
      }
    }
    if (foreign.size() == 1) return std::string(foreign[0]) + "::" + path;
  }
  return NormalName(path, language);
}

size_t QualifierLength(std::string_view name) {
  const size_t colon = name.rfind("::");
  return colon == name.npos ? 0 : colon;
}

void AddIncludes(const SourceView& source,
                 const std::function<std::string(const IncludeDirective&)>& file_of,
                 FactBuilder* builder) {
  for (const IncludeDirective& include : source.words->includes) {
    ImportFact fact;
    const std::string_view written = source.text.substr(include.begin, include.end - include.begin);
    fact.span = source.lines->SpanOf(include.begin, include.end);
    fact.module = builder->Name(include.is_macro ? written : written.substr(1, written.size() - 2));
    fact.level = include.is_quoted ? 1 : 0;
    fact.statement_line = fact.span.line;
    fact.order = builder->NextOrder();
    fact.form = ImportForm::kInclude;
    if (file_of) fact.file = builder->Name(file_of(include));
    builder->facts.imports.push_back(fact);
  }
}

void AddModuleImports(const SourceView& source, FactBuilder* builder) {
  const std::vector<Token>& tokens = source.words->tokens;
  for (const ModuleImport& module : source.outline->modules) {
    const uint32_t begin = tokens[module.first].begin;
    const uint32_t end = tokens[module.end - 1].end;
    std::string_view written = source.text.substr(begin, end - begin);
    const bool is_header = written.starts_with('<') || written.starts_with('"');
    if (is_header) written = written.substr(1, written.size() - 2);
    ImportFact fact;
    fact.span = source.lines->SpanOf(begin, end);
    fact.module = builder->Name(written);
    fact.statement_line = fact.span.line;
    fact.order = builder->NextOrder();
    fact.form = is_header ? ImportForm::kInclude : ImportForm::kImport;
    builder->facts.imports.push_back(fact);
  }
}

void AddTextFacts(const SourceView& source, const KnownFacts& known, FactBuilder* builder) {
  if (source.words->tokens.empty()) return;
  TextFactWriter(source, known, builder).Write();
}

Extraction ExtractText(std::string_view path, std::string_view text, Language language) {
  Extraction extraction;
  TokenList words = Tokenize(text);
  const SourceLines lines(text);
  FactBuilder builder;
  const Outline outline = MakeOutline(text, words);
  const SourceView source{text, language, &words, &lines, &outline};
  AddIncludes(source, {}, &builder);
  AddModuleImports(source, &builder);
  AddTextFacts(source, {}, &builder);
  extraction.facts = builder.TakeSorted();
  extraction.facts.path = path;
  extraction.facts.language = language;
  extraction.regions = std::move(words.regions);
  return extraction;
}

}  // namespace ssot::cpp
