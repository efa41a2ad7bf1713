// Functions, classes and imports.
#include <string>

#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {

// --- Definitions -------------------------------------------------------------------------------

// Tok() is the name. Leaves the lexer behind it.
DefinitionId StatementParser::AddDefinition(const Mark& begin, DefinitionWhat what,
                                            ScopeKind scope_kind) {
  Facts& facts = builder_->facts;
  DefinitionFact definition;
  definition.what = what;
  definition.parent = Top().scope;
  definition.block = Top().block;
  definition.decorators = builder_->AddValueList(decorators_.data(), decorators_.size());
  bool is_static = false;
  for (ValueId decorator : decorators_) {
    is_static = is_static || builder_->Text(facts.values[decorator].name) == "staticmethod";
  }
  decorators_.clear();
  Mark end = Tok().begin;
  if (Tok().Is(TokenKind::kName)) {
    definition.name = Tok().name;
    end = Tok().end;
    lexer_->Next();
  } else {
    Error("expected a name");
  }
  definition.span = SpanBetween(begin, end);
  definition.scope = builder_->AddScope(scope_kind, Top().scope, Top().block);
  definition.order = builder_->NextOrder();
  DefinitionId id = static_cast<DefinitionId>(facts.definitions.size());
  facts.scopes[definition.scope].definition = id;
  facts.definitions.push_back(definition);
  self_names_.resize(facts.scopes.size(), 0);
  // ParseParameter fills in a method's first parameter.
  bool has_self = what == DefinitionWhat::kMethod && !is_static;
  self_names_[definition.scope] = has_self ? kNone : 0;
  return id;
}

void StatementParser::ParseFunction(const Mark& begin, bool is_async) {
  NotePlain();
  lexer_->Next();
  bool is_method = builder_->facts.scopes[Top().scope].kind == ScopeKind::kClass;
  DefinitionId id = AddDefinition(
      begin, is_method ? DefinitionWhat::kMethod : DefinitionWhat::kFunction, ScopeKind::kFunction);
  builder_->facts.definitions[id].is_async = is_async;
  ScopeId scope = builder_->facts.definitions[id].scope;
  if (Tok().Is(TokenKind::kLeftBracket)) ParseTypeParameters(scope);
  if (Tok().Is(TokenKind::kLeftParen)) {
    lexer_->Next();
    if (!ParseParameters(scope)) return;
  } else {
    Error("expected '('");
  }
  if (self_names_[scope] == kNone) self_names_[scope] = 0;
  if (Tok().Is(TokenKind::kArrow)) {
    lexer_->Next();
    builder_->facts.definitions[id].returns = Parse({.is_annotation = true}).value;
  }
  const DefinitionFact& definition = builder_->facts.definitions[id];
  builder_->Bind(definition.name, Top().scope, Top().block, BindingKind::kDefinition, 0, 0, id);
  OpenBody(scope, id);
}

// From behind the '(' to behind the ')'. False when the bracket was given up.
bool StatementParser::ParseParameters(ScopeId scope) {
  Mark open = Tok().begin;
  uint32_t position = 0;
  bool is_starred = false;
  bool needs_comma = false;
  for (;;) {
    const Token& token = Tok();
    bool is_lost = token.first_on_line &&
                   (token.Is(TokenKind::kKeyword) || (needs_comma && token.Is(TokenKind::kName)));
    if (is_lost || lost_line_ || token.Is(TokenKind::kEnd) || token.Is(TokenKind::kNewline)) {
      expressions_.SyntaxError(open, "bracket was never closed");
      if (!lost_line_) lexer_->StartLogicalLineHere();
      lost_line_ = true;
      return false;
    }
    switch (token.kind) {
      case TokenKind::kRightParen:
        lexer_->Next();
        return true;
      case TokenKind::kName:
        if (needs_comma) Error("expected ','");
        ParseParameter(scope, position++, is_starred);
        is_starred = false;
        needs_comma = true;
        break;
      case TokenKind::kStar:
        is_starred = true;
        lexer_->Next();
        break;
      case TokenKind::kComma:
        is_starred = false;
        needs_comma = false;
        lexer_->Next();
        break;
      case TokenKind::kOperator:  // the '/' behind positional parameters
        lexer_->Next();
        break;
      default: {
        Error("expected a parameter");
        uint32_t before = token.begin.offset;
        Parse({.stop_at_comma = true});
        if (!lost_line_ && Tok().begin.offset == before) lexer_->Next();
      }
    }
  }
}

