#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {

void StatementParser::ParseFile() {
  self_names_.assign(1, 0);
  blocks_.push_back({});
  lexer_->Next();
  for (;;) {
    if (Tok().Is(TokenKind::kNewline)) {
      lexer_->Next();
      continue;
    }
    if (Top().guess == Guess::kOpen && EndGuess() == Skimmed::kBack) continue;
    if (Tok().Is(TokenKind::kEnd)) break;
    FitIndentation();
    ParseLine();
  }
  while (blocks_.size() > 1) CloseBlock();
}

void StatementParser::ParseLine() {
  for (;;) {
    lost_line_ = false;
    if (outlines_) {
      const Skimmed skimmed = SkimLine();
      if (skimmed == Skimmed::kBack) return;
      if (skimmed == Skimmed::kLine) break;
    }
    expressions_.SetPlace(Top().scope, Top().block, Tok().indent);
    statement_line_ = Tok().begin.line;
    ParseStatement();
    if (lost_line_ && Tok().Is(TokenKind::kNewline)) lost_line_ = false;
    if (lost_line_) break;
    if (!AtLineEnd() && !Top().is_inline) {
      Error("invalid syntax");
      SalvageLine();
      if (lost_line_) break;
    }
    if (Tok().Is(TokenKind::kSemicolon)) {
      lexer_->Next();
      if (!Tok().Is(TokenKind::kNewline) && !Tok().Is(TokenKind::kEnd)) continue;
    } else if (Top().is_inline && !AtLineEnd()) {
      continue;  // the first statement of `if x: statement`
    }
    break;
  }
  CloseInlineBlocks();
  if (!lost_line_ && Tok().Is(TokenKind::kNewline)) lexer_->Next();
}

// The facts in what is left of a line that could not be understood.
void StatementParser::SalvageLine() {
  while (!AtLineEnd() && !lost_line_) {
    uint32_t before = Tok().begin.offset;
    Parse({});
    if (!lost_line_ && Tok().begin.offset == before && !AtLineEnd()) lexer_->Next();
  }
}

Expression StatementParser::Parse(const ExpressionOptions& options) {
  Expression expression = expressions_.Parse(options);
  lost_line_ = lost_line_ || expression.lost_line;
  return expression;
}

void StatementParser::ParseStatement() {
  if (Tok().Is(TokenKind::kKeyword)) {
    ParseKeywordStatement();
  } else if (Tok().Is(TokenKind::kAt)) {
    ParseDecorator();
    return;  // no statement of its own
  } else if (Tok().Is(TokenKind::kName)) {
    ParseSoftKeywordOrExpression();
  } else {
    ParseExpressionStatement();
  }
  if (!decorators_.empty()) {
    Error("expected a function or class after the decorator");
    decorators_.clear();
  }
}

void StatementParser::ParseKeywordStatement() {
  Mark begin = Tok().begin;
  switch (Tok().keyword()) {
    case Keyword::kImport:
      return ParseImport();
    case Keyword::kFrom:
      return ParseFromImport();
    case Keyword::kDef:
      return ParseFunction(begin, false);
    case Keyword::kClass:
      return ParseClass();
    case Keyword::kAsync:
      return ParseAsync();
    case Keyword::kIf:
      return ParseCondition(BlockKind::kCondition);
    case Keyword::kElif:
      return ParseCondition(BlockKind::kElse);
    case Keyword::kWhile:
      return ParseCondition(BlockKind::kLoop);
    case Keyword::kFor:
      return ParseFor();
    case Keyword::kWith:
      return ParseWith();
    case Keyword::kExcept:
      return ParseExcept();
    case Keyword::kTry:
      lexer_->Next();
      return OpenSuite(BlockKind::kTry);
    case Keyword::kElse:
      lexer_->Next();
      return OpenSuite(BlockKind::kElse);
    case Keyword::kFinally:
      lexer_->Next();
      return OpenSuite(BlockKind::kFinally);
    case Keyword::kReturn:
      return ParseReturn();
    case Keyword::kRaise:
      return ParseRaise();
    case Keyword::kDel:
      return ParseDelete();
    case Keyword::kGlobal:
      return ParseNameList(BindingKind::kGlobal);
    case Keyword::kNonlocal:
      return ParseNameList(BindingKind::kNonlocal);
    case Keyword::kPass:
      lexer_->Next();
      return NoteTrivial();
    case Keyword::kBreak:
    case Keyword::kContinue:
      lexer_->Next();
      return NotePlain();
    case Keyword::kAssert:
      lexer_->Next();
      Parse({});
      return NotePlain();
    default:
      return ParseExpressionStatement();
  }
}

void StatementParser::ParseSoftKeywordOrExpression() {
  const Token& token = Tok();
  if (token.IsSoft(Keyword::kMatch) && lexer_->LineEndsInColon()) return ParseMatch();
  if (token.IsSoft(Keyword::kCase) && Top().is_match) return ParseCase();
  if (token.IsSoft(Keyword::kType) && lexer_->NextIsName()) return ParseTypeAlias();
  ParseExpressionStatement();
}

