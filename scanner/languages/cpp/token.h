// The words of a C or C++ file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::cpp {

enum class TokenKind : uint8_t { kName, kNumber, kString, kCharacter, kPunctuation };

struct Token {
  TokenKind kind = TokenKind::kPunctuation;
  uint32_t begin = 0;  // byte offsets
  uint32_t end = 0;
};

struct IncludeDirective {
  uint32_t begin = 0;  // of the path with its quotes or angle brackets
  uint32_t end = 0;
  bool is_quoted = false;
  bool is_macro = false;  // `#include NAME`
};

// `#define NAME "text"`, and no more behind it.
struct TextMacro {
  std::string_view name;
  std::string_view string;  // with its quotes
};

// What a lexer makes of a file. Code of preprocessor directives is in no token.
struct TokenList {
  std::vector<Token> tokens;
  std::vector<IncludeDirective> includes;
  std::vector<TextMacro> macros;
  std::vector<TextRegion> regions;  // comments and strings, of directives too
};

// Never fails. Views point into `text`. Knows line splices, raw strings, and digit separators. Code
// below `#if 0` has no tokens. `text` is shorter than 4 GiB.
TokenList Tokenize(std::string_view text);

// The characters of a string token (prefix, quotes and escapes undone). Octal, hexadecimal and
// universal escapes too.
std::string StringValue(std::string_view token);

}  // namespace ssot::cpp
