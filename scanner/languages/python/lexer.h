// Python source to tokens, in one pass over the bytes and without a copy of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/name_table.h"
#include "scanner/languages/python/token.h"
#include "scanner/model/facts.h"

namespace ssot::python {

// The grammar of tokens is that of Python 3.14; where Python 2 or broken code departs from it,
// the error is recorded and lexing goes on. Line ends are \n, \r\n and \r. Instead of INDENT and
// DEDENT the first token of a logical line carries its indentation.
//
// `text`, `names`, `regions` and `errors` must outlive the lexer.
class Lexer {
 public:
  Lexer(std::string_view text, NameTable* names, std::vector<TextRegion>* regions,
        std::vector<ParseError>* errors);

  // Reads the next token into token().
  void Next();
  const Token& token() const { return token_; }

  // Gives up on all open brackets and strings: token(), which must be the first on its line,
  // becomes the first token of a new logical line.
  void StartLogicalLineHere();

  // The same for a token that was already passed, at `mark`.
  void RestartLogicalLineAt(const Mark& mark);

  // Passes over what stands before `mark`, in the same logical line and outside of brackets. The
  // last token before it was in `last_line`.
  void SkipTo(const Mark& mark, uint32_t last_line);

  // True when the rest of the logical line, from the token after this one, ends in a ':' outside
  // brackets. Has no effect on the lexer.
  bool LineEndsInColon() const;

  // True when nothing but a comment follows the token on its logical line. No effect either.
  bool IsLastOnLine() const;

  // True when the token after this one is a name on the same logical line. No effect either.
  bool NextIsName() const;

  void Error(const Mark& at, std::string message);

  // The mark after the last token that was read before this one.
  const Mark& previous_end() const { return previous_end_; }

  std::string_view Slice(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }

 private:
  // What the lexer is inside of, innermost last. Code outside f-strings is an empty stack.
  enum class ModeKind : uint8_t { kLiteral, kSpecification, kField };
  struct Mode {
    ModeKind kind;
    char quote;
    bool triple;
    bool raw;
    bool bytes;
    uint32_t depth;  // of brackets around the f-string or field
  };

  struct State {  // all that lexing changes, but for output
    uint32_t at = 0;
    uint32_t line = 1;
    uint32_t line_start = 0;  // see Mark
    uint32_t depth = 0;       // open brackets
    bool at_line_start = true;
    bool line_is_fresh = true;  // no token yet on this physical line
    uint32_t indent = 0;
    uint32_t narrow_indent = 0;
  };

  char Peek(uint32_t distance = 0) const {
    uint32_t i = s_.at + distance;
    return i < size_ ? data_[i] : '\0';
  }
  Mark Here() const { return {s_.at, s_.line, s_.line_start}; }
  void Finish(TokenKind kind);
  void BreakLine();  // consumes one line end

  bool SkipBlanks();  // false: a logical line ends here
  void SkipIndentation();
  void SkipComment();
  void LexName();
  void CheckWideName(uint32_t begin, uint32_t end);
  void LexNumber();
  void LexOperator(char c);
  void OpenBracket(TokenKind kind);
  void CloseBracket(TokenKind kind);
  bool LexStringAt(uint32_t prefix_length);  // false: no string literal here
  void LexPlainString(char quote, bool triple);
  void LexLiteralPart();
  void LexFieldEnd();
  void AddRegion(uint32_t begin, uint32_t end, TextContext context);

  std::string_view text_;
  const char* data_;
  uint32_t size_;
  NameTable* names_;
  std::vector<TextRegion>* regions_;
  std::vector<ParseError>* errors_;
  bool silent_ = false;  // looking ahead: no output
  State s_;
  std::vector<Mode> modes_;
  Token token_;
  Mark previous_end_;
};

}  // namespace ssot::python
