// Python expressions to facts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/fact_builder.h"
#include "scanner/languages/python/lexer.h"

namespace ssot::python {

enum class OperandKind : uint8_t {
  kNone,
  kName,
  kAttribute,
  kSubscript,
  kString,
  kCall,
  kGroup,  // brackets around elements
  kOther,
};

// Where in what is assigned a target's value stands: `b` of `a, (b, c) = …` is item 0 of item 1.
class UnpackingPath {
 public:
  static constexpr uint32_t kMaxSteps = 4;

  // The steps from the outside in, each an item's number.
  uint32_t size() const { return size_; }
  uint32_t step(uint32_t i) const { return steps_[i]; }
  // The path leads behind a starred target, or is too long: the value is unknown.
  bool is_lost() const { return is_lost_; }

  void Lose() { is_lost_ = true; }
  void Add(uint32_t step);
  void Remove(uint32_t i);

 private:
  uint32_t steps_[kMaxSteps] = {};
  uint32_t size_ = 0;
  bool is_lost_ = false;
};

// Something in an expression that an assignment, `for` or `del` could bind.
struct Target {
  OperandKind kind = OperandKind::kNone;
  NameId name = 0;          // of a name or attribute
  ValueId base = 0;         // of an attribute
  uint32_t access = kNone;  // the AccessFact that was recorded for it as a read
  UnpackingPath path;
};

// The part of `whole` that the target is bound to; 0 when it is not known.
ValueId TargetValue(const Target& target, ValueId whole, FactBuilder* builder);

struct Expression {
  ValueId value = 0;
  OperandKind kind = OperandKind::kNone;  // of an expression that is one operand; else kNone
  CallId call = kNone;                    // of a lone call, also behind `await`
  NameId name = 0;                        // of a lone name, or a lone attribute's last part
  bool is_empty = true;
  bool has_comma = false;
  bool lost_line = false;  // an open bracket was given up; token() starts a new logical line
};

struct ExpressionOptions {
  bool stop_at_comma = false;
  bool stop_at_in = false;
  bool collect_targets = false;
  bool is_annotation = false;  // no facts for subscripts
  bool is_pattern = false;     // of a case: no facts but names
};

// Reads one expression from the lexer's token on, without recursion, and leaves the lexer at the
// first token that is not part of it. Records calls and accesses in `builder`.
//
// The idea: a stack of frames, one for each open bracket, replacement field and lambda. A frame
// alternates between expecting an operand and having one; precedence is of no interest. A chain
// (`a.b(c)[d]`) grows one operand; a bracket behind it pushes a frame and, closed, gives back the
// operand. When an element ends (comma, closing bracket, end of the expression), its operands
// collapse into one value.
class ExpressionParser {
 public:
  ExpressionParser(Lexer* lexer, FactBuilder* builder) : lexer_(lexer), builder_(builder) {}

  void SetPlace(ScopeId scope, BlockId block, uint32_t statement_indent) {
    scope_ = scope;
    block_ = block;
    statement_indent_ = statement_indent;
    has_error_ = false;
  }

  Expression Parse(const ExpressionOptions& options);

  // The targets that the last Parse with collect_targets saw.
  const std::vector<Target>& targets() const { return targets_; }

  // Records a syntax error, one a statement.
  void SyntaxError(const Mark& at, const char* message);

 private:
  enum class FrameKind : uint8_t {
    kTop,
    kParen,
    kCall,
    kSubscript,
    kList,
    kBrace,
    kFString,
    kField,
    kLambdaParameters,
    kLambdaBody,
  };
  enum class Shape : uint8_t { kSingle, kChoice, kConcatenation, kOther };

  struct Operand {
    OperandKind kind = OperandKind::kNone;
    bool is_pattern = false;   // kString: has replacement fields
    bool is_too_long = false;  // kString: not kept
    bool starts_line = false;
    Mark begin;
    Mark end;
    ValueId value = 0;  // kGroup, kSubscript
    ValueId base = 0;   // kAttribute
    NameId name = 0;    // kName, kAttribute
    CallId call = kNone;
    uint32_t text = 0;        // kString: where it starts in texts_
    uint32_t access = kNone;  // the fact recorded for it
  };

  struct Item {
    NameId keyword = 0;
    ValueId value = 0;
  };

