#include "scanner/discovery/coding_line.h"

#include <cctype>

namespace ssot {
namespace {

bool IsNameByte(char byte) {
  return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '-' || byte == '_' ||
         byte == '.';
}

// The name behind "coding:" or "coding=" in a comment line.
std::string NameIn(std::string_view line) {
  constexpr std::string_view kWord = "coding";
  for (size_t at = line.find(kWord); at != std::string_view::npos; at = line.find(kWord, at + 1)) {
    size_t begin = at + kWord.size();
    if (begin >= line.size() || (line[begin] != ':' && line[begin] != '=')) continue;
    begin = line.find_first_not_of(" \t", begin + 1);
    std::string name;
    for (size_t i = begin; i < line.size() && IsNameByte(line[i]); ++i) {
      const char byte = line[i] == '_' ? '-' : line[i];
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
    }
    if (!name.empty()) return name;
  }
  return "";
}

std::string_view TakeLine(std::string_view* source) {
  const std::string_view line = source->substr(0, source->find_first_of("\r\n"));
  source->remove_prefix(line.size());
  source->remove_prefix(source->starts_with("\r\n") ? 2 : source->empty() ? 0 : 1);
  return line;
}

}  // namespace

std::string DeclaredEncoding(std::string_view source) {
  for (int i = 0; i < 2; ++i) {
    const std::string_view line = TakeLine(&source);
    const size_t begin = line.find_first_not_of(" \t\f");
    if (begin == std::string_view::npos) continue;
    if (line[begin] != '#') return "";
    std::string name = NameIn(line);
    if (!name.empty()) return name;
  }
  return "";
}

}  // namespace ssot
