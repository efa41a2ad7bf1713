// Facts from words alone: all of them for a file that libclang did not look at, and the rest for
// one in which it could not make sense of everything.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "scanner/languages/cpp/fact_builder.h"
#include "scanner/languages/cpp/outline.h"
#include "scanner/languages/cpp/source_lines.h"
#include "scanner/languages/cpp/token.h"

namespace ssot::cpp {

struct SourceView {
  std::string_view text;
  Language language = Language::kCpp;
  const TokenList* words = nullptr;
  const SourceLines* lines = nullptr;
  const Outline* outline = nullptr;
};

// What libclang has told already. Offsets are those of a name's last word.
struct KnownFacts {
  std::unordered_map<uint32_t, ScopeId> definitions;
  std::unordered_set<uint32_t> calls;                  // and what looks like a call and is none
  std::function<bool(uint32_t offset)> is_understood;  // nothing is to be added there
};

// `file_of` gives an included file's path below the root, or an empty text. May be empty.
void AddIncludes(const SourceView& source,
                 const std::function<std::string(const IncludeDirective&)>& file_of,
                 FactBuilder* builder);

// `import a;`, of C++20.
void AddModuleImports(const SourceView& source, FactBuilder* builder);

// Definitions, calls and constants that `known` does not have.
void AddTextFacts(const SourceView& source, const KnownFacts& known, FactBuilder* builder);

// Without libclang.
Extraction ExtractText(std::string_view path, std::string_view text, Language language);

// Names that mean the same get one spelling: the C library's getenv is std::getenv in C++.
std::string NormalName(std::string_view name, Language language);

// What a name whose declaration nobody has seen means by the file's using-declarations, namespace
// aliases and using-directives. `region` is where it stands.
std::string CompleteName(const Outline& outline, const std::string& path, uint32_t region,
                         Language language);

// The length of the part in front of the last `::`.
size_t QualifierLength(std::string_view name);

}  // namespace ssot::cpp
