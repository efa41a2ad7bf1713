// Imports and exports, of ECMAScript and of CommonJS.
#include <algorithm>
#include <string>

#include "scanner/languages/typescript/fact_walker.h"

namespace ssot::typescript {

NameId FactWalker::ModuleName(TSNode string) {
  return builder_->names().Intern(Decode(string));
}

ImportFact FactWalker::StartImport(TSNode statement, TSNode source, ImportForm form) {
  ImportFact fact;
  fact.module = ModuleName(source);
  fact.form = form;
  fact.statement_line = places_.At(ts_node_start_byte(statement)).line;
  return fact;
}

// Imports are there from the beginning of the module; what a call brings in is there after it.
void FactWalker::AddImport(ImportFact fact, const Target& target, bool is_hoisted) {
  Facts& facts = builder_->facts;
  fact.block = target.block;
  fact.order = is_hoisted ? 0 : builder_->NextOrder();
  const uint32_t index = static_cast<uint32_t>(facts.imports.size());
  facts.imports.push_back(fact);
  const NameId bound = fact.alias != 0 ? fact.alias : fact.name;
  if (bound == 0 || builder_->Text(bound) == "*") return;
  Target place = target;
  if (place.is_assignment) place.scope = DeclaringScope(bound, place.scope);
  Bind(bound, place, BindingKind::kImport, 0, index);
  if (is_hoisted) facts.bindings.back().order = 0;
}

void FactWalker::LeaveImport(const Frame& frame) {
  const Target target{frame.scope, frame.block};
  const bool is_type =
      HasToken(frame.node, Syntax::kTokenType) || HasToken(frame.node, Syntax::kTokenTypeof);
  TSNode source = Child(frame.node, Field::kSource);
  TSNode clause{};
  const uint32_t count = ts_node_named_child_count(frame.node);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(frame.node, i);
    const Syntax syntax = SyntaxOf(child);
    if (syntax == Syntax::kImportClause || syntax == Syntax::kImportRequireClause) clause = child;
  }
  if (!ts_node_is_null(clause) && SyntaxOf(clause) == Syntax::kImportRequireClause) {
    source = Child(clause, Field::kSource);  // import x = require("y")
    if (ts_node_is_null(source)) return;
    ImportFact fact = StartImport(frame.node, source, ImportForm::kRequire);
    const TSNode name = ts_node_named_child(clause, 0);
    fact.alias = Intern(name);
    fact.span = SpanOf(name);
    fact.type_only = is_type;
    const std::string_view before = text_.substr(0, ts_node_start_byte(frame.node));
    const size_t word = before.find_last_not_of(" \t\r\n");
    const bool is_export = word != before.npos && before.substr(0, word + 1).ends_with("export");
    if (is_export) builder_->facts.exports.push_back(fact.alias);
    return AddImport(fact, target, true);
  }
  if (ts_node_is_null(source)) return;
  if (ts_node_is_null(clause)) {  // import "y"
    ImportFact fact = StartImport(frame.node, source, ImportForm::kImport);
    fact.span = SpanOf(source);
    return AddImport(fact, target, true);
  }
  const uint32_t parts = ts_node_named_child_count(clause);
  for (uint32_t i = 0; i < parts; ++i) {
    const TSNode part = ts_node_named_child(clause, i);
    ImportFact fact = StartImport(frame.node, source, ImportForm::kFrom);
    fact.type_only = is_type;
    fact.span = SpanOf(part);
    switch (SyntaxOf(part)) {
      case Syntax::kIdentifier:
        fact.name = builder_->names().Intern("default");
        fact.alias = Intern(part);
        AddImport(fact, target, true);
        break;
      case Syntax::kNamespaceImport:
        fact.form = ImportForm::kImport;
        fact.alias = Intern(ts_node_named_child(part, 0));
        AddImport(fact, target, true);
        break;
      case Syntax::kNamedImports: {
        const uint32_t names = ts_node_named_child_count(part);
        for (uint32_t n = 0; n < names; ++n) {
          const TSNode specifier = ts_node_named_child(part, n);
          if (SyntaxOf(specifier) != Syntax::kImportSpecifier) continue;
          const TSNode name = Child(specifier, Field::kName);
          const TSNode alias = Child(specifier, Field::kAlias);
          if (ts_node_is_null(name)) continue;
          fact.name = PropertyName(name);
          fact.alias = ts_node_is_null(alias) ? 0 : Intern(alias);
          fact.span = SpanOf(name);
          fact.type_only = is_type || HasToken(specifier, Syntax::kTokenType);
          AddImport(fact, target, true);
        }
        break;
      }
      default:
        break;
    }
  }
}

