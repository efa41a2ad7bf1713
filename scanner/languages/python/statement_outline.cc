// Which lines an outline leaves out.
#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {

bool StatementParser::MaySkim() const {
  const ScopeId scope = blocks_.back().scope;
  return outlines_ && builder_->facts.scopes[scope].kind == ScopeKind::kFunction;
}

// What is left out may bind a name in the function, or an attribute of a class around it.
void StatementParser::MarkSkimmed() {
  std::vector<Scope>& scopes = builder_->facts.scopes;
  for (ScopeId scope = Top().scope; scope != 0; scope = scopes[scope].parent) {
    scopes[scope].is_skimmed = true;
    scopes[scope].skimmed_names |= skimmer_.bound_names();
  }
}

StatementParser::Skimmed StatementParser::SkimLine() {
  const Token& token = Tok();
  const bool may_be_plain = token.Is(TokenKind::kName) || token.Is(Keyword::kReturn) ||
                            token.Is(Keyword::kRaise) || token.Is(Keyword::kAssert) ||
                            token.Is(Keyword::kAwait);
  if (!may_be_plain || !MaySkim() || !decorators_.empty()) return Skimmed::kNo;
  if (blocks_[Top().owner].body.may_forward) return GuessLine();
  if (!skimmer_.Skim(token.begin)) return Skimmed::kNo;
  // A tab would count for more than one column.
  if (!Top().is_inline && Top().indent == Top().narrow_indent) skimmer_.SkimMore(Top().indent);
  PassSkimmed();
  return Skimmed::kLine;
}

void StatementParser::PassSkimmed() {
  MarkSkimmed();
  Top().is_fresh = false;
  lexer_->SkipTo(skimmer_.line_end(), skimmer_.last_line());
}

// Passes over a line of a body that may be a delegation: assignments, and one value behind them.
StatementParser::Skimmed StatementParser::GuessLine() {
  OpenBlock& block = Top();
  const bool is_open = block.guess == Guess::kOpen;
  const bool may_open = block.guess == Guess::kNone && block.definition != kNone &&
                        !block.is_inline && block.body.forwarded == kNone;
  if (!is_open && !may_open) return Skimmed::kNo;
  const bool is_plain = skimmer_.Skim(Tok().begin) && !Tok().Is(Keyword::kRaise);
  if (!is_plain) return is_open ? TakeBackGuess() : Skimmed::kNo;
  if (!is_open) {
    block.guess = Guess::kOpen;
    block.guess_begin = Tok().begin;
  }
  const bool goes_on = skimmer_.is_assignment() || skimmer_.is_value();
  if (!goes_on || block.guess_has_value) {
    DecideGuess();
  } else {
    block.guess_has_value = skimmer_.is_value();
  }
  PassSkimmed();
  return Skimmed::kLine;
}

// At the first token of the line behind the lines of an open guess.
StatementParser::Skimmed StatementParser::EndGuess() {
  const Token& token = Tok();
  if (token.Is(TokenKind::kEnd) || token.indent != Top().indent) {
    if (Top().guess_has_value) return TakeBackGuess();
    DecideGuess();
    return Skimmed::kNo;
  }
  if (token.Is(TokenKind::kName)) return Skimmed::kNo;
  switch (token.keyword()) {
    case Keyword::kAssert:
    case Keyword::kAwait:
    case Keyword::kRaise:
    case Keyword::kReturn:
      return Skimmed::kNo;
    case Keyword::kAsync:
    case Keyword::kClass:
    case Keyword::kDef:
    case Keyword::kDel:
    case Keyword::kFor:
    case Keyword::kIf:
    case Keyword::kTry:
    case Keyword::kWhile:
    case Keyword::kWith:
      DecideGuess();
      return Skimmed::kNo;
    default:
      return TakeBackGuess();
  }
}

// The body is no delegation.
void StatementParser::DecideGuess() {
  Top().guess = Guess::kNone;
  NotePlain();
}

StatementParser::Skimmed StatementParser::TakeBackGuess() {
  Top().guess = Guess::kRefused;
  builder_->facts.scopes[Top().scope].is_skimmed = false;
  lexer_->RestartLogicalLineAt(Top().guess_begin);
  return Skimmed::kBack;
}

// Passes over the rest of a header, up to its ':'.
bool StatementParser::SkimHeader(bool is_for) {
  const bool has_string = Tok().Is(TokenKind::kString) || Tok().Is(TokenKind::kFStringStart);
  if (has_string || !MaySkim()) return false;  // the lexer has been in it already
  if (!skimmer_.SkimHeader(Tok().begin, is_for)) return false;
  const Mark end = skimmer_.header_end();
  if (lexer_->Slice(Tok().begin.offset, end.offset).ends_with("TYPE_CHECKING")) return false;
  MarkSkimmed();
  lexer_->SkipTo(end, skimmer_.last_line());
  return true;
}

}  // namespace ssot::python
