#include "scanner/languages/cpp/clang_cursor.h"

#include <algorithm>

#include "scanner/languages/cpp/text_facts.h"
#include "scanner/languages/cpp/token.h"

namespace ssot::cpp {
namespace {

constexpr int kMostSteps = 24;

bool IsClass(CXCursorKind kind) {
  return kind == CXCursor_ClassDecl || kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl ||
         kind == CXCursor_ClassTemplate || kind == CXCursor_ClassTemplatePartialSpecialization;
}

bool IsExpression(CXCursor cursor) {
  return clang_isExpression(cursor.kind) != 0;
}

// clang_getCursorSpelling's "text" of a literal, prefix and quotes included.
std::optional<std::string> LiteralOf(CXCursor cursor) {
  const std::string spelling = SpellingOf(cursor);
  if (spelling.find('"') == spelling.npos) return std::nullopt;
  return StringValue(spelling);
}

}  // namespace

std::string TakeString(CXString string) {
  const char* text = clang_getCString(string);
  std::string copy = text == nullptr ? "" : text;
  clang_disposeString(string);
  return copy;
}

std::vector<CXCursor> ChildrenOf(CXCursor cursor) {
  std::vector<CXCursor> children;
  clang_visitChildren(
      cursor,
      [](CXCursor child, CXCursor, CXClientData data) {
        static_cast<std::vector<CXCursor>*>(data)->push_back(child);
        return CXChildVisit_Continue;
      },
      &children);
  return children;
}

bool IsNull(CXCursor cursor) {
  return clang_Cursor_isNull(cursor) || clang_isInvalid(cursor.kind);
}

CXCursor StripExpression(CXCursor cursor) {
  for (int step = 0; step < kMostSteps; ++step) {
    if (cursor.kind != CXCursor_UnexposedExpr && cursor.kind != CXCursor_ParenExpr) break;
    const std::vector<CXCursor> children = ChildrenOf(cursor);
    if (children.size() != 1) break;
    cursor = children[0];
  }
  return cursor;
}

FullName FullNameOf(CXCursor declaration, Language language) {
  std::vector<std::string> inside_out;
  bool is_namespace = false;
  FullName name;
  for (CXCursor c = declaration; !IsNull(c) && c.kind != CXCursor_TranslationUnit;
       c = clang_getCursorSemanticParent(c)) {
    if (c.kind == CXCursor_LinkageSpec || c.kind == CXCursor_UnexposedDecl) continue;
    if (c.kind == CXCursor_Namespace) {
      if (clang_Cursor_isInlineNamespace(c) || clang_Cursor_isAnonymous(c)) continue;
      is_namespace = true;
    }
    std::string part = SpellingOf(c);
    // A template's constructor is spelled with the template's parameters.
    if (!part.starts_with("operator")) part.erase(std::min(part.find('<'), part.size()));
    if (part.empty() || part.find('(') == 0) continue;
    if (is_namespace) {
      name.module_length += part.size() + (name.module_length > 0 ? 2 : 0);
    }
    inside_out.push_back(std::move(part));
  }
  for (auto part = inside_out.rbegin(); part != inside_out.rend(); ++part) {
    if (!name.text.empty()) name.text += "::";
    name.text += *part;
  }
  std::string normal = NormalName(name.text, language);
  if (normal != name.text) {
    name.text = std::move(normal);
    name.module_length = QualifierLength(name.text);
  }
  return name;
}

bool IsInFunction(CXCursor declaration) {
  const CXCursorKind kind = clang_getCursorSemanticParent(declaration).kind;
  return kind == CXCursor_FunctionDecl || kind == CXCursor_CXXMethod ||
         kind == CXCursor_Constructor || kind == CXCursor_Destructor ||
         kind == CXCursor_ConversionFunction || kind == CXCursor_FunctionTemplate ||
         kind == CXCursor_LambdaExpr;
}

CXCursor InitializerOf(CXCursor variable) {
  const CXCursor whole = clang_Cursor_getVarDeclInitializer(variable);
  if (!IsNull(whole)) return whole;
  CXCursor last = clang_getNullCursor();
  for (const CXCursor& child : ChildrenOf(variable)) {
    if (IsExpression(child)) last = child;
  }
  return last;
}

std::optional<std::string> StringOf(CXCursor expression, int depth) {
  if (depth > kMostSteps) return std::nullopt;
  const CXCursor cursor = StripExpression(expression);
  switch (cursor.kind) {
    case CXCursor_StringLiteral:
      return LiteralOf(cursor);
    case CXCursor_DeclRefExpr:
    case CXCursor_MemberRefExpr: {
      const CXCursor variable = clang_getCursorReferenced(cursor);
      const bool is_constant = variable.kind == CXCursor_VarDecl && !IsInFunction(variable);
      if (!is_constant) return std::nullopt;
      CXCursor initializer = InitializerOf(variable);
      if (IsNull(initializer)) initializer = InitializerOf(clang_getCursorDefinition(variable));
      return IsNull(initializer) ? std::nullopt : StringOf(initializer, depth + 1);
    }
    case CXCursor_CallExpr:
    case CXCursor_InitListExpr:
    case CXCursor_UnexposedExpr:
    case CXCursor_CXXFunctionalCastExpr:
    case CXCursor_CXXConstCastExpr:
    case CXCursor_CXXStaticCastExpr:
    case CXCursor_CStyleCastExpr: {
      if (cursor.kind == CXCursor_CallExpr) {
        const CXCursor called = clang_getCursorReferenced(cursor);
        const std::string name = SpellingOf(called);
        const bool keeps_text = called.kind == CXCursor_Constructor || name == "c_str" ||
                                name == "data" || name.starts_with("operator ") ||
                                name.starts_with("operator\"\"");
        if (!keeps_text) return std::nullopt;
      }
      std::optional<std::string> found;
      for (const CXCursor& child : ChildrenOf(cursor)) {
        const bool is_base = IsExpression(child);
        if (!is_base) continue;
        std::optional<std::string> text = StringOf(child, depth + 1);
        if (!text && child.kind == CXCursor_MemberRefExpr) {
          for (const CXCursor& object : ChildrenOf(child)) text = StringOf(object, depth + 1);
        }
        if (!text) continue;
        if (found) return std::nullopt;
        found = std::move(text);
      }
      return found;
    }
    default:
      return std::nullopt;
  }
}

std::optional<long long> NumberOf(CXCursor expression) {
  const CXEvalResult result = clang_Cursor_Evaluate(expression);
  if (result == nullptr) return std::nullopt;
  std::optional<long long> number;
  if (clang_EvalResult_getKind(result) == CXEval_Int) {
    number = clang_EvalResult_getAsLongLong(result);
  }
  clang_EvalResult_dispose(result);
  return number;
}

CXCursor ClassOf(CXType type) {
  for (int step = 0; step < kMostSteps; ++step) {
    type = clang_getCanonicalType(type);
    if (type.kind != CXType_Pointer && type.kind != CXType_LValueReference &&
        type.kind != CXType_RValueReference) {
      break;
    }
    type = clang_getPointeeType(type);
  }
  const CXCursor declaration = clang_getTypeDeclaration(type);
  return IsClass(declaration.kind) ? declaration : clang_getNullCursor();
}

uint32_t OffsetOf(CXSourceLocation location) {
  unsigned offset = 0;
  clang_getFileLocation(location, nullptr, nullptr, nullptr, &offset);
  return offset;
}

Extent ExtentOf(CXCursor cursor) {
  const CXSourceRange range = clang_getCursorExtent(cursor);
  Extent extent{OffsetOf(clang_getRangeStart(range)), OffsetOf(clang_getRangeEnd(range))};
  extent.end = std::max(extent.begin, extent.end);
  return extent;
}

bool IsIn(const std::vector<Extent>& extents, uint32_t offset) {
  return std::any_of(extents.begin(), extents.end(), [&](const Extent& extent) {
    return extent.begin <= offset && offset < extent.end;
  });
}

bool IsFromMacro(CXCursor cursor) {
  const CXSourceLocation location = clang_getCursorLocation(cursor);
  CXFile file_of_text = nullptr;
  CXFile file_of_use = nullptr;
  unsigned text = 0;
  unsigned use = 0;
  clang_getSpellingLocation(location, &file_of_text, nullptr, nullptr, &text);
  clang_getFileLocation(location, &file_of_use, nullptr, nullptr, &use);
  return text != use || clang_File_isEqual(file_of_text, file_of_use) == 0;
}

const std::string& RootPaths::PathOf(CXFile file) {
  const auto [entry, is_new] = paths_.try_emplace(file);
  if (!is_new || file == nullptr) return entry->second;
  std::string path = TakeString(clang_File_tryGetRealPathName(file));
  if (path.empty()) path = TakeString(clang_getFileName(file));
  if (path.starts_with(root_ + "/")) entry->second = path.substr(root_.size() + 1);
  return entry->second;
}

bool RootPaths::Contains(CXCursor declaration) {
  CXFile file = nullptr;
  clang_getFileLocation(clang_getCursorLocation(declaration), &file, nullptr, nullptr, nullptr);
  return !PathOf(file).empty();
}

}  // namespace ssot::cpp
