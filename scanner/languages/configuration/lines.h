// Cutting text into lines, and the marks that most formats share.
#pragma once

#include <string_view>

#include "scanner/languages/configuration/settings_builder.h"

namespace ssot::configuration {

inline bool IsBlank(char c) {
  return c == ' ' || c == '\t';
}

inline bool IsLineEnd(char c) {
  return c == '\n' || c == '\r';
}

// The end of the line that `at` is in, without its line end.
size_t LineEnd(std::string_view text, size_t at);

// The start of the next line; the text's size after the last.
size_t NextLine(std::string_view text, size_t at);

// The first place in [at, end) that holds no blank; `end` when there is none.
size_t SkipBlanks(std::string_view text, size_t at, size_t end);

// Without blanks at both ends.
TextRange Trimmed(std::string_view text, TextRange range);

// The place of the quote that closes the one at `open`, or npos. `escape` is the character that
// takes a quote's meaning away; 0: a doubled quote does.
size_t ClosingQuote(std::string_view text, size_t open, size_t end, char escape);

// The same for a text that must end on its line: the place of the line's end where no quote closes
// it. (Asking for the line's end first would take quadratic time on a long line.)
struct QuoteEnd {
  size_t at = 0;
  bool is_closed = false;
};
QuoteEnd ClosingQuoteOnLine(std::string_view text, size_t open, char escape);

}  // namespace ssot::configuration
