#include "scanner/discovery/code_owners.h"

#include <algorithm>
#include <utility>

namespace ssot {
namespace {

constexpr std::string_view kPlaces[] = {".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
                                        ".gitlab/CODEOWNERS"};
constexpr std::string_view kBlanks = " \t";

// The next word; a backslash quotes a blank. Empty at the end and at a comment.
std::string_view TakeWord(std::string_view* line) {
  line->remove_prefix(std::min(line->find_first_not_of(kBlanks), line->size()));
  if (line->starts_with('#')) return "";
  size_t end = 0;
  while (end < line->size() && kBlanks.find((*line)[end]) == kBlanks.npos) {
    end += (*line)[end] == '\\' ? 2 : 1;
  }
  const std::string_view word = line->substr(0, end);
  line->remove_prefix(word.size());
  return word;
}

bool IsSectionHeading(std::string_view line) {
  return line.starts_with('[') || line.starts_with("^[");
}

}  // namespace

CodeOwners::CodeOwners(std::string_view content) {
  while (!content.empty()) {
    const std::string_view line = content.substr(0, content.find_first_of("\r\n"));
    content.remove_prefix(std::min(line.size() + 1, content.size()));
    AddLine(line);
  }
}

void CodeOwners::AddLine(std::string_view line) {
  const std::string_view pattern = TakeWord(&line);
  // GitHub skips lines that it has no meaning for.
  if (pattern.empty() || pattern.starts_with('!') || IsSectionHeading(pattern)) return;
  Entry entry{IgnorePatterns(pattern), pattern.ends_with("/*"), {}};
  for (std::string_view word = TakeWord(&line); !word.empty(); word = TakeWord(&line)) {
    entry.owners.emplace_back(word);
  }
  entries_.push_back(std::move(entry));
}

std::vector<std::string> CodeOwners::OwnersOf(std::string_view path) const {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (Matches(*entry, path)) return entry->owners;
  }
  return {};
}

bool CodeOwners::Matches(const Entry& entry, std::string_view path) {
  if (entry.pattern.Check(path, false) == IgnoreVerdict::kIgnored) return true;
  if (entry.is_of_files_alone) return false;
  for (size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    if (entry.pattern.Check(path.substr(0, slash), true) == IgnoreVerdict::kIgnored) return true;
  }
  return false;
}

CodeOwners ReadCodeOwners(const FileSource& source) {
  std::string content;
  for (std::string_view place : kPlaces) {
    if (source.ReadFromTop(std::string(place), &content)) break;
  }
  return CodeOwners(content);
}

}  // namespace ssot
