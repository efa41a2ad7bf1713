// Which names a file holds, roughly: a Bloom filter with two probes. It never denies a name that it
// was given.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ssot {

// Multiply and fold, over words that may overlap, as in wyhash: most names are two loads.
inline uint32_t HashOfName(std::string_view text) {
  constexpr uint64_t kA = 0x9E3779B97F4A7C15u;
  constexpr uint64_t kB = 0xD6E8FEB86659FD93u;
  const auto fold = [](uint64_t a, uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  const auto load8 = [](const char* at) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    return word;
  };
  const auto load4 = [](const char* at) {
    uint32_t word;
    std::memcpy(&word, at, 4);
    return word;
  };
  if (text.empty()) return 0;
  const char* at = text.data();
  const size_t size = text.size();
  uint64_t head;
  uint64_t tail;
  if (size >= 8) {
    head = load8(at);
    tail = load8(at + size - 8);
    for (size_t i = 8; i + 8 < size; i += 8) head = fold(head ^ kA, load8(at + i) ^ kB);
  } else if (size >= 4) {
    head = load4(at);
    tail = load4(at + size - 4);
  } else {
    head = static_cast<unsigned char>(at[0]);
    tail = static_cast<uint64_t>(static_cast<unsigned char>(at[size / 2])) << 8 |
           static_cast<unsigned char>(at[size - 1]);
  }
  const uint64_t hash = fold(head ^ kA ^ size, tail ^ kB);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

// For containers that are asked with views.
struct NameHash {
  using is_transparent = void;
  size_t operator()(std::string_view name) const { return HashOfName(name); }
};

// In the filter of a file in which something without a name, and which no call returned, is called
// in a line that an outline left out.
inline const uint32_t kUnnamedCall = HashOfName("()");

// One of 64 bits, for small sets that are tested as roughly.
inline uint64_t NameBit(std::string_view name) {
  return uint64_t{1} << (HashOfName(name) >> 26);
}

class NameFilter {
 public:
  void Add(uint32_t hash) {
    if (bits_.empty()) bits_.resize(kWords);
    bits_[First(hash) >> 6] |= Bit(First(hash));
    bits_[Second(hash) >> 6] |= Bit(Second(hash));
  }
  bool MayHold(uint32_t hash) const {
    return !bits_.empty() && (bits_[First(hash) >> 6] & Bit(First(hash))) != 0 &&
           (bits_[Second(hash) >> 6] & Bit(Second(hash))) != 0;
  }
  void Clear() { std::fill(bits_.begin(), bits_.end(), 0); }

 private:
  static constexpr unsigned kPlaceBits = 13;
  static uint32_t First(uint32_t hash) { return hash >> (32 - kPlaceBits); }
  static uint32_t Second(uint32_t hash) { return hash & ((1u << kPlaceBits) - 1); }
  static constexpr size_t kWords = (size_t{1} << kPlaceBits) / 64;
  static uint64_t Bit(uint32_t place) { return uint64_t{1} << (place & 63); }

  std::vector<uint64_t> bits_;  // none: nothing was added
};

}  // namespace ssot
