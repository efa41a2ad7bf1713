#include "scanner/languages/cpp/clang_visitor.h"

#include <algorithm>

namespace ssot::cpp {
namespace {

bool IsFunction(CXCursorKind kind) {
  return kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod ||
         kind == CXCursor_Constructor || kind == CXCursor_Destructor ||
         kind == CXCursor_ConversionFunction || kind == CXCursor_FunctionTemplate;
}

bool IsClass(CXCursorKind kind) {
  return kind == CXCursor_ClassDecl || kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl ||
         kind == CXCursor_ClassTemplate || kind == CXCursor_ClassTemplatePartialSpecialization;
}

bool IsMethod(CXCursor cursor) {
  return IsClass(clang_getCursorSemanticParent(cursor).kind);
}

CXCursor BodyOf(CXCursor function) {
  for (const CXCursor& child : ChildrenOf(function)) {
    if (child.kind == CXCursor_CompoundStmt || child.kind == CXCursor_CXXTryStmt) return child;
  }
  return clang_getNullCursor();
}

}  // namespace

void ClangVisitor::Visit(CXTranslationUnit unit, CXFile main_file) {
  main_file_ = main_file;
  for (const CXCursor& child : ChildrenOf(clang_getTranslationUnitCursor(unit))) {
    if (!IsInOtherFile(child)) VisitTop(child);
  }
}

// A macro's body, and a name out of one, stand where the macro is used. What the compiler adds, as
// conversions, stands nowhere.
bool ClangVisitor::IsInOtherFile(CXCursor cursor) const {
  CXFile file = nullptr;
  clang_getFileLocation(clang_getCursorLocation(cursor), &file, nullptr, nullptr, nullptr);
  return file != nullptr && clang_File_isEqual(file, main_file_) == 0;
}

void ClangVisitor::VisitTop(CXCursor cursor) {
  if (cursor.kind == CXCursor_MacroExpansion) {
    names_.insert(NameOffset(cursor));
    return;
  }
  if (cursor.kind == CXCursor_MacroDefinition) return;
  if (cursor.kind == CXCursor_InclusionDirective) {
    const uint32_t line = source_.lines->LineOf(ExtentOf(cursor).begin);
    includes_[line] = clang_getIncludedFile(cursor);
    return;
  }
  VisitNode(cursor, {});
}

void ClangVisitor::VisitChildren(CXCursor cursor, const Place& place) {
  for (const CXCursor& child : ChildrenOf(cursor)) VisitNode(child, place);
}

void ClangVisitor::VisitNode(CXCursor cursor, const Place& place) {
  if (IsInOtherFile(cursor)) return;  // `#include` in the middle of a class or a body
  if (IsFunction(cursor.kind)) return VisitFunction(cursor, place);
  if (IsClass(cursor.kind)) return VisitClass(cursor, place);
  switch (cursor.kind) {
    case CXCursor_VarDecl:
    case CXCursor_FieldDecl:
      return VisitVariable(cursor, place);
    case CXCursor_LambdaExpr:
      return VisitLambda(cursor, place);
    case CXCursor_IfStmt:
    case CXCursor_SwitchStmt:
    case CXCursor_ConditionalOperator:
      return VisitIf(cursor, place);
    case CXCursor_ForStmt:
    case CXCursor_WhileStmt:
    case CXCursor_DoStmt:
    case CXCursor_CXXForRangeStmt:
      return VisitLoop(cursor, place);
    case CXCursor_CXXTryStmt:
      return VisitTry(cursor, place);
    case CXCursor_CXXCatchStmt:
      return VisitIn(BlockKind::kHandler, cursor, place);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
      return VisitAssignment(cursor, place);
    case CXCursor_CallExpr:
      return VisitCall(cursor, place);
    case CXCursor_MemberRefExpr:
      return VisitMember(cursor, place, AccessMode::kRead);
    case CXCursor_DeclRefExpr:
    case CXCursor_StringLiteral:
      return VisitReference(cursor, place);
    case CXCursor_TypeRef:
    case CXCursor_TemplateRef:
    case CXCursor_NamespaceRef:
      names_.insert(NameOffset(cursor));
      return;
    default:
      return VisitChildren(cursor, place);
  }
}

// Where the declaration begins behind `template <…>`.
uint32_t ClangVisitor::BehindTemplate(uint32_t begin) const {
  const auto& tokens = source_.words->tokens;
  auto token = std::lower_bound(tokens.begin(), tokens.end(), begin,
                                [](const Token& t, uint32_t offset) { return t.begin < offset; });
  const auto word = [&] { return TextOf({token->begin, token->end}); };
  while (token != tokens.end() && word() == "template") {
    int depth = 0;
    for (++token; token != tokens.end(); ++token) {
      if (word() == "<") ++depth;
      if (word() == ">" && --depth == 0) break;
      if (depth == 0) return begin;
    }
    if (token != tokens.end()) ++token;
  }
  while (token != tokens.end() && IsIn(skipped_, token->begin)) ++token;
  return token == tokens.end() ? begin : token->begin;
}

DefinitionId ClangVisitor::AddDefinition(CXCursor cursor, const Place& place, DefinitionWhat what,
                                         ScopeKind kind) {
  const Extent extent = ExtentOf(cursor);
  const uint32_t name_begin = std::max(NameOffset(cursor), extent.begin);
  const std::string word = WordAt(name_begin);
  const FullName full = FullNameOf(cursor, source_.language);
  DefinitionFact fact;
  fact.span = source_.lines->SpanOf(std::min(BehindTemplate(extent.begin), name_begin),
                                    name_begin + static_cast<uint32_t>(word.size()));
  const size_t qualifier = QualifierLength(full.text);
  fact.name = builder_->Name(full.text.substr(qualifier > 0 ? qualifier + 2 : 0));
  fact.qualified_name = builder_->Name(full.text);
  fact.parent = place.scope;
  fact.block = place.block;
  fact.order = builder_->NextOrder();
  fact.end_line = source_.lines->LineOf(extent.end);
  fact.what = what;
  fact.scope = builder_->AddScope(kind, place.scope, place.block);
  const auto id = static_cast<DefinitionId>(builder_->facts.definitions.size());
  builder_->facts.scopes[fact.scope].definition = id;
  builder_->facts.definitions.push_back(fact);
  builder_->BindName(builder_->Text(fact.name), place.scope, place.block, BindingKind::kDefinition,
                     0, id);
  // The last word: of `~Client` and `operator==` the word behind the sign, or the sign's own.
  definitions_[name_begin] = fact.scope;
  if (word.starts_with("~")) definitions_[name_begin + 1] = fact.scope;
  names_.insert(name_begin);
  return id;
}

void ClangVisitor::VisitFunction(CXCursor cursor, const Place& place) {
  names_.insert(NameOffset(cursor));
  const CXCursor body = BodyOf(cursor);
  const bool is_pure = clang_CXXMethod_isPureVirtual(cursor) != 0;
  const bool is_defaulted = clang_CXXMethod_isDefaulted(cursor) != 0;
  if (IsNull(body) && !is_pure && !is_defaulted) return VisitChildren(cursor, place);
  const auto what = IsMethod(cursor) ? DefinitionWhat::kMethod : DefinitionWhat::kFunction;
  const DefinitionId id = AddDefinition(cursor, place, what, ScopeKind::kFunction);
  const ScopeId scope = builder_->facts.definitions[id].scope;
  const Place inside{scope, builder_->AddBlock(BlockKind::kBody, place.block, scope)};
  BindParameters(cursor, inside);
  VisitChildren(cursor, inside);
  CallId forwarded = kNone;
  const BodyShape shape = IsNull(body) ? BodyShape::kStub : ShapeOf(body, &forwarded);
  builder_->facts.definitions[id].body = shape;
  builder_->facts.definitions[id].forwarded = forwarded;
  functions_.push_back(ExtentOf(cursor));
}

void ClangVisitor::BindParameters(CXCursor function, const Place& inside) {
  uint32_t position = 0;
  for (const CXCursor& child : ChildrenOf(function)) {
    if (child.kind != CXCursor_ParmDecl) continue;
    const CXCursor initializer = InitializerOf(child);
    builder_->BindName(SpellingOf(child), inside.scope, inside.block, BindingKind::kParameter,
                       IsNull(initializer) ? 0 : ValueOf(initializer), position++);
    names_.insert(NameOffset(child));
  }
}

// Nothing at all, or nothing but an exception: a stub. Nothing but declarations and one call that
// is returned, or that is all there is: a forward.
BodyShape ClangVisitor::ShapeOf(CXCursor body, CallId* forwarded) const {
  if (body.kind != CXCursor_CompoundStmt) return BodyShape::kNormal;
  const std::vector<CXCursor> statements = ChildrenOf(body);
  if (statements.empty()) return BodyShape::kStub;
  for (size_t i = 0; i + 1 < statements.size(); ++i) {
    if (statements[i].kind != CXCursor_DeclStmt) return BodyShape::kNormal;
  }
  CXCursor last = StripExpression(statements.back());
  const bool is_only = statements.size() == 1;
  if (is_only && last.kind == CXCursor_CXXThrowExpr) return BodyShape::kStub;
  if (last.kind == CXCursor_ReturnStmt) {
    const std::vector<CXCursor> returned = ChildrenOf(last);
    if (returned.empty()) return is_only ? BodyShape::kStub : BodyShape::kNormal;
    last = StripExpression(returned[0]);
  } else if (!is_only) {
    return BodyShape::kNormal;
  }
  // Conversions of the result are constructions that nobody wrote, around the call.
  for (int step = 0; step < 8 && last.kind == CXCursor_CallExpr; ++step) {
    const Extent extent = ExtentOf(last);
    const auto call = calls_.find(uint64_t{extent.begin} << 32 | extent.end);
    if (call != calls_.end()) {
      *forwarded = call->second;
      return BodyShape::kForwards;
    }
    const std::vector<CXCursor> inner = ChildrenOf(last);
    if (inner.size() != 1) break;
    last = StripExpression(inner[0]);
  }
  return BodyShape::kNormal;
}

std::vector<ValueId> ClangVisitor::BasesOf(CXCursor class_cursor) {
  std::vector<ValueId> bases;
  for (const CXCursor& child : ChildrenOf(class_cursor)) {
    if (child.kind != CXCursor_CXXBaseSpecifier) continue;
    CXCursor base = ClassOf(clang_getCursorType(child));
    std::string written = SpellingOf(child);
    for (std::string_view word : {"class ", "struct "}) {
      if (written.starts_with(word)) written.erase(0, word.size());
    }
    written = written.substr(0, written.find('<'));
    const ValueId as_written = builder_->WrittenName(written);
    // The first is the base's own; those of its arguments come behind.
    for (const CXCursor& part : ChildrenOf(child)) {
      if (part.kind != CXCursor_TemplateRef) continue;
      base = clang_getCursorReferenced(part);
      break;
    }
    if (IsNull(base)) {
      bases.push_back(
          builder_->ResolvedValue(written, QualifierLength(written), kKnownByGuess, as_written));
      continue;
    }
    const FullName full = FullNameOf(base, source_.language);
    bases.push_back(
        builder_->ResolvedValue(full.text, full.module_length, KnownBits(base), as_written));
  }
  return bases;
}

// All that it asks for is left to others.
bool ClangVisitor::IsInterface(CXCursor class_cursor) const {
  bool has_pure = false;
  for (const CXCursor& child : ChildrenOf(class_cursor)) {
    if (child.kind == CXCursor_FieldDecl) return false;
    if (child.kind != CXCursor_CXXMethod) continue;
    if (!clang_CXXMethod_isPureVirtual(child)) return false;
    has_pure = true;
  }
  return has_pure;
}

void ClangVisitor::VisitClass(CXCursor cursor, const Place& place) {
  names_.insert(NameOffset(cursor));
  if (!clang_isCursorDefinition(cursor)) return;
  // `struct A { … } a;` has it twice: by itself, and as a part of the variable.
  const auto [seen, is_new] = classes_.try_emplace(clang_hashCursor(cursor), cursor);
  if (!is_new && clang_equalCursors(seen->second, cursor) != 0) return;
  if (clang_Cursor_isAnonymous(cursor) || SpellingOf(cursor).find('(') != std::string::npos) {
    return VisitChildren(cursor, place);
  }
  const std::vector<ValueId> bases = BasesOf(cursor);
  const DefinitionId id = AddDefinition(cursor, place, DefinitionWhat::kClass, ScopeKind::kClass);
  builder_->facts.definitions[id].bases = builder_->AddValues(bases);
  if (IsInterface(cursor)) builder_->facts.definitions[id].body = BodyShape::kStub;
  const ScopeId scope = builder_->facts.definitions[id].scope;
  VisitChildren(cursor, {scope, builder_->AddBlock(BlockKind::kBody, place.block, scope)});
}

void ClangVisitor::VisitVariable(CXCursor cursor, const Place& place) {
  names_.insert(NameOffset(cursor));
  VisitChildren(cursor, place);
  const CXCursor initializer = InitializerOf(cursor);
  builder_->BindName(SpellingOf(cursor), place.scope, place.block, BindingKind::kAssignment,
                     IsNull(initializer) ? 0 : ValueOf(initializer));
}

void ClangVisitor::VisitLambda(CXCursor cursor, const Place& place) {
  const ScopeId scope = builder_->AddScope(ScopeKind::kLambda, place.scope, place.block);
  const Place inside{scope, builder_->AddBlock(BlockKind::kBody, place.block, scope)};
  BindParameters(cursor, inside);
  VisitChildren(cursor, inside);
}

void ClangVisitor::VisitIn(BlockKind kind, CXCursor cursor, const Place& place) {
  const Place inside{place.scope, builder_->AddBlock(kind, place.block, place.scope)};
  VisitChildren(cursor, inside);
}

// The first child is the condition, or what is declared for it.
void ClangVisitor::VisitIf(CXCursor cursor, const Place& place) {
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  for (size_t i = 0; i < children.size(); ++i) {
    if (i == 0) {
      VisitNode(children[i], place);
      continue;
    }
    const BlockId block = builder_->AddBlock(BlockKind::kCondition, place.block, place.scope);
    VisitNode(children[i], {place.scope, block});
  }
}

void ClangVisitor::VisitLoop(CXCursor cursor, const Place& place) {
  const Place inside{place.scope, builder_->AddBlock(BlockKind::kLoop, place.block, place.scope)};
  const std::vector<CXCursor> children = ChildrenOf(cursor);
  if (cursor.kind == CXCursor_CXXForRangeStmt) {
    // for (name : {"A", "B"}): the collection comes before the body and after the name.
    ValueId items = 0;
    for (const CXCursor& child : children) {
      if (items == 0 && clang_isExpression(child.kind)) items = ValueOf(child);
    }
    for (const CXCursor& child : children) {
      if (child.kind != CXCursor_VarDecl) {
        VisitNode(child, inside);
        continue;
      }
      names_.insert(NameOffset(child));
      const ValueId element = items == 0 ? 0 : builder_->ElementValue(items);
      builder_->BindName(SpellingOf(child), inside.scope, inside.block, BindingKind::kLoopVariable,
                         element);
    }
    return;
  }
  for (const CXCursor& child : children) VisitNode(child, inside);
}

void ClangVisitor::VisitTry(CXCursor cursor, const Place& place) {
  for (const CXCursor& child : ChildrenOf(cursor)) {
    if (child.kind == CXCursor_CXXCatchStmt) {
      VisitNode(child, place);
    } else {
      VisitIn(BlockKind::kTry, child, place);
    }
  }
}

void ClangVisitor::VisitAssignment(CXCursor cursor, const Place& place) {
  const std::vector<CXCursor> sides = ChildrenOf(cursor);
  if (sides.size() != 2) return VisitChildren(cursor, place);
  const uint32_t begin = ExtentOf(sides[0]).end;
  std::string_view sign = TextOf({begin, std::max(begin, ExtentOf(sides[1]).begin)});
  while (sign.starts_with(' ') || sign.starts_with('\n')) sign.remove_prefix(1);
  const bool is_assignment = sign.starts_with('=') && !sign.starts_with("==");
  VisitNode(sides[1], place);
  if (is_assignment && sides[0].kind == CXCursor_MemberRefExpr) {
    VisitMember(sides[0], place, AccessMode::kWrite);
  } else {
    VisitNode(sides[0], place);
  }
  // After `name += value` nobody knows what it is.
  const bool is_compound = cursor.kind == CXCursor_CompoundAssignOperator;
  if ((is_assignment || is_compound) && sides[0].kind == CXCursor_DeclRefExpr) {
    builder_->BindName(SpellingOf(sides[0]), place.scope, place.block, BindingKind::kAssignment,
                       is_compound ? 0 : ValueOf(sides[1]));
  }
}

}  // namespace ssot::cpp
