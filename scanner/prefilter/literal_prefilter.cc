// The idea: of every literal, choose the two neighbouring windows of three bytes that are rarest
// in source code, and put their hashes into a small bit table. One of two neighbouring windows
// starts at an even offset wherever the literal stands, so the scan looks at every second offset
// only: load three bytes, hash, test a bit. Only where the bit is set are literals compared.
//
// The steps do not depend on one another, which is why this beats shift tables and automata: on one
// core, 75 literals in 166 MB of Python take 0.07 s, with Wu-Manber 0.24 s, with RE2::Set 0.23 s
// (and that does not say where).
//
// With AVX2 every offset is looked at, 32 of them at once, as Hyperscan's Teddy does: windows are
// sorted into eight buckets, and two table look-ups a byte say into which buckets' windows it fits;
// only where all three bytes fit into one bucket the hash is asked. One window a literal is enough
// then.
//
// A literal of three bytes has one window, so with such literals every offset is looked at.
// Literals of one or two bytes are searched one by one.
#include "scanner/prefilter/literal_prefilter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#define SSOT_HAS_AVX2 1
#endif

namespace ssot {
namespace {

constexpr size_t kWindow = 3;
constexpr unsigned kHashBits = 15;

// Any injective number of three bytes will do; four must be readable, so that one load is enough.
uint32_t WindowAt(const char* four_bytes) {
  uint32_t word;
  std::memcpy(&word, four_bytes, sizeof(word));
  return std::endian::native == std::endian::little ? word & 0xFFFFFF : word >> 8;
}

uint64_t Load8(const char* at) {
  uint64_t word;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

uint32_t HashOf(uint32_t window) {
  return (window * 0x9E3779B1u) >> (32 - kHashBits);
}

// Roughly how often a byte stands in source code, in thousandths.
double Frequency(char c) {
  static constexpr std::string_view kMostFrequentFirst =
      " etsrianoc_\nlu\"dmpfg.h:=)(yv,ERkbTSwx'A#ON[]CDMI0{}-VL1UYPXF";
  const size_t rank = std::min(kMostFrequentFirst.find(c), kMostFrequentFirst.size());
  return rank == 0 ? 290 : 75 * std::pow(0.93, static_cast<double>(rank));
}

double WindowFrequency(const char* window) {
  return Frequency(window[0]) * Frequency(window[1]) * Frequency(window[2]);
}

}  // namespace

bool LiteralPrefilter::HasVectors() {
#if SSOT_HAS_AVX2
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}

LiteralPrefilter::LiteralPrefilter(std::vector<std::string> literals, bool uses_vectors)
    : literals_(std::move(literals)), uses_vectors_(uses_vectors) {
  if (uses_vectors_) stride_ = 1;
  for (const std::string& literal : literals_) {
    if (literal.size() == kWindow) stride_ = 1;
  }
  for (uint32_t i = 0; i < literals_.size(); ++i) {
    if (literals_[i].size() < kWindow) {
      short_literals_.push_back(i);
    } else {
      has_long_literals_ = true;
      AddWindows(i);
    }
  }
  if (uses_vectors_) SortIntoBuckets();
}

void LiteralPrefilter::AddWindows(uint32_t literal) {
  const std::string& text = literals_[literal];
  const size_t last = text.size() - kWindow - (stride_ - 1);
  size_t best = 0;
  double best_frequency = std::numeric_limits<double>::infinity();
  for (size_t start = 0; start <= last; ++start) {
    double frequency = 0;
    for (size_t i = 0; i < stride_; ++i) {
      const char* window = text.data() + start + i;
      // A window that other literals use already costs nothing more.
      if (!windows_.contains(WindowAt(window))) frequency += WindowFrequency(window);
    }
    if (frequency < best_frequency) {
      best_frequency = frequency;
      best = start;
    }
  }
  for (size_t i = best; i < best + stride_; ++i) {
    const uint32_t window = WindowAt(text.data() + i);
    const uint32_t hash = HashOf(window);
    Window& added = windows_[window].emplace_back();
    added.literal = literal;
    added.offset = static_cast<uint32_t>(i);
    if (text.size() >= sizeof(added.tail)) {
      added.head = Load8(text.data());
      added.is_long = text.size() > 2 * sizeof(added.tail);
      added.tail_offset = static_cast<uint32_t>(text.size() - sizeof(added.tail));
      added.tail = Load8(text.data() + added.tail_offset);
    }
    filter_[hash >> 6] |= uint64_t{1} << (hash & 63);
  }
}

void LiteralPrefilter::FindAll(std::string_view text, std::vector<LiteralHit>* hits) const {
  hits->clear();
  if (has_long_literals_) {
    if (stride_ == 1) {
      FindLong<1>(text, uses_vectors_ ? FindLongByVectors(text, hits) : 0, hits);
    } else {
      FindLong<2>(text, 0, hits);
    }
  }
  FindShort(text, hits);
  std::sort(hits->begin(), hits->end(), [](const LiteralHit& a, const LiteralHit& b) {
    return std::pair(a.offset, a.literal) < std::pair(b.offset, b.literal);
  });
}

template <size_t kStride>
void LiteralPrefilter::FindLong(std::string_view text, size_t begin,
                                std::vector<LiteralHit>* hits) const {
  const auto look_at = [&](const char* bytes, size_t position) {
    const uint32_t window = WindowAt(bytes);
    const uint32_t hash = HashOf(window);
    if (filter_[hash >> 6] >> (hash & 63) & 1) Verify(window, text, position, hits);
  };
  size_t i = begin;
  for (; i + 4 <= text.size(); i += kStride) look_at(text.data() + i, i);
  if (i + kWindow <= text.size()) {
    const char last[4] = {text[i], text[i + 1], text[i + 2], 0};
    look_at(last, i);
  }
}

// Windows that are alike share a bucket, so that few others fit into it.
void LiteralPrefilter::SortIntoBuckets() {
  std::vector<uint32_t> sorted;
  for (const auto& [window, candidates] : windows_) sorted.push_back(window);
  std::sort(sorted.begin(), sorted.end());
  for (size_t i = 0; i < sorted.size(); ++i) {
    const auto bucket = static_cast<uint8_t>(1u << (i * 8 / sorted.size()));
    for (unsigned byte = 0; byte < 3; ++byte) {
      buckets_[2 * byte][sorted[i] >> (8 * byte) & 15] |= bucket;
      buckets_[2 * byte + 1][sorted[i] >> (8 * byte + 4) & 15] |= bucket;
    }
  }
}

#if SSOT_HAS_AVX2
// Returns how many offsets it has looked at.
__attribute__((target("avx2"))) size_t LiteralPrefilter::FindLongByVectors(
    std::string_view text, std::vector<LiteralHit>* hits) const {
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i tables[6];
  for (size_t i = 0; i < 6; ++i) {
    const auto* table = reinterpret_cast<const __m128i*>(buckets_[i].data());
    tables[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128(table));
  }
  constexpr size_t kBlock = 32;
  size_t i = 0;
  for (; i + kBlock + 3 <= text.size(); i += kBlock) {
    __m256i fits = _mm256_set1_epi8(-1);
    for (size_t byte = 0; byte < 3; ++byte) {
      const auto* at = reinterpret_cast<const __m256i*>(text.data() + i + byte);
      const __m256i bytes = _mm256_loadu_si256(at);
      const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
      const __m256i low = _mm256_and_si256(bytes, nibble);
      fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(tables[2 * byte], low));
      fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(tables[2 * byte + 1], high));
    }
    const __m256i misses = _mm256_cmpeq_epi8(fits, _mm256_setzero_si256());
    auto found = ~static_cast<uint32_t>(_mm256_movemask_epi8(misses));
    for (; found != 0; found &= found - 1) {
      const size_t position = i + static_cast<size_t>(std::countr_zero(found));
      const uint32_t window = WindowAt(text.data() + position);
      const uint32_t hash = HashOf(window);
      if (filter_[hash >> 6] >> (hash & 63) & 1) Verify(window, text, position, hits);
    }
  }
  return i;
}
#else
size_t LiteralPrefilter::FindLongByVectors(std::string_view, std::vector<LiteralHit>*) const {
  return 0;
}
#endif

