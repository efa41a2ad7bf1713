#include "scanner/glob/glob.h"

#include <algorithm>

namespace ssot {
namespace {

// Far above what people write, far below what would hurt.
constexpr size_t kMaxPatternBytes = 4096;
constexpr size_t kMaxAlternatives = 1024;
constexpr size_t kMaxBraceDepth = 10;

// Replaces braces by all the patterns that they stand for. Braces inside [...] are characters.
class BraceExpander {
 public:
  BraceExpander(std::string_view pattern, std::string* error) : pattern_(pattern), error_(*error) {}

  bool Expand(std::vector<std::string>* patterns) {
    *patterns = {""};
    if (!ExpandSequence(patterns)) return false;
    if (at_ == pattern_.size()) return true;
    return Fail("'}' without a '{'; write '\\}' for the character");
  }

 private:
  bool Fail(std::string_view why) {
    error_ = why;
    return false;
  }

  // Up to the end of the pattern, or to the ',' or '}' that ends this branch.
  bool ExpandSequence(std::vector<std::string>* patterns) {
    while (at_ < pattern_.size()) {
      const char byte = pattern_[at_];
      if (byte == '}' || (byte == ',' && depth_ > 0)) return true;
      if (byte == '{') {
        if (!ExpandBraces(patterns)) return false;
        continue;
      }
      const std::string_view piece = pattern_.substr(at_, PieceLength());
      for (std::string& pattern : *patterns) pattern += piece;
      at_ += piece.size();
    }
    return true;
  }

  bool ExpandBraces(std::vector<std::string>* patterns) {
    if (++depth_ > kMaxBraceDepth) return Fail("braces nest too deeply");
    std::vector<std::string> expanded;
    do {
      ++at_;
      std::vector<std::string> branch = {""};
      if (!ExpandSequence(&branch)) return false;
      if (expanded.size() + patterns->size() * branch.size() > kMaxAlternatives) {
        return Fail("braces stand for more than 1024 patterns");
      }
      for (const std::string& head : *patterns) {
        for (const std::string& tail : branch) expanded.push_back(head + tail);
      }
    } while (at_ < pattern_.size() && pattern_[at_] == ',');
    if (at_ == pattern_.size()) return Fail("unclosed '{'");
    ++at_;
    --depth_;
    *patterns = std::move(expanded);
    return true;
  }

  // An escaped character or a class is copied as a whole.
  size_t PieceLength() const {
    if (pattern_[at_] == '\\') return 2;
    if (pattern_[at_] != '[') return 1;
    size_t end = at_ + 1;
    if (end < pattern_.size() && (pattern_[end] == '!' || pattern_[end] == '^')) ++end;
    if (end < pattern_.size() && pattern_[end] == ']') ++end;
    while (end < pattern_.size() && pattern_[end] != ']') end += pattern_[end] == '\\' ? 2 : 1;
    return end + 1 - at_;
  }

  std::string_view pattern_;
  std::string& error_;
  size_t at_ = 0;
  size_t depth_ = 0;
};

bool IsFolderOnly(std::string_view pattern) {
  return pattern.ends_with('/') && !pattern.ends_with("\\/");
}

// Without the '/' at either end, and with "**/" in front where that '/' did not tie it to the root.
std::string Anchored(std::string_view pattern) {
  const bool has_dot = pattern.starts_with("./");
  if (has_dot) pattern.remove_prefix(2);
  if (IsFolderOnly(pattern)) pattern.remove_suffix(1);
  const bool at_root = has_dot || pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return (at_root ? "" : "**/") + std::string(pattern);
}

}  // namespace

bool Glob::Compile(std::string_view pattern, Glob* glob, std::string* error) {
  *glob = Glob();
  glob->pattern_ = pattern;
  if (pattern.size() > kMaxPatternBytes) {
    *error = "longer than 4096 bytes";
    return false;
  }
  if (pattern.starts_with('!')) {
    *error = "a glob cannot be negated with '!'; write '\\!' for the character";
    return false;
  }
  std::vector<std::string> alternatives;
  if (!BraceExpander(pattern, error).Expand(&alternatives)) return false;
  for (const std::string& alternative : alternatives) {
    const std::string anchored = Anchored(alternative);
    if (anchored.empty() || anchored == "**/") {
      *error = "an empty pattern";
      return false;
    }
    Alternative compiled;
    compiled.folder_only = IsFolderOnly(alternative);
    if (!Wildcard::Compile(anchored, Wildcard::Dialect::kGlob, &compiled.wildcard, error)) {
      return false;
    }
    compiled.needed = compiled.wildcard.NeededPairs();
    glob->alternatives_.push_back(std::move(compiled));
  }
  return true;
}

bool Glob::Matches(std::string_view path) const {
  return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const Alternative& one) {
    return one.folder_only ? one.wildcard.MatchesFolder(path)
                           : one.wildcard.MatchesPathOrFolder(path);
  });
}

bool Glob::MayMatch(const BytePairs& path) const {
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const Alternative& one) { return path.MayHold(one.needed); });
}

bool GlobSet::Compile(const std::vector<std::string>& patterns, GlobSet* set, std::string* error) {
  *set = GlobSet();
  for (const std::string& pattern : patterns) {
    Glob glob;
    if (!Glob::Compile(pattern, &glob, error)) {
      *error = "'" + pattern + "': " + *error;
      return false;
    }
    set->globs_.push_back(std::move(glob));
  }
  return true;
}

GlobFilter::GlobFilter(const std::vector<std::string>& include,
                       const std::vector<std::string>& exclude) {
  std::string error;
  GlobSet::Compile(include, &include_, &error);
  GlobSet::Compile(exclude, &exclude_, &error);
}

bool GlobFilter::Contains(std::string_view path) const {
  return (include_.empty() || include_.Matches(path)) && !exclude_.Matches(path);
}

bool GlobSet::Matches(std::string_view path) const {
  return std::any_of(globs_.begin(), globs_.end(),
                     [&](const Glob& glob) { return glob.Matches(path); });
}

}  // namespace ssot
