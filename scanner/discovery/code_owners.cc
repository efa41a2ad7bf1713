#include "scanner/discovery/code_owners.h"

#include <algorithm>
#include <cctype>
#include <optional>
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

std::vector<std::string> TakeWords(std::string_view line) {
  std::vector<std::string> words;
  for (std::string_view word = TakeWord(&line); !word.empty(); word = TakeWord(&line)) {
    words.emplace_back(word);
  }
  return words;
}

// The next line of `content`, which is taken off.
std::string_view TakeLine(std::string_view* content) {
  const std::string_view line = content->substr(0, content->find_first_of("\r\n"));
  content->remove_prefix(std::min(line.size() + 1, content->size()));
  return line;
}

struct Heading {
  std::string name;              // in small letters
  std::string_view behind_name;  // owners
};

// "[Name]", "[Name][2]", "^[Name]"; nothing when the line is no heading.
std::optional<Heading> ReadHeading(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  if (line.starts_with('^')) line.remove_prefix(1);
  const size_t end = line.find(']');
  if (!line.starts_with('[') || end == line.npos) return std::nullopt;
  Heading heading{std::string(line.substr(1, end - 1)), line.substr(end + 1)};
  for (char& c : heading.name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (heading.behind_name.starts_with('[')) {  // how many must approve
    heading.behind_name.remove_prefix(
        std::min(heading.behind_name.find(']'), heading.behind_name.size() - 1) + 1);
  }
  return heading;
}

bool HasHeading(std::string_view content) {
  while (!content.empty()) {
    if (ReadHeading(TakeLine(&content))) return true;
  }
  return false;
}

}  // namespace

CodeOwners::CodeOwners(std::string_view content, OwnersDialect dialect)
    : dialect_(dialect), sections_(1) {
  while (!content.empty()) AddLine(TakeLine(&content));
}

bool CodeOwners::empty() const {
  return std::all_of(sections_.begin(), sections_.end(),
                     [](const Section& section) { return section.entries.empty(); });
}

// Headings of the same name continue one section.
bool CodeOwners::AddHeading(std::string_view line) {
  const std::optional<Heading> heading = ReadHeading(line);
  if (!heading) return false;
  const auto known =
      std::find_if(sections_.begin() + 1, sections_.end(),
                   [&](const Section& section) { return section.name == heading->name; });
  current_ = static_cast<size_t>(known - sections_.begin());
  if (known == sections_.end()) sections_.push_back({heading->name, {}});
  default_owners_ = TakeWords(heading->behind_name);
  return true;
}

void CodeOwners::AddLine(std::string_view line) {
  const bool is_git_lab = dialect_ == OwnersDialect::kGitLab;
  if (is_git_lab && AddHeading(line)) return;
  std::string_view word = TakeWord(&line);
  const bool is_exclusion = word.starts_with('!');
  // Lines without a meaning are skipped.
  if (word.empty() || word.starts_with('[') || word.starts_with("^[")) return;
  if (is_exclusion && !is_git_lab) return;
  if (is_exclusion) word.remove_prefix(1);
  std::string pattern(word);
  if (is_git_lab && !pattern.starts_with('/')) pattern = "**/" + pattern;
  Entry entry{IgnorePatterns(pattern), word.ends_with("/*"), is_exclusion, TakeWords(line)};
  if (entry.owners.empty()) entry.owners = default_owners_;
  sections_[current_].entries.push_back(std::move(entry));
}

// The entry of the section that decides about the path; null: none does.
const CodeOwners::Entry* CodeOwners::FindIn(const Section& section, std::string_view path) {
  const Entry* last = nullptr;
  for (const Entry& entry : section.entries) {
    if (!Matches(entry, path)) continue;
    if (entry.is_exclusion) return nullptr;
    last = &entry;
  }
  return last;
}

std::vector<std::string> CodeOwners::OwnersOf(std::string_view path) const {
  std::vector<std::string> owners;
  for (const Section& section : sections_) {
    const Entry* entry = FindIn(section, path);
    if (entry == nullptr) continue;
    for (const std::string& owner : entry->owners) {
      if (std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(owner);
    }
  }
  return owners;
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
  std::string_view found;
  for (std::string_view place : kPlaces) {
    found = place;
    if (source.ReadFromTop(std::string(place), &content)) break;
  }
  const bool is_git_lab = found == kPlaces[3] || (found != kPlaces[0] && HasHeading(content));
  return CodeOwners(content, is_git_lab ? OwnersDialect::kGitLab : OwnersDialect::kGitHub);
}

}  // namespace ssot
