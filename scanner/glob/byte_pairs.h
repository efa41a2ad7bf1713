// Which pairs of neighbouring bytes stand in a text: one look at a path tells of many globs that
// they cannot match it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ssot {

class BytePairs {
 public:
  BytePairs() = default;
  explicit BytePairs(std::string_view text) { Add(text); }

  void Add(std::string_view text) {
    for (size_t i = 1; i < text.size(); ++i) {
      // Different pairs may share a bit.
      const auto bit = static_cast<uint8_t>(text[i - 1] * 31 + text[i]);
      bits_[bit >> 6] |= uint64_t{1} << (bit & 63);
    }
  }

  // False: a pair of `others` is not among these.
  bool MayHold(const BytePairs& others) const {
    uint64_t missing = 0;
    for (size_t i = 0; i < bits_.size(); ++i) missing |= others.bits_[i] & ~bits_[i];
    return missing == 0;
  }

 private:
  std::array<uint64_t, 4> bits_{};
};

}  // namespace ssot