// A string alone on its line: nobody asks what it says.
void StatementParser::PassString(bool may_be_docstring) {
  if (may_be_docstring && !regions_->empty() && regions_->back().begin == Tok().begin.offset) {
    regions_->back().context = TextContext::kDocstring;
  }
  lexer_->Next();
  NoteTrivial();
}

void StatementParser::ParseExpressionStatement() {
  bool may_be_docstring = Tok().Is(TokenKind::kString) && Top().is_fresh &&
                          (Top().definition != kNone || blocks_.size() == 1);
  if (Tok().Is(TokenKind::kString) && lexer_->IsLastOnLine()) return PassString(may_be_docstring);
  size_t first_region = regions_->size() - (Tok().Is(TokenKind::kString) ? 1 : 0);
  Expression expression = Parse({.collect_targets = true});
  if (expression.is_empty && !lost_line_) {
    Error("invalid syntax");
    if (!AtLineEnd()) lexer_->Next();
  }
  all_targets_ = expressions_.targets();
  if (Tok().Is(TokenKind::kEqual)) {
    while (Tok().Is(TokenKind::kEqual) && !lost_line_) {
      lexer_->Next();
      expression = Parse({.collect_targets = true});
      if (expression.is_empty && !lost_line_) Error("expected an expression");
      if (Tok().Is(TokenKind::kEqual)) {
        const std::vector<Target>& more = expressions_.targets();
        all_targets_.insert(all_targets_.end(), more.begin(), more.end());
      }
    }
    NoteAssignment(expression, all_targets_);
    BindTargets(all_targets_, expression.value);
  } else if (Tok().Is(TokenKind::kColon) && !expression.is_empty) {
    lexer_->Next();
    ValueId annotation = Parse({.is_annotation = true}).value;
    Expression value;
    bool has_value = Tok().Is(TokenKind::kEqual) && !lost_line_;
    if (has_value) {
      lexer_->Next();
      value = Parse({});
    }
    NoteAssignment(value, all_targets_);
    for (const Target& target : all_targets_) {
      BindTarget(target, BindingKind::kAssignment, value.value, annotation);
    }
  } else if (Tok().Is(TokenKind::kAugmented)) {
    lexer_->Next();
    Parse({});
    NotePlain();
    for (const Target& target : all_targets_) BindTarget(target, BindingKind::kOther, 0, 0);
  } else if (expression.kind == OperandKind::kString && AtLineEnd()) {
    if (may_be_docstring) {
      for (size_t i = first_region; i < regions_->size(); ++i) {
        TextRegion& region = (*regions_)[i];
        if (region.context == TextContext::kString) region.context = TextContext::kDocstring;
      }
    }
    NoteTrivial();
  } else if (expression.kind == OperandKind::kOther && expression.value != 0 &&
             builder_->Text(builder_->facts.values[expression.value].name) == "...") {
    NoteTrivial();
  } else if (expression.call != kNone) {
    NoteCall(expression.call);
  } else {
    NotePlain();
  }
}

void StatementParser::ParseCondition(BlockKind kind) {
  bool is_if = Tok().Is(Keyword::kIf);
  lexer_->Next();
  if (SkimHeader(false)) return OpenSuite(kind);
  Expression condition = Parse({});
  if (condition.is_empty) Error("expected an expression");
  bool names_flag =
      condition.kind == OperandKind::kName || condition.kind == OperandKind::kAttribute;
  if (is_if && names_flag && condition.name == static_cast<NameId>(Keyword::kTypeChecking)) {
    kind = BlockKind::kTypeChecking;
  }
  OpenSuite(kind);
}

void StatementParser::ParseFor() {
  lexer_->Next();
  if (SkimHeader(true)) return OpenSuite(BlockKind::kLoop);
  Parse({.stop_at_in = true, .collect_targets = true});
  targets_ = expressions_.targets();
  if (!Tok().Is(Keyword::kIn)) {
    Error("expected 'in'");
    return OpenSuite(BlockKind::kLoop);
  }
  lexer_->Next();
  Expression collection = Parse({});
  if (collection.is_empty) Error("expected an expression");
  ValueId element = builder_->ElementValue(collection.value);
  OpenSuite(BlockKind::kLoop);
  // Bound in the loop's own block: after an empty collection the name is what it was.
  for (const Target& target : targets_) {
    BindTarget(target, BindingKind::kLoopVariable, TargetValue(target, element, builder_), 0);
  }
}

void StatementParser::ParseWith() {
  lexer_->Next();
  for (;;) {
    Expression context = Parse({.stop_at_comma = true});
    if (context.is_empty) Error("expected an expression");
    if (Tok().Is(Keyword::kAs)) {
      lexer_->Next();
      Parse({.stop_at_comma = true, .collect_targets = true});
      targets_ = expressions_.targets();
      for (const Target& target : targets_) {
        ValueId value = TargetValue(target, context.value, builder_);
        BindTarget(target, BindingKind::kContext, value, 0);
      }
    }
    if (!Tok().Is(TokenKind::kComma) || lost_line_) break;
    lexer_->Next();
  }
  NotePlain();
  OpenBlock block;
  block.block = builder_->AddBlock(BlockKind::kBody, Top().block, Top().scope);
  block.scope = Top().scope;
  PushBlock(block);
}

