// Python statements to facts: imports, definitions, bindings, blocks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/languages/fact_builder.h"
#include "scanner/languages/python/expression_parser.h"
#include "scanner/languages/python/lexer.h"
#include "scanner/languages/python/line_skimmer.h"

namespace ssot::python {

// The idea: one loop over logical lines. Open blocks are a stack; a line's indentation closes
// blocks, a header's ':' opens one. Nothing recurses, so nesting costs memory and no stack, and a
// line that makes no sense costs that line: the blocks around it stay open.
//
// An outline leaves out the plain lines of functions (LineSkimmer); scopes whose names it may lack
// are marked. A body that may be a delegation is no use without its lines: as long as it may be one
// they are passed over on a guess, and read again if it still may be one at its end.
class StatementParser {
 public:
  StatementParser(std::string_view text, bool outlines, Lexer* lexer, FactBuilder* builder,
                  std::vector<TextRegion>* regions)
      : lexer_(lexer),
        builder_(builder),
        regions_(regions),
        expressions_(lexer, builder),
        skimmer_(text, regions, &builder->names()),
        outlines_(outlines) {}

  void ParseFile();

 private:
  // What the statements of a class's or function's own body amount to so far.
  struct BodyState {
    bool may_be_stub = true;
    bool may_forward = true;
    CallId forwarded = kNone;
    NameId assigned = 0;  // last `name = call(…)`
    CallId assigned_call = kNone;
  };

  // kOpen: the lines from guess_begin on are passed over, and the body may still be a delegation.
  enum class Guess : uint8_t { kNone, kOpen, kRefused };

  struct OpenBlock {
    BlockId block = 0;
    ScopeId scope = 0;
    uint32_t indent = 0;         // tabs to multiples of eight
    uint32_t narrow_indent = 0;  // tabs as one column
    bool needs_indent = false;   // its first line is still to come
    bool is_inline = false;      // it ends with the line
    bool is_fresh = true;        // no statement yet
    bool is_match = false;
    uint32_t owner = 0;               // index in blocks_ of the enclosing definition's body
    DefinitionId definition = kNone;  // whose body it is
    BodyState body;
    Guess guess = Guess::kNone;  // of a definition
    bool guess_has_value = false;
    Mark guess_begin;
  };

  const Token& Tok() const { return lexer_->token(); }
  OpenBlock& Top() { return blocks_.back(); }
  bool AtLineEnd() const {
    return Tok().Is(TokenKind::kNewline) || Tok().Is(TokenKind::kEnd) ||
           Tok().Is(TokenKind::kSemicolon);
  }

  void ParseLine();
  void ParseStatement();
  void SalvageLine();
  void Error(const char* message) { expressions_.SyntaxError(Tok().begin, message); }

  // Blocks.
  void FitIndentation();
  void CloseBlock();
  void OpenSuite(BlockKind kind);
  void OpenBody(ScopeId scope, DefinitionId definition);
  void PushBlock(const OpenBlock& block);
  void CloseInlineBlocks();

  // Outlines.
  enum class Skimmed : uint8_t { kNo, kLine, kBack };  // kBack: to the first line of a guess
  Skimmed SkimLine();
  bool SkimHeader(bool is_for);
  bool MaySkim() const;
  Skimmed GuessLine();
  Skimmed EndGuess();
  void DecideGuess();
  Skimmed TakeBackGuess();
  void PassSkimmed();
  void MarkSkimmed();

  // Statements.
  void ParseKeywordStatement();
  void ParseSoftKeywordOrExpression();
  void PassString(bool may_be_docstring);
  void ParseExpressionStatement();
  void ParseCondition(BlockKind kind);
  void ParseFor();
  void ParseWith();
  void ParseExcept();
  void ParseMatch();
  void ParseCase();
  void ParseTypeAlias();
  void ParseReturn();
  void ParseRaise();
  void ParseDelete();
  void ParseNameList(BindingKind kind);
  void ParseAsync();
  void ParseDecorator();

  // Definitions.
  void ParseFunction(const Mark& begin, bool is_async);
  void ParseClass();
  void ParseTypeParameters(ScopeId scope);
  bool ParseParameters(ScopeId scope);
  void ParseParameter(ScopeId scope, uint32_t position, bool is_starred);
  void ParseBases(DefinitionId definition);
  DefinitionId AddDefinition(const Mark& begin, DefinitionWhat what, ScopeKind scope_kind);

  // Imports.
  void ParseImport();
  void ParseFromImport();
  NameId ParseDottedName(Mark* begin, Mark* end);
  NameId ParseAlias();
  void AddImport(ImportFact fact);

  // Bindings.
  Expression Parse(const ExpressionOptions& options);
  void BindTargets(const std::vector<Target>& targets, ValueId value);
  void BindTarget(const Target& target, BindingKind kind, ValueId value, ValueId annotation);
  void SetMode(const Target& target, AccessMode mode);
  ScopeId ClassOfSelf(ValueId base) const;

  // What the body of the enclosing definition amounts to.
  void NotePlain();    // a statement of no particular kind
  void NoteTrivial();  // pass, ..., a docstring
  void NoteImport();
  void NoteAssignment(const Expression& value, const std::vector<Target>& targets);
  void NoteCall(CallId call);
  BodyState* EnclosingBody();

  Lexer* lexer_;
  FactBuilder* builder_;
  std::vector<TextRegion>* regions_;
  ExpressionParser expressions_;
  LineSkimmer skimmer_;
  bool outlines_;
  std::vector<OpenBlock> blocks_;
  std::vector<ValueId> decorators_;
  std::vector<NameId> self_names_;  // by scope: the first parameter of a method
  std::vector<Target> targets_;
  std::vector<Target> all_targets_;
  uint32_t statement_line_ = 0;
  uint32_t last_line_ = 0;  // of the last statement
  bool lost_line_ = false;  // see Expression
};

}  // namespace ssot::python
