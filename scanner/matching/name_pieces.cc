#include "scanner/matching/name_pieces.h"

namespace ssot {
namespace {

// Calls `found(window)` for every three letters in a row until it says true; whether it did.
template <typename Found>
bool AnyWindow(std::string_view name, const Found& found) {
  uint32_t window = 0;
  uint32_t letters = 0;
  for (char c : name) {
    if (c == '_') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    window = (window << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF;
    if (++letters >= 3 && found(window)) return true;
  }
  return false;
}

}  // namespace

void NamePieces::Add(const NamePieces& other) {
  pieces.insert(pieces.end(), other.pieces.begin(), other.pieces.end());
  is_any = is_any || other.is_any;
}

PieceFilter::PieceFilter(const NamePieces& pieces) : is_any_(pieces.is_any) {
  for (const std::string& piece : pieces.pieces) {
    std::vector<uint32_t> windows;
    AnyWindow(piece, [&](uint32_t window) {
      windows.push_back(window * 0x9E3779B1u >> (32 - kHashBits));
      return false;
    });
    if (windows.empty()) {
      is_any_ = true;
      return;
    }
    const uint32_t chosen = windows[windows.size() / 2];  // ends are more frequent in names
    bits_[chosen >> 6] |= uint64_t{1} << (chosen & 63);
  }
}

bool PieceFilter::MayMean(std::string_view name) const {
  return is_any_ || AnyWindow(name, [&](uint32_t window) {
           const uint32_t hash = window * 0x9E3779B1u >> (32 - kHashBits);
           return (bits_[hash >> 6] >> (hash & 63) & 1) != 0;
         });
}

}  // namespace ssot