// import Alias = Namespace.Name
void FactWalker::LeaveImportAlias(const Frame& frame) {
  const TSNode name = ts_node_named_child(frame.node, 0);
  const PartList parts = PartsOf(frame);
  if (ts_node_is_null(name) || parts.count < 2) return;
  BindName(name, parts.first[parts.count - 1].value, {frame.scope, frame.block});
}

void FactWalker::LeaveExport(const Frame& frame, PartList parts) {
  const TSNode source = Child(frame.node, Field::kSource);
  if (!ts_node_is_null(source)) return LeaveReexport(frame, source);
  for (const Part& part : parts) {
    if (part.syntax == Syntax::kExportClause) LeaveExportClause(part.node, source, frame);
  }
  Facts& facts = builder_->facts;
  const Part* declaration = parts.Find(Field::kDeclaration);
  const Part* value = parts.Find(Field::kValue);
  const bool is_default = HasToken(frame.node, Syntax::kTokenDefault);
  const bool is_whole = HasToken(frame.node, Syntax::kTokenEquals);  // export = x
  if (is_default || is_whole) {
    const Part* exported = declaration != nullptr ? declaration : value;
    if (exported == nullptr && parts.count > 0) exported = parts.first + parts.count - 1;
    if (exported != nullptr) LeaveCommonJsExport("module.exports", exported->value);
  }
  // @decorated export class …
  if (declaration == nullptr || !IsClassSyntax(declaration->syntax)) return;
  std::vector<ValueId> decorators;
  for (const Part& part : parts) {
    if (part.syntax == Syntax::kDecorator) decorators.push_back(part.value);
  }
  if (decorators.empty()) return;
  DefinitionFact& definition = facts.definitions[facts.values[declaration->value].first];
  for (uint32_t i = 0; i < definition.decorators.count; ++i) {
    decorators.push_back(facts.value_lists[definition.decorators.first + i]);
  }
  definition.decorators = builder_->AddValueList(decorators.data(), decorators.size());
}

// `export type …`; the parser may not have seen the word.
bool FactWalker::SaysType(TSNode statement) const {
  constexpr std::string_view kExport = "export";
  const std::string_view text = Text(statement);
  const size_t next = text.find_first_not_of(" \t\r\n", kExport.size());
  return HasToken(statement, Syntax::kTokenType) ||
         (text.starts_with(kExport) && next != text.npos && text.substr(next).starts_with("type"));
}

void FactWalker::LeaveReexport(const Frame& frame, TSNode source) {
  const Target target{frame.scope, frame.block};
  ImportFact fact = StartImport(frame.node, source, ImportForm::kReexport);
  fact.type_only = SaysType(frame.node);
  const uint32_t count = ts_node_child_count(frame.node);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_child(frame.node, i);
    switch (SyntaxOf(child)) {
      case Syntax::kTokenStar:
        fact.span = SpanOf(child);
        fact.name = builder_->names().Intern("*");
        return AddImport(fact, target, true);
      case Syntax::kNamespaceExport: {
        const TSNode name = ts_node_named_child(child, 0);
        fact.span = SpanOf(child);
        fact.alias = PropertyName(name);
        return AddImport(fact, target, true);
      }
      case Syntax::kExportClause:
        return LeaveExportClause(child, source, frame);
      default:
        break;
    }
  }
}

// What the statement declares or takes from elsewhere.
void FactWalker::NoteExports(const Frame& statement) {
  if (statement.scope != 0) return;
  builder_->facts.has_exports = true;
  const std::vector<Binding>& bindings = builder_->facts.bindings;
  for (size_t i = statement.first_binding; i < bindings.size(); ++i) {
    if (bindings[i].scope == 0) builder_->facts.exports.push_back(bindings[i].name);
  }
}

