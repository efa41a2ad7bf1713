#include "scanner/commands/wording.h"

#include <algorithm>

namespace ssot {

std::string WrapText(std::string_view text, size_t margin, size_t width) {
  const std::string line_start = "\n" + std::string(margin, ' ');
  std::string wrapped;
  size_t column = margin;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    if (column > margin && column + 1 + word.size() > width) {
      wrapped += line_start;
      column = margin;
    } else if (column > margin) {
      wrapped += ' ';
      ++column;
    }
    wrapped += word;
    column += word.size();
    text.remove_prefix(end);
    if (text.starts_with('\n') && text.size() > 1) {
      wrapped += line_start;
      column = margin;
    }
    if (!text.empty()) text.remove_prefix(1);
  }
  return wrapped;
}

std::string CountOf(uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace ssot
