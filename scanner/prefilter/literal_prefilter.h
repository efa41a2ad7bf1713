// Which of many literals occur in a file's bytes, and where, in one pass.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ssot {

struct LiteralHit {
  uint32_t literal = 0;  // index into the literals
  uint32_t offset = 0;   // bytes from the start of the text
  friend auto operator<=>(const LiteralHit&, const LiteralHit&) = default;
};

// Immutable once built; any number of threads may search with it.
class LiteralPrefilter {
 public:
  // Whether this processor can look at many bytes at once.
  static bool HasVectors();

  // Literals are case-sensitive bytes, distinct and not empty.
  explicit LiteralPrefilter(std::vector<std::string> literals, bool uses_vectors = HasVectors());

  // Replaces `*hits` by every occurrence of every literal, overlapping ones too, sorted by offset
  // and then by literal. `text` is shorter than 4 GiB.
  void FindAll(std::string_view text, std::vector<LiteralHit>* hits) const;

  const std::vector<std::string>& literals() const { return literals_; }

 private:
  // A literal, and where in it a window stands.
  struct Window {
    uint32_t literal = 0;
    uint32_t offset = 0;
    // Of a literal of at least eight bytes: the first and the last eight, which may overlap.
    uint64_t head = 0;
    uint64_t tail = 0;
    uint32_t tail_offset = 0;
    bool is_long = false;  // there are some between them
  };

  void AddWindows(uint32_t literal);
  template <size_t kStride>
  void FindLong(std::string_view text, size_t begin, std::vector<LiteralHit>* hits) const;
  void SortIntoBuckets();
  size_t FindLongByVectors(std::string_view text, std::vector<LiteralHit>* hits) const;
  void Verify(uint32_t window, std::string_view text, size_t position,
              std::vector<LiteralHit>* hits) const;
  void FindShort(std::string_view text, std::vector<LiteralHit>* hits) const;

  std::vector<std::string> literals_;
  std::vector<uint32_t> short_literals_;
  bool has_long_literals_ = false;
  bool uses_vectors_ = false;
  size_t stride_ = 2;
  std::array<uint64_t, 512> filter_{};  // one bit for each hash of a window
  std::unordered_map<uint32_t, std::vector<Window>> windows_;
  // For each byte of a window and each nibble of that byte, the low ones first: the buckets of the
  // windows that have it.
  std::array<std::array<uint8_t, 16>, 6> buckets_{};
};

}  // namespace ssot
