// Names: what declarations, parameters, patterns and assignments bind, and what the body of a
// function amounts to.
#include <algorithm>
#include <string>

#include "scanner/languages/typescript/fact_walker.h"

namespace ssot::typescript {
namespace {

constexpr int kMaxPatternDepth = 64;

bool ContainsIgnoringCase(std::string_view text, std::string_view lower) {
  const auto found = std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                                 [](char a, char b) { return (a | 0x20) == b; });
  return found != text.end();
}

}  // namespace

ValueId FactWalker::LeaveDeclaration(const Frame& frame, PartList parts) {
  switch (frame.syntax) {
    case Syntax::kVariableDeclarator: {
      LeaveDeclarator(frame, parts);
      const Part* value = parts.Find(Field::kValue);
      return value == nullptr ? 0 : value->value;
    }
    case Syntax::kLexicalDeclaration:
    case Syntax::kVariableDeclaration: {
      const Part* declarator = nullptr;
      for (const Part& part : parts) {
        if (part.syntax != Syntax::kVariableDeclarator) continue;
        if (declarator != nullptr) return 0;
        declarator = &part;
      }
      return declarator == nullptr ? 0 : declarator->value;
    }
    case Syntax::kAssignmentExpression:
      LeaveAssignment(frame, parts);
      return 0;
    case Syntax::kAssignmentPattern:
    case Syntax::kObjectAssignmentPattern: {
      const Part* value = parts.Find(Field::kRight);
      if (value != nullptr && value->value != 0) defaults_[frame.node.id] = value->value;
      return 0;
    }
    case Syntax::kRequiredParameter:
    case Syntax::kOptionalParameter:
      LeaveParameter(frame, parts);
      return 0;
    case Syntax::kObjectPattern:
    case Syntax::kArrayPattern:
      if (Parent().syntax == Syntax::kCatchClause) {
        BindPattern(frame.node, 0, {Parent().scope, Parent().block, false, BindingKind::kOther});
      }
      return 0;
    case Syntax::kPublicFieldDefinition:
      LeaveField(frame, parts);
      return 0;
    case Syntax::kEnumDeclaration: {
      const Part* body = parts.Find(Field::kBody);
      Target target{frame.scope, frame.block};
      Bind(Intern(Child(frame.node, Field::kName)), target, BindingKind::kAssignment,
           body == nullptr ? 0 : body->value);
      return 0;
    }
    case Syntax::kStatementBlock:
      if (Parent().is_function && frame.field == Field::kBody) {
        AnalyseBody(parts, &frames_[frames_.size() - 2]);
      }
      return 0;
    case Syntax::kImportStatement:
      LeaveImport(frame);
      return 0;
    case Syntax::kImportAlias:
      LeaveImportAlias(frame);
      return 0;
    case Syntax::kExportStatement:
      LeaveExport(frame, parts);
      NoteExports(frame);
      return 0;
    default:
      return 0;
  }
}

void FactWalker::LeaveDeclarator(const Frame& frame, PartList parts) {
  const TSNode name = Child(frame.node, Field::kName);
  const Part* value = parts.Find(Field::kValue);
  const Part* type = parts.Find(Field::kType);
  if (ts_node_is_null(name)) return;
  Target target;
  target.block = frame.block;
  const bool is_var = Parent().syntax == Syntax::kVariableDeclaration;
  target.scope = is_var ? FunctionScope(frame.scope) : frame.scope;
  target.annotation = type == nullptr ? 0 : type->value;
  const ValueId id = value == nullptr ? 0 : value->value;
  if (BindModule(name, id, target)) return;
  BindPattern(name, id, target);
}

ScopeId FactWalker::DeclaringScope(NameId name, ScopeId from) const {
  for (ScopeId scope = from; scope != 0; scope = builder_->facts.scopes[scope].parent) {
    if (declared_.contains(static_cast<uint64_t>(scope) << 32 | name)) return scope;
  }
  return 0;
}

void FactWalker::Bind(NameId name, const Target& target, BindingKind kind, ValueId value,
                      uint32_t index) {
  if (name == 0) return;
  declared_.insert(static_cast<uint64_t>(target.scope) << 32 | name);
  builder_->Bind(name, target.scope, target.block, kind, value, target.annotation, index);
}

// A name that is bound to a function expression is that function's name.
void FactWalker::BindName(TSNode node, ValueId value, const Target& pattern_target) {
  const NameId name = Intern(node);
  Target target = pattern_target;
  if (target.is_assignment) target.scope = DeclaringScope(name, target.scope);
  const Value& known = builder_->facts.values[value];
  if (target.kind == BindingKind::kAssignment && known.kind == ValueKind::kFunction) {
    Bind(name, target, BindingKind::kDefinition, 0, known.first);
  } else {
    Bind(name, target, target.kind, value, target.index);
  }
}

