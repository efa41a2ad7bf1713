#include "scanner/matching/name_regexes.h"

#include <re2/filtered_re2.h>

#include <algorithm>

namespace ssot {

NameRegexes::NameRegexes(const std::vector<std::string>& patterns) : patterns_(patterns) {
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

NamePieces NameRegexes::Pieces() const {
  NamePieces pieces;
  if (patterns_.empty()) return pieces;
  constexpr int kShortestAtom = 3;
  re2::FilteredRE2 filtered(kShortestAtom);
  for (const std::string& pattern : patterns_) {
    int id = 0;
    if (filtered.Add(pattern, RE2::Quiet, &id) != RE2::NoError) pieces.is_any = true;
  }
  filtered.Compile(&pieces.pieces);
  // RE2 ignores the case of all letters, PieceFilter that of A to Z.
  for (const std::string& piece : pieces.pieces) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::all_of(piece.begin(), piece.end(), is_ascii)) pieces.is_any = true;
  }
  std::vector<int> without_atoms;
  if (!pieces.pieces.empty()) filtered.AllPotentials({}, &without_atoms);
  pieces.is_any = pieces.is_any || !without_atoms.empty() || pieces.pieces.empty();
  return pieces;
}

}  // namespace ssot
