// Questions to libclang's cursors, in terms of names and byte offsets of the main file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/languages/cpp/libclang.h"
#include "scanner/model/facts.h"

namespace ssot::cpp {

std::string TakeString(CXString string);

inline std::string SpellingOf(CXCursor cursor) {
  return TakeString(clang_getCursorSpelling(cursor));
}

std::vector<CXCursor> ChildrenOf(CXCursor cursor);

bool IsNull(CXCursor cursor);

// Through implicit casts, brackets and temporaries.
CXCursor StripExpression(CXCursor cursor);

struct FullName {
  std::string text;          // jwt::decode, auth::Client::validate
  size_t module_length = 0;  // of the namespaces' part
};

// Inline and nameless namespaces are left out.
FullName FullNameOf(CXCursor declaration, Language language);

bool IsInFunction(CXCursor declaration);

// The expression that a variable is initialized with; null: none.
CXCursor InitializerOf(CXCursor variable);

// The one string that an expression must be; nothing when it is none or nobody knows.
std::optional<std::string> StringOf(CXCursor expression, int depth = 0);

// The number that an expression always is; nothing when it is none or nobody knows.
std::optional<long long> NumberOf(CXCursor expression);

// The class of an object or of what points to one; null: none.
CXCursor ClassOf(CXType type);

// Half-open, in bytes of the main file. Code of a macro stands where the macro is used.
struct Extent {
  uint32_t begin = 0;
  uint32_t end = 0;
};
Extent ExtentOf(CXCursor cursor);
uint32_t OffsetOf(CXSourceLocation location);
bool IsIn(const std::vector<Extent>& extents, uint32_t offset);

// True for code that a macro's body brings with it.
bool IsFromMacro(CXCursor cursor);

// Which files lie below the root.
class RootPaths {
 public:
  explicit RootPaths(std::string root) : root_(std::move(root)) {}

  // The path below the root; empty for other files.
  const std::string& PathOf(CXFile file);
  bool Contains(CXCursor declaration);

 private:
  std::string root_;
  std::unordered_map<CXFile, std::string> paths_;
};

}  // namespace ssot::cpp
