// What our own unfinished files are called. Whoever writes a report or a baseline writes it beside
// its place first; a kill may leave that file behind. Scans pass over it, and the next writer in
// its folder removes it.
#pragma once

#include <string_view>

namespace ssot {

inline constexpr std::string_view kTemporaryPrefix = ".ssot-report.";  // then digits and dots
inline constexpr std::string_view kTemporarySuffix = ".tmp";

// `name` without its folder.
inline bool IsTemporaryName(std::string_view name) {
  if (!name.starts_with(kTemporaryPrefix) || !name.ends_with(kTemporarySuffix)) return false;
  name.remove_prefix(kTemporaryPrefix.size());
  return name.find_first_not_of("0123456789.") == name.size() - kTemporarySuffix.size() + 1;
}

}  // namespace ssot
