// Elements: what operands between two commas amount to, and the names that bind in expressions.
#include "scanner/languages/python/expression_parser.h"

namespace ssot::python {
namespace {

constexpr uint32_t kMaxRelabelledDepth = 32;  // of comprehensions, against hostile nesting

}  // namespace

bool ExpressionParser::IsDangling() const {
  const Frame& frame = frames_.back();
  return frame.expects && !frame.may_end &&
         (frame.operands > 0 || frame.shape != Shape::kSingle || frame.is_starred ||
          frame.keyword != 0 || frame.walrus != 0 || frame.has_alias);
}

// The operand is complete: its value joins the element.
void ExpressionParser::FinishOperand() {
  Frame& frame = Top();
  if (frame.operand.kind == OperandKind::kNone) return;
  bool is_target = frame.collects || frame.in_comprehension_targets;
  if (options_.is_pattern && frame.operand.kind == OperandKind::kName &&
      frame.operand.name != static_cast<NameId>(Keyword::kUnderscore)) {
    builder_->Bind(frame.operand.name, BindingScope(), block_, BindingKind::kOther, 0);
  }
  ValueId value = BaseValue(&frame.operand);
  if (frame.is_membership) {
    frame.is_membership = false;
    if (value != 0 && frame.member != 0) {
      Operand whole = frame.operand;
      whole.begin = frame.member_begin;
      RecordAccess(&whole, AccessSyntax::kMembership,
                   builder_->SubscriptValue(value, frame.member));
    }
  }
  if (frame.shape == Shape::kSingle && frame.operands == 0 && is_target) AddTarget(frame);
  frame.last = frame.operand;
  frame.operand = Operand();
  ++frame.operands;
  items_.push_back({0, value});
}

void ExpressionParser::AddTarget(const Frame& frame) {
  const Operand& operand = frame.operand;
  if (operand.kind == OperandKind::kGroup) return;
  bool unpacked =
      frame.is_starred || (frame.kind != FrameKind::kTop && !frame.in_comprehension_targets);
  targets_.push_back({operand.kind, operand.name, operand.base, operand.access, unpacked});
}

ValueId ExpressionParser::Collapse() {
  Frame& frame = Top();
  size_t count = items_.size() - frame.element;
  ValueId value = 0;
  if (count == 1 && frame.shape != Shape::kOther) {
    value = items_.back().value;
  } else if (count > 1 && (frame.shape == Shape::kChoice || frame.shape == Shape::kConcatenation)) {
    bool any = false;
    scratch_.clear();
    for (size_t i = frame.element; i < items_.size(); ++i) {
      scratch_.push_back(items_[i].value);
      any = any || items_[i].value != 0;
    }
    if (any) {
      ValueKind kind =
          frame.shape == Shape::kChoice ? ValueKind::kChoice : ValueKind::kConcatenation;
      value = builder_->ListValue(kind, scratch_.data(), scratch_.size());
    }
  }
  items_.resize(frame.element);
  return value;
}

ValueId ExpressionParser::FinishElement() {
  FinishOperand();
  Frame& frame = Top();
  bool was_empty = frame.operands == 0;
  if (frame.in_condition) items_.resize(frame.condition);
  ValueId value = frame.is_starred ? (Collapse(), 0) : Collapse();
  if (!was_empty) {
    if (frame.walrus != 0) {
      builder_->Bind(frame.walrus, BindingScope(), block_, BindingKind::kAssignment, value);
    }
    if (frame.has_alias && frame.last.kind == OperandKind::kName) {
      builder_->Bind(frame.last.name, BindingScope(), block_, BindingKind::kContext, frame.aliased);
    }
    items_.push_back({frame.keyword, value});
  }
  for (uint32_t i = frame.first_loop_binding; i < frame.last_loop_binding; ++i) {
    builder_->facts.bindings[i].value = builder_->ElementValue(value);
  }
  frame.first_loop_binding = frame.last_loop_binding = 0;
  frame.shape = Shape::kSingle;
  frame.element = static_cast<uint32_t>(items_.size());
  frame.operands = 0;
  frame.ternaries = 0;
  frame.keyword = 0;
  frame.walrus = 0;
  frame.is_starred = false;
  frame.in_condition = false;
  frame.is_membership = false;
  frame.may_end = false;
  frame.has_alias = false;
  return value;
}

void ExpressionParser::Operator(Shape shape) {
  FinishOperand();
  Frame& frame = Top();
  if (!frame.in_condition) {
    bool joins = frame.shape == shape || (frame.shape == Shape::kSingle && frame.operands == 1);
    frame.shape = joins ? shape : Shape::kOther;
  }
  frame.expects = true;
  frame.may_end = false;
}

void ExpressionParser::StartTernary() {
  FinishOperand();
  Frame& frame = Top();
  if (frame.in_condition) items_.resize(frame.condition);
  ValueId value = Collapse();
  items_.push_back({0, value});
  frame.shape = Shape::kChoice;
  frame.operands = 1;
  frame.condition = static_cast<uint32_t>(items_.size());
  frame.in_condition = true;
  ++frame.ternaries;
  frame.expects = true;
}

void ExpressionParser::ContinueTernary() {
  FinishOperand();
  Frame& frame = Top();
  if (frame.in_condition) items_.resize(frame.condition);
  frame.in_condition = false;
  --frame.ternaries;
  frame.expects = true;
}

void ExpressionParser::StartMembership() {
  Frame& frame = Top();
  Operand left = frame.operand;
  FinishOperand();
  ValueId member = frame.operands > 0 ? items_.back().value : 0;
  if (!frame.in_condition) frame.shape = Shape::kOther;
  frame.member = member;
  frame.member_begin = left.begin;
  frame.is_membership = true;
  frame.expects = true;
}

// `value as name` inside brackets: of `with ( … )` and of patterns.
void ExpressionParser::StartAlias() {
  FinishOperand();
  Frame& frame = Top();
  frame.aliased = Collapse();
  frame.operands = 0;
  frame.shape = Shape::kSingle;
  frame.has_alias = true;
  frame.expects = true;
}

void ExpressionParser::StartLambda() {
  FinishElement();
  Frame parameters = Top();
  Pop();
  Push(FrameKind::kLambdaBody, parameters.open);
  scope_ = parameters.lambda_scope;
}

void ExpressionParser::EndLambdaBody() {
  FinishElement();
  Pop();
  Top().expects = false;
}

// `for` behind an element: what stands before it, and the rest of the brackets, is in a scope of
// its own.
void ExpressionParser::StartComprehension() {
  FinishElement();
  Frame& frame = Top();
  if (!frame.is_comprehension) {
    frame.is_comprehension = true;
    frame.outer_scope = scope_;
    Facts& facts = builder_->facts;
    size_t scopes_before = facts.scopes.size();
    ScopeId scope = builder_->AddScope(ScopeKind::kComprehension, scope_, block_);
    if (comprehension_depth_++ < kMaxRelabelledDepth) {
      for (size_t i = frame.first_call; i < facts.calls.size(); ++i) {
        if (facts.calls[i].scope == scope_) facts.calls[i].scope = scope;
      }
      for (size_t i = frame.first_access; i < facts.accesses.size(); ++i) {
        if (facts.accesses[i].scope == scope_) facts.accesses[i].scope = scope;
      }
      for (size_t i = frame.first_scope; i < scopes_before; ++i) {
        if (facts.scopes[i].parent == scope_) facts.scopes[i].parent = scope;
      }
    }
    scope_ = scope;
  }
  frame.in_comprehension_targets = true;
  frame.unpacks_targets = false;
  frame.first_target = static_cast<uint32_t>(targets_.size());
  frame.expects = true;
}

// The `in` of a comprehension: the names before it bind in its scope.
void ExpressionParser::EndComprehensionTargets() {
  FinishElement();
  Frame& frame = Top();
  frame.in_comprehension_targets = false;
  frame.expects = true;
  bool is_single = targets_.size() == frame.first_target + 1 && !frame.unpacks_targets &&
                   !targets_.back().is_unpacked;
  uint32_t first = static_cast<uint32_t>(builder_->facts.bindings.size());
  for (size_t i = frame.first_target; i < targets_.size(); ++i) {
    const Target& target = targets_[i];
    if (target.kind != OperandKind::kName) continue;
    builder_->Bind(target.name, scope_, block_, BindingKind::kLoopVariable, 0);
  }
  targets_.resize(frame.first_target);
  if (is_single) {
    frame.first_loop_binding = first;
    frame.last_loop_binding = static_cast<uint32_t>(builder_->facts.bindings.size());
  }
}

// Where a walrus or a capture binds: not in comprehensions.
ScopeId ExpressionParser::BindingScope() const {
  ScopeId scope = scope_;
  while (builder_->facts.scopes[scope].kind == ScopeKind::kComprehension) {
    scope = builder_->facts.scopes[scope].parent;
  }
  return scope;
}

}  // namespace ssot::python