// { x as y }, of this module or of another one.
void FactWalker::LeaveExportClause(TSNode clause, TSNode source, const Frame& frame) {
  const bool is_type = SaysType(frame.node);
  const uint32_t count = ts_node_named_child_count(clause);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode specifier = ts_node_named_child(clause, i);
    if (SyntaxOf(specifier) != Syntax::kExportSpecifier) continue;
    const TSNode name_node = Child(specifier, Field::kName);
    const TSNode alias_node = Child(specifier, Field::kAlias);
    if (ts_node_is_null(name_node)) continue;
    const NameId name = PropertyName(name_node);
    const NameId alias = ts_node_is_null(alias_node) ? 0 : PropertyName(alias_node);
    if (ts_node_is_null(source)) {
      if (frame.scope == 0) builder_->facts.exports.push_back(alias != 0 ? alias : name);
      if (alias != 0 && alias != name) Export(alias, builder_->NameValue(name));
      continue;
    }
    ImportFact fact = StartImport(frame.node, source, ImportForm::kReexport);
    fact.name = name;
    fact.alias = alias;
    fact.span = SpanOf(name_node);
    fact.type_only = is_type || HasToken(specifier, Syntax::kTokenType);
    AddImport(fact, {frame.scope, frame.block}, true);
  }
}

// Other files see the name; in the module itself a name of its own goes first.
void FactWalker::Export(NameId name, ValueId value) {
  if (name == 0) return;
  const Value& known = builder_->facts.values[value];
  if (known.kind == ValueKind::kName && known.name == name) return;
  const bool is_function = known.kind == ValueKind::kFunction;
  Binding binding;
  binding.name = name;
  binding.block = frames_.back().block;
  binding.order = builder_->NextOrder();
  binding.kind = is_function ? BindingKind::kDefinition : BindingKind::kAssignment;
  binding.value = is_function ? 0 : value;
  binding.index = is_function ? known.first : 0;
  exports_.push_back(binding);
}

// module.exports = …, exports.name = …: also for `export default` and `export =`. False when the
// target of the assignment is something else.
bool FactWalker::LeaveCommonJsExport(std::string_view left, ValueId value) {
  if (left == "module.exports") {
    Export(builder_->names().Intern("default"), value);
    const Value object = builder_->facts.values[value];
    if (object.kind != ValueKind::kDict) return true;
    for (uint32_t i = 0; i + 1 < object.count; i += 2) {
      const Value& key = builder_->facts.values[builder_->facts.value_lists[object.first + i]];
      if (key.kind != ValueKind::kString) continue;
      Export(key.name, builder_->facts.value_lists[object.first + i + 1]);
    }
    return true;
  }
  for (std::string_view prefix : {"module.exports.", "exports."}) {
    if (!left.starts_with(prefix)) continue;
    const std::string_view name = left.substr(prefix.size());
    if (name.find('.') != name.npos) return false;
    Export(builder_->names().Intern(name), value);
    return true;
  }
  return false;
}

void FactWalker::NoteModuleCall(const Frame& frame, CallId call, std::string_view callee,
                                ValueId argument) {
  const bool is_require = callee == "require";
  if (!is_require && callee != "import") return;
  const Value& module = builder_->facts.values[argument];
  if (module.kind != ValueKind::kString || builder_->Text(module.name).empty()) return;
  ModuleCall& known = module_calls_[call];
  known.fact.span = SpanOf(frame.node);
  known.fact.module = module.name;
  known.fact.form = is_require ? ImportForm::kRequire : ImportForm::kDynamic;
  known.fact.statement_line = known.fact.span.line;
  known.fact.block = frame.block;
  known.fact.order = builder_->NextOrder();
}

