#include "scanner/matching/name_pattern.h"

#include <algorithm>
#include <span>

namespace ssot {
namespace {

std::vector<std::string_view> Split(std::string_view name) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0;;) {
    const size_t dot = name.find('.', begin);
    parts.push_back(name.substr(begin, dot - begin));
    if (dot == name.npos) return parts;
    begin = dot + 1;
  }
}

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

// What separates a module from what lies in it, in one language or another.
bool IsSeparator(char c) {
  return c == '.' || c == '/' || c == ':';
}

}  // namespace

NamePatterns::NamePatterns(const std::vector<NamePattern>& patterns) {
  for (const NamePattern& pattern : patterns) {
    if (pattern.find('*') == pattern.npos) {
      literals_.push_back(pattern);
    } else {
      const auto parts = Split(pattern);
      wildcards_.emplace_back(parts.begin(), parts.end());
    }
  }
}

bool NamePatterns::Match(std::string_view name) const {
  if (std::find(literals_.begin(), literals_.end(), name) != literals_.end()) return true;
  if (wildcards_.empty()) return false;
  const auto parts = Split(name);
  return std::any_of(wildcards_.begin(), wildcards_.end(),
                     [&](const auto& pattern) { return MatchParts(pattern, parts, false); });
}

bool NamePatterns::Cover(std::string_view name) const {
  for (const std::string& literal : literals_) {
    if (!name.starts_with(literal)) continue;
    if (name.size() == literal.size() || IsSeparator(name[literal.size()])) return true;
  }
  if (wildcards_.empty()) return false;
  const auto parts = Split(name);
  return std::any_of(wildcards_.begin(), wildcards_.end(),
                     [&](const auto& pattern) { return MatchParts(pattern, parts, true); });
}

std::string_view LastPart(std::string_view name) {
  return name.substr(name.rfind('.') + 1);
}

}  // namespace ssot
