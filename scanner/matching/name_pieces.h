// Which names a rule may find, roughly: what is asked before anything dearer looks at a name.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ssot {

// Every name that is meant holds one of these pieces, whatever its case and its underscores.
struct NamePieces {
  std::vector<std::string> pieces;
  bool is_any = false;  // any name may be meant

  void Add(std::string_view piece) { pieces.emplace_back(piece); }
  void Add(const NamePieces& other);
};

// Looks for one window of three letters of each piece, and for the piece where that stands.
// Immutable; any number of threads may ask.
class PieceFilter {
 public:
  explicit PieceFilter(const NamePieces& pieces);

  // False only for names without a piece.
  bool MayMean(std::string_view name) const;

 private:
  bool HoldsPieceOf(uint32_t window, std::string_view name) const;

  static constexpr unsigned kHashBits = 15;
  static uint32_t HashOf(uint32_t window) { return window * 0x9E3779B1u >> (32 - kHashBits); }

  bool is_any_ = false;  // also when a piece is shorter than a window
  bool is_none_ = false;
  std::array<uint64_t, (1 << kHashBits) / 64> bits_{};
  std::unordered_map<uint32_t, std::vector<std::string>> pieces_;  // by their windows
};

}  // namespace ssot
