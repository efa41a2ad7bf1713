#include "scanner/matching/name_pattern.h"

#include <algorithm>
#include <span>

namespace ssot {
namespace {

bool MatchPart(std::string_view pattern, std::string_view part) {
  const size_t star = pattern.find('*');
  if (star == pattern.npos) return pattern == part;
  if (!part.starts_with(pattern.substr(0, star))) return false;
  pattern.remove_prefix(star + 1);
  part.remove_prefix(star);
  for (size_t skipped = 0; skipped <= part.size(); ++skipped) {
    if (MatchPart(pattern, part.substr(skipped))) return true;
  }
  return false;
}

bool MatchParts(std::span<const std::string> pattern, std::span<const std::string_view> parts,
                bool may_lie_below) {
  if (pattern.empty()) return parts.empty() || may_lie_below;
  if (pattern.front() == "**") {
    return MatchParts(pattern.subspan(1), parts, may_lie_below) ||
           (!parts.empty() && MatchParts(pattern, parts.subspan(1), may_lie_below));
  }
  return !parts.empty() && MatchPart(pattern.front(), parts.front()) &&
         MatchParts(pattern.subspan(1), parts.subspan(1), may_lie_below);
}

// `a::b` as `a.b`: names are compared in one spelling. Most have nothing to change.
std::string_view Dotted(std::string_view name, std::string* storage) {
  if (name.find("::") == name.npos) return name;
  storage->clear();
  for (size_t i = 0; i < name.size(); ++i) {
    const bool is_separator = name.substr(i).starts_with("::");
    *storage += is_separator ? '.' : name[i];
    i += is_separator ? 1 : 0;
  }
  return *storage;
}

// What separates a module from what lies in it, in one language or another.
bool IsSeparator(char c) {
  return c == '.' || c == '/' || c == ':';
}

}  // namespace

NamePatterns::NamePatterns(const std::vector<NamePattern>& patterns) {
  std::string storage;
  for (const NamePattern& written : patterns) {
    const NamePattern pattern(Dotted(written, &storage));
    if (pattern.find('*') == pattern.npos) {
      literals_.push_back(pattern);
    } else {
      const auto parts = SplitAt(pattern, '.');
      wildcards_.emplace_back(parts.begin(), parts.end());
      std::string_view longest;
      for (std::string_view part : parts) {
        const std::string_view piece = LongestPiece(part);
        if (piece.size() > longest.size()) longest = piece;
      }
      pieces_.emplace_back(longest);
    }
  }
  std::sort(literals_.begin(), literals_.end());
}

// Most names begin like none of them.
std::span<const std::string> NamePatterns::LiteralsLike(std::string_view name) const {
  const auto comes_before = [](std::string_view a, std::string_view b) {
    return a.substr(0, 1) < b.substr(0, 1);
  };
  const auto [first, end] =
      std::equal_range(literals_.begin(), literals_.end(), name, comes_before);
  return {first, end};
}

bool NamePatterns::Match(std::string_view written) const {
  std::string storage;
  const std::string_view name = Dotted(written, &storage);
  const auto literals = LiteralsLike(name);
  if (std::find(literals.begin(), literals.end(), name) != literals.end()) return true;
  if (wildcards_.empty()) return false;
  const std::string_view last = name.substr(name.rfind('.') + 1);
  const auto may_match = [&](const auto& pattern) {
    return pattern.back() == "**" || MatchPart(pattern.back(), last);
  };
  if (std::none_of(wildcards_.begin(), wildcards_.end(), may_match)) return false;
  const auto parts = SplitAt(name, '.');
  return std::any_of(wildcards_.begin(), wildcards_.end(),
                     [&](const auto& pattern) { return MatchParts(pattern, parts, false); });
}

bool NamePatterns::Cover(std::string_view written) const {
  std::string storage;
  const std::string_view name = Dotted(written, &storage);
  for (const std::string& literal : LiteralsLike(name)) {
    if (!name.starts_with(literal)) continue;
    if (name.size() == literal.size() || IsSeparator(name[literal.size()])) return true;
  }
  std::vector<std::string_view> parts;
  for (size_t i = 0; i < wildcards_.size(); ++i) {
    if (name.find(pieces_[i]) == name.npos) continue;
    if (parts.empty()) parts = SplitAt(name, '.');
    if (MatchParts(wildcards_[i], parts, true)) return true;
  }
  return false;
}

bool NamePatterns::MayEndIn(std::string_view word) const {
  return std::any_of(literals_.begin(), literals_.end(),
                     [&](const std::string& literal) { return LastPart(literal) == word; }) ||
         std::any_of(wildcards_.begin(), wildcards_.end(), [&](const auto& pattern) {
           return pattern.back() == "**" || MatchPart(pattern.back(), word);
         });
}

bool NamePatterns::MayHold(std::string_view word) const {
  const auto has_part = [&](const std::string& literal) {
    const auto parts = SplitAt(literal, '.');
    return std::find(parts.begin(), parts.end(), word) != parts.end();
  };
  return std::any_of(literals_.begin(), literals_.end(), has_part) ||
         std::any_of(wildcards_.begin(), wildcards_.end(), [&](const auto& pattern) {
           return std::any_of(pattern.begin(), pattern.end(), [&](const std::string& part) {
             return part != "**" && MatchPart(part, word);
           });
         });
}

NamePieces NamePatterns::Pieces() const {
  NamePieces pieces;
  for (const std::string& literal : literals_) {
    std::string_view longest;
    for (std::string_view part : SplitAt(literal, '.')) {
      if (part.size() > longest.size()) longest = part;
    }
    pieces.Add(longest);
  }
  for (const std::string& piece : pieces_) pieces.Add(piece);
  return pieces;
}

NamePieces NamePatterns::LastPieces() const {
  NamePieces pieces;
  for (const std::string& literal : literals_) pieces.Add(LastPart(literal));
  for (const auto& parts : wildcards_) {
    if (parts.back() == "**") {
      pieces.is_any = true;
    } else {
      pieces.Add(LongestPiece(parts.back()));
    }
  }
  return pieces;
}

std::vector<std::string_view> SplitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0;;) {
    const size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == text.npos) return parts;
    begin = end + 1;
  }
}

std::string_view LongestPiece(std::string_view part) {
  std::string_view longest;
  for (std::string_view piece : SplitAt(part, '*')) {
    if (piece.size() > longest.size()) longest = piece;
  }
  return longest;
}

std::string_view LastPart(std::string_view name) {
  size_t begin = name.size();
  while (begin > 0 && name[begin - 1] != '.' && name[begin - 1] != ':') --begin;
  return name.substr(begin);
}

}  // namespace ssot