  struct Frame {
    FrameKind kind = FrameKind::kTop;
    Shape shape = Shape::kSingle;
    bool expects = true;        // an operand comes next
    bool may_end = false;       // … or nothing (after `yield`)
    bool collects = false;      // elements may be targets
    bool is_starred = false;    // the element
    bool in_condition = false;  // between `if` and `else` of a ternary
    bool is_irregular = false;  // value unknown: a slice, a comprehension, ** in a mapping
    bool is_comprehension = false;
    bool in_comprehension_targets = false;
    bool has_starred_target = false;
    uint32_t target_depth = 0;   // how many frames around this one hold the same targets
    bool in_default = false;     // kLambdaParameters: behind a '='
    bool is_membership = false;  // behind `in`
    bool has_colon = false;      // kBrace: a mapping
    bool has_alias = false;      // behind `as`
    NameId keyword = 0;          // of the argument
    NameId walrus = 0;
    uint32_t ternaries = 0;
    uint32_t operands = 0;  // of the element, finished ones
    uint32_t commas = 0;
    uint32_t target_commas = 0;    // between a comprehension's targets
    uint32_t items = 0;            // first item of the frame in items_
    uint32_t element = 0;          // first item of the current element
    uint32_t condition = 0;        // first item of the ternary's condition
    uint32_t open_parameters = 0;  // kLambdaParameters: brackets around some
    uint32_t parameters = 0;       // kLambdaParameters: how many
    uint32_t first_call = 0;       // facts since the frame was opened
    uint32_t first_access = 0;
    uint32_t first_scope = 0;
    uint32_t first_target = 0;
    uint32_t first_binding = 0;  // kLambdaParameters, kLambdaBody: since the parameters
    uint32_t first_loop_binding = 0;
    uint32_t last_loop_binding = 0;
    CallId call = kNone;
    ScopeId outer_scope = 0;
    ScopeId lambda_scope = 0;
    ValueId member = 0;   // left of `in`
    ValueId aliased = 0;  // left of `as`
    Mark open;            // the bracket
    Mark member_begin;
    Operand operand;
    Operand last;  // the last finished operand
  };

  Frame& Top() { return frames_.back(); }
  const Token& Tok() const { return lexer_->token(); }

  enum class Step : uint8_t { kTaken, kRetry, kDone };
  Step TakeToken();
  Step TakeOperandStart();
  Step TakeAfterOperand();
  Step TakeKeywordStart();
  Step TakeKeywordAfter();
  Step TakeLambdaParameter();
  Step TakeFStringPart();
  Step CloseBracket();
  Step TakeSeparator();
  Step TakeColon();
  Step TakeEqual();
  Step TakeAdjacentOperand();
  Step EndOrUnexpected();
  Step Skip(const char* error);

  void Push(FrameKind kind, const Mark& open);
  void Pop();
  void StartOperand(OperandKind kind);
  void TakeString();
  void AppendText(Operand* operand, uint32_t begin, uint32_t end, bool is_raw);
  void TakeAttribute();
  void OpenCall();
  void OpenSubscript();
  void CloseCall();
  void CloseSubscript();
  void CloseGroup();
  void CloseFString();
  void CloseField();
  void StartLambda();
  void EndLambdaBody();
  ValueId FunctionThatLambdaIs(ValueId body) const;
  void StartComprehension();
  void EndComprehensionTargets();
  void Operator(Shape shape);
  void StartTernary();
  void ContinueTernary();
  void StartMembership();
  void StartAlias();

  ValueId BaseValue(Operand* operand);    // as something that is read
  ValueId CalleeValue(Operand* operand);  // as something that is called
  void RecordAccess(Operand* operand, AccessSyntax syntax, ValueId value);
  void FinishOperand();
  ValueId Collapse();       // the current element's items into one
  ValueId FinishElement();  // returns the element's value
  bool IsDangling() const;  // an operator without its right operand
  void AddTarget();
  void DropTargetStep(uint32_t first_target, uint32_t step);
  void BindLoopVariables(ValueId collection);
  bool IsBracket(FrameKind kind) const;
  bool StartsStatement() const;
  bool SwallowedAssignment() const;
  void GiveUpBrackets();
  Expression Finish();
  ScopeId BindingScope() const;

  Lexer* lexer_;
  FactBuilder* builder_;
  ExpressionOptions options_;
  Expression result_;
  ScopeId scope_ = 0;
  BlockId block_ = 0;
  uint32_t statement_indent_ = 0;
  bool has_error_ = false;
  uint32_t comprehension_depth_ = 0;
  std::vector<Frame> frames_;
  std::vector<Item> items_;
  std::vector<ValueId> scratch_;
  std::vector<Target> targets_;
  std::string texts_;  // of the string operands that are being read, a stack
};

// The value of a string literal's content: escapes decoded, line ends as in the source.
void AppendDecoded(std::string_view content, bool is_raw, std::string* out);

}  // namespace ssot::python