// `const x = require("m")`, `const { a, b: c } = await import("m")`, `const x = require("m").y`.
bool FactWalker::BindModule(TSNode pattern, ValueId id, const Target& target) {
  const Value value = builder_->facts.values[id];
  const bool is_member = value.kind == ValueKind::kAttribute;
  const Value call = is_member ? builder_->facts.values[value.base] : value;
  if (call.kind != ValueKind::kCall) return false;
  const auto found = module_calls_.find(call.first);
  if (found == module_calls_.end()) return false;
  ModuleCall& module = found->second;
  ImportFact fact = module.fact;
  fact.statement_line = places_.At(ts_node_start_byte(pattern)).line;
  const Syntax syntax = SyntaxOf(pattern);
  if (syntax == Syntax::kIdentifier) {
    fact.name = is_member ? value.name : 0;
    fact.alias = Intern(pattern);
    if (fact.alias == fact.name) fact.alias = 0;
    AddImport(fact, target, false);
    module.is_used = true;
    return true;
  }
  if (syntax != Syntax::kObjectPattern || is_member) return false;
  const uint32_t count = ts_node_named_child_count(pattern);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(pattern, i);
    TSNode key = child;
    TSNode bound = child;
    switch (SyntaxOf(child)) {
      case Syntax::kPairPattern:
        key = Child(child, Field::kKey);
        bound = Child(child, Field::kValue);
        break;
      case Syntax::kObjectAssignmentPattern:
        key = bound = Child(child, Field::kLeft);
        break;
      case Syntax::kShorthandPropertyIdentifierPattern:
        break;
      default:
        continue;
    }
    if (ts_node_is_null(key)) continue;
    if (SyntaxOf(bound) == Syntax::kAssignmentPattern) bound = Child(bound, Field::kLeft);
    fact.name = SyntaxOf(child) == Syntax::kPairPattern ? PropertyName(key) : Intern(key);
    fact.span = SpanOf(key);
    fact.alias = 0;
    const Syntax bound_syntax = SyntaxOf(bound);
    const bool is_name = bound_syntax == Syntax::kIdentifier ||
                         bound_syntax == Syntax::kShorthandPropertyIdentifierPattern ||
                         bound_syntax == Syntax::kObjectAssignmentPattern;
    if (is_name && Intern(bound) != fact.name) fact.alias = Intern(bound);
    module.is_used = true;
    if (is_name) {
      AddImport(fact, target, false);
      continue;
    }
    fact.block = target.block;
    fact.order = builder_->NextOrder();
    builder_->facts.imports.push_back(fact);
    BindPattern(bound, builder_->AttributeValue(id, fact.name), target);
  }
  return true;
}

// import("./types").Name in a type
void FactWalker::AddTypeImport(Span span, NameId module, BlockId block) {
  ImportFact fact;
  fact.span = span;
  fact.module = module;
  fact.form = ImportForm::kDynamic;
  fact.statement_line = span.line;
  fact.type_only = true;
  fact.block = block;
  fact.order = builder_->NextOrder();
  builder_->facts.imports.push_back(fact);
}

void FactWalker::AddHiddenImport() {
  const HiddenImport& hidden = hidden_imports_[next_hidden_import_++];
  const std::string_view module =
      text_.substr(hidden.module.begin, hidden.module.end - hidden.module.begin);
  AddTypeImport(places_.SpanOf(hidden.range.begin, hidden.range.end),
                builder_->names().Intern(module), frames_.empty() ? 0 : Top().block);
}

void FactWalker::FinishModules() {
  Facts& facts = builder_->facts;
  while (next_hidden_import_ < hidden_imports_.size()) AddHiddenImport();
  for (CallId call = 0; call < facts.calls.size(); ++call) {
    const auto found = module_calls_.find(call);
    if (found != module_calls_.end() && !found->second.is_used) {
      facts.imports.push_back(found->second.fact);
    }
  }
  for (const Binding& binding : exports_) {
    facts.exports.push_back(binding.name);
    if (!declared_.contains(binding.name)) facts.bindings.push_back(binding);
  }
  std::vector<NameId>& exports = facts.exports;
  facts.has_exports |= !exports.empty();
  std::sort(exports.begin(), exports.end());
  exports.erase(std::unique(exports.begin(), exports.end()), exports.end());
}

}  // namespace ssot::typescript
