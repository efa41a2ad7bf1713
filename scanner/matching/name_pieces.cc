#include "scanner/matching/name_pieces.h"

#include <algorithm>
#include <utility>

namespace ssot {
namespace {

char Lowered(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// Calls `found(window)` for every three letters in a row until it says true; whether it did.
template <typename Found>
bool AnyWindow(std::string_view name, const Found& found) {
  uint32_t window = 0;
  uint32_t letters = 0;
  for (char c : name) {
    if (c == '_') continue;
    window = (window << 8 | static_cast<unsigned char>(Lowered(c))) & 0xFFFFFF;
    if (++letters >= 3 && found(window)) return true;
  }
  return false;
}

// Greater for letters that are rarer in names.
size_t RarityOf(uint32_t window) {
  constexpr std::string_view kMostFrequentFirst = "etasrionclmdpugfhybvkwxjzq";
  size_t rarity = 1;
  for (unsigned byte = 0; byte < 3; ++byte) {
    const char letter = static_cast<char>(window >> (8 * byte) & 0xFF);
    rarity += std::min(kMostFrequentFirst.find(letter), kMostFrequentFirst.size());
  }
  return rarity;
}

}  // namespace

void NamePieces::Add(const NamePieces& other) {
  pieces.insert(pieces.end(), other.pieces.begin(), other.pieces.end());
  is_any = is_any || other.is_any;
}

PieceFilter::PieceFilter(const NamePieces& pieces)
    : is_any_(pieces.is_any), is_none_(!pieces.is_any && pieces.pieces.empty()) {
  for (const std::string& piece : pieces.pieces) {
    uint32_t rarest = 0;
    size_t rarity = 0;
    AnyWindow(piece, [&](uint32_t window) {
      const size_t this_rarity = RarityOf(window);
      if (this_rarity > rarity) {
        rarest = window;
        rarity = this_rarity;
      }
      return false;
    });
    if (rarity == 0) {
      is_any_ = true;
      return;
    }
    const uint32_t hash = HashOf(rarest);
    bits_[hash >> 6] |= uint64_t{1} << (hash & 63);
    std::string plain;
    for (char c : piece) {
      if (c != '_') plain += Lowered(c);
    }
    pieces_[rarest].push_back(std::move(plain));
  }
}

bool PieceFilter::HoldsPieceOf(uint32_t window, std::string_view name) const {
  const auto pieces = pieces_.find(window);
  if (pieces == pieces_.end()) return false;
  std::array<char, 256> letters;
  if (name.size() > letters.size()) return true;
  size_t size = 0;
  for (char c : name) {
    if (static_cast<unsigned char>(c) >= 0x80) return true;
    if (c != '_') letters[size++] = Lowered(c);
  }
  const std::string_view plain(letters.data(), size);
  return std::any_of(pieces->second.begin(), pieces->second.end(),
                     [&](const std::string& piece) { return plain.find(piece) != plain.npos; });
}

bool PieceFilter::MayMean(std::string_view name) const {
  if (is_none_) return false;
  return is_any_ || AnyWindow(name, [&](uint32_t window) {
           // Some letters beyond ASCII are k and s to patterns that ignore case.
           if ((window & 0x808080) != 0) return true;
           const uint32_t hash = HashOf(window);
           return (bits_[hash >> 6] >> (hash & 63) & 1) != 0 && HoldsPieceOf(window, name);
         });
}

}  // namespace ssot
