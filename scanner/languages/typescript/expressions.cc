// The values of expressions, calls and accesses: what is made when a node is left.
#include <algorithm>
#include <string>

#include "scanner/languages/typescript/fact_walker.h"

namespace ssot::typescript {
namespace {

void AppendUtf8(uint32_t code, std::string* text) {
  if (code < 0x80) {
    *text += static_cast<char>(code);
  } else if (code < 0x800) {
    *text += static_cast<char>(0xC0 | code >> 6);
    *text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    *text += static_cast<char>(0xE0 | code >> 12);
    *text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    *text += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x110000) {
    *text += static_cast<char>(0xF0 | code >> 18);
    *text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    *text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    *text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// What the escape sequence, its backslash included, stands for.
void AppendEscape(std::string_view escape, std::string* text) {
  if (escape.size() < 2) return;
  switch (escape[1]) {
    case 'n':
      *text += '\n';
      return;
    case 't':
      *text += '\t';
      return;
    case 'r':
      *text += '\r';
      return;
    case 'b':
      *text += '\b';
      return;
    case 'f':
      *text += '\f';
      return;
    case 'v':
      *text += '\v';
      return;
    case '0':
      *text += '\0';
      return;
    case '\r':
    case '\n':
      return;
    case 'x':
    case 'u': {
      uint32_t code = 0;
      for (char c : escape.substr(2)) {
        const uint32_t digit = c >= '0' && c <= '9'   ? static_cast<uint32_t>(c - '0')
                               : c >= 'a' && c <= 'f' ? static_cast<uint32_t>(c - 'a' + 10)
                               : c >= 'A' && c <= 'F' ? static_cast<uint32_t>(c - 'A' + 10)
                                                      : 16;
        if (digit < 16) code = std::min<uint32_t>(code * 16 + digit, 0x110000);
      }
      AppendUtf8(code, text);
      return;
    }
    default:
      text->append(escape.substr(1));
  }
}

bool IsTypeWrapper(std::string_view name) {
  constexpr std::string_view kWrappers[] = {"Promise",     "Readonly", "Partial", "Required",
                                            "NonNullable", "Awaited",  "Ref"};
  return std::find(std::begin(kWrappers), std::end(kWrappers), name) != std::end(kWrappers);
}

// What stands where a name is made and not used.
bool BindsNames(Syntax syntax) {
  switch (syntax) {
    case Syntax::kArrayPattern:
    case Syntax::kCatchClause:
    case Syntax::kEnumDeclaration:
    case Syntax::kExportSpecifier:
    case Syntax::kImportAlias:
    case Syntax::kImportClause:
    case Syntax::kImportRequireClause:
    case Syntax::kImportSpecifier:
    case Syntax::kInternalModule:
    case Syntax::kModule:
    case Syntax::kNamespaceExport:
    case Syntax::kNamespaceImport:
    case Syntax::kNestedIdentifier:
    case Syntax::kRestPattern:
    case Syntax::kFunctionSignature:
      return true;
    default:
      return IsFunctionSyntax(syntax) || IsClassSyntax(syntax);
  }
}

bool BindsField(Syntax syntax, Field field) {
  switch (syntax) {
    case Syntax::kVariableDeclarator:
      return field == Field::kName;
    case Syntax::kAssignmentExpression:
    case Syntax::kAugmentedAssignmentExpression:
    case Syntax::kAssignmentPattern:
    case Syntax::kObjectAssignmentPattern:
    case Syntax::kForInStatement:
      return field == Field::kLeft;
    case Syntax::kRequiredParameter:
    case Syntax::kOptionalParameter:
      return field == Field::kPattern || field == Field::kName;
    case Syntax::kPairPattern:
      return field == Field::kValue;
    case Syntax::kArrowFunction:
      return field == Field::kParameter;
    default:
      return false;
  }
}

}  // namespace

std::string FactWalker::Decode(TSNode string) const {
  std::string text;
  const uint32_t count = ts_node_named_child_count(string);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(string, i);
    switch (SyntaxOf(child)) {
      case Syntax::kStringFragment:
        text += Text(child);
        break;
      case Syntax::kEscapeSequence:
        AppendEscape(Text(child), &text);
        break;
      default:
        if (ts_node_is_error(child)) break;
        text += Text(child);
    }
  }
  return text;
}

ValueId FactWalker::List(ValueKind kind, PartList parts) {
  std::vector<ValueId> items;
  for (const Part& part : parts) {
    if (ts_node_is_named(part.node)) items.push_back(part.value);
  }
  return builder_->ListValue(kind, items.data(), items.size());
}

ValueId FactWalker::LeaveExpression(const Frame& frame, PartList parts) {
  switch (frame.syntax) {
    case Syntax::kIdentifier:
    case Syntax::kThis:
    case Syntax::kSuper:
    case Syntax::kImport:
    case Syntax::kMetaProperty:
      return LeaveIdentifier(frame);
    case Syntax::kUndefined:
    case Syntax::kNull:
    case Syntax::kTrue:
    case Syntax::kFalse:
      return builder_->ConstantValue(Intern(frame.node));
    case Syntax::kNumber:
      return builder_->TextValue(ValueKind::kNumber, Text(frame.node));
    case Syntax::kString:
      return StringValue(Decode(frame.node));
    case Syntax::kTemplateString:
      return LeaveTemplate(frame, parts);
    case Syntax::kPropertyIdentifier:
    case Syntax::kPrivatePropertyIdentifier:
      // A pair's key; everywhere else the parent looks at the node itself.
      return Parent().syntax == Syntax::kPair ? StringValue(Text(frame.node)) : 0;
    case Syntax::kShorthandPropertyIdentifier: {
      const NameId name = Intern(frame.node);
      const ValueId value = builder_->NameValue(name);
      if (builder_->IsConstantName(name)) {
        AddAccess(frame, AccessSyntax::kName, value, AccessMode::kRead);
      }
      const ValueId pair[] = {StringValue(Text(frame.node)), value};
      return builder_->ListValue(ValueKind::kList, pair, 2);
    }
    case Syntax::kPair:
      return LeavePair(parts);
    case Syntax::kObject:
      return LeaveObject(parts);
    case Syntax::kArray:
    case Syntax::kTypeArguments:
      return List(ValueKind::kList, parts);
    case Syntax::kMemberExpression:
      return LeaveMember(frame, parts);
    case Syntax::kSubscriptExpression:
      return LeaveSubscript(frame, parts);
    case Syntax::kBinaryExpression:
      return LeaveBinary(frame, parts);
    case Syntax::kTernaryExpression: {
      const Part* first = parts.Find(Field::kConsequence);
      const Part* second = parts.Find(Field::kAlternative);
      if (first == nullptr || second == nullptr) return 0;
      const ValueId both[] = {first->value, second->value};
      return builder_->ListValue(ValueKind::kChoice, both, 2);
    }
    case Syntax::kCallExpression:
    case Syntax::kNewExpression:
      return LeaveCall(frame, parts);
    case Syntax::kEnumBody:
    case Syntax::kEnumAssignment:
      return LeaveEnum(frame, parts);
    case Syntax::kTypeAssertion:
    case Syntax::kSequenceExpression:
    case Syntax::kAssignmentExpression:
      return parts.count == 0 ? 0 : parts.first[parts.count - 1].value;
    default:
      if (IsWrapper(frame.syntax)) {
        if (frame.syntax == Syntax::kNonNullExpression) NoteMisreadBang(frame, parts);
        for (const Part& part : parts) {
          if (ts_node_is_named(part.node)) return part.value;
        }
        return 0;
      }
      return LeaveType(frame, parts);
  }
}

ValueId FactWalker::LeaveIdentifier(const Frame& frame) {
  const NameId name = Intern(frame.node);
  const ValueId value = builder_->NameValue(name);
  const Frame& parent = Parent();
  if (parent.syntax == Syntax::kArrowFunction && frame.field == Field::kParameter) {
    BindSoleParameter(frame);
  } else if (parent.syntax == Syntax::kCatchClause && frame.field == Field::kParameter) {
    Target target;
    target.scope = parent.scope;
    target.block = parent.block;
    target.kind = BindingKind::kOther;
    BindPattern(frame.node, 0, target);
  }
  const bool is_read = !frame.is_type && frame.syntax == Syntax::kIdentifier &&
                       builder_->IsConstantName(name) && !BindsField(parent.syntax, frame.field) &&
                       !(BindsNames(parent.syntax) && frame.field != Field::kBody) &&
                       frame.field != Field::kFunction && frame.field != Field::kConstructor;
  if (is_read) AddAccess(frame, AccessSyntax::kName, value, AccessMode::kRead);
  return value;
}

// How the expression that is left is used by what is around it.
AccessMode FactWalker::ModeOf(const Frame& frame) const {
  const Frame& parent = Parent();
  switch (parent.syntax) {
    case Syntax::kAssignmentExpression:
    case Syntax::kAugmentedAssignmentExpression:
    case Syntax::kForInStatement:
    case Syntax::kAssignmentPattern:
      return frame.field == Field::kLeft ? AccessMode::kWrite : AccessMode::kRead;
    case Syntax::kUpdateExpression:
    case Syntax::kArrayPattern:
    case Syntax::kRestPattern:
      return AccessMode::kWrite;
    case Syntax::kPairPattern:
      return frame.field == Field::kValue ? AccessMode::kWrite : AccessMode::kRead;
    case Syntax::kUnaryExpression:
      return Text(Child(parent.node, Field::kOperator)) == "delete" ? AccessMode::kDelete
                                                                    : AccessMode::kRead;
    default:
      return AccessMode::kRead;
  }
}

void FactWalker::AddAccess(const Frame& frame, AccessSyntax syntax, ValueId value,
                           AccessMode mode) {
  AccessFact access;
  access.span = SpanOf(frame.node);
  access.value = value;
  access.block = frame.block;
  access.scope = frame.scope;
  access.order = builder_->NextOrder();
  access.syntax = syntax;
  access.mode = mode;
  builder_->facts.accesses.push_back(access);
}

ValueId FactWalker::LeaveMember(const Frame& frame, PartList parts) {
  const Part* object = parts.Find(Field::kObject);
  const TSNode property = Child(frame.node, Field::kProperty);
  if (object == nullptr || ts_node_is_null(property)) return 0;
  const std::string_view name = Text(property);
  const bool is_of_promise = name == "then" || name == "catch" || name == "finally";
  const Value& base = builder_->facts.values[object->value];
  if (is_of_promise && base.kind == ValueKind::kCall && module_calls_.contains(base.first)) {
    // import("m").then is no member of the module: the module is what the promise holds.
    return builder_->AttributeValue(builder_->ElementValue(object->value), Intern(property));
  }
  const ValueId value = builder_->AttributeValue(object->value, Intern(property));
  const bool is_called = frame.field == Field::kFunction || frame.field == Field::kConstructor;
  if (!is_called && !frame.is_type) {
    AddAccess(frame, AccessSyntax::kAttribute, value, ModeOf(frame));
  }
  return value;
}

ValueId FactWalker::LeaveSubscript(const Frame& frame, PartList parts) {
  const Part* object = parts.Find(Field::kObject);
  const Part* index = parts.Find(Field::kIndex);
  if (object == nullptr || index == nullptr) return 0;
  const ValueId value = builder_->SubscriptValue(object->value, index->value);
  const bool is_called = frame.field == Field::kFunction || frame.field == Field::kConstructor;
  if (!is_called && !frame.is_type) {
    AddAccess(frame, AccessSyntax::kSubscript, value, ModeOf(frame));
  }
  return value;
}

ValueId FactWalker::LeaveBinary(const Frame& frame, PartList parts) {
  const Part* left = parts.Find(Field::kLeft);
  const Part* right = parts.Find(Field::kRight);
  if (left == nullptr || right == nullptr) return 0;
  const std::string_view sign = Text(Child(frame.node, Field::kOperator));
  const ValueId both[] = {left->value, right->value};
  if (sign == "+") {
    auto may_be_text = [&](ValueId value) {
      const ValueKind kind = builder_->facts.values[value].kind;
      return kind == ValueKind::kString || kind == ValueKind::kPattern ||
             kind == ValueKind::kConcatenation || kind == ValueKind::kName ||
             kind == ValueKind::kAttribute || kind == ValueKind::kCall;
    };
    if (!may_be_text(both[0]) && !may_be_text(both[1])) return 0;
    return builder_->ListValue(ValueKind::kConcatenation, both, 2);
  }
  if (sign == "||" || sign == "??") return builder_->ListValue(ValueKind::kChoice, both, 2);
  if (sign == "&&") return right->value;
  if (sign == "in") {
    AddAccess(frame, AccessSyntax::kMembership, builder_->SubscriptValue(right->value, left->value),
              AccessMode::kRead);
  }
  return 0;
}

ValueId FactWalker::LeavePair(PartList parts) {
  const Part* key = parts.Find(Field::kKey);
  const Part* value = parts.Find(Field::kValue);
  const ValueId pair[] = {key == nullptr ? 0 : key->value, value == nullptr ? 0 : value->value};
  return builder_->ListValue(ValueKind::kList, pair, 2);
}

ValueId FactWalker::LeaveObject(PartList parts) {
  std::vector<ValueId> items;
  for (const Part& part : parts) {
    const Value& value = builder_->facts.values[part.value];
    if (part.syntax == Syntax::kPair || part.syntax == Syntax::kShorthandPropertyIdentifier) {
      items.push_back(builder_->facts.value_lists[value.first]);
      items.push_back(builder_->facts.value_lists[value.first + 1]);
    } else if (part.syntax == Syntax::kMethodDefinition && value.kind == ValueKind::kFunction) {
      const NameId name = builder_->facts.definitions[value.first].name;
      items.push_back(StringValue(std::string(builder_->Text(name))));
      items.push_back(part.value);
    }
  }
  return builder_->ListValue(ValueKind::kDict, items.data(), items.size());
}

// `a${b}c`: a pattern that names what is between the braces, where that is only names.
ValueId FactWalker::LeaveTemplate(const Frame& frame, PartList parts) {
  std::string pattern;
  std::vector<ValueId> pieces;
  bool has_gaps = false;
  bool has_only_names = true;
  std::string piece;
  auto end_piece = [&] {
    if (!piece.empty()) pieces.push_back(StringValue(piece));
    piece.clear();
  };
  for (const Part& part : parts) {
    if (part.syntax == Syntax::kTemplateSubstitution) {
      has_gaps = true;
      end_piece();
      pieces.push_back(part.value);
      const Value& value = builder_->facts.values[part.value];
      const bool is_name = value.kind == ValueKind::kName;
      has_only_names = has_only_names && (is_name || value.kind == ValueKind::kUnknown ||
                                          value.kind == ValueKind::kCall);
      pattern += '{';
      if (is_name) pattern += builder_->Text(value.name);
      pattern += '}';
    } else if (part.syntax == Syntax::kEscapeSequence) {
      AppendEscape(Text(part.node), &piece);
      AppendEscape(Text(part.node), &pattern);
    } else if (part.syntax == Syntax::kStringFragment) {
      piece += Text(part.node);
      pattern += Text(part.node);
    }
  }
  if (!has_gaps) return StringValue(Text(frame.node).size() < 2 ? std::string() : piece);
  if (has_only_names) return builder_->TextValue(ValueKind::kPattern, pattern);
  end_piece();
  return builder_->ListValue(ValueKind::kConcatenation, pieces.data(), pieces.size());
}

// An enumeration is a mapping of its members' names.
ValueId FactWalker::LeaveEnum(const Frame& frame, PartList parts) {
  if (frame.syntax == Syntax::kEnumAssignment) {
    const NameId name = PropertyName(Child(frame.node, Field::kName));
    const Part* value = parts.Find(Field::kValue);
    const ValueId pair[] = {
        builder_->TextValue(ValueKind::kString, std::string(builder_->Text(name))),
        value == nullptr ? 0 : value->value};
    return builder_->ListValue(ValueKind::kList, pair, 2);
  }
  std::vector<ValueId> items;
  for (const Part& part : parts) {
    if (part.syntax != Syntax::kEnumAssignment) continue;
    const Value& pair = builder_->facts.values[part.value];
    items.push_back(builder_->facts.value_lists[pair.first]);
    items.push_back(builder_->facts.value_lists[pair.first + 1]);
  }
  return builder_->ListValue(ValueKind::kDict, items.data(), items.size());
}

ValueId FactWalker::LeaveCall(const Frame& frame, PartList parts) {
  const bool is_new = frame.syntax == Syntax::kNewExpression;
  if (!is_new) NoteMisreadCall(frame, parts);
  const Part* function = parts.Find(is_new ? Field::kConstructor : Field::kFunction);
  const Part* arguments = parts.Find(Field::kArguments);
  const ValueId callee = function == nullptr ? 0 : function->value;
  const bool is_import = function != nullptr && function->syntax == Syntax::kImport;
  if (frame.call == kNone) {
    if (is_import && arguments != nullptr) {  // import("./types").Name
      const Value& list = builder_->facts.values[arguments->value];
      const Value module =
          builder_->facts.values[list.count == 0 ? 0 : builder_->facts.value_lists[list.first]];
      if (module.kind != ValueKind::kString) return 0;
      AddTypeImport(SpanOf(frame.node), module.name, frame.block);
    }
    return 0;
  }
  Facts& facts = builder_->facts;
  CallFact call;
  call.span = SpanOf(frame.node);
  call.callee = callee;
  call.block = frame.block;
  call.scope = frame.scope;
  ValueId first_argument = 0;
  if (arguments != nullptr) {
    const Value& list = facts.values[arguments->value];
    call.arguments.first = static_cast<uint32_t>(facts.arguments.size());
    const NameId star = builder_->names().Intern("*");
    for (uint32_t i = 0; i < list.count; ++i) {
      const ValueId item = facts.value_lists[list.first + i];
      const Value& value = facts.values[item];
      const bool is_spread = value.kind == ValueKind::kElement;  // as in LeaveType
      facts.arguments.push_back({is_spread ? star : 0, is_spread ? value.base : item});
      if (i == 0 && !is_spread) first_argument = item;
    }
    call.arguments.count = list.count;
  }
  call.order = builder_->NextOrder();
  facts.calls[frame.call] = call;
  const Value& callee_value = facts.values[callee];
  if (callee_value.kind == ValueKind::kName && !is_new) {
    NoteModuleCall(frame, frame.call, builder_->Text(callee_value.name), first_argument);
  }
  return builder_->CallValue(frame.call);
}

// Annotations, and whatever only hands on the value inside it.
ValueId FactWalker::LeaveType(const Frame& frame, PartList parts) {
  auto first_named = [&]() -> ValueId {
    for (const Part& part : parts) {
      if (ts_node_is_named(part.node)) return part.value;
    }
    return 0;
  };
  switch (frame.syntax) {
    case Syntax::kTypeIdentifier:
      return builder_->NameValue(Intern(frame.node));
    case Syntax::kNestedTypeIdentifier:
    case Syntax::kNestedIdentifier: {
      const Field last =
          frame.syntax == Syntax::kNestedIdentifier ? Field::kProperty : Field::kName;
      const TSNode name = Child(frame.node, last);
      return ts_node_is_null(name) ? 0 : builder_->AttributeValue(first_named(), Intern(name));
    }
    case Syntax::kGenericType: {
      const ValueId name = first_named();
      const Part* arguments = parts.Find(Syntax::kTypeArguments);
      const Value& value = builder_->facts.values[name];
      const bool is_wrapper = value.kind == ValueKind::kName && arguments != nullptr &&
                              IsTypeWrapper(builder_->Text(value.name));
      if (!is_wrapper) return name;
      const Value& list = builder_->facts.values[arguments->value];
      return list.count == 0 ? 0 : builder_->facts.value_lists[list.first];
    }
    case Syntax::kUnionType:
      return List(ValueKind::kChoice, parts);
    case Syntax::kArguments:
      return List(ValueKind::kList, parts);
    case Syntax::kSpreadElement: {
      const ValueId value = first_named();
      if (Parent().syntax != Syntax::kArguments) return 0;
      // No other argument is an element of something.
      const ValueId items = value != 0 ? value : builder_->ConstantValue(Intern(frame.node));
      return builder_->ElementValue(items);
    }
    case Syntax::kTypeAnnotation:
    case Syntax::kParenthesizedType:
    case Syntax::kReadonlyType:
    case Syntax::kLiteralType:
    case Syntax::kComputedPropertyName:
    case Syntax::kTemplateSubstitution:
    case Syntax::kDecorator:
    case Syntax::kExpressionStatement:
    case Syntax::kReturnStatement:
    case Syntax::kThrowStatement:
      return first_named();
    case Syntax::kClassHeritage:
    case Syntax::kExtendsClause:
    case Syntax::kImplementsClause: {
      std::vector<ValueId> bases;
      for (const Part& part : parts) {
        const bool is_list =
            part.syntax == Syntax::kExtendsClause || part.syntax == Syntax::kImplementsClause;
        const Value value = builder_->facts.values[part.value];
        if (is_list) {
          for (uint32_t i = 0; i < value.count; ++i) {
            bases.push_back(builder_->facts.value_lists[value.first + i]);
          }
        } else if (ts_node_is_named(part.node) && part.syntax != Syntax::kTypeArguments) {
          bases.push_back(part.value);
        }
      }
      return builder_->ListValue(ValueKind::kList, bases.data(), bases.size());
    }
    default:
      return 0;
  }
}

}  // namespace ssot::typescript
