// The stack of frames: open brackets, and giving up those that were never closed.
#include "scanner/languages/python/expression_parser.h"

namespace ssot::python {

Expression ExpressionParser::Finish() {
  while (frames_.size() > 1) Pop();
  Frame& top = Top();
  bool lone = top.commas == 0 && top.shape == Shape::kSingle && !top.is_starred;
  bool has_element = top.operand.kind != OperandKind::kNone || top.operands > 0;
  result_.is_empty = !has_element && top.commas == 0 && !top.may_end;
  result_.has_comma = top.commas > 0;
  ValueId value = FinishElement();
  if (top.commas == 0) DropTargetStep(0, 0);
  if (lone && has_element && top.walrus == 0) {
    const Operand& operand = top.last;
    result_.kind = operand.kind;
    if (operand.kind == OperandKind::kCall) result_.call = operand.call;
    result_.name = operand.name;
  }
  if (top.commas > 0) {
    scratch_.clear();
    for (const Item& item : items_) scratch_.push_back(item.value);
    value = builder_->ListValue(ValueKind::kList, scratch_.data(), scratch_.size());
  }
  result_.value = value;
  return result_;
}

void ExpressionParser::Push(FrameKind kind, const Mark& open) {
  Frame& frame = frames_.emplace_back();
  frame.kind = kind;
  frame.open = open;
  frame.items = frame.element = static_cast<uint32_t>(items_.size());
  frame.first_call = static_cast<uint32_t>(builder_->facts.calls.size());
  frame.first_access = static_cast<uint32_t>(builder_->facts.accesses.size());
  frame.first_scope = static_cast<uint32_t>(builder_->facts.scopes.size());
  frame.outer_scope = scope_;
}

void ExpressionParser::Pop() {
  if (Top().is_comprehension) {
    --comprehension_depth_;
    targets_.resize(Top().first_target);
  }
  scope_ = Top().outer_scope;
  items_.resize(Top().items);
  frames_.pop_back();
}

bool ExpressionParser::IsBracket(FrameKind kind) const {
  return kind == FrameKind::kParen || kind == FrameKind::kCall || kind == FrameKind::kSubscript ||
         kind == FrameKind::kList || kind == FrameKind::kBrace;
}

// Keywords that cannot stand inside brackets at the start of a line.
bool ExpressionParser::StartsStatement() const {
  if (frames_.size() == 1 || Tok().kind != TokenKind::kKeyword) return false;
  switch (Tok().keyword()) {
    case Keyword::kDef:
    case Keyword::kClass:
      return true;
    case Keyword::kReturn:
    case Keyword::kImport:
    case Keyword::kRaise:
    case Keyword::kTry:
    case Keyword::kWhile:
    case Keyword::kWith:
    case Keyword::kPass:
    case Keyword::kBreak:
    case Keyword::kContinue:
    case Keyword::kGlobal:
    case Keyword::kNonlocal:
    case Keyword::kDel:
    case Keyword::kAssert:
    case Keyword::kElif:
    case Keyword::kExcept:
    case Keyword::kFinally:
      return Tok().first_on_line;
    case Keyword::kFrom:
      return Tok().first_on_line && !frames_.back().may_end;
    default:
      return false;
  }
}

// An open bracket swallowed the lines up to here.
void ExpressionParser::GiveUpBrackets() {
  for (const Frame& frame : frames_) {
    if (!IsBracket(frame.kind) && frame.kind != FrameKind::kField) continue;
    SyntaxError(frame.open, frame.kind == FrameKind::kField ? "f-string: expecting '}'"
                                                            : "bracket was never closed");
    break;
  }
  while (frames_.size() > 1) {
    if (Top().kind == FrameKind::kCall) {
      builder_->facts.calls[Top().call].span.end_line = lexer_->previous_end().line;
      builder_->facts.calls[Top().call].span.end_column = lexer_->previous_end().column();
    }
    Pop();
  }
  Top().operand.kind = OperandKind::kNone;
  lexer_->StartLogicalLineHere();
  result_.lost_line = true;
}

// `name = …` at the start of a line that an open bracket swallowed.
bool ExpressionParser::SwallowedAssignment() const {
  const Frame& frame = frames_.back();
  const Operand& operand = frame.operand;
  bool is_target = operand.kind == OperandKind::kName || operand.kind == OperandKind::kAttribute;
  return is_target && IsBracket(frame.kind) && frame.operands == 0 &&
         operand.begin.line > frame.open.line && operand.starts_line &&
         operand.begin.column() <= statement_indent_ + 1;
}

}  // namespace ssot::python
