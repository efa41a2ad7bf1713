#include "scanner/discovery/gitignore.h"

namespace ssot {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

// Without spaces at the end, unless a backslash quotes them. The backslash stays.
std::string_view TrimTrailingSpaces(std::string_view line) {
  size_t end = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
      end = i + 1;
    } else if (line[i] != ' ') {
      end = i + 1;
    }
  }
  return line.substr(0, end);
}

bool ConsumePrefix(std::string_view* text, std::string_view prefix) {
  if (!text->starts_with(prefix)) return false;
  text->remove_prefix(prefix.size());
  return true;
}

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

IgnorePatterns::IgnorePatterns(std::string_view content) {
  ConsumePrefix(&content, "\xEF\xBB\xBF");
  while (!content.empty()) {
    const size_t end = content.find('\n');
    std::string_view line = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with('#')) AddLine(TrimTrailingSpaces(line));
  }
}

void IgnorePatterns::AddLine(std::string_view line) {
  Pattern pattern;
  pattern.negated = ConsumePrefix(&line, "!");
  if (line.ends_with('/')) {
    pattern.folder_only = true;
    line.remove_suffix(1);
  }
  if (line.empty()) return;
  const bool is_name = line.find('/') == std::string_view::npos;
  ConsumePrefix(&line, "/");
  const size_t special = line.find_first_of(kSpecial);
  const bool is_suffix = is_name && special == 0 && line[0] == '*' &&
                         line.find_first_of(kSpecial, 1) == std::string_view::npos;
  if (is_suffix) {
    pattern.kind = Kind::kSuffix;
    pattern.literal = line.substr(1);
  } else if (special == std::string_view::npos) {
    pattern.kind = is_name ? Kind::kName : Kind::kPath;
    pattern.literal = line;
  } else {
    pattern.kind = is_name ? Kind::kNameGlob : Kind::kPathGlob;
    pattern.literal = line.substr(0, special);
    std::string error;
    const auto dialect = Wildcard::Dialect::kGit;
    // Git matches what is left of a path behind the literal part as if it stood alone: so the
    // "**" in "src**/x" counts as a whole part, although git's manual says that it does not.
    if (!is_name) line.remove_prefix(special);
    if (!Wildcard::Compile(line, dialect, &pattern.wildcard, &error)) return;
  }
  patterns_.push_back(std::move(pattern));
}

IgnoreVerdict IgnorePatterns::Check(std::string_view path, bool is_folder) const {
  const std::string_view name = LastPart(path);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->folder_only && !is_folder) continue;
    if (!Matches(*pattern, path, name)) continue;
    return pattern->negated ? IgnoreVerdict::kKept : IgnoreVerdict::kIgnored;
  }
  return IgnoreVerdict::kUnmatched;
}

bool IgnorePatterns::Matches(const Pattern& pattern, std::string_view path, std::string_view name) {
  switch (pattern.kind) {
    case Kind::kName:
      return name == pattern.literal;
    case Kind::kSuffix:
      return name.ends_with(pattern.literal);
    case Kind::kNameGlob:
      return name.starts_with(pattern.literal) && pattern.wildcard.Matches(name);
    case Kind::kPath:
      return path == pattern.literal;
    case Kind::kPathGlob:
      return path.starts_with(pattern.literal) &&
             pattern.wildcard.Matches(path.substr(pattern.literal.size()));
  }
  return false;
}

IgnoreVerdict CheckLevels(const IgnoreLevel* deepest, std::string_view path, bool is_folder) {
  for (const IgnoreLevel* level = deepest; level != nullptr; level = level->above.get()) {
    const auto below = path.substr(level->folder.size());
    const IgnoreVerdict verdict = level->patterns.Check(below, is_folder);
    if (verdict != IgnoreVerdict::kUnmatched) return verdict;
  }
  return IgnoreVerdict::kUnmatched;
}

}  // namespace ssot