ValueId FactWalker::WithDefault(ValueId value, TSNode pattern) const {
  const auto known = defaults_.find(pattern.id);
  if (known == defaults_.end()) return value;
  if (value == 0) return known->second;
  const ValueId both[] = {value, known->second};
  return builder_->ListValue(ValueKind::kChoice, both, 2);
}

void FactWalker::BindPattern(TSNode pattern, ValueId value, const Target& target, int depth) {
  if (ts_node_is_null(pattern) || depth > kMaxPatternDepth) return;
  switch (SyntaxOf(pattern)) {
    case Syntax::kIdentifier:
    case Syntax::kUndefined:
    case Syntax::kShorthandPropertyIdentifierPattern:
      return BindName(pattern, value, target);
    case Syntax::kAssignmentPattern:
      return BindPattern(Child(pattern, Field::kLeft), WithDefault(value, pattern), target,
                         depth + 1);
    case Syntax::kRestPattern:
      return BindPattern(ts_node_named_child(pattern, 0), value, target, depth + 1);
    case Syntax::kObjectPattern:
      return BindObjectPattern(pattern, value, target, depth);
    case Syntax::kArrayPattern:
      return BindArrayPattern(pattern, value, target, depth);
    case Syntax::kMemberExpression:
      return BindMember(pattern, value, target);
    default:
      return;
  }
}

// `const { KEY } = process.env` reads KEY.
void FactWalker::AddPatternAccess(TSNode key, ValueId value, const Target& target) {
  AccessFact access;
  access.span = SpanOf(key);
  access.value = value;
  access.block = target.block;
  access.scope = frames_.back().scope;
  access.order = builder_->NextOrder();
  builder_->facts.accesses.push_back(access);
}

void FactWalker::BindObjectPattern(TSNode pattern, ValueId value, const Target& target, int depth) {
  // Names of a parameter's parts are not parameters.
  Target inner = target;
  inner.annotation = 0;
  if (inner.kind == BindingKind::kParameter) inner.kind = BindingKind::kAssignment;
  const uint32_t count = ts_node_named_child_count(pattern);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(pattern, i);
    const Syntax syntax = SyntaxOf(child);
    TSNode key = child;
    TSNode bound = child;
    ValueId part = 0;
    if (syntax == Syntax::kRestPattern) {
      BindPattern(child, value, inner, depth + 1);
      continue;
    }
    if (syntax == Syntax::kPairPattern) {
      key = Child(child, Field::kKey);
      bound = Child(child, Field::kValue);
    } else if (syntax == Syntax::kObjectAssignmentPattern) {
      key = bound = Child(child, Field::kLeft);
    } else if (syntax != Syntax::kShorthandPropertyIdentifierPattern) {
      continue;
    }
    const NameId name = syntax == Syntax::kPairPattern ? PropertyName(key)
                        : ts_node_is_null(key)         ? 0
                                                       : Intern(key);
    if (value != 0 && name != 0) {
      part = builder_->AttributeValue(value, name);
      AddPatternAccess(key, part, target);
    }
    if (syntax == Syntax::kObjectAssignmentPattern) part = WithDefault(part, child);
    BindPattern(bound, part, inner, depth + 1);
  }
}

void FactWalker::BindArrayPattern(TSNode pattern, ValueId value, const Target& target, int depth) {
  Target inner = target;
  inner.annotation = 0;
  if (inner.kind == BindingKind::kParameter) inner.kind = BindingKind::kAssignment;
  const Value whole = builder_->facts.values[value];
  uint32_t position = 0;
  const uint32_t count = ts_node_child_count(pattern);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_child(pattern, i);
    if (!ts_node_is_named(child)) {
      if (Text(child) == ",") ++position;
      continue;
    }
    ValueId item = builder_->ElementValue(value);
    if (whole.kind == ValueKind::kList) {
      const bool is_there = position < whole.count && SyntaxOf(child) != Syntax::kRestPattern;
      item = is_there ? builder_->facts.value_lists[whole.first + position] : 0;
    }
    BindPattern(child, item, inner, depth + 1);
  }
}

// `this.x = value` in a method.
void FactWalker::BindMember(TSNode member, ValueId value, const Target& target) {
  const TSNode object = Child(member, Field::kObject);
  const TSNode property = Child(member, Field::kProperty);
  if (SyntaxOf(object) != Syntax::kThis || ts_node_is_null(property)) return;
  ScopeId scope = frames_.back().scope;
  const ScopeId class_scope = this_class_[scope];
  if (class_scope == kNone) return;
  builder_->facts.attributes.push_back({Intern(property), class_scope, scope, target.block,
                                        builder_->NextOrder(), value, target.annotation});
}

