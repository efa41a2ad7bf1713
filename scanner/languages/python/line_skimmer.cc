#include "scanner/languages/python/line_skimmer.h"

#include <array>
#include <cstring>

#include "scanner/languages/python/byte_runs.h"
#include "scanner/languages/python/char_class.h"

namespace ssot::python {
namespace {

// Keywords are sorted: those with one first letter stand together.
struct KeywordRange {
  uint8_t first = 0;
  uint8_t end = 0;
  uint16_t sizes = 0;  // one bit for each
};
constexpr std::array<KeywordRange, 256> MakeKeywordRanges() {
  std::array<KeywordRange, 256> ranges{};
  for (uint8_t i = 1; i < static_cast<uint8_t>(Keyword::kFirstSoft); ++i) {
    KeywordRange& range = ranges[static_cast<unsigned char>(kKeywordTexts[i][0])];
    if (range.first == 0) range.first = i;
    range.end = static_cast<uint8_t>(i + 1);
    range.sizes = static_cast<uint16_t>(range.sizes | 1u << kKeywordTexts[i].size());
  }
  return ranges;
}
constexpr std::array<KeywordRange, 256> kKeywordRanges = MakeKeywordRanges();

// kNotOne for what is no keyword.
Keyword KeywordOf(std::string_view word) {
  const KeywordRange range = kKeywordRanges[static_cast<unsigned char>(word[0])];
  if (word.size() > 15 || (range.sizes >> word.size() & 1) == 0) return Keyword::kNotOne;
  for (uint8_t i = range.first; i < range.end; ++i) {
    const std::string_view keyword = kKeywordTexts[i];
    if (keyword.size() == word.size() && keyword[1] == word[1] && keyword == word) {
      return static_cast<Keyword>(i);
    }
  }
  return Keyword::kNotOne;
}

bool IsBlank(char c) {
  return ClassOf(c) == kBlank;
}
bool IsLineEnd(char c) {
  return ClassOf(c) == kLineEnd;
}

}  // namespace

void LineSkimmer::Start(uint32_t at, uint32_t line) {
  at_ = at;
  line_ = last_line_ = line;
  begin_ = at;
  word_end_ = call_end_ = 0;
  depth_ = fields_ = 0;
  levels_[0] = Level();
  statement_ = Keyword::kNotOne;
  is_augmented_ = is_assigned_ = is_header_ = false;
  state_ = State::kOperand;
}

bool LineSkimmer::Skim(const Mark& begin) {
  bound_names_ = 0;
  Start(begin.offset, begin.line);
  const size_t regions = regions_->size();
  if (TakeStatementKeyword() && SkimTokens()) return true;
  regions_->resize(regions);
  return false;
}

void LineSkimmer::SkimMore(uint32_t indent) {
  for (;;) {
    const uint32_t end = at_;
    const uint32_t end_line = line_;
    const uint32_t last_line = last_line_;
    const size_t regions = regions_->size();
    if (TakeIndentation(indent)) {
      Start(at_, line_);
      if (TakeStatementKeyword() && SkimTokens()) continue;
    }
    regions_->resize(regions);
    at_ = end;
    line_ = end_line;
    last_line_ = last_line;
    return;
  }
}

// From a line end to the first token of the next line that has one. True when that is a word behind
// so many blanks and nothing else.
bool LineSkimmer::TakeIndentation(uint32_t indent) {
  for (;;) {
    BreakLine();
    const uint32_t begin = at_;
    at_ = EndOfSpaces(data_, at_, size_);
    if (at_ >= size_) return false;
    if (data_[at_] == '#') {
      SkipComment();
      if (at_ >= size_) return false;
    } else if (!IsLineEnd(data_[at_])) {
      return at_ - begin == indent && ClassOf(data_[at_]) == kNameStart;
    }
  }
}

bool LineSkimmer::SkimHeader(const Mark& begin, bool is_for) {
  Start(begin.offset, begin.line);
  line_begin_ = begin;
  bound_names_ = 0;
  is_header_ = true;
  levels_[0].in_targets = is_for;
  const size_t regions = regions_->size();
  if (SkimTokens()) return true;
  regions_->resize(regions);
  return false;
}

bool LineSkimmer::TakeStatementKeyword() {
  const uint32_t end = EndOfAsciiName(data_, at_, size_);
  if (end == at_) return false;
  const Keyword keyword = KeywordOf({data_ + at_, end - at_});
  if (keyword != Keyword::kReturn && keyword != Keyword::kRaise && keyword != Keyword::kAssert) {
    return true;
  }
  statement_ = keyword;
  at_ = end;
  if (keyword != Keyword::kAssert) state_ = State::kOperandOrClose;
  return true;
}

bool LineSkimmer::SkimTokens() {
  for (;;) {
    while (IsBlank(Peek())) ++at_;
    if (at_ >= size_) return false;
    const char c = data_[at_];
    if (IsLineEnd(c)) {
      if (depth_ == 0) {
        return MayEnd() && !is_header_;
      }
      BreakLine();
      at_ = EndOfSpaces(data_, at_, size_);
    } else if (c == ':' && is_header_ && depth_ == 0) {
      return MayEnd() && !levels_[0].in_targets && Peek(1) != '=';
    } else if (c == '#') {
      if (fields_ > 0) return false;
      SkipComment();
    } else if (c == '\\') {
      ++at_;
      if (!IsLineEnd(Peek())) return false;
      BreakLine();
    } else {
      if (!(HasOperand() ? TakeAfterOperand(c) : TakeOperand(c))) return false;
      last_line_ = line_;
    }
  }
}

bool LineSkimmer::MayEnd() const {
  return (HasOperand() || state_ == State::kOperandOrClose) && levels_[0].ternaries == 0;
}

void LineSkimmer::BreakLine() {
  if (Peek() == '\r' && Peek(1) == '\n') ++at_;
  ++at_;
  ++line_;
  line_begin_ = {at_, line_, at_};
}

Mark LineSkimmer::header_end() const {
  uint32_t line_start = line_begin_.line_start;
  for (uint32_t i = line_begin_.offset; i < at_; ++i) line_start += IsContinuation(data_[i]);
  return {at_, line_, line_start};
}

void LineSkimmer::SkipComment() {
  const uint32_t begin = at_;
  at_ = EndOfLine(data_, at_, size_);
  regions_->push_back({begin, at_, TextContext::kComment});
}

// --- Operands ----------------------------------------------------------------------------------

bool LineSkimmer::TakeOperand(char c) {
  if (ClassOf(c) == kNameStart) return TakeWord();
  if (state_ == State::kAttribute) return false;
  if (c == '"' || c == '\'') return TakeString(0);
  if (ClassOf(c) == kDigit) return TakeNumber();
  switch (c) {
    case '(':
      return Open(Bracket::kGroup);
    case '[':
      return Open(Bracket::kList);
    case '{':
      return Open(Bracket::kBrace);
    case ')':
    case ']':
    case '}':
      return state_ == State::kOperandOrClose && Close(c);
    case ':':
      if (state_ != State::kOperandOrClose || Top().bracket != Bracket::kSubscript) return false;
      ++at_;
      return Peek() != '=';
    case '-':
    case '+':
    case '~':
      ++at_;
      state_ = State::kOperand;
      return Peek() != '=' && Peek() != '>';
    case '*':
      if (state_ != State::kOperandOrClose) return false;
      at_ += Peek(1) == '*' ? 2 : 1;
      state_ = State::kOperand;
      return Peek() != '=';
    case '.':
      if (Peek(1) != '.' || Peek(2) != '.') return false;
      at_ += 3;
      state_ = State::kAfterOperand;
      return true;
    default:
      return false;
  }
}

// A name, a keyword or the prefix of a string, in any state.
bool LineSkimmer::TakeWord() {
  const uint32_t begin = at_;
  const uint32_t end = EndOfAsciiName(data_, begin, size_);
  if (end < size_ && (data_[end] & 0x80) != 0) return false;
  if (end - begin <= 2 && end < size_ && (data_[end] == '"' || data_[end] == '\'')) {
    return TakeString(end - begin);
  }
  const Keyword keyword = KeywordOf({data_ + begin, end - begin});
  at_ = end;
  if (HasOperand()) return TakeKeywordAfter(keyword);
  switch (keyword) {
    case Keyword::kNotOne: {
      word_end_ = end;
      names_->NoteUnstored(HashOfName({data_ + begin, end - begin}));
      const bool is_argument = state_ == State::kOperandOrClose && Top().bracket == Bracket::kCall;
      state_ = is_argument ? State::kAfterArgument : State::kAfterOperand;
      return true;
    }
    case Keyword::kNone:
    case Keyword::kTrue:
    case Keyword::kFalse:
      if (state_ == State::kAttribute) return false;
      state_ = State::kAfterOperand;
      return true;
    case Keyword::kNot:
    case Keyword::kAwait:
      if (state_ == State::kAttribute) return false;
      state_ = State::kOperand;
      return true;
    default:
      return false;
  }
}

bool LineSkimmer::TakeNumber() {
  const uint32_t begin = at_;
  const auto skip_digits = [&] {
    while (ClassOf(Peek()) == kDigit) ++at_;
  };
  skip_digits();
  if (data_[begin] == '0' && at_ - begin > 1) return false;
  if (Peek() == '.') {
    ++at_;
    skip_digits();
  }
  state_ = State::kAfterOperand;
  return !IsNamePart(Peek());
}

// --- Strings -----------------------------------------------------------------------------------

bool LineSkimmer::TakeString(uint32_t prefix_length) {
  if (state_ != State::kOperand && state_ != State::kOperandOrClose &&
      state_ != State::kAfterString) {
    return false;
  }
  const uint32_t begin = at_;
  bool is_format = false;
  for (uint32_t i = 0; i < prefix_length; ++i) {
    const char letter = static_cast<char>(data_[at_ + i] | 0x20);
    if (letter != 'r' && letter != 'b' && letter != 'u' && letter != 'f') return false;
    is_format = is_format || letter == 'f';
  }
  at_ += prefix_length;
  const char quote = data_[at_];
  const bool is_triple = Peek(1) == quote && Peek(2) == quote;
  at_ += is_triple ? 3 : 1;
  state_ = State::kAfterString;
  if (is_format) return TakeLiteralPart(begin, quote, is_triple);
  if (!TakePlainString(quote, is_triple)) return false;
  regions_->push_back({begin, at_, TextContext::kString});
  return true;
}

bool LineSkimmer::ClosesString(char quote, bool is_triple) {
  if (is_triple && (Peek(1) != quote || Peek(2) != quote)) return false;
  at_ += is_triple ? 3 : 1;
  return true;
}

bool LineSkimmer::TakePlainString(char quote, bool is_triple) {
  for (;;) {
    at_ = EndOfPlainText(data_, at_, size_);
    if (at_ >= size_) return false;
    const char c = data_[at_];
    if (c == quote) {
      if (ClosesString(quote, is_triple)) return true;
      ++at_;
    } else if (c == '\\') {
      ++at_;
      if (at_ >= size_) return false;
      if (IsLineEnd(data_[at_])) {
        BreakLine();
      } else {
        ++at_;
      }
    } else if (IsLineEnd(c)) {
      if (!is_triple) return false;
      BreakLine();
    } else {
      ++at_;  // the other quote
    }
  }
}

// Of an f-string, up to its end or into its next replacement field.
bool LineSkimmer::TakeLiteralPart(uint32_t begin, char quote, bool is_triple) {
  for (;;) {
    at_ = EndOfFormatText(data_, at_, size_);
    if (at_ >= size_) return false;
    const char c = data_[at_];
    if (c == quote) {
      if (ClosesString(quote, is_triple)) {
        regions_->push_back({begin, at_, TextContext::kString});
        state_ = State::kAfterString;
        return true;
      }
      ++at_;
    } else if (c == '{') {
      if (Peek(1) != '{') {
        if (at_ > begin) regions_->push_back({begin, at_, TextContext::kString});
        if (!Open(Bracket::kField)) return false;
        ++fields_;
        Top().quote = quote;
        Top().is_triple = is_triple;
        state_ = State::kOperand;
        return true;
      }
      at_ += 2;
    } else if (c == '}') {
      if (Peek(1) != '}') return false;
      at_ += 2;
    } else if (c == '\\') {
      ++at_;
      const char escaped = Peek();
      if (at_ >= size_ || escaped == '{' || escaped == '}' || escaped == 'N') return false;
      if (IsLineEnd(escaped)) {
        BreakLine();
      } else {
        ++at_;
      }
    } else if (IsLineEnd(c)) {
      if (!is_triple) return false;
      BreakLine();
    } else {
      ++at_;  // the other quote
    }
  }
}

// Behind a replacement field's expression: its conversion, its format, its end.
bool LineSkimmer::TakeFieldEnd() {
  if (Top().ternaries > 0) return false;
  if (Peek() == '!') {
    const char conversion = Peek(1);
    if (conversion != 'r' && conversion != 's' && conversion != 'a') return false;
    at_ += 2;
  }
  if (Peek() == ':') {
    const uint32_t begin = ++at_;
    at_ = EndOfFormatText(data_, at_, size_);
    if (at_ > begin) regions_->push_back({begin, at_, TextContext::kString});
  }
  if (Peek() != '}') return false;
  ++at_;
  const Level field = Top();
  --depth_;
  --fields_;
  return TakeLiteralPart(at_, field.quote, field.is_triple);
}

// --- Between operands --------------------------------------------------------------------------

bool LineSkimmer::TakeAfterOperand(char c) {
  if (ClassOf(c) == kNameStart) return TakeWord();
  const bool is_field = Top().bracket == Bracket::kField;
  switch (c) {
    case '.':
      ++at_;
      state_ = State::kAttribute;
      return true;
    case '(':
      NoteCall();
      return Open(Bracket::kCall);
    case '[':
      return Open(Bracket::kSubscript);
    case '"':
    case '\'':
      return TakeString(0);
    case ')':
    case ']':
      return Close(c);
    case '}':
      return is_field ? TakeFieldEnd() : Close(c);
    case ',':
      if (depth_ == 0 && statement_ == Keyword::kRaise) return false;
      if (Top().ternaries > 0 || is_field) return false;
      ++at_;
      state_ = State::kOperandOrClose;
      return true;
    case ':':
      return TakeColon();
    case '=':
      return TakeEqual();
    case '!':
      if (Peek(1) == '=') return TakeOperator(2);
      return is_field && TakeFieldEnd();
    case '-':
      if (Peek(1) == '>') return false;
      [[fallthrough]];
    case '+':
    case '@':
    case '%':
    case '&':
    case '|':
    case '^':
      return Peek(1) == '=' ? TakeAugmented(2) : TakeOperator(1);
    case '*':
    case '/': {
      const uint32_t length = Peek(1) == c ? 2 : 1;
      return Peek(length) == '=' ? TakeAugmented(length + 1) : TakeOperator(length);
    }
    case '<':
    case '>':
      if (Peek(1) == c) return Peek(2) == '=' ? TakeAugmented(3) : TakeOperator(2);
      if (c == '<' && Peek(1) == '>') return false;
      return TakeOperator(Peek(1) == '=' ? 2 : 1);
    default:
      return false;
  }
}

bool LineSkimmer::TakeOperator(uint32_t length) {
  at_ += length;
  state_ = State::kOperand;
  return true;
}

bool LineSkimmer::TakeAugmented(uint32_t length) {
  if (depth_ > 0 || is_augmented_ || is_assigned_ || is_header_ || statement_ != Keyword::kNotOne) {
    return false;
  }
  is_augmented_ = true;
  NoteTargets(at_);
  return TakeOperator(length);
}

bool LineSkimmer::TakeEqual() {
  if (Peek(1) == '=') return TakeOperator(2);
  if (depth_ == 0) {
    if (is_augmented_ || is_header_ || statement_ != Keyword::kNotOne || Top().ternaries > 0) {
      return false;
    }
    is_assigned_ = true;
    NoteTargets(at_);
    begin_ = at_;
  } else if (state_ != State::kAfterArgument) {
    return false;
  }
  return TakeOperator(1);
}

bool LineSkimmer::TakeColon() {
  Level& level = Top();
  if (Peek(1) == '=' || level.ternaries > 0) return false;
  switch (level.bracket) {
    case Bracket::kField:
      return TakeFieldEnd();
    case Bracket::kBrace:
      return TakeOperator(1);
    case Bracket::kSubscript:
      ++at_;
      state_ = State::kOperandOrClose;
      return true;
    default:
      return false;
  }
}

bool LineSkimmer::TakeKeywordAfter(Keyword keyword) {
  Level& level = Top();
  state_ = State::kOperand;
  switch (keyword) {
    case Keyword::kAnd:
    case Keyword::kOr:
      return true;
    case Keyword::kIs:
      return true;
    case Keyword::kNot:
      while (IsBlank(Peek())) ++at_;
      if (Peek() != 'i' || Peek(1) != 'n' || IsNamePart(Peek(2))) return false;
      at_ += 2;
      return !level.in_targets;
    case Keyword::kIn:
      if (depth_ == 0) NoteTargets(at_ - 2);
      level.in_targets = false;
      return true;
    case Keyword::kIf:
      if (level.is_comprehension) return !level.in_targets;
      return ++level.ternaries < UINT8_MAX;
    case Keyword::kElse:
      return level.ternaries-- > 0;
    case Keyword::kFor:
      if (level.bracket == Bracket::kNone || level.bracket == Bracket::kField) return false;
      if (level.ternaries > 0 || level.in_targets) return false;
      level.is_comprehension = level.in_targets = true;
      return true;
    default:
      return false;
  }
}

// Every word before `end` may be a target's name or its attribute, if no attribute follows it.
void LineSkimmer::NoteTargets(uint32_t end) {
  for (uint32_t begin = begin_; begin < end;) {
    const uint32_t word_end = EndOfAsciiName(data_, begin, end);
    if (word_end > begin && ClassOf(data_[begin]) == kNameStart) {
      const char next = data_[word_end];
      const std::string_view word(data_ + begin, word_end - begin);
      if (next != '.' && next != '[') bound_names_ |= NameBit(word);
    }
    begin = word_end + 1;
  }
}

void LineSkimmer::NoteCall() {
  // What a call returned is not followed.
  if (call_end_ != at_ && word_end_ != at_) names_->NoteUnstored(kUnnamedCall);
}

// --- Brackets ----------------------------------------------------------------------------------

bool LineSkimmer::Open(Bracket bracket) {
  if (depth_ + 1 == kMostLevels) return false;
  ++at_;
  levels_[++depth_] = Level();
  Top().bracket = bracket;
  state_ = State::kOperandOrClose;
  return true;
}

bool LineSkimmer::Close(char c) {
  const Level& level = Top();
  if (level.ternaries > 0 || level.in_targets) return false;
  const Bracket bracket = level.bracket;
  const bool fits = c == ')'   ? bracket == Bracket::kGroup || bracket == Bracket::kCall
                    : c == ']' ? bracket == Bracket::kList || bracket == Bracket::kSubscript
                               : bracket == Bracket::kBrace;
  if (!fits) return false;
  ++at_;
  --depth_;
  if (bracket == Bracket::kCall) call_end_ = at_;
  state_ = State::kAfterOperand;
  return true;
}

}  // namespace ssot::python
