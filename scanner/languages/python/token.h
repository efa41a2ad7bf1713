// Tokens of Python source.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/model/facts.h"

namespace ssot::python {

// A place in the source. `line_start` is chosen so that the column in code points is
// offset - line_start + 1, whatever the bytes before it are.
struct Mark {
  uint32_t offset = 0;
  uint32_t line = 1;
  uint32_t line_start = 0;

  uint32_t column() const { return offset - line_start + 1; }
};

inline Span SpanBetween(const Mark& begin, const Mark& end) {
  return {begin.line, begin.column(), end.line, end.column()};
}

enum class TokenKind : uint8_t {
  kEnd,      // of the file
  kNewline,  // of a logical line
  kName,     // identifiers and soft keywords
  kKeyword,
  kNumber,
  kString,        // a whole literal without replacement fields
  kFStringStart,  // prefix and opening quotes of an f-string or t-string
  kFStringMiddle,
  kFieldOpen,   // { of a replacement field
  kFieldColon,  // : before its format specification
  kFieldClose,  // }
  kFStringEnd,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kComma,
  kColon,
  kSemicolon,
  kDot,
  kEllipsis,
  kEqual,
  kWalrus,
  kArrow,
  kAugmented,    // += and its like
  kStar,         // * and **: binary or a prefix
  kAt,           // binary or a decorator
  kSign,         // + - ~: binary or a prefix
  kOperator,     // any other binary operator
  kExclamation,  // before a conversion in a replacement field
  kInvalid,
};

// Keywords are the first names of every file's name table, in this order after the empty name.
enum class Keyword : uint8_t {
  kNotOne,
  kFalse,
  kNone,
  kTrue,
  kAnd,
  kAs,
  kAssert,
  kAsync,
  kAwait,
  kBreak,
  kClass,
  kContinue,
  kDef,
  kDel,
  kElif,
  kElse,
  kExcept,
  kFinally,
  kFor,
  kFrom,
  kGlobal,
  kIf,
  kImport,
  kIn,
  kIs,
  kLambda,
  kNonlocal,
  kNot,
  kOr,
  kPass,
  kRaise,
  kReturn,
  kTry,
  kWhile,
  kWith,
  kYield,
  // Names that are keywords only where the grammar says so, and names with a fixed meaning.
  kFirstSoft,
  kMatch = kFirstSoft,
  kCase,
  kType,
  kUnderscore,
  kTypeChecking,
  kNotImplementedError,
  kAll,
  kCount,
};

inline constexpr std::string_view kKeywordTexts[] = {"",
                                                     "False",
                                                     "None",
                                                     "True",
                                                     "and",
                                                     "as",
                                                     "assert",
                                                     "async",
                                                     "await",
                                                     "break",
                                                     "class",
                                                     "continue",
                                                     "def",
                                                     "del",
                                                     "elif",
                                                     "else",
                                                     "except",
                                                     "finally",
                                                     "for",
                                                     "from",
                                                     "global",
                                                     "if",
                                                     "import",
                                                     "in",
                                                     "is",
                                                     "lambda",
                                                     "nonlocal",
                                                     "not",
                                                     "or",
                                                     "pass",
                                                     "raise",
                                                     "return",
                                                     "try",
                                                     "while",
                                                     "with",
                                                     "yield",
                                                     "match",
                                                     "case",
                                                     "type",
                                                     "_",
                                                     "TYPE_CHECKING",
                                                     "NotImplementedError",
                                                     "__all__"};
static_assert(sizeof(kKeywordTexts) / sizeof(kKeywordTexts[0]) ==
              static_cast<size_t>(Keyword::kCount));

struct Token {
  TokenKind kind = TokenKind::kEnd;
  bool first_on_line = false;
  bool is_raw = false;  // string literals: no escapes
  bool is_bytes = false;
  NameId name = 0;             // of kName and kKeyword
  uint32_t indent = 0;         // of the line's first token, tabs to multiples of eight
  uint32_t narrow_indent = 0;  // the same with tabs as one column: both must agree
  Mark begin;
  Mark end;
  uint32_t content_begin = 0;  // string literals: between the quotes
  uint32_t content_end = 0;

  bool Is(TokenKind k) const { return kind == k; }
  bool Is(Keyword k) const { return kind == TokenKind::kKeyword && name == static_cast<NameId>(k); }
  bool IsSoft(Keyword k) const {
    return kind == TokenKind::kName && name == static_cast<NameId>(k);
  }
  Keyword keyword() const {
    return kind == TokenKind::kKeyword ? static_cast<Keyword>(name) : Keyword::kNotOne;
  }
};

}  // namespace ssot::python