void LiteralPrefilter::Verify(uint32_t window, std::string_view text, size_t position,
                              std::vector<LiteralHit>* hits) const {
  const auto found = windows_.find(window);
  if (found == windows_.end()) return;
  for (const Window& candidate : found->second) {
    if (position < candidate.offset) continue;
    const size_t begin = position - candidate.offset;
    const std::string& literal = literals_[candidate.literal];
    if (begin + literal.size() > text.size()) continue;
    bool has_rest = true;
    if (literal.size() >= sizeof(candidate.tail)) {
      // Literals that share a window mostly end in different ways.
      const char* const at = text.data() + begin;
      if (Load8(at + candidate.tail_offset) != candidate.tail) continue;
      if (Load8(at) != candidate.head) continue;
      has_rest = candidate.is_long;
    }
    if (has_rest && text.compare(begin, literal.size(), literal) != 0) continue;
    hits->push_back({candidate.literal, static_cast<uint32_t>(begin)});
  }
}

void LiteralPrefilter::FindShort(std::string_view text, std::vector<LiteralHit>* hits) const {
  for (uint32_t index : short_literals_) {
    const std::string& literal = literals_[index];
    for (size_t at = text.find(literal); at != text.npos; at = text.find(literal, at + 1)) {
      hits->push_back({index, static_cast<uint32_t>(at)});
    }
  }
}

}  // namespace ssot
