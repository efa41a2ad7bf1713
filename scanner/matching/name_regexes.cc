#include "scanner/matching/name_regexes.h"

namespace ssot {

NameRegexes::NameRegexes(const std::vector<std::string>& patterns) {
  if (patterns.empty()) return;
  std::string alternation;
  for (const std::string& pattern : patterns) {
    if (!alternation.empty()) alternation += '|';
    alternation += "(?:" + pattern + ")";
  }
  any_ = std::make_shared<const RE2>(alternation, RE2::Quiet);
}

bool NameRegexes::Match(std::string_view name) const {
  return any_ != nullptr && RE2::FullMatch(re2::StringPiece(name.data(), name.size()), *any_);
}

}  // namespace ssot
