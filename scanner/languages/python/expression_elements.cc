// Elements: what operands between two commas amount to, and the names that bind in expressions.
#include <algorithm>

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
  if (frame.shape == Shape::kSingle && frame.operands == 0 && is_target) AddTarget();
  frame.last = frame.operand;
  frame.operand = Operand();
  ++frame.operands;
  items_.push_back({0, value});
}

void ExpressionParser::AddTarget() {
  const Operand& operand = Top().operand;
  bool may_bind = operand.kind == OperandKind::kName || operand.kind == OperandKind::kAttribute ||
                  operand.kind == OperandKind::kSubscript;
  if (!may_bind) return;
  Target target{operand.kind, operand.name, operand.base, operand.access, {}};
  uint32_t depth = Top().in_comprehension_targets ? 0 : Top().target_depth;
  if (depth >= UnpackingPath::kMaxSteps) {
    target.path.Lose();
    depth = 0;
  }
  for (size_t i = frames_.size() - 1 - depth; i < frames_.size(); ++i) {
    Frame& frame = frames_[i];
    frame.has_starred_target |= frame.is_starred;
    if (frame.has_starred_target) target.path.Lose();
    target.path.Add(frame.in_comprehension_targets ? frame.target_commas : frame.commas);
  }
  targets_.push_back(target);
}

// Brackets or a statement turned out to hold one target alone, which is not unpacked there.
void ExpressionParser::DropTargetStep(uint32_t first_target, uint32_t step) {
  if (step >= UnpackingPath::kMaxSteps) return;
  for (size_t i = first_target; i < targets_.size(); ++i) targets_[i].path.Remove(step);
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
  if (frame.first_loop_binding < frame.last_loop_binding) BindLoopVariables(value);
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
  Top().first_binding = parameters.first_binding;
  scope_ = parameters.lambda_scope;
}

void ExpressionParser::EndLambdaBody() {
  ValueId function = FunctionThatLambdaIs(FinishElement());
  Pop();
  Top().operand.value = function;
  Top().expects = false;
}

// `lambda a, b: f(a, b)` is f. Other lambdas have no name to be known by.
ValueId ExpressionParser::FunctionThatLambdaIs(ValueId body) const {
  const Facts& facts = builder_->facts;
  if (facts.values[body].kind != ValueKind::kCall) return 0;
  const CallFact& call = facts.calls[facts.values[body].first];
  ValueId root = call.callee;
  while (facts.values[root].kind == ValueKind::kAttribute) root = facts.values[root].base;
  if (facts.values[root].kind != ValueKind::kName) return 0;
  uint32_t parameters = 0;
  for (size_t i = frames_.back().first_binding; i < facts.bindings.size(); ++i) {
    const Binding& binding = facts.bindings[i];
    if (binding.scope != scope_ || binding.kind != BindingKind::kParameter) continue;
    if (binding.name == facts.values[root].name || parameters == call.arguments.count) return 0;
    const Value& argument =
        facts.values[facts.arguments[call.arguments.first + parameters++].value];
    if (argument.kind != ValueKind::kName || argument.name != binding.name) return 0;
  }
  return parameters == call.arguments.count ? call.callee : 0;
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
  frame.target_commas = 0;
  frame.has_starred_target = false;
  frame.first_target = static_cast<uint32_t>(targets_.size());
  frame.expects = true;
}

// The `in` of a comprehension: the names before it bind in its scope.
void ExpressionParser::EndComprehensionTargets() {
  FinishElement();
  Frame& frame = Top();
  frame.in_comprehension_targets = false;
  frame.expects = true;
  if (frame.target_commas == 0) DropTargetStep(frame.first_target, 0);
  auto is_no_name = [](const Target& target) { return target.kind != OperandKind::kName; };
  targets_.erase(std::remove_if(targets_.begin() + frame.first_target, targets_.end(), is_no_name),
                 targets_.end());
  frame.first_loop_binding = static_cast<uint32_t>(builder_->facts.bindings.size());
  for (size_t i = frame.first_target; i < targets_.size(); ++i) {
    builder_->Bind(targets_[i].name, scope_, block_, BindingKind::kLoopVariable, 0);
  }
  frame.last_loop_binding = static_cast<uint32_t>(builder_->facts.bindings.size());
}

// The collection that a comprehension goes through is known.
void ExpressionParser::BindLoopVariables(ValueId collection) {
  Frame& frame = Top();
  ValueId element = builder_->ElementValue(collection);
  for (uint32_t i = frame.first_loop_binding; i < frame.last_loop_binding; ++i) {
    const Target& target = targets_[frame.first_target + i - frame.first_loop_binding];
    builder_->facts.bindings[i].value = TargetValue(target, element, builder_);
  }
  frame.first_loop_binding = frame.last_loop_binding = 0;
  targets_.resize(frame.first_target);
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
