// What is wrong with an input: configuration, rule file, command line. Errors are values and are
// collected, so that one bad entry does not hide the next.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ssot {

// Both from 1, columns in code points; line 0: the whole file.
struct LineColumn {
  uint32_t line = 0;
  uint32_t column = 0;
};

struct Diagnostic {
  std::string path;     // as the user typed it; empty: the command line
  uint32_t line = 0;    // from 1; 0: the whole file
  uint32_t column = 0;  // from 1, in code points
  std::string message;  // one sentence without the place: what is wrong, and what to do
};

using Diagnostics = std::vector<Diagnostic>;

// "path:line:column: message", without the parts that are unknown.
inline std::string FormatDiagnostic(const Diagnostic& diagnostic) {
  std::string text = diagnostic.path;
  if (diagnostic.line > 0) {
    text += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
  }
  if (!text.empty()) text += ": ";
  return text + diagnostic.message;
}

}  // namespace ssot
