// Each list of resolved facts becomes JSON objects with the keys that all kinds share and those of
// its own; then the four lists are put in the order of the source.
#include "reports/facts_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ssot {
namespace {

using Json = nlohmann::ordered_json;

template <typename Enum, size_t count>
std::string_view NameOf(const std::string_view (&names)[count], Enum value) {
  return names[static_cast<size_t>(value)];
}

void AddUnlessEmpty(Json& object, const char* key, std::string_view value) {
  if (!value.empty()) object[key] = value;
}

// What all kinds of facts share.
struct Place {
  Span span;
  ScopeId scope = 0;
  BlockId block = 0;
  bool type_only = false;
  Resolution resolution = Resolution::kExact;
};

class FactsRenderer {
 public:
  FactsRenderer(const Facts& facts, const ResolvedFile& resolved,
                const std::function<bool(std::string_view)>& is_secret)
      : facts_(facts), resolved_(resolved), is_secret_(is_secret) {
    for (const ResolvedDefinition& definition : resolved.definitions) {
      qualified_names_[definition.fact->scope] = definition.qualified_name;
    }
  }

  std::string Render() {
    for (const ResolvedImport& import : resolved_.imports) AddImport(import);
    for (const ResolvedCall& call : resolved_.calls) AddCall(call);
    for (const ResolvedAccess& access : resolved_.accesses) AddAccess(access);
    for (const ResolvedDefinition& definition : resolved_.definitions) AddDefinition(definition);
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.span.line, a.span.column) < std::tie(b.span.line, b.span.column);
    });

    Json line;
    line["path"] = facts_.path;
    line["language"] = LanguageName(facts_.language);
    line["parse"] = NameOf(kParseStatusNames, facts_.parse);
    line["errors"] = Json::array();
    for (const ParseError& error : facts_.errors) {
      line["errors"].push_back(
          {{"line", error.line}, {"column", error.column}, {"message", error.message}});
    }
    Json& list = line["facts"] = Json::array();
    for (Entry& entry : entries_) list.push_back(std::move(entry.fact));
    // Paths need not be UTF-8.
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

 private:
  struct Entry {
    Span span;
    Json fact;
  };

  void AddImport(const ResolvedImport& import) {
    Json& fact = Start(
        "import", {import.span, import.scope, import.block, import.type_only, import.resolution});
    AddUnlessEmpty(fact, "module", import.module);
    AddUnlessEmpty(fact, "name", import.name);
    AddUnlessEmpty(fact, "alias", import.alias);
    fact["form"] = NameOf(kImportFormNames, import.form);
    fact["statementLine"] = import.statement_line;
    if (import.origin_module != import.module) {
      AddUnlessEmpty(fact, "originModule", import.origin_module);
    }
    if (import.origin_name != import.name) AddUnlessEmpty(fact, "originName", import.origin_name);
    if (import.is_unresolved) fact["unresolved"] = true;
  }

  void AddCall(const ResolvedCall& call) {
    const CallFact& syntax = *call.fact;
    Json& fact = Start("call", {syntax.span, syntax.scope, syntax.block, IsTypeOnly(syntax.block),
                                call.resolution});
    AddUnlessEmpty(fact, "callee", call.callee);
    AddUnlessEmpty(fact, "target", call.target);
    AddUnlessEmpty(fact, "targetModule", call.target_module);
    AddUnlessEmpty(fact, "targetName", call.target_name);
    AddUnlessEmpty(fact, "receiverType", call.receiver_type);
    Json literals = LiteralArguments(syntax.arguments);
    if (!literals.empty()) fact["arguments"] = std::move(literals);
  }

  void AddAccess(const ResolvedAccess& access) {
    Json& fact = Start("access", {access.span, access.scope, access.block, IsTypeOnly(access.block),
                                  access.resolution});
    fact["of"] = NameOf(kAccessOfNames, access.of);
    fact["name"] = access.name;
    AddUnlessEmpty(fact, "form", access.form);
    AddUnlessEmpty(fact, "enclosing", access.around);
    fact["mode"] = NameOf(kAccessModeNames, access.mode);
  }

  void AddDefinition(const ResolvedDefinition& definition) {
    const DefinitionFact& syntax = *definition.fact;
    Json& fact = Start("definition", {syntax.span, syntax.parent, syntax.block,
                                      IsTypeOnly(syntax.block), Resolution::kExact});
    fact["name"] = definition.name;
    fact["qualifiedName"] = definition.qualified_name;
    fact["what"] = NameOf(kDefinitionWhatNames, syntax.what);
    if (syntax.what != DefinitionWhat::kClass) fact["async"] = syntax.is_async;
    if (!definition.bases.empty()) fact["bases"] = definition.bases;
    if (!definition.decorators.empty()) fact["decorators"] = definition.decorators;
    fact["body"] = NameOf(kDefinitionBodyNames, definition.body);
    fact["concept"] = definition.concept_name;
    AddUnlessEmpty(fact, "publicName", definition.public_name);
  }

  Json& Start(const char* kind, const Place& place) {
    Json fact;
    fact["kind"] = kind;
    fact["line"] = place.span.line;
    fact["column"] = place.span.column;
    fact["endLine"] = place.span.end_line;
    fact["endColumn"] = place.span.end_column;
    const ScopeId scope = NamedScope(place.scope);
    fact["scope"] = ScopeName(scope);
    fact["guarded"] = IsGuarded(facts_, place.block);
    fact["typeOnly"] = place.type_only;
    if (const auto found = qualified_names_.find(scope); found != qualified_names_.end()) {
      fact["enclosing"] = found->second;
    }
    fact["resolution"] = NameOf(kResolutionNames, place.resolution);
    entries_.push_back({place.span, std::move(fact)});
    return entries_.back().fact;
  }

  // Lambdas and comprehensions have no name to show: the class, function or module around them.
  ScopeId NamedScope(ScopeId scope) const {
    while (scope != 0 && facts_.scopes[scope].definition == kNone) {
      scope = facts_.scopes[scope].parent;
    }
    return scope;
  }

  std::string_view ScopeName(ScopeId scope) const {
    switch (facts_.scopes[scope].kind) {
      case ScopeKind::kModule:
        return "module";
      case ScopeKind::kClass:
        return "class";
      default:
        return "function";
    }
  }

  bool IsTypeOnly(BlockId block) const {
    while (block != 0 && facts_.blocks[block].kind != BlockKind::kTypeChecking) {
      block = facts_.blocks[block].parent;
    }
    return facts_.blocks[block].kind == BlockKind::kTypeChecking;
  }

  // [{position | keyword, string | pattern | number | constant | list}]
  Json LiteralArguments(Range range) const {
    Json literals = Json::array();
    bool is_position_known = true;
    bool is_behind_secret = false;  // getenv("JWT_SECRET", "default")
    for (uint32_t i = 0; i < range.count; ++i) {
      const Argument& argument = facts_.arguments[range.first + i];
      const std::string_view keyword = facts_.Name(argument.keyword);
      if (keyword == "*") is_position_known = false;
      if (keyword == "*" || keyword == "**") continue;
      if (keyword.empty() && !is_position_known) continue;
      Json literal;
      if (keyword.empty()) {
        literal["position"] = i;
      } else {
        literal["keyword"] = keyword;
      }
      const Value& value = facts_.values[argument.value];
      const bool is_secret = keyword.empty() ? is_behind_secret : is_secret_(keyword);
      if (value.kind == ValueKind::kString) is_behind_secret |= is_secret_(facts_.Name(value.name));
      if (!AddLiteral(literal, value)) continue;
      for (const char* key : {"string", "pattern"}) {
        if (is_secret && literal.contains(key)) literal[key] = "***";
      }
      literals.push_back(std::move(literal));
    }
    return literals;
  }

  bool AddLiteral(Json& literal, const Value& value) const {
    if (value.kind != ValueKind::kList) return AddScalar(literal, value);
    Json items = Json::array();
    for (uint32_t i = 0; i < value.count; ++i) {
      Json item;
      if (!AddScalar(item, facts_.values[facts_.value_lists[value.first + i]])) return false;
      items.push_back(std::move(item));
    }
    literal["list"] = std::move(items);
    return true;
  }

  bool AddScalar(Json& literal, const Value& value) const {
    switch (value.kind) {
      case ValueKind::kString:
        literal["string"] = facts_.Name(value.name);
        return true;
      case ValueKind::kPattern:
        literal["pattern"] = facts_.Name(value.name);
        return true;
      case ValueKind::kNumber:
        literal["number"] = facts_.Name(value.name);
        return true;
      case ValueKind::kConstant:
        literal["constant"] = facts_.Name(value.name);
        return true;
      default:
        return false;
    }
  }

  const Facts& facts_;
  const ResolvedFile& resolved_;
  const std::function<bool(std::string_view)>& is_secret_;
  std::unordered_map<ScopeId, std::string_view> qualified_names_;
  std::vector<Entry> entries_;
};

}  // namespace

std::string RenderFacts(const Facts& facts, const ResolvedFile& resolved,
                        const std::function<bool(std::string_view name)>& is_secret) {
  return FactsRenderer(facts, resolved, is_secret).Render();
}

}  // namespace ssot
