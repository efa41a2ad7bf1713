// The loop over tokens: what each means to the innermost frame.
#include "scanner/languages/python/expression_parser.h"

#include <utility>

namespace ssot::python {
namespace {

TokenKind CloserOf(char open) {
  return open == '('   ? TokenKind::kRightParen
         : open == '[' ? TokenKind::kRightBracket
                       : TokenKind::kRightBrace;
}

}  // namespace

void ExpressionParser::SyntaxError(const Mark& at, const char* message) {
  if (has_error_) return;
  has_error_ = true;
  lexer_->Error(at, message);
}

Expression ExpressionParser::Parse(const ExpressionOptions& options) {
  options_ = options;
  result_ = Expression();
  frames_.clear();
  items_.clear();
  targets_.clear();
  texts_.clear();
  comprehension_depth_ = 0;
  ScopeId scope = scope_;
  Push(FrameKind::kTop, Tok().begin);
  Top().collects = options.collect_targets;
  for (;;) {
    Step step = TakeToken();
    if (step == Step::kDone) break;
    if (step == Step::kTaken) lexer_->Next();
  }
  Expression result = Finish();
  scope_ = scope;
  return result;
}

ExpressionParser::Step ExpressionParser::TakeToken() {
  Frame& frame = Top();
  if (frame.kind == FrameKind::kFString || (frame.kind == FrameKind::kField && frame.has_colon)) {
    return TakeFStringPart();
  }
  if (StartsStatement()) {
    GiveUpBrackets();
    return Step::kDone;
  }
  if (frame.kind == FrameKind::kLambdaParameters && !frame.in_default) return TakeLambdaParameter();
  return frame.expects ? TakeOperandStart() : TakeAfterOperand();
}

ExpressionParser::Step ExpressionParser::Skip(const char* error) {
  SyntaxError(Tok().begin, error);
  return Step::kTaken;
}

ExpressionParser::Step ExpressionParser::TakeOperandStart() {
  const Token& token = Tok();
  Frame& frame = Top();
  switch (token.kind) {
    case TokenKind::kName:
      StartOperand(OperandKind::kName);
      frame.operand.name = token.name;
      return Step::kTaken;
    case TokenKind::kKeyword:
      return TakeKeywordStart();
    case TokenKind::kNumber: {
      StartOperand(OperandKind::kOther);
      std::string_view text = lexer_->Slice(token.begin.offset, token.end.offset);
      if (text.size() <= 24) frame.operand.value = builder_->TextValue(ValueKind::kNumber, text);
      return Step::kTaken;
    }
    case TokenKind::kString:
      StartOperand(OperandKind::kString);
      TakeString();
      return Step::kTaken;
    case TokenKind::kFStringStart:
      StartOperand(OperandKind::kString);
      Push(FrameKind::kFString, token.begin);
      return Step::kTaken;
    case TokenKind::kEllipsis:
      StartOperand(OperandKind::kOther);
      frame.operand.value = builder_->ConstantValue(builder_->names().Intern("..."));
      return Step::kTaken;
    case TokenKind::kLeftParen:
    case TokenKind::kLeftBracket:
    case TokenKind::kLeftBrace: {
      bool collects = frame.collects || frame.in_comprehension_targets;
      uint32_t target_depth = (frame.in_comprehension_targets ? 0 : frame.target_depth) + 1;
      StartOperand(OperandKind::kGroup);
      Push(token.kind == TokenKind::kLeftParen     ? FrameKind::kParen
           : token.kind == TokenKind::kLeftBracket ? FrameKind::kList
                                                   : FrameKind::kBrace,
           token.begin);
      if (collects && token.kind != TokenKind::kLeftBrace) {
        Top().collects = true;
        Top().target_depth = target_depth;
        Top().first_target = static_cast<uint32_t>(targets_.size());
      }
      return Step::kTaken;
    }
    case TokenKind::kStar: {
      bool is_double = token.end.offset - token.begin.offset == 2;
      frame.is_starred = true;
      if (frame.kind == FrameKind::kCall) {
        frame.keyword = builder_->names().Intern(is_double ? "**" : "*");
      } else if (frame.kind == FrameKind::kBrace) {
        frame.is_irregular = true;
      }
      return Step::kTaken;
    }
    case TokenKind::kSign:
      frame.shape = Shape::kOther;
      return Step::kTaken;
    case TokenKind::kOperator:
    case TokenKind::kAt:
    case TokenKind::kDot:
    case TokenKind::kWalrus:
      return Skip("expected an expression");
    case TokenKind::kInvalid:
      return Skip("invalid character or operator");
    case TokenKind::kColon:
      return TakeColon();
    case TokenKind::kComma:
      return TakeSeparator();
    case TokenKind::kEqual:
      return TakeEqual();
    default:
      return EndOrUnexpected();
  }
}

ExpressionParser::Step ExpressionParser::TakeKeywordStart() {
  Frame& frame = Top();
  switch (Tok().keyword()) {
    case Keyword::kNone:
    case Keyword::kTrue:
    case Keyword::kFalse:
      StartOperand(OperandKind::kOther);
      frame.operand.value = builder_->ConstantValue(Tok().name);
      return Step::kTaken;
    case Keyword::kNot:
      frame.shape = Shape::kOther;
      return Step::kTaken;
    case Keyword::kAwait:
      return Step::kTaken;
    case Keyword::kYield:
      frame.may_end = true;
      frame.shape = Shape::kOther;
      return Step::kTaken;
    case Keyword::kFrom:
      if (frame.may_end && frame.shape == Shape::kOther) {  // yield from
        frame.may_end = false;
        return Step::kTaken;
      }
      return EndOrUnexpected();
    case Keyword::kIn:  // `for x, in y`
      if (frame.in_comprehension_targets) {
        EndComprehensionTargets();
        return Step::kTaken;
      }
      return EndOrUnexpected();
    case Keyword::kLambda:
      StartOperand(OperandKind::kOther);
      Push(FrameKind::kLambdaParameters, Tok().begin);
      Top().lambda_scope = builder_->AddScope(ScopeKind::kLambda, scope_, block_);
      Top().first_binding = static_cast<uint32_t>(builder_->facts.bindings.size());
      return Step::kTaken;
    default:
      return EndOrUnexpected();
  }
}

ExpressionParser::Step ExpressionParser::TakeAfterOperand() {
  const Token& token = Tok();
  Frame& frame = Top();
  switch (token.kind) {
    case TokenKind::kDot:
      TakeAttribute();
      return Tok().Is(TokenKind::kName) || Tok().Is(TokenKind::kKeyword) ? Step::kTaken
                                                                         : Step::kRetry;
    case TokenKind::kLeftParen:
      OpenCall();
      return Step::kTaken;
    case TokenKind::kLeftBracket:
      OpenSubscript();
      return Step::kTaken;
    case TokenKind::kString:
      if (frame.operand.kind != OperandKind::kString) return TakeAdjacentOperand();
      TakeString();
      return Step::kTaken;
    case TokenKind::kFStringStart:
      if (frame.operand.kind != OperandKind::kString) return TakeAdjacentOperand();
      Push(FrameKind::kFString, token.begin);
      return Step::kTaken;
    case TokenKind::kSign:
      Operator(lexer_->Slice(token.begin.offset, token.end.offset) == "+" ? Shape::kConcatenation
                                                                          : Shape::kOther);
      return Step::kTaken;
    case TokenKind::kOperator:
      Operator(options_.is_annotation && lexer_->Slice(token.begin.offset, token.end.offset) == "|"
                   ? Shape::kChoice
                   : Shape::kOther);
      return Step::kTaken;
    case TokenKind::kStar:
    case TokenKind::kAt:
      Operator(Shape::kOther);
      return Step::kTaken;
    case TokenKind::kComma:
      return TakeSeparator();
    case TokenKind::kColon:
      return TakeColon();
    case TokenKind::kEqual:
      return TakeEqual();
    case TokenKind::kWalrus:
      if (frame.operand.kind != OperandKind::kName) return Skip("cannot assign to expression here");
      frame.walrus = frame.operand.name;
      frame.operand = Operand();
      frame.expects = true;
      return Step::kTaken;
    case TokenKind::kKeyword:
      return TakeKeywordAfter();
    case TokenKind::kName:
    case TokenKind::kNumber:
    case TokenKind::kLeftBrace:
    case TokenKind::kEllipsis:
      return TakeAdjacentOperand();
    case TokenKind::kInvalid:
      return Skip("invalid character or operator");
    default:
      return EndOrUnexpected();
  }
}

ExpressionParser::Step ExpressionParser::TakeKeywordAfter() {
  Frame& frame = Top();
  switch (Tok().keyword()) {
    case Keyword::kAnd:
    case Keyword::kIs:
      Operator(Shape::kOther);
      return Step::kTaken;
    case Keyword::kOr:
      Operator(Shape::kChoice);
      return Step::kTaken;
    case Keyword::kNot:
      lexer_->Next();
      if (!Tok().Is(Keyword::kIn)) {
        SyntaxError(Tok().begin, "expected 'in' after 'not'");
        Operator(Shape::kOther);
        return Step::kRetry;
      }
      StartMembership();
      return Step::kTaken;
    case Keyword::kIn:
      if (frame.in_comprehension_targets) {
        EndComprehensionTargets();
      } else if (frame.kind == FrameKind::kTop && options_.stop_at_in) {
        return Step::kDone;
      } else {
        StartMembership();
      }
      return Step::kTaken;
    case Keyword::kIf:
      if (frame.is_comprehension) {
        FinishElement();
        frame.expects = true;
      } else if (frame.kind == FrameKind::kTop && options_.is_pattern) {
        return Step::kDone;
      } else if (frame.kind == FrameKind::kLambdaBody && frames_.size() > 2 &&
                 frames_[frames_.size() - 2].is_comprehension) {
        return EndOrUnexpected();
      } else {
        StartTernary();
      }
      return Step::kTaken;
    case Keyword::kElse:
      if (frame.ternaries == 0) return EndOrUnexpected();
      ContinueTernary();
      return Step::kTaken;
    case Keyword::kAsync:
      if (IsBracket(frame.kind)) return Step::kTaken;
      return EndOrUnexpected();
    case Keyword::kFor:
      if (!IsBracket(frame.kind)) return EndOrUnexpected();
      StartComprehension();
      return Step::kTaken;
    case Keyword::kAs:
      if (frame.kind != FrameKind::kParen && frame.kind != FrameKind::kList &&
          frame.kind != FrameKind::kBrace) {
        return EndOrUnexpected();
      }
      StartAlias();
      return Step::kTaken;
    case Keyword::kFrom:
      return EndOrUnexpected();
    default:
      return TakeAdjacentOperand();
  }
}

ExpressionParser::Step ExpressionParser::TakeSeparator() {
  Frame& frame = Top();
  if (frame.kind == FrameKind::kLambdaBody) return EndOrUnexpected();
  if (frame.kind == FrameKind::kTop && options_.stop_at_comma) return Step::kDone;
  if (frame.expects && (IsDangling() || frame.kind != FrameKind::kSubscript)) {
    SyntaxError(Tok().begin, "expected an expression");
  }
  FinishElement();
  if (frame.kind == FrameKind::kLambdaParameters) {
    frame.in_default = false;
  } else if (frame.in_comprehension_targets) {
    ++frame.target_commas;
  } else {
    ++frame.commas;
  }
  frame.expects = true;
  return Step::kTaken;
}

ExpressionParser::Step ExpressionParser::TakeColon() {
  Frame& frame = Top();
  switch (frame.kind) {
    case FrameKind::kSubscript:
      frame.is_irregular = true;
      break;
    case FrameKind::kBrace:
      frame.has_colon = true;
      break;
    case FrameKind::kLambdaParameters:
      StartLambda();
      return Step::kTaken;
    case FrameKind::kTop:
    case FrameKind::kLambdaBody:
      return EndOrUnexpected();
    default:
      SyntaxError(Tok().begin, "unexpected ':'");
  }
  FinishElement();
  frame.expects = true;
  return Step::kTaken;
}

ExpressionParser::Step ExpressionParser::TakeEqual() {
  Frame& frame = Top();
  if (frame.kind == FrameKind::kTop || frame.kind == FrameKind::kLambdaBody)
    return EndOrUnexpected();
  if (frame.kind == FrameKind::kField && !frame.expects) return Step::kTaken;  // f"{x=}"
  bool is_keyword =
      frame.kind == FrameKind::kCall || (frame.kind == FrameKind::kParen && options_.is_pattern);
  if (is_keyword && frame.operand.kind == OperandKind::kName && frame.operands == 0) {
    frame.keyword = frame.operand.name;
    frame.operand = Operand();
  } else if (SwallowedAssignment()) {
    Mark line = frame.operand.begin;
    GiveUpBrackets();
    lexer_->RestartLogicalLineAt(line);
    return Step::kDone;
  } else {
    SyntaxError(Tok().begin, "unexpected '='");
    if (!frame.expects) FinishOperand();
    frame.shape = Shape::kOther;
  }
  frame.expects = true;
  return Step::kTaken;
}

// Two operands without an operator between them. A line that starts so, no deeper than its
// statement, is one that an open bracket swallowed.
ExpressionParser::Step ExpressionParser::TakeAdjacentOperand() {
  Frame& frame = Top();
  if (frames_.size() > 1 && Tok().first_on_line && Tok().begin.column() <= statement_indent_ + 1) {
    GiveUpBrackets();
    return Step::kDone;
  }
  SyntaxError(Tok().begin, "invalid syntax: expected an operator or the end of the statement");
  FinishOperand();
  frame.shape = Shape::kOther;
  frame.expects = true;
  frame.may_end = true;
  // A keyword that cannot start an operand would come back here for ever.
  bool starts = !Tok().Is(TokenKind::kKeyword) || Tok().Is(Keyword::kNone) ||
                Tok().Is(Keyword::kTrue) || Tok().Is(Keyword::kFalse) ||
                Tok().Is(Keyword::kLambda) || Tok().Is(Keyword::kAwait) ||
                Tok().Is(Keyword::kYield);
  if (starts) return Step::kRetry;
  return frames_.size() == 1 ? Step::kDone : Step::kTaken;
}

// A token that does not belong to the innermost frame's expression.
ExpressionParser::Step ExpressionParser::EndOrUnexpected() {
  Frame& frame = Top();
  TokenKind kind = Tok().kind;
  bool dangling = frame.expects && !frame.may_end && IsDangling();
  if (dangling) SyntaxError(Tok().begin, "expected an expression");
  switch (frame.kind) {
    case FrameKind::kTop:
      return Step::kDone;
    case FrameKind::kLambdaBody:
      if (frame.expects && !dangling) SyntaxError(Tok().begin, "expected an expression");
      EndLambdaBody();
      return Step::kRetry;
    case FrameKind::kLambdaParameters:
      SyntaxError(Tok().begin, "expected ':' after the parameters of lambda");
      Pop();
      Top().expects = false;
      return Step::kRetry;
    default:
      break;
  }
  if (kind == TokenKind::kEnd || kind == TokenKind::kNewline || kind == TokenKind::kFStringEnd ||
      kind == TokenKind::kFStringMiddle) {
    GiveUpBrackets();
    return Step::kDone;
  }
  if (kind == TokenKind::kFieldClose || kind == TokenKind::kFieldColon ||
      kind == TokenKind::kExclamation) {
    if (frame.kind != FrameKind::kField) {  // brackets inside the field are open
      SyntaxError(frame.open, "bracket was never closed");
      Pop();
      Top().expects = false;
      return Step::kRetry;
    }
    if (frame.expects && !frame.may_end && frame.operands == 0 && frame.commas == 0) {
      SyntaxError(Tok().begin, "f-string: expected an expression");
    }
    CloseField();
    return kind == TokenKind::kExclamation ? Step::kRetry : Step::kTaken;
  }
  bool closes = kind == TokenKind::kRightParen || kind == TokenKind::kRightBracket ||
                kind == TokenKind::kRightBrace;
  if (closes && IsBracket(frame.kind)) return CloseBracket();
  return Skip("invalid syntax");
}

ExpressionParser::Step ExpressionParser::CloseBracket() {
  Frame& frame = Top();
  char open = frame.kind == FrameKind::kParen || frame.kind == FrameKind::kCall ? '('
              : frame.kind == FrameKind::kBrace                                 ? '{'
                                                                                : '[';
  if (Tok().kind != CloserOf(open)) {
    SyntaxError(Tok().begin, "closing bracket does not match the opening one");
  }
  switch (frame.kind) {
    case FrameKind::kCall:
      CloseCall();
      break;
    case FrameKind::kSubscript:
      CloseSubscript();
      break;
    default:
      CloseGroup();
  }
  return Step::kTaken;
}

ExpressionParser::Step ExpressionParser::TakeLambdaParameter() {
  Frame& frame = Top();
  switch (Tok().kind) {
    case TokenKind::kName:
      builder_->Bind(Tok().name, frame.lambda_scope, block_, BindingKind::kParameter, 0, 0,
                     frame.parameters++);
      return Step::kTaken;
    case TokenKind::kStar:
    case TokenKind::kComma:
      return Step::kTaken;
    case TokenKind::kOperator:  // the '/' behind positional parameters
      return Step::kTaken;
    case TokenKind::kLeftParen:  // Python 2: lambda (a, b): …
      ++frame.open_parameters;
      return Skip("lambda's parameters are not parenthesized");
    case TokenKind::kRightParen:
      if (frame.open_parameters == 0) return EndOrUnexpected();
      --frame.open_parameters;
      return Step::kTaken;
    case TokenKind::kEqual:
      frame.in_default = true;
      frame.expects = true;
      return Step::kTaken;
    case TokenKind::kColon:
      StartLambda();
      return Step::kTaken;
    case TokenKind::kFieldColon:  // f"{lambda x: 1}" is no lambda
    default:
      return EndOrUnexpected();
  }
}

ExpressionParser::Step ExpressionParser::TakeFStringPart() {
  Frame& frame = Top();
  switch (Tok().kind) {
    case TokenKind::kFStringMiddle:
      if (frame.kind == FrameKind::kFString) {
        AppendText(&frames_[frames_.size() - 2].operand, Tok().content_begin, Tok().content_end,
                   Tok().is_raw);
      }
      return Step::kTaken;
    case TokenKind::kFieldOpen:
      Push(FrameKind::kField, Tok().begin);
      return Step::kTaken;
    case TokenKind::kFieldClose:
      if (frame.kind != FrameKind::kField) return Skip("f-string: unexpected '}'");
      Pop();
      return Step::kTaken;
    case TokenKind::kExclamation:  // a conversion: the letter behind it says nothing to us
      lexer_->Next();
      return Tok().Is(TokenKind::kName) ? Step::kTaken : Step::kRetry;
    case TokenKind::kFieldColon:
      return Step::kTaken;
    case TokenKind::kFStringEnd:
      if (frame.kind == FrameKind::kField) {
        Pop();
        return Step::kRetry;
      }
      CloseFString();
      return Step::kTaken;
    default:  // the lexer gave the string up
      if (frame.kind == FrameKind::kFString) {
        CloseFString();
      } else {
        Pop();
      }
      return Step::kRetry;
  }
}

}  // namespace ssot::python
