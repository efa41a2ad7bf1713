// Text as a terminal may be given it: nothing in it moves the cursor, changes a colour, forges a
// line or reorders what stands beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ssot {

// Control characters become \n, \t, \x1b, characters that reorder text \u202e, bytes that are not
// UTF-8 \xff. Everything else stays.
std::string PrintableText(std::string_view text);

// The same with every run of white space as one space: prose in one line.
std::string OneLine(std::string_view text);

unsigned TextWidth(std::string_view printable);  // in columns

// At most `width` columns of it, "..." at the end when something is cut off.
std::string CutToWidth(std::string_view printable, unsigned width);

// A character of a line of code, as the terminal shows it.
struct Cell {
  std::string_view text;  // valid during the call only
  unsigned x = 0;         // first column on the screen, from 0
  unsigned width = 0;     // in columns; 0: it joins the cell before
  uint32_t column = 0;    // of the character in its line, from 1, in code points
};

// Every character of a line of code, in order. A tab reaches to the next multiple of four columns.
void ForEachCell(std::string_view line, const std::function<void(const Cell&)>& visit);

enum class Style : uint8_t { kPlain, kBold, kFaint, kError, kWarning, kNote, kGood };

// Puts ANSI colours around text, or leaves it as it is.
class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  std::string operator()(Style style, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace ssot