void StatementParser::ParseExcept() {
  lexer_->Next();
  NameId name = 0;
  if (!Tok().Is(TokenKind::kColon)) {
    Parse({});
    if (Tok().Is(Keyword::kAs)) {
      lexer_->Next();
      if (Tok().Is(TokenKind::kName)) {
        name = Tok().name;
        lexer_->Next();
      }
    }
  }
  OpenSuite(BlockKind::kHandler);
  builder_->Bind(name, Top().scope, Top().block, BindingKind::kOther, 0);
}

void StatementParser::ParseMatch() {
  lexer_->Next();
  Parse({});
  OpenSuite(BlockKind::kBody);
  Top().is_match = true;
}

void StatementParser::ParseCase() {
  do {
    lexer_->Next();
    Parse({.is_pattern = true});
    if (!Tok().Is(Keyword::kAs)) break;
    lexer_->Next();
    if (!Tok().Is(TokenKind::kName)) break;
    builder_->Bind(Tok().name, Top().scope, Top().block, BindingKind::kOther, 0);
    lexer_->Next();
  } while (Tok().Is(TokenKind::kComma));
  if (Tok().Is(Keyword::kIf)) {
    lexer_->Next();
    Parse({});
  }
  OpenSuite(BlockKind::kCondition);
}

void StatementParser::ParseTypeAlias() {
  lexer_->Next();
  NameId name = Tok().name;
  lexer_->Next();
  if (Tok().Is(TokenKind::kLeftBracket)) ParseTypeParameters(Top().scope);
  ValueId value = 0;
  if (Tok().Is(TokenKind::kEqual)) {
    lexer_->Next();
    value = Parse({.is_annotation = true}).value;
  } else {
    Error("expected '='");
  }
  builder_->Bind(name, Top().scope, Top().block, BindingKind::kAssignment, value);
  NotePlain();
}

void StatementParser::ParseReturn() {
  lexer_->Next();
  Expression value = Parse({});
  if (value.value != 0 && builder_->facts.scopes[Top().scope].kind == ScopeKind::kFunction) {
    builder_->Return(Top().scope, Top().block, value.value);
  }
  BodyState* body = EnclosingBody();
  bool returns_assigned = body != nullptr && value.kind == OperandKind::kName &&
                          value.name == body->assigned && body->assigned_call != kNone;
  if (value.call != kNone) {
    NoteCall(value.call);
  } else if (returns_assigned) {
    NoteCall(body->assigned_call);
  } else {
    NotePlain();
  }
}

void StatementParser::ParseRaise() {
  lexer_->Next();
  Expression error = Parse({});
  if (error.has_comma) Error("'raise' takes one expression");
  const Facts& facts = builder_->facts;
  NameId raised = error.kind == OperandKind::kName ? error.name : 0;
  if (error.call != kNone) {
    const Value& callee = facts.values[facts.calls[error.call].callee];
    if (callee.kind == ValueKind::kName) raised = callee.name;
  }
  if (Tok().Is(Keyword::kFrom)) {
    lexer_->Next();
    Parse({});
  }
  if (raised == static_cast<NameId>(Keyword::kNotImplementedError)) {
    NoteTrivial();
  } else {
    NotePlain();
  }
}

void StatementParser::ParseDelete() {
  lexer_->Next();
  Parse({.collect_targets = true});
  for (const Target& target : expressions_.targets()) {
    if (target.kind == OperandKind::kName) {
      builder_->Bind(target.name, Top().scope, Top().block, BindingKind::kOther, 0);
    }
    SetMode(target, AccessMode::kDelete);
  }
  NotePlain();
}

void StatementParser::ParseNameList(BindingKind kind) {
  // From here on lines of functions may bind names of the module.
  if (kind == BindingKind::kGlobal) outlines_ = false;
  lexer_->Next();
  while (Tok().Is(TokenKind::kName)) {
    builder_->Bind(Tok().name, Top().scope, Top().block, kind, 0);
    lexer_->Next();
    if (!Tok().Is(TokenKind::kComma)) break;
    lexer_->Next();
  }
}

void StatementParser::ParseAsync() {
  Mark begin = Tok().begin;
  lexer_->Next();
  if (Tok().Is(Keyword::kDef)) return ParseFunction(begin, true);
  if (Tok().Is(Keyword::kFor)) return ParseFor();
  if (Tok().Is(Keyword::kWith)) return ParseWith();
  Error("expected 'def', 'for' or 'with' after 'async'");
  ParseExpressionStatement();
}

void StatementParser::ParseDecorator() {
  lexer_->Next();
  Expression decorator = Parse({});
  decorators_.push_back(decorator.value);
}

}  // namespace ssot::python