void StatementParser::ParseParameter(ScopeId scope, uint32_t position, bool is_starred) {
  NameId name = Tok().name;
  if (self_names_[scope] == kNone) self_names_[scope] = name;
  lexer_->Next();
  ValueId annotation = 0;
  ValueId value = 0;
  if (Tok().Is(TokenKind::kColon)) {
    lexer_->Next();
    annotation = Parse({.stop_at_comma = true, .is_annotation = true}).value;
  }
  if (Tok().Is(TokenKind::kEqual)) {
    lexer_->Next();
    value = Parse({.stop_at_comma = true}).value;
  }
  builder_->Bind(name, scope, builder_->facts.scopes[scope].block, BindingKind::kParameter, value,
                 is_starred ? 0 : annotation, position);
}

// [T: bound = default, *Ts, **P]
void StatementParser::ParseTypeParameters(ScopeId scope) {
  lexer_->Next();
  while (!Tok().Is(TokenKind::kRightBracket) && !AtLineEnd() && !lost_line_) {
    uint32_t before = Tok().begin.offset;
    if (Tok().Is(TokenKind::kName)) {
      builder_->Bind(Tok().name, scope, Top().block, BindingKind::kOther, 0);
      lexer_->Next();
    }
    if (Tok().Is(TokenKind::kColon) || Tok().Is(TokenKind::kEqual)) {
      lexer_->Next();
      Parse({.stop_at_comma = true, .is_annotation = true});
    } else if (Tok().begin.offset == before || Tok().Is(TokenKind::kComma)) {
      lexer_->Next();
    }
  }
  if (Tok().Is(TokenKind::kRightBracket)) lexer_->Next();
}

void StatementParser::ParseClass() {
  NotePlain();
  Mark begin = Tok().begin;
  lexer_->Next();
  DefinitionId id = AddDefinition(begin, DefinitionWhat::kClass, ScopeKind::kClass);
  ScopeId scope = builder_->facts.definitions[id].scope;
  if (Tok().Is(TokenKind::kLeftBracket)) ParseTypeParameters(scope);
  if (Tok().Is(TokenKind::kLeftParen)) {
    ParseBases(id);
    if (lost_line_) return;
  }
  builder_->Bind(builder_->facts.definitions[id].name, Top().scope, Top().block,
                 BindingKind::kDefinition, 0, 0, id);
  OpenBody(scope, id);
}

void StatementParser::ParseBases(DefinitionId definition) {
  Mark open = Tok().begin;
  lexer_->Next();
  std::vector<ValueId> bases;
  while (!Tok().Is(TokenKind::kRightParen) && !lost_line_) {
    if (Tok().Is(TokenKind::kEnd) || Tok().Is(TokenKind::kNewline) ||
        (Tok().first_on_line && (Tok().Is(Keyword::kDef) || Tok().Is(Keyword::kClass)))) {
      expressions_.SyntaxError(open, "bracket was never closed");
      lexer_->StartLogicalLineHere();
      lost_line_ = true;
      break;
    }
    uint32_t before = Tok().begin.offset;
    Expression base = Parse({.stop_at_comma = true});
    if (Tok().Is(TokenKind::kEqual)) {  // metaclass=…
      lexer_->Next();
      Parse({.stop_at_comma = true});
    } else if (!base.is_empty) {
      bases.push_back(base.value);
    }
    if (Tok().Is(TokenKind::kComma)) {
      lexer_->Next();
    } else if (Tok().begin.offset == before) {
      Error("invalid syntax");
      lexer_->Next();
    }
  }
  if (!lost_line_) lexer_->Next();
  builder_->facts.definitions[definition].bases =
      builder_->AddValueList(bases.data(), bases.size());
}

// --- Imports -----------------------------------------------------------------------------------

