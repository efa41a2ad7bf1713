#include "scanner/baseline/file_sketch.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>

#include "scanner/model/words.h"

namespace ssot {
namespace {

constexpr size_t kDigits = 8;  // of one sample

// The finalizer of SplitMix64.
uint64_t Mixed(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

// Each pair falls into one of the sketch's places, and the least of a place stays. 0 says that a
// place is empty.
void AddPair(uint64_t first, uint64_t second, FileSketch* sketch) {
  const uint64_t hash = Mixed(first * 0x9E3779B97F4A7C15u + second);
  uint32_t& sample = (*sketch)[hash % sketch->size()];
  const auto value = std::max(static_cast<uint32_t>(hash >> 32), uint32_t{1});
  if (sample == 0 || value < sample) sample = value;
}

}  // namespace

FileSketch SketchOf(std::string_view text) {
  constexpr uint64_t kOffset = 0xCBF29CE484222325u;
  constexpr uint64_t kPrime = 0x100000001B3u;
  FileSketch sketch{};
  uint64_t previous = 0;
  for (size_t i = 0; i < text.size();) {
    if (!IsWordByte(text[i])) {
      ++i;
      continue;
    }
    uint64_t word = kOffset;
    for (; i < text.size() && IsWordByte(text[i]); ++i) {
      word = (word ^ static_cast<unsigned char>(text[i])) * kPrime;
    }
    AddPair(previous, word, &sketch);
    previous = word;
  }
  return sketch;
}

double Similarity(const FileSketch& a, const FileSketch& b) {
  unsigned used = 0;
  unsigned equal = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 0 && b[i] == 0) continue;
    ++used;
    if (a[i] == b[i]) ++equal;
  }
  return used == 0 ? 0 : static_cast<double>(equal) / used;
}

std::string ToHex(const FileSketch& sketch) {
  std::string hex;
  for (uint32_t sample : sketch) {
    char digits[kDigits + 1];
    std::snprintf(digits, sizeof(digits), "%08x", sample);
    hex += digits;
  }
  return hex;
}

std::optional<FileSketch> SketchFromHex(std::string_view hex) {
  FileSketch sketch{};
  if (hex.size() != kDigits * sketch.size()) return std::nullopt;
  for (uint32_t& sample : sketch) {
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + kDigits, sample, 16);
    if (error != std::errc() || end != hex.data() + kDigits) return std::nullopt;
    hex.remove_prefix(kDigits);
  }
  return sketch;
}

}  // namespace ssot
