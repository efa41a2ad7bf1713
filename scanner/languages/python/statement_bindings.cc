// What statements bind, and what the body of a definition amounts to.
#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {

void StatementParser::SetMode(const Target& target, AccessMode mode) {
  if (target.access != kNone) builder_->facts.accesses[target.access].mode = mode;
}

// The class whose instance `base` is, when it is the first parameter of an enclosing method.
ScopeId StatementParser::ClassOfSelf(ValueId base) const {
  const Value& value = builder_->facts.values[base];
  if (value.kind != ValueKind::kName) return kNone;
  const std::vector<Scope>& scopes = builder_->facts.scopes;
  for (ScopeId scope = blocks_.back().scope; scope != 0; scope = scopes[scope].parent) {
    if (scope < self_names_.size() && self_names_[scope] == value.name) return scopes[scope].parent;
  }
  return kNone;
}

void StatementParser::BindTarget(const Target& target, BindingKind kind, ValueId value,
                                 ValueId annotation) {
  SetMode(target, AccessMode::kWrite);
  if (target.kind == OperandKind::kName) {
    builder_->Bind(target.name, Top().scope, Top().block, kind, value, annotation);
  } else if (target.kind == OperandKind::kAttribute) {
    ScopeId class_scope = ClassOfSelf(target.base);
    if (class_scope == kNone) return;
    builder_->facts.attributes.push_back({target.name, class_scope, Top().scope, Top().block,
                                          builder_->NextOrder(), value, annotation});
  }
}

// Every target is bound to the whole value, or each of `a, b = value` to its own part.
void StatementParser::BindTargets(const std::vector<Target>& targets, ValueId value) {
  for (const Target& target : targets) {
    BindTarget(target, BindingKind::kAssignment, TargetValue(target, value, builder_), 0);
  }
}

StatementParser::BodyState* StatementParser::EnclosingBody() {
  return Top().definition != kNone ? &Top().body : nullptr;
}

void StatementParser::NotePlain() {
  Top().is_fresh = false;
  OpenBlock& owner = blocks_[Top().owner];
  owner.is_fresh = false;
  owner.body.may_be_stub = false;
  owner.body.may_forward = false;
}

void StatementParser::NoteImport() {
  BodyState* body = EnclosingBody();
  if (body == nullptr || body->forwarded != kNone) return NotePlain();
  Top().is_fresh = false;
  body->may_be_stub = false;
}

void StatementParser::NoteTrivial() {
  Top().is_fresh = false;
}

void StatementParser::NoteAssignment(const Expression& value, const std::vector<Target>& targets) {
  BodyState* body = EnclosingBody();
  ValueKind kind = builder_->facts.values[value.value].kind;
  bool is_simple = body != nullptr && body->forwarded == kNone && targets.size() == 1 &&
                   targets[0].kind == OperandKind::kName &&
                   (kind == ValueKind::kCall || kind == ValueKind::kName ||
                    kind == ValueKind::kAttribute || kind == ValueKind::kString);
  if (!is_simple) return NotePlain();
  Top().is_fresh = false;
  body->may_be_stub = false;
  body->assigned = targets[0].name;
  body->assigned_call = value.call;
}

void StatementParser::NoteCall(CallId call) {
  BodyState* body = EnclosingBody();
  if (body == nullptr || body->forwarded != kNone) return NotePlain();
  Top().is_fresh = false;
  body->may_be_stub = false;
  body->forwarded = call;
}

}  // namespace ssot::python
