// Scopes, blocks and definitions: what is opened when a node is entered.
#include <algorithm>

#include "scanner/languages/typescript/fact_walker.h"

namespace ssot::typescript {

// What the node is to its parent: a branch, the body of a loop, …
void FactWalker::EnterStatement(Frame* frame) {
  const Frame& parent = Parent();
  switch (parent.syntax) {
    case Syntax::kIfStatement:
      if (frame->field == Field::kConsequence) OpenBlock(frame, BlockKind::kCondition);
      return;
    case Syntax::kElseClause:
      // `else if` goes on where the `if` stands, like a further branch.
      if (!ts_node_is_named(frame->node) || frame->syntax == Syntax::kIfStatement) return;
      return OpenBlock(frame, BlockKind::kElse);
    case Syntax::kForInStatement:
      if (frame->field == Field::kBody) {
        BindLoopVariable();
        OpenBlock(frame, BlockKind::kLoop);
      }
      return;
    case Syntax::kForStatement:
    case Syntax::kWhileStatement:
    case Syntax::kDoStatement:
      if (frame->field == Field::kBody) OpenBlock(frame, BlockKind::kLoop);
      return;
    case Syntax::kTryStatement:
      if (frame->field == Field::kBody) OpenBlock(frame, BlockKind::kTry);
      return;
    case Syntax::kCatchClause:
      if (frame->field == Field::kBody) OpenBlock(frame, BlockKind::kHandler);
      return;
    case Syntax::kFinallyClause:
      if (frame->field == Field::kBody) OpenBlock(frame, BlockKind::kFinally);
      return;
    case Syntax::kAmbientDeclaration:
      if (frame->syntax == Syntax::kStatementBlock) OpenBlock(frame, BlockKind::kTypeChecking);
      return;
    case Syntax::kModule:
    case Syntax::kInternalModule:
      if (frame->syntax == Syntax::kStatementBlock) OpenNamespace(frame);
      return;
    default:
      break;
  }
  switch (frame->syntax) {
    case Syntax::kSwitchCase:
    case Syntax::kSwitchDefault:
      return OpenBlock(frame, BlockKind::kCondition);
    case Syntax::kStatementBlock:
      if (frame->field == Field::kBody && parent.is_function) return;
      if (HasDeclarations(frame->node)) OpenBlock(frame, BlockKind::kBody);
      return;
    case Syntax::kForStatement:
    case Syntax::kForInStatement:
    case Syntax::kCatchClause:
    case Syntax::kSwitchBody:
      frame->scope = builder_->AddScope(ScopeKind::kBlock, frame->scope, frame->block);
      this_class_.push_back(this_class_[parent.scope]);
      return;
    case Syntax::kClassBody:
      if (parent.definition == kNone) return;
      frame->scope = builder_->facts.definitions[parent.definition].scope;
      frame->block = builder_->AddBlock(BlockKind::kBody, frame->block, frame->scope);
      return;
    default:
      return;
  }
}

// namespace A { … }, declare module "m" { … }
void FactWalker::OpenNamespace(Frame* frame) {
  const bool is_ambient = Parent(2).syntax == Syntax::kAmbientDeclaration;
  this_class_.push_back(kNone);
  frame->scope = builder_->AddScope(ScopeKind::kBlock, frame->scope, frame->block);
  frame->block = builder_->AddBlock(is_ambient ? BlockKind::kTypeChecking : BlockKind::kBody,
                                    frame->block, frame->scope);
}

// A block is a scope of its own when it declares names.
void FactWalker::OpenBlock(Frame* frame, BlockKind kind) {
  if (HasDeclarations(frame->node)) {
    this_class_.push_back(this_class_[frame->scope]);
    frame->scope = builder_->AddScope(ScopeKind::kBlock, frame->scope, frame->block);
  }
  frame->block = builder_->AddBlock(kind, frame->block, frame->scope);
}

bool FactWalker::HasDeclarations(TSNode node) const {
  if (SyntaxOf(node) != Syntax::kStatementBlock) return false;
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  bool found = false;
  for (bool is_there = ts_tree_cursor_goto_first_child(&cursor); is_there && !found;
       is_there = ts_tree_cursor_goto_next_sibling(&cursor)) {
    switch (SyntaxOf(ts_tree_cursor_current_node(&cursor))) {
      case Syntax::kLexicalDeclaration:
      case Syntax::kClassDeclaration:
      case Syntax::kAbstractClassDeclaration:
      case Syntax::kFunctionDeclaration:
      case Syntax::kGeneratorFunctionDeclaration:
      case Syntax::kEnumDeclaration:
      case Syntax::kExportStatement:
        found = true;
        break;
      default:
        break;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return found;
}

// `for (const x of items)`, once the items are known and before the body uses x.
void FactWalker::BindLoopVariable() {
  const Frame& loop = Parent();
  const PartList parts = {parts_.data() + loop.first_part, parts_.size() - loop.first_part};
  const Part* left = parts.Find(Field::kLeft);
  const Part* right = parts.Find(Field::kRight);
  const Part* kind = parts.Find(Field::kKind);
  if (left == nullptr || right == nullptr) return;
  ValueId items = right->value;
  const Value& value = builder_->facts.values[items];
  if (value.kind == ValueKind::kCall) {  // Object.keys(x) has the keys of x
    const CallFact& call = builder_->facts.calls[value.first];
    const Value& callee = builder_->facts.values[call.callee];
    const bool is_keys = callee.kind == ValueKind::kAttribute && call.arguments.count == 1 &&
                         builder_->Text(callee.name) == "keys" &&
                         builder_->facts.values[callee.base].kind == ValueKind::kName &&
                         builder_->Text(builder_->facts.values[callee.base].name) == "Object";
    if (is_keys) items = builder_->facts.arguments[call.arguments.first].value;
  }
  Target target;
  target.kind = BindingKind::kLoopVariable;
  target.block = loop.block;
  const bool is_var = kind != nullptr && kind->syntax == Syntax::kTokenVar;
  target.scope = is_var ? FunctionScope(loop.scope) : loop.scope;
  target.is_assignment = kind == nullptr;
  BindPattern(left->node, builder_->ElementValue(items), target);
}

ScopeId FactWalker::FunctionScope(ScopeId scope) const {
  const std::vector<Scope>& scopes = builder_->facts.scopes;
  while (scopes[scope].kind == ScopeKind::kBlock) scope = scopes[scope].parent;
  return scope;
}

uint32_t FactWalker::StartWithoutDecorators(TSNode node) const {
  const uint32_t count = ts_node_child_count(node);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_child(node, i);
    const Syntax syntax = SyntaxOf(child);
    if (syntax != Syntax::kDecorator && syntax != Syntax::kComment) {
      return ts_node_start_byte(child);
    }
  }
  return ts_node_start_byte(node);
}

// "text", or `text` without a gap.
bool FactWalker::IsLiteralText(TSNode node) const {
  if (ts_node_is_null(node)) return false;
  if (SyntaxOf(node) == Syntax::kString) return true;
  if (SyntaxOf(node) != Syntax::kTemplateString) return false;
  const uint32_t count = ts_node_named_child_count(node);
  for (uint32_t i = 0; i < count; ++i) {
    if (SyntaxOf(ts_node_named_child(node, i)) == Syntax::kTemplateSubstitution) return false;
  }
  return true;
}

NameId FactWalker::PropertyName(TSNode node) {
  switch (SyntaxOf(node)) {
    case Syntax::kIdentifier:
    case Syntax::kTypeIdentifier:
    case Syntax::kPropertyIdentifier:
    case Syntax::kPrivatePropertyIdentifier:
    case Syntax::kNumber:
      return Intern(node);
    case Syntax::kString:
      return builder_->names().Intern(Decode(node));
    case Syntax::kComputedPropertyName: {
      const TSNode inner = ts_node_named_child(node, 0);
      return IsLiteralText(inner) ? builder_->names().Intern(Decode(inner)) : 0;
    }
    default:
      return 0;
  }
}

FactWalker::FunctionName FactWalker::NameFrom(TSNode begin, TSNode name) {
  FunctionName result;
  if (ts_node_is_null(name)) return result;
  result.name = PropertyName(name);
  result.span = places_.SpanOf(StartWithoutDecorators(begin), ts_node_end_byte(name));
  return result;
}

// The name that the function or class has by what it stands in: `const f = () => …`.
FactWalker::FunctionName FactWalker::NameOfFunction(const Frame& frame) {
  const TSNode own = Child(frame.node, Field::kName);
  const bool is_declaration = frame.syntax == Syntax::kFunctionDeclaration ||
                              frame.syntax == Syntax::kGeneratorFunctionDeclaration ||
                              frame.syntax == Syntax::kClassDeclaration ||
                              frame.syntax == Syntax::kAbstractClassDeclaration ||
                              frame.syntax == Syntax::kMethodDefinition;
  if (is_declaration && !ts_node_is_null(own)) return NameFrom(frame.node, own);
  size_t steps = 1;
  Field field = frame.field;
  while (IsWrapper(Parent(steps).syntax) && Parent(steps).syntax != Syntax::kAwaitExpression) {
    field = Parent(steps++).field;
  }
  const Frame& holder = Parent(steps);
  FunctionName result;
  if (holder.syntax == Syntax::kVariableDeclarator && field == Field::kValue) {
    const TSNode name = Child(holder.node, Field::kName);
    if (SyntaxOf(name) == Syntax::kIdentifier) return NameFrom(name, name);
  } else if (holder.syntax == Syntax::kPair && field == Field::kValue) {
    const TSNode key = Child(holder.node, Field::kKey);
    return NameFrom(key, key);
  } else if (holder.syntax == Syntax::kPublicFieldDefinition && field == Field::kValue) {
    result = NameFrom(holder.node, Child(holder.node, Field::kName));
    result.is_member = true;
    return result;
  } else if (holder.syntax == Syntax::kAssignmentExpression && field == Field::kRight) {
    const TSNode left = Child(holder.node, Field::kLeft);
    if (SyntaxOf(left) == Syntax::kIdentifier) return NameFrom(left, left);
    if (Text(left) == "module.exports") {
      if (!ts_node_is_null(own)) return NameFrom(frame.node, own);
      result.name = builder_->names().Intern("default");
      result.span = SpanOf(left);
      return result;
    }
    if (SyntaxOf(left) == Syntax::kMemberExpression) {
      return NameFrom(left, Child(left, Field::kProperty));
    }
  }
  if (!ts_node_is_null(own)) return NameFrom(frame.node, own);
  const bool is_default =
      holder.syntax == Syntax::kExportStatement && HasToken(holder.node, Syntax::kTokenDefault);
  if (is_default || is_declaration) {  // export default function () {}
    result.name = builder_->names().Intern("default");
    const uint32_t begin = StartWithoutDecorators(frame.node);
    const TSNode next =
        Child(frame.node, IsClassSyntax(frame.syntax) ? Field::kBody : Field::kParameters);
    uint32_t end = ts_node_is_null(next) ? begin : ts_node_start_byte(next);
    while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\n')) --end;
    if (end == begin) end = std::min(ts_node_end_byte(frame.node), begin + 1);
    result.span = places_.SpanOf(begin, end);
  }
  return result;
}

DefinitionId FactWalker::AddDefinition(Frame* frame, DefinitionWhat what, NameId name, Span span) {
  Facts& facts = builder_->facts;
  DefinitionFact definition;
  definition.what = what;
  definition.name = name;
  definition.span = span;
  definition.end_line = places_.At(ts_node_end_byte(frame->node)).line;
  definition.parent = frame->scope;
  definition.block = frame->block;
  definition.is_async = HasToken(frame->node, Syntax::kTokenAsync);
  const ScopeKind kind = what == DefinitionWhat::kClass ? ScopeKind::kClass : ScopeKind::kFunction;
  definition.scope = builder_->AddScope(kind, frame->scope, frame->block);
  this_class_.push_back(kNone);
  definition.order = builder_->NextOrder();
  const DefinitionId id = static_cast<DefinitionId>(facts.definitions.size());
  facts.scopes[definition.scope].definition = id;
  facts.definitions.push_back(definition);
  frame->definition = id;
  return id;
}

void FactWalker::EnterFunction(Frame* frame) {
  const FunctionName name = NameOfFunction(*frame);
  const ScopeId outer = frame->scope;
  const bool is_method_syntax = frame->syntax == Syntax::kMethodDefinition;
  const bool is_member =
      name.is_member || (is_method_syntax && Parent().syntax == Syntax::kClassBody);
  const DefinitionWhat what = is_member ? DefinitionWhat::kMethod : DefinitionWhat::kFunction;
  if (name.name != 0) {
    const DefinitionId id = AddDefinition(frame, what, name.name, name.span);
    builder_->facts.definitions[id].decorators = DecoratorsBefore();
    BindFunction(*frame);
    frame->scope = builder_->facts.definitions[id].scope;
  } else {
    frame->argument = ArgumentOf(*frame);
    frame->scope = builder_->AddScope(ScopeKind::kLambda, frame->scope, frame->block);
    this_class_.push_back(kNone);
  }
  frame->is_function = true;
  frame->block = builder_->AddBlock(BlockKind::kBody, frame->block, frame->scope);
  if (frame->syntax == Syntax::kArrowFunction) this_class_[frame->scope] = this_class_[outer];
  if (is_member) {
    this_class_[frame->scope] = outer;
    BindThis(frame, what);
  } else if (frame->syntax != Syntax::kArrowFunction) {
    builder_->Bind(builder_->names().Intern("this"), frame->scope, frame->block,
                   BindingKind::kOther, 0);
  }
}

// `this` is a method's first parameter, as `self` is elsewhere; in a static one it is the class.
void FactWalker::BindThis(Frame* frame, DefinitionWhat /*what*/) {
  const NameId name = builder_->names().Intern("this");
  const Facts& facts = builder_->facts;
  const TSNode holder = frame->syntax == Syntax::kMethodDefinition ? frame->node : Parent().node;
  if (!HasToken(holder, Syntax::kTokenStatic)) {
    builder_->Bind(name, frame->scope, frame->block, BindingKind::kParameter, 0, 0, 0);
    frame->parameters = 1;
    return;
  }
  const ScopeId class_scope = this_class_[frame->scope];
  const DefinitionId class_definition = facts.scopes[class_scope].definition;
  builder_->Bind(name, frame->scope, frame->block, BindingKind::kAssignment,
                 class_definition == kNone ? 0 : builder_->FunctionValue(class_definition));
  this_class_[frame->scope] = kNone;
}

// Declarations and methods have their names bound at once, others by what they are assigned to.
void FactWalker::BindFunction(const Frame& frame) {
  Facts& facts = builder_->facts;
  const DefinitionFact& definition = facts.definitions[frame.definition];
  switch (frame.syntax) {
    case Syntax::kFunctionDeclaration:
    case Syntax::kGeneratorFunctionDeclaration:
    case Syntax::kFunctionSignature: {
      Target target;
      target.scope = frame.scope;
      target.block = frame.block;
      Bind(definition.name, target, BindingKind::kDefinition, 0, frame.definition);
      // Such functions are there from the beginning of their scope.
      facts.bindings.back().order = frame.scope == 0 ? 0 : facts.scopes[frame.scope].order;
      return;
    }
    case Syntax::kMethodDefinition:
    case Syntax::kMethodSignature:
    case Syntax::kAbstractMethodSignature:
      if (Parent().syntax != Syntax::kClassBody) return;
      builder_->Bind(definition.name, frame.scope, frame.block, BindingKind::kDefinition, 0, 0,
                     frame.definition);
      return;
    default:
      return;
  }
}

// A declaration without a body: an overload, an abstract method.
void FactWalker::EnterSignature(Frame* frame) {
  const bool is_member = Parent().syntax == Syntax::kClassBody;
  const bool is_function = frame->syntax == Syntax::kFunctionSignature;
  if (frame->is_type || (!is_member && !is_function)) return;
  const FunctionName name = NameFrom(frame->node, Child(frame->node, Field::kName));
  if (name.name == 0) return;
  const DefinitionId id = AddDefinition(
      frame, is_member ? DefinitionWhat::kMethod : DefinitionWhat::kFunction, name.name, name.span);
  builder_->facts.definitions[id].body = BodyShape::kStub;
  BindFunction(*frame);
  frame->scope = builder_->facts.definitions[id].scope;
  frame->block = builder_->AddBlock(BlockKind::kBody, frame->block, frame->scope);
}

void FactWalker::EnterClass(Frame* frame) {
  FunctionName name = NameOfFunction(*frame);
  if (name.name == 0) {
    const uint32_t begin = StartWithoutDecorators(frame->node);
    name.span = places_.SpanOf(begin, begin + 5);  // class
  }
  const DefinitionId id = AddDefinition(frame, DefinitionWhat::kClass, name.name, name.span);
  if (frame->syntax == Syntax::kClass) return;
  Target target;
  target.scope = frame->scope;
  target.block = frame->block;
  Bind(name.name, target, BindingKind::kDefinition, 0, id);
}

// Decorators of a member stand before it in the class body.
Range FactWalker::DecoratorsBefore() {
  if (Parent().syntax != Syntax::kClassBody) return {};
  std::vector<ValueId> decorators;
  for (size_t i = parts_.size(); i > Parent().first_part; --i) {
    if (parts_[i - 1].syntax != Syntax::kDecorator) break;
    decorators.insert(decorators.begin(), parts_[i - 1].value);
  }
  return builder_->AddValueList(decorators.data(), decorators.size());
}

// An item in `items.forEach(item => …)`, the value in `promise.then(value => …)`.
ValueId FactWalker::ArgumentOf(const Frame& callback) const {
  constexpr std::string_view kMethods[] = {"forEach", "map",  "filter",  "some",
                                           "every",   "find", "flatMap", "findIndex"};
  const bool is_first = Parent().syntax == Syntax::kArguments &&
                        callback.first_part == Parent().first_part &&
                        Parent(2).syntax == Syntax::kCallExpression;
  if (!is_first) return 0;
  const Frame& call = Parent(2);
  const Part* function = PartsOf(call).Find(Field::kFunction);
  if (function == nullptr) return 0;
  const Value& callee = builder_->facts.values[function->value];
  if (callee.kind != ValueKind::kAttribute) return 0;
  const std::string_view method = builder_->Text(callee.name);
  if (method == "then") {
    const Value& promise = builder_->facts.values[callee.base];
    return promise.kind == ValueKind::kElement ? promise.base : callee.base;
  }
  const bool iterates =
      std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods);
  return iterates ? builder_->ElementValue(callee.base) : 0;
}

}  // namespace ssot::typescript
