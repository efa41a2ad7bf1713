#include "scanner/languages/configuration/lines.h"

#include <algorithm>

namespace ssot::configuration {

size_t LineEnd(std::string_view text, size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

size_t NextLine(std::string_view text, size_t at) {
  const size_t end = LineEnd(text, at);
  if (end == text.size()) return end;
  return end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
}

size_t SkipBlanks(std::string_view text, size_t at, size_t end) {
  while (at < end && IsBlank(text[at])) ++at;
  return at;
}

TextRange Trimmed(std::string_view text, TextRange range) {
  range.begin = SkipBlanks(text, range.begin, range.end);
  while (range.end > range.begin && IsBlank(text[range.end - 1])) --range.end;
  return range;
}

size_t ClosingQuote(std::string_view text, size_t open, size_t end, char escape) {
  const char quote = text[open];
  for (size_t at = open + 1; at < end; ++at) {
    if (escape != 0 && text[at] == escape) {
      ++at;
    } else if (text[at] == quote) {
      const bool is_doubled = escape == 0 && at + 1 < end && text[at + 1] == quote;
      if (!is_doubled) return at;
      ++at;
    }
  }
  return text.npos;
}

QuoteEnd ClosingQuoteOnLine(std::string_view text, size_t open, char escape) {
  size_t at = open + 1;
  for (; at < text.size() && !IsLineEnd(text[at]); ++at) {
    if (text[at] == text[open]) return {at, true};
    if (text[at] == escape && at + 1 < text.size() && !IsLineEnd(text[at + 1])) ++at;
  }
  return {at, false};
}

}  // namespace ssot::configuration