NameId StatementParser::ParseDottedName(Mark* begin, Mark* end) {
  *begin = Tok().begin;
  *end = Tok().begin;
  if (!Tok().Is(TokenKind::kName)) {
    Error("expected a name");
    return 0;
  }
  NameId first = Tok().name;
  *end = Tok().end;
  lexer_->Next();
  if (!Tok().Is(TokenKind::kDot)) return first;
  std::string dotted(builder_->Text(first));
  while (Tok().Is(TokenKind::kDot)) {
    lexer_->Next();
    if (!Tok().Is(TokenKind::kName)) {
      Error("expected a name after '.'");
      break;
    }
    dotted += '.';
    dotted += builder_->Text(Tok().name);
    *end = Tok().end;
    lexer_->Next();
  }
  return builder_->names().Intern(dotted);
}

// `as name`, if it is there.
NameId StatementParser::ParseAlias() {
  if (!Tok().Is(Keyword::kAs)) return 0;
  lexer_->Next();
  if (!Tok().Is(TokenKind::kName)) {
    Error("expected a name after 'as'");
    return 0;
  }
  NameId alias = Tok().name;
  lexer_->Next();
  return alias;
}

void StatementParser::AddImport(ImportFact fact) {
  Facts& facts = builder_->facts;
  fact.statement_line = statement_line_;
  fact.block = Top().block;
  fact.order = builder_->NextOrder();
  for (BlockId block = fact.block; block != 0; block = facts.blocks[block].parent) {
    if (facts.blocks[block].kind == BlockKind::kTypeChecking) fact.type_only = true;
  }
  NameId bound = fact.alias != 0 ? fact.alias : fact.name;
  if (bound == 0) {  // `import a.b` binds a
    std::string_view module = builder_->Text(fact.module);
    size_t dot = module.find('.');
    bound = dot == std::string_view::npos
                ? fact.module
                : builder_->names().Intern(std::string(module.substr(0, dot)));
  }
  uint32_t index = static_cast<uint32_t>(facts.imports.size());
  facts.imports.push_back(fact);
  builder_->Bind(bound, Top().scope, Top().block, BindingKind::kImport, 0, 0, index);
}

void StatementParser::ParseImport() {
  NoteImport();
  do {
    lexer_->Next();
    Mark begin, end;
    ImportFact fact;
    fact.module = ParseDottedName(&begin, &end);
    if (fact.module == 0) return;
    fact.span = SpanBetween(begin, end);
    fact.alias = ParseAlias();
    AddImport(fact);
  } while (Tok().Is(TokenKind::kComma));
}

void StatementParser::ParseFromImport() {
  NoteImport();
  lexer_->Next();
  ImportFact fact;
  fact.form = ImportForm::kFrom;
  while (Tok().Is(TokenKind::kDot) || Tok().Is(TokenKind::kEllipsis)) {
    fact.level += Tok().Is(TokenKind::kDot) ? 1 : 3;
    lexer_->Next();
  }
  Mark begin, end;
  if (fact.level == 0 || Tok().Is(TokenKind::kName)) fact.module = ParseDottedName(&begin, &end);
  if (!Tok().Is(Keyword::kImport)) {
    Error("expected 'import'");
    return;
  }
  lexer_->Next();
  if (Tok().Is(TokenKind::kStar)) {
    fact.span = SpanBetween(Tok().begin, Tok().end);
    fact.name = builder_->names().Intern("*");
    AddImport(fact);
    lexer_->Next();
    return;
  }
  bool in_brackets = Tok().Is(TokenKind::kLeftParen);
  Mark open = Tok().begin;
  if (in_brackets) lexer_->Next();
  if (!Tok().Is(TokenKind::kName)) Error("expected a name");
  while (Tok().Is(TokenKind::kName)) {
    fact.span = SpanBetween(Tok().begin, Tok().end);
    fact.name = Tok().name;
    lexer_->Next();
    fact.alias = ParseAlias();
    AddImport(fact);
    if (!Tok().Is(TokenKind::kComma)) break;
    lexer_->Next();
  }
  if (!in_brackets) return;
  if (Tok().Is(TokenKind::kRightParen)) {
    lexer_->Next();
  } else if (Tok().first_on_line || Tok().Is(TokenKind::kEnd)) {
    expressions_.SyntaxError(open, "bracket was never closed");
    lexer_->StartLogicalLineHere();
    lost_line_ = true;
  } else {
    Error("expected ',' or ')'");
  }
}

}  // namespace ssot::python
