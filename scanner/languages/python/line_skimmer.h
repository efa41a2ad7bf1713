// Logical lines that need no parser.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/languages/name_table.h"
#include "scanner/languages/python/token.h"
#include "scanner/model/facts.h"

namespace ssot::python {

// Passes over a statement that is an expression, an assignment, or an expression behind `return`,
// `raise` or `assert`, and over the header of an `if`, a `while` or a `for`, as long as it is
// plain: it binds nothing but the targets of the assignment or the loop, and there is no doubt that
// it is well formed. What is new to it is not plain; in what it passes over the parser would have
// found no error.
//
// The idea is ExpressionParser's: operands alternate with what may stand between them. But it reads
// bytes instead of tokens, and of an open bracket it knows little more than its kind.
class LineSkimmer {
 public:
  // Comments and string literals are appended to `regions`; `names` is told the names.
  LineSkimmer(std::string_view text, std::vector<TextRegion>* regions, NameTable* names)
      : data_(text.data()),
        size_(static_cast<uint32_t>(text.size())),
        regions_(regions),
        names_(names) {}

  // From the statement's first token, which begins at `begin` outside of brackets. True when the
  // line is plain; false leaves `regions` as they were.
  bool Skim(const Mark& begin);
  // Goes on behind a plain line, as long as lines are plain and indented by `indent` blanks.
  void SkimMore(uint32_t indent);
  // As Skim, for a header, from behind its keyword to its ':'.
  bool SkimHeader(const Mark& begin, bool is_for);

  // Of what was plain: its line end (whose column is not known) or its ':', and the line of the
  // last token before that.
  Mark line_end() const { return {at_, line_, at_}; }
  Mark header_end() const;
  uint32_t last_line() const { return last_line_; }

  // Bits of the names and attributes that the plain lines since Skim or SkimHeader bind, and
  // perhaps of more.
  uint64_t bound_names() const { return bound_names_; }

  // Of a plain line: whether it is `… = …`, or an expression alone or behind `return`.
  bool is_assignment() const { return is_assigned_; }
  bool is_value() const {
    return !is_assigned_ && !is_augmented_ &&
           (statement_ == Keyword::kNotOne || statement_ == Keyword::kReturn);
  }

 private:
  enum class State : uint8_t {  // what is expected
    kOperand,
    kOperandOrClose,  // an operand, or the end of what is around it
    kAttribute,       // a name behind a dot
    kAfterOperand,    // what stands between operands, or the end
    kAfterString,     // likewise, or another string
    kAfterArgument,   // likewise, or '=' behind the name of an argument
  };
  enum class Bracket : uint8_t { kNone, kGroup, kCall, kList, kSubscript, kBrace, kField };
  struct Level {
    Bracket bracket = Bracket::kNone;
    bool is_comprehension = false;
    bool in_targets = false;  // between `for` and `in`
    uint8_t ternaries = 0;    // `if`s that wait for their `else`
    char quote = 0;           // kField: of the f-string around it
    bool is_triple = false;
  };
  static constexpr uint32_t kMostLevels = 48;

  // Each of these moves at_ and says whether the line may still be plain.
  void Start(uint32_t at, uint32_t line);
  bool TakeIndentation(uint32_t indent);
  bool TakeStatementKeyword();
  bool SkimTokens();
  bool TakeOperand(char c);
  bool TakeWord();
  bool TakeNumber();
  bool TakeString(uint32_t prefix_length);
  bool TakePlainString(char quote, bool is_triple);
  bool TakeLiteralPart(uint32_t begin, char quote, bool is_triple);
  bool TakeFieldEnd();
  bool TakeAfterOperand(char c);
  bool TakeOperator(uint32_t length);
  bool TakeAugmented(uint32_t length);
  bool TakeEqual();
  bool TakeColon();
  bool TakeKeywordAfter(Keyword keyword);
  void NoteTargets(uint32_t end);
  void NoteCall();
  bool Open(Bracket bracket);
  bool Close(char c);

  bool ClosesString(char quote, bool is_triple);
  void SkipComment();
  void BreakLine();
  bool MayEnd() const;
  bool HasOperand() const { return state_ >= State::kAfterOperand; }
  Level& Top() { return levels_[depth_]; }
  char Peek(uint32_t distance = 0) const {
    return at_ + distance < size_ ? data_[at_ + distance] : '\0';
  }

  const char* data_;
  uint32_t size_;
  std::vector<TextRegion>* regions_;
  NameTable* names_;
  uint32_t at_ = 0;
  uint32_t line_ = 1;
  uint32_t last_line_ = 1;
  Mark line_begin_;  // of a header: of the line, or where it began to read that
  State state_ = State::kOperand;
  Keyword statement_ = Keyword::kNotOne;  // return, raise or assert
  bool is_header_ = false;
  bool is_assigned_ = false;
  bool is_augmented_ = false;
  uint32_t fields_ = 0;    // open ones
  uint32_t begin_ = 0;     // of the statement, or behind its last '='
  uint32_t word_end_ = 0;  // behind the last word
  uint32_t call_end_ = 0;  // behind the last call's brackets
  uint64_t bound_names_ = 0;
  uint32_t depth_ = 0;
  Level levels_[kMostLevels];
};

}  // namespace ssot::python