void FactWalker::LeaveAssignment(const Frame& frame, PartList parts) {
  const Part* left = parts.Find(Field::kLeft);
  const Part* right = parts.Find(Field::kRight);
  if (left == nullptr || right == nullptr) return;
  if (left->syntax == Syntax::kMemberExpression &&
      LeaveCommonJsExport(Text(left->node), right->value)) {
    return;
  }
  if (left->syntax == Syntax::kMemberExpression && right->syntax == Syntax::kObject) {
    AddWritesOfMembers(frame, *left, *right);
  }
  Target target;
  target.scope = frame.scope;
  target.block = frame.block;
  target.is_assignment = true;
  if (left->syntax != Syntax::kMemberExpression && BindModule(left->node, right->value, target)) {
    return;
  }
  BindPattern(left->node, right->value, target);
}

// `process.env = { ...process.env, KEY: value }` writes KEY. Of other objects too much is assigned
// as a whole to call that a write of each member.
void FactWalker::AddWritesOfMembers(const Frame& frame, const Part& left, const Part& right) {
  if (Text(Child(left.node, Field::kProperty)) != "env") return;
  const uint32_t count = ts_node_named_child_count(right.node);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode member = ts_node_named_child(right.node, i);
    const bool is_pair = SyntaxOf(member) == Syntax::kPair;
    if (!is_pair && SyntaxOf(member) != Syntax::kShorthandPropertyIdentifier) continue;
    const TSNode key = is_pair ? Child(member, Field::kKey) : member;
    const NameId name = is_pair ? PropertyName(key) : Intern(key);
    if (name == 0) continue;
    Frame place = frame;
    place.node = key;
    AddAccess(place, AccessSyntax::kAttribute, builder_->AttributeValue(left.value, name),
              AccessMode::kWrite);
  }
}

// x => …
void FactWalker::BindSoleParameter(const Frame& frame) {
  Frame& function = frames_[frames_.size() - 2];
  Target target;
  target.scope = function.scope;
  target.block = function.block;
  target.kind = function.argument != 0 ? BindingKind::kLoopVariable : BindingKind::kParameter;
  target.index = function.parameters++;
  BindPattern(frame.node, function.argument, target);
}

void FactWalker::LeaveParameter(const Frame& frame, PartList parts) {
  if (frame.is_type || !Parent(2).is_function) return;
  Frame& function = frames_[frames_.size() - 3];
  const Part* pattern = parts.Find(Field::kPattern);
  if (pattern == nullptr) pattern = parts.Find(Field::kName);
  if (pattern == nullptr || pattern->syntax == Syntax::kThis) return;
  const Part* value = parts.Find(Field::kValue);
  const Part* type = parts.Find(Field::kType);
  Target target;
  target.scope = function.scope;
  target.block = function.block;
  target.kind = BindingKind::kParameter;
  target.index = function.parameters++;
  target.annotation = type == nullptr ? 0 : type->value;
  ValueId id = value == nullptr ? 0 : value->value;
  if (pattern->syntax == Syntax::kRestPattern) target.annotation = 0;
  if (function.argument != 0 && target.index == 0) {
    target.kind = BindingKind::kLoopVariable;
    id = function.argument;
  }
  BindPattern(pattern->node, id, target);

  // constructor(private readonly client: Client) also makes this.client.
  const uint32_t count = ts_node_child_count(frame.node);
  bool is_property = false;
  for (uint32_t i = 0; i < count && !is_property; ++i) {
    const std::string_view word = ts_node_type(ts_node_child(frame.node, i));
    is_property =
        word == "accessibility_modifier" || word == "readonly" || word == "override_modifier";
  }
  const ScopeId class_scope = this_class_[function.scope];
  if (!is_property || class_scope == kNone || pattern->syntax != Syntax::kIdentifier) return;
  builder_->facts.attributes.push_back(
      {Intern(pattern->node), class_scope, function.scope, function.block, builder_->NextOrder(),
       builder_->NameValue(Intern(pattern->node)), target.annotation});
}

void FactWalker::LeaveField(const Frame& frame, PartList parts) {
  const NameId name = PropertyName(Child(frame.node, Field::kName));
  const Part* value = parts.Find(Field::kValue);
  const Part* type = parts.Find(Field::kType);
  Target target;
  target.scope = frame.scope;
  target.block = frame.block;
  target.annotation = type == nullptr ? 0 : type->value;
  const ValueId id = value == nullptr ? 0 : value->value;
  const Value& known = builder_->facts.values[id];
  if (known.kind == ValueKind::kFunction) {
    Bind(name, target, BindingKind::kDefinition, 0, known.first);
  } else {
    Bind(name, target, BindingKind::kAssignment, id);
  }
}

