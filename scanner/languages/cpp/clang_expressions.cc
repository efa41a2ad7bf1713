// Calls, and what their arguments and objects are.
#include <algorithm>

#include "scanner/languages/cpp/clang_visitor.h"

namespace ssot::cpp {
namespace {

constexpr int kMostDepth = 24;

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool IsOperator(std::string_view name) {
  return name.starts_with("operator") && name.size() > 8 && !IsNameByte(name[8]);
}

bool IsVariable(CXCursorKind kind) {
  return kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl || kind == CXCursor_FieldDecl ||
         kind == CXCursor_NonTypeTemplateParameter;
}

bool IsCapitalized(std::string_view name) {
  return name.size() > 1 &&
         std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view LastName(std::string_view path) {
  const size_t colon = path.rfind("::");
  return colon == path.npos ? path : path.substr(colon + 2);
}

// NAME of "NAME=value".
std::string_view VariableOf(std::string_view assignment) {
  return assignment.substr(0, assignment.find('='));
}

// The first child that is code: types of templates and casts come before it.
CXCursor FirstExpression(CXCursor cursor) {
  for (const CXCursor& child : ChildrenOf(cursor)) {
    if (clang_isExpression(child.kind)) return child;
  }
  return clang_getNullCursor();
}

}  // namespace

std::string ClangVisitor::WordAt(uint32_t offset) const {
  const std::string_view rest = source_.text.substr(std::min<size_t>(offset, source_.text.size()));
  size_t size = rest.starts_with('~') ? 1 : 0;
  while (size < rest.size() && IsNameByte(rest[size])) ++size;
  if (rest.substr(0, size) == "operator") {
    while (size < rest.size() && rest[size] != '(' && rest[size] != '\n') ++size;
    if (rest.substr(8, size - 8).empty()) size = std::min(rest.size(), size + 2);  // operator()
  }
  return std::string(rest.substr(0, size));
}

std::string_view ClangVisitor::TextOf(Extent extent) const {
  if (extent.end > source_.text.size() || extent.begin > extent.end) return {};
  return source_.text.substr(extent.begin, extent.end - extent.begin);
}

// A qualified name as written, without blanks and template arguments.
std::string ClangVisitor::PathBetween(uint32_t begin, uint32_t end) const {
  std::string path;
  int angle = 0;
  for (char c : TextOf({begin, end})) {
    if (c == '<') ++angle;
    if (angle == 0 && (IsNameByte(c) || c == ':' || c == '~')) path += c;
    if (c == '>' && angle > 0) --angle;
  }
  return path;
}

uint32_t ClangVisitor::KnownBits(CXCursor declaration) const {
  return root_->Contains(declaration) ? kKnownInTree : 0u;
}

// `Type(x)`, `Type{x}`, `new Type(x)` and `Type name(x)`; not what the compiler adds.
bool ClangVisitor::IsWrittenConstruction(CXCursor cursor, Extent extent) const {
  const std::string_view text = TextOf(extent);
  if (!text.ends_with(')') && !text.ends_with('}')) return false;
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  const bool has_type = !children.empty() && (children[0].kind == CXCursor_TypeRef ||
                                              children[0].kind == CXCursor_TemplateRef ||
                                              children[0].kind == CXCursor_NamespaceRef);
  if (has_type) return true;
  // The extent of a variable's construction begins with the variable's name.
  const std::string word = WordAt(extent.begin);
  if (word.empty()) return false;
  size_t behind = word.size();
  while (behind < text.size() && (text[behind] == ' ' || text[behind] == '\n')) ++behind;
  if (behind >= text.size() || (text[behind] != '(' && text[behind] != '{')) return false;
  // The argument of an implicit conversion has an extent of its own.
  return children.empty() || ExtentOf(children[0]).begin > extent.begin + word.size();
}

// A variable that holds a function and nothing else: what it is initialized with.
CXCursor ClangVisitor::FunctionBehind(CXCursor variable) const {
  if (variable.kind != CXCursor_VarDecl) return clang_getNullCursor();
  CXCursor cursor = InitializerOf(variable);
  for (int step = 0; step < kMostDepth && !IsNull(cursor); ++step) {
    cursor = StripExpression(cursor);
    if (cursor.kind == CXCursor_DeclRefExpr) {
      const CXCursor function = clang_getCursorReferenced(cursor);
      const bool is_function = function.kind == CXCursor_FunctionDecl ||
                               function.kind == CXCursor_CXXMethod ||
                               function.kind == CXCursor_FunctionTemplate;
      return is_function ? function : FunctionBehind(function);
    }
    const bool may_hold =
        cursor.kind == CXCursor_UnaryOperator || cursor.kind == CXCursor_CallExpr ||
        cursor.kind == CXCursor_UnexposedExpr || cursor.kind == CXCursor_InitListExpr;
    if (!may_hold) break;
    cursor = FirstExpression(cursor);
  }
  return clang_getNullCursor();
}

void ClangVisitor::VisitCall(CXCursor cursor, const Place& place) {
  const CXCursor referenced = clang_getCursorReferenced(cursor);
  const Extent extent = ExtentOf(cursor);
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  const std::string name = IsNull(referenced) ? "" : SpellingOf(referenced);

  if (!IsNull(referenced) && referenced.kind == CXCursor_Constructor) {
    VisitChildren(cursor, place);
    if (!IsWrittenConstruction(cursor, extent)) return;
    const CXCursor type = clang_getCursorSemanticParent(referenced);
    const FullName full = FullNameOf(type, source_.language);
    const ValueId written = builder_->WrittenName(LastName(full.text));
    const ValueId callee =
        builder_->ResolvedValue(full.text, full.module_length, KnownBits(type), written);
    AddCall(cursor, extent, callee, 0, place);
    return;
  }
  const bool is_conversion = !IsNull(referenced) && referenced.kind == CXCursor_ConversionFunction;
  // `a == b` of types that nobody knows yet.
  const bool is_open_operator =
      IsNull(referenced) && std::any_of(children.begin(), children.end(), [](CXCursor child) {
        const CXCursor overloads = clang_getCursorReferenced(child);
        return child.kind == CXCursor_DeclRefExpr && overloads.kind == CXCursor_OverloadedDeclRef &&
               IsOperator(SpellingOf(overloads));
      });
  if (IsOperator(name) || is_conversion || is_open_operator) {
    const bool is_assignment = name == "operator=" && children.size() > 1;
    for (size_t i = 0; i < children.size(); ++i) {
      const bool is_target = is_assignment && i == 0 && children[i].kind == CXCursor_MemberRefExpr;
      if (is_target) {
        VisitMember(children[i], place, AccessMode::kWrite);
      } else {
        VisitNode(children[i], place);
      }
    }
    const bool is_appended = name == "operator+=" && children.size() > 1;
    if ((is_assignment || is_appended) && children[0].kind == CXCursor_DeclRefExpr) {
      builder_->BindName(SpellingOf(children[0]), place.scope, place.block,
                         BindingKind::kAssignment, is_appended ? 0 : ValueOf(children.back()));
    }
    return;
  }
  if (children.empty()) {  // libclang does not know the callee: the text knows more
    return;
  }
  const CXCursor callee = StripExpression(children[0]);
  // The object that a method is called on; its own name is the call's.
  if (callee.kind == CXCursor_MemberRefExpr) {
    VisitChildren(callee, place);
  } else if (callee.kind != CXCursor_DeclRefExpr) {
    VisitNode(children[0], place);
  }
  for (size_t i = 1; i < children.size(); ++i) VisitNode(children[i], place);
  AddCall(cursor, extent, CalleeOf(cursor, referenced, callee), 1, place);
  names_.insert(CalleeNameOffset(callee));
  if (const OutlineCall* text = IsNull(referenced) ? TextCallEndingAt(extent.end) : nullptr) {
    names_.insert(source_.words->tokens[text->name_token].begin);
  }
}

const OutlineCall* ClangVisitor::TextCallEndingAt(uint32_t offset) const {
  const auto found = text_calls_.find(offset);
  return found == text_calls_.end() ? nullptr : found->second;
}

void ClangVisitor::AddCall(CXCursor cursor, Extent extent, ValueId callee, size_t first_argument,
                           const Place& place) {
  const uint64_t key = uint64_t{extent.begin} << 32 | extent.end;
  std::vector<ValueId> arguments;
  std::vector<CXCursor> written;
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  for (size_t i = first_argument; i < children.size(); ++i) {
    if (first_argument == 0 && !clang_isExpression(children[i].kind)) continue;
    written.push_back(children[i]);
  }
  arguments.reserve(written.size());
  for (const CXCursor& argument : written) arguments.push_back(ValueOf(argument));
  const std::string_view name = builder_->Text(builder_->facts.values[callee].name);
  if (name == "putenv" && !written.empty()) {
    if (const auto text = StringOf(written[0])) {
      arguments[0] = builder_->TextValue(ValueKind::kString, VariableOf(*text));
    }
  }
  CallFact fact;
  fact.span = source_.lines->SpanOf(extent.begin, extent.end);
  fact.callee = callee;
  fact.arguments = builder_->AddArguments(arguments);
  fact.block = place.block;
  fact.scope = place.scope;
  fact.order = builder_->NextOrder();
  calls_[key] = static_cast<CallId>(builder_->facts.calls.size());
  builder_->facts.calls.push_back(fact);
}

ValueId ClangVisitor::CalleeOf(CXCursor call, CXCursor referenced, CXCursor callee) {
  const ValueId written = WrittenCallee(callee);
  CXCursor target = referenced;
  uint32_t known = 0;
  if (!IsNull(target) && IsVariable(target.kind)) {
    target = FunctionBehind(target);
    if (IsNull(target)) return written;
    known |= kKnownByAlias;
  }
  if (IsNull(target) || target.kind == CXCursor_OverloadedDeclRef) {
    for (const CXCursor& child : ChildrenOf(call)) {
      const CXCursor overloads = clang_getCursorReferenced(StripExpression(child));
      const bool are_overloads = overloads.kind == CXCursor_OverloadedDeclRef &&
                                 clang_getNumOverloadedDecls(overloads) > 0;
      target = are_overloads ? clang_getOverloadedDecl(overloads, 0) : clang_getNullCursor();
      break;
    }
    known |= kKnownByGuess;
  }
  const Value& as_written = builder_->facts.values[written];
  if (IsNull(target)) {
    if (as_written.kind != ValueKind::kName) return written;
    // Of an expression in error libclang may have lost the beginning; the text has it.
    const OutlineCall* text = TextCallEndingAt(ExtentOf(call).end);
    if (text != nullptr && !text->receiver.empty()) return written;
    std::string path = text != nullptr ? text->path : std::string(builder_->Text(as_written.name));
    if (path.starts_with("::")) path.erase(0, 2);
    const uint32_t region = text != nullptr ? text->region : 0;
    const std::string name = CompleteName(*source_.outline, path, region, source_.language);
    return builder_->ResolvedValue(name, QualifierLength(name), kKnownByGuess, written);
  }
  // `using Base::name` of a base that depends on template parameters.
  if (target.kind == CXCursor_UsingDeclaration) known |= kKnownByGuess;
  const FullName full = FullNameOf(target, source_.language);
  const std::string_view last = LastName(builder_->Text(as_written.name));
  if (last != LastName(full.text)) {
    known |= kKnownByAlias;
  } else if (as_written.kind == ValueKind::kName) {
    std::string_view path = builder_->Text(as_written.name);
    if (path.starts_with("::")) path.remove_prefix(2);
    if (!full.text.ends_with(path)) known |= kKnownByAlias;
  }
  return builder_->ResolvedValue(full.text, full.module_length, known | KnownBits(target), written);
}

// Where the last name of an expression stands. libclang says where a dependent one begins.
uint32_t ClangVisitor::CalleeNameOffset(CXCursor callee) const {
  const bool is_dependent = IsNull(clang_getCursorReferenced(callee));
  if (!is_dependent || IsFromMacro(callee)) return NameOffset(callee);
  const Extent extent = ExtentOf(callee);
  uint32_t end = extent.end;
  const std::string_view text = source_.text;
  int angle = 0;
  for (; end > extent.begin; --end) {
    const char c = text[end - 1];
    if (c == '>') ++angle;
    if (angle == 0 && IsNameByte(c)) break;
    if (c == '<') --angle;
  }
  while (end > extent.begin && IsNameByte(text[end - 1])) --end;
  return end;
}

// `T::decode` and `object.decode` of a type that nobody knows yet.
ValueId ClangVisitor::WrittenDependent(CXCursor callee) {
  const Extent extent = ExtentOf(callee);
  const uint32_t name = CalleeNameOffset(callee);
  std::string_view before = TextOf({extent.begin, std::max(extent.begin, name)});
  while (before.ends_with(' ') || before.ends_with('\n')) before.remove_suffix(1);
  if (before.ends_with("template")) before.remove_suffix(std::string_view("template").size());
  while (before.ends_with(' ') || before.ends_with('\n')) before.remove_suffix(1);
  if (before.ends_with('.') || before.ends_with("->")) {
    const CXCursor object = FirstExpression(callee);
    return builder_->Attribute(IsNull(object) ? 0 : WrittenObject(object), WordAt(name));
  }
  return builder_->WrittenName(PathBetween(extent.begin, extent.end));
}

// What stands in front of the call's bracket. Behind a macro it is the macro's name.
ValueId ClangVisitor::WrittenCallee(CXCursor callee) {
  const uint32_t name_begin = NameOffset(callee);
  if (IsFromMacro(callee)) {
    return builder_->WrittenName(WordAt(NameOffset(callee)));
  }
  if (IsNull(clang_getCursorReferenced(callee))) return WrittenDependent(callee);
  const std::string word = WordAt(name_begin);
  if (callee.kind == CXCursor_MemberRefExpr) {
    const std::vector<CXCursor> objects = ChildrenOf(callee);
    const bool has_object = !objects.empty() && clang_isExpression(objects[0].kind);
    if (!has_object) return builder_->WrittenName(word);
    return builder_->Attribute(ObjectValue(objects[0]), word);
  }
  std::string path = PathBetween(
      ExtentOf(callee).begin,
      std::max(name_begin + static_cast<uint32_t>(word.size()), ExtentOf(callee).begin));
  if (path.empty()) path = word;
  return builder_->WrittenName(path);
}

ValueId ClangVisitor::WrittenObject(CXCursor object) {
  const CXCursor cursor = StripExpression(object);
  switch (cursor.kind) {
    case CXCursor_CXXThisExpr:
      return builder_->WrittenName("this");
    case CXCursor_DeclRefExpr:
      return builder_->WrittenName(WordAt(NameOffset(cursor)));
    case CXCursor_MemberRefExpr: {
      const std::vector<CXCursor> inner = ChildrenOf(cursor);
      const std::string word = WordAt(NameOffset(cursor));
      if (inner.empty() || !clang_isExpression(inner[0].kind)) {
        return builder_->WrittenName(word);
      }
      return builder_->Attribute(WrittenObject(inner[0]), word);
    }
    case CXCursor_CallExpr: {
      // x->f() through a smart pointer is a call of operator-> on x.
      const std::string name = SpellingOf(clang_getCursorReferenced(cursor));
      if (IsOperator(name)) {
        const CXCursor inner = FirstExpression(cursor);
        return IsNull(inner) ? 0 : WrittenObject(inner);
      }
      const Extent extent = ExtentOf(cursor);
      const auto call = calls_.find(uint64_t{extent.begin} << 32 | extent.end);
      if (call == calls_.end()) return 0;
      return builder_->CallValue(call->second);
    }
    default:
      return 0;
  }
}

ValueId ClangVisitor::ObjectValue(CXCursor object) {
  const ValueId written = WrittenObject(object);
  const CXCursor type = ClassOf(clang_getCursorType(object));
  if (IsNull(type)) return written;
  const FullName full = FullNameOf(type, source_.language);
  return builder_->ResolvedValue(full.text, full.module_length, kKnownInstance | KnownBits(type),
                                 written);
}

void ClangVisitor::AddConstantAccess(std::string_view name, Extent extent, const Place& place) {
  if (!IsCapitalized(name)) return;
  if (bound_constants_.insert(std::string(name)).second) {
    builder_->BindName(name, 0, 0, BindingKind::kOther, 0);
  }
  AccessFact fact;
  fact.span = source_.lines->SpanOf(
      extent.begin,
      std::max<uint32_t>(extent.end, extent.begin + static_cast<uint32_t>(name.size())));
  fact.value = builder_->WrittenName(name);
  fact.block = place.block;
  fact.scope = place.scope;
  fact.order = builder_->NextOrder();
  fact.syntax = AccessSyntax::kName;
  builder_->facts.accesses.push_back(fact);
}

void ClangVisitor::VisitReference(CXCursor cursor, const Place& place) {
  const uint32_t begin = NameOffset(cursor);
  names_.insert(begin);
  if (IsFromMacro(cursor)) {
    const std::string word = WordAt(begin);
    AddConstantAccess(word, {begin, begin + static_cast<uint32_t>(word.size())}, place);
    return;
  }
  if (cursor.kind != CXCursor_DeclRefExpr) return;
  const CXCursor variable = clang_getCursorReferenced(cursor);
  if (variable.kind == CXCursor_VarDecl && !IsInFunction(variable)) {
    AddConstantAccess(SpellingOf(variable), ExtentOf(cursor), place);
  }
}

void ClangVisitor::VisitMember(CXCursor cursor, const Place& place, AccessMode mode) {
  VisitChildren(cursor, place);
  const uint32_t begin = NameOffset(cursor);
  names_.insert(begin);
  const CXCursor member = clang_getCursorReferenced(cursor);
  const bool is_function =
      !IsNull(member) && member.kind != CXCursor_FieldDecl && member.kind != CXCursor_VarDecl;
  if (is_function || IsFromMacro(cursor)) return;
  AccessFact fact;
  fact.span = source_.lines->SpanOf(ExtentOf(cursor).begin, ExtentOf(cursor).end);
  const std::vector<CXCursor> objects = ChildrenOf(cursor);
  const bool has_object = !objects.empty() && clang_isExpression(objects[0].kind);
  const ValueId object = has_object ? WrittenObject(objects[0]) : builder_->WrittenName("this");
  fact.value = builder_->Attribute(object, WordAt(begin));
  fact.block = place.block;
  fact.scope = place.scope;
  fact.order = builder_->NextOrder();
  fact.syntax = AccessSyntax::kAttribute;
  fact.mode = mode;
  builder_->facts.accesses.push_back(fact);
}

// A constant by its name, or a macro's text.
ValueId ClangVisitor::NamedConstant(CXCursor cursor, const std::string& text) {
  if (cursor.kind == CXCursor_StringLiteral && !IsFromMacro(cursor)) {
    return builder_->TextValue(ValueKind::kString, text);
  }
  return builder_->ConstantString(text);
}

ValueId ClangVisitor::ValueOfReference(CXCursor cursor) {
  const CXCursor variable = clang_getCursorReferenced(cursor);
  if (variable.kind == CXCursor_VarDecl && !IsInFunction(variable)) {
    if (const auto text = StringOf(cursor)) return builder_->ConstantString(*text);
  }
  if (IsVariable(variable.kind)) return builder_->WrittenName(SpellingOf(variable));
  return 0;
}

// `kNames[kSecret]`: the item where both are constant, else any of them.
ValueId ClangVisitor::ItemValue(CXCursor array, CXCursor index, int depth) {
  const CXCursor name = StripExpression(array);
  const CXCursor variable = clang_getCursorReferenced(name);
  if (name.kind != CXCursor_DeclRefExpr || variable.kind != CXCursor_VarDecl) return 0;
  CXCursor list = StripExpression(InitializerOf(variable));
  std::vector<CXCursor> items = ChildrenOf(list);
  // std::array holds its items in an array of its own.
  if (items.size() == 1 && StripExpression(items[0]).kind == CXCursor_InitListExpr) {
    list = StripExpression(items[0]);
    items = ChildrenOf(list);
  }
  constexpr size_t kMostItems = 1000;
  if (list.kind != CXCursor_InitListExpr || items.size() > kMostItems) return 0;
  if (const auto at = NumberOf(index); at && *at >= 0) {
    return *at < static_cast<long long>(items.size())
               ? ValueOf(items[static_cast<size_t>(*at)], depth)
               : 0;
  }
  std::vector<ValueId> values;
  values.reserve(items.size());
  for (const CXCursor& item : items) values.push_back(ValueOf(item, depth));
  return builder_->List(ValueKind::kChoice, values);
}

ValueId ClangVisitor::ValueOf(CXCursor expression, int depth) {
  if (depth > kMostDepth) return 0;
  const CXCursor cursor = StripExpression(expression);
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  const auto list_of = [&](ValueKind kind, size_t first) {
    std::vector<ValueId> items;
    for (size_t i = first; i < children.size(); ++i)
      items.push_back(ValueOf(children[i], depth + 1));
    return builder_->List(kind, items);
  };
  switch (cursor.kind) {
    case CXCursor_StringLiteral:
      if (const auto text = StringOf(cursor)) return NamedConstant(cursor, *text);
      return 0;
    case CXCursor_IntegerLiteral:
    case CXCursor_FloatingLiteral:
      if (IsFromMacro(cursor)) return 0;
      return builder_->TextValue(ValueKind::kNumber, TextOf(ExtentOf(cursor)));
    case CXCursor_CXXBoolLiteralExpr:
      return builder_->TextValue(ValueKind::kConstant, TextOf(ExtentOf(cursor)));
    case CXCursor_CXXNullPtrLiteralExpr:
      return builder_->TextValue(ValueKind::kConstant, "nullptr");
    case CXCursor_DeclRefExpr:
      return ValueOfReference(cursor);
    case CXCursor_MemberRefExpr:
      if (const auto text = StringOf(cursor)) return builder_->ConstantString(*text);
      return WrittenObject(cursor);
    case CXCursor_ConditionalOperator:
      return children.size() == 3 ? list_of(ValueKind::kChoice, 1) : 0;
    case CXCursor_InitListExpr:
      return list_of(ValueKind::kList, 0);
    case CXCursor_ArraySubscriptExpr:
      return children.size() == 2 ? ItemValue(children[0], children[1], depth + 1) : 0;
    case CXCursor_CallExpr:
      break;
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CStyleCastExpr:
    case CXCursor_CXXFunctionalCastExpr:
    case CXCursor_UnexposedExpr: {
      const CXCursor inner = FirstExpression(cursor);
      return IsNull(inner) ? 0 : ValueOf(inner, depth + 1);
    }
    default:
      return 0;
  }
  const CXCursor called = clang_getCursorReferenced(cursor);
  const std::string name = IsNull(called) ? "" : SpellingOf(called);
  if (name == "operator[]" && children.size() >= 2) {
    return ItemValue(children.front(), children.back(), depth + 1);
  }
  if (name == "operator+") {
    std::vector<ValueId> parts;
    for (const CXCursor& child : children) {
      const CXCursor part = StripExpression(child);
      const bool is_sign = part.kind == CXCursor_DeclRefExpr &&
                           IsOperator(SpellingOf(clang_getCursorReferenced(part)));
      if (!is_sign) parts.push_back(ValueOf(child, depth + 1));
    }
    return builder_->List(ValueKind::kConcatenation, parts);
  }
  if (name == "c_str" || name == "data" || name == "str" || name.starts_with("operator\"\"")) {
    const CXCursor member = FirstExpression(cursor);
    const CXCursor object = IsNull(member) ? member : FirstExpression(member);
    if (!IsNull(object)) return ValueOf(object, depth + 1);
  }
  const Extent extent = ExtentOf(cursor);
  const auto call = calls_.find(uint64_t{extent.begin} << 32 | extent.end);
  const bool is_construction = !IsNull(called) && (called.kind == CXCursor_Constructor ||
                                                   called.kind == CXCursor_ConversionFunction);
  if (is_construction && !children.empty()) {
    if (const auto text = StringOf(cursor)) {
      return call == calls_.end() && children.size() == 1 ? ValueOf(children[0], depth + 1)
                                                          : builder_->ConstantString(*text);
    }
    const CXCursor inner = FirstExpression(cursor);
    if (call == calls_.end()) return IsNull(inner) ? 0 : ValueOf(inner, depth + 1);
  }
  if (call == calls_.end()) return 0;
  return builder_->CallValue(call->second);
}

}  // namespace ssot::cpp