void FactWalker::LeaveClass(const Frame& frame, PartList parts) {
  DefinitionFact& definition = builder_->facts.definitions[frame.definition];
  if (const Part* heritage = parts.Find(Syntax::kClassHeritage)) {
    const Value& list = builder_->facts.values[heritage->value];
    definition.bases = {list.first, list.count};
  }
  std::vector<ValueId> decorators;
  for (const Part& part : parts) {
    if (part.syntax == Syntax::kDecorator) decorators.push_back(part.value);
  }
  definition.decorators = builder_->AddValueList(decorators.data(), decorators.size());
  const TSNode body = Child(frame.node, Field::kBody);
  const bool is_empty = !ts_node_is_null(body) && ts_node_named_child_count(body) == 0;
  if (is_empty) definition.body = BodyShape::kStub;
}

void FactWalker::LeaveFunction(const Frame& frame, PartList parts) {
  if (frame.definition == kNone) return;
  DefinitionFact& definition = builder_->facts.definitions[frame.definition];
  definition.body = frame.body;
  definition.forwarded = frame.forwarded;
  if (const Part* returns = parts.Find(Field::kReturnType)) definition.returns = returns->value;
  const Part* body = parts.Find(Field::kBody);
  if (body == nullptr || body->syntax == Syntax::kStatementBlock) return;
  const Value& value = builder_->facts.values[body->value];  // x => f(x)
  if (value.kind == ValueKind::kCall) {
    definition.body = BodyShape::kForwards;
    definition.forwarded = value.first;
  }
}

// throw new Error("Not implemented")
bool FactWalker::SaysNotImplemented(TSNode node) const {
  constexpr uint32_t kMaxLooked = 200;
  const std::string_view text = Text(node).substr(0, kMaxLooked);
  return ContainsIgnoringCase(text, "not implemented") ||
         ContainsIgnoringCase(text, "notimplemented") ||
         ContainsIgnoringCase(text, "abstract method") ||
         ContainsIgnoringCase(text, "must be implemented") ||
         ContainsIgnoringCase(text, "must implement");
}

void FactWalker::AnalyseBody(PartList parts, Frame* function) {
  const Facts& facts = builder_->facts;
  bool may_be_stub = true;
  bool may_forward = true;
  CallId forwarded = kNone;
  NameId assigned = 0;
  CallId assigned_call = kNone;
  auto note_call = [&](CallId call) {
    may_be_stub = false;
    if (forwarded != kNone) may_forward = false;
    forwarded = call;
  };
  auto note_plain = [&] { may_be_stub = may_forward = false; };
  for (const Part& part : parts) {
    if (!ts_node_is_named(part.node) || part.syntax == Syntax::kEmptyStatement) continue;
    const Value value = facts.values[part.value];
    const bool is_call = value.kind == ValueKind::kCall;
    switch (part.syntax) {
      case Syntax::kExpressionStatement:
        if (value.kind == ValueKind::kString) break;  // "use client"
        is_call ? note_call(value.first) : note_plain();
        break;
      case Syntax::kReturnStatement:
        if (is_call) {
          note_call(value.first);
        } else if (value.kind == ValueKind::kName && value.name == assigned &&
                   assigned_call != kNone) {
          note_call(assigned_call);
        } else if (ts_node_named_child_count(part.node) > 0) {
          note_plain();
        }
        break;
      case Syntax::kThrowStatement:
        if (!SaysNotImplemented(part.node)) note_plain();
        break;
      case Syntax::kLexicalDeclaration:
      case Syntax::kVariableDeclaration: {
        const TSNode declarator = ts_node_named_child(part.node, 0);
        const TSNode name = Child(declarator, Field::kName);
        const bool is_simple =
            forwarded == kNone && ts_node_named_child_count(part.node) == 1 &&
            (is_call || value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute ||
             value.kind == ValueKind::kString);
        if (!is_simple) {
          note_plain();
          break;
        }
        may_be_stub = false;
        const bool is_name = SyntaxOf(name) == Syntax::kIdentifier;
        assigned = is_name ? Intern(name) : 0;
        assigned_call = is_name && is_call ? value.first : kNone;
        break;
      }
      default:
        note_plain();
    }
  }
  if (may_be_stub) {
    function->body = BodyShape::kStub;
  } else if (may_forward && forwarded != kNone) {
    function->body = BodyShape::kForwards;
    function->forwarded = forwarded;
  }
}

}  // namespace ssot::typescript
