#include "scanner/languages/name_table.h"

#include <algorithm>
#include <cstring>

namespace ssot {
namespace {

constexpr size_t kInitialSlots = 1024;  // a power of two

uint64_t Load8(const char* at) {
  uint64_t word;
  std::memcpy(&word, at, 8);
  return word;
}

uint32_t Load4(const char* at) {
  uint32_t word;
  std::memcpy(&word, at, 4);
  return word;
}

uint64_t Fold(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Multiply and fold, over words that may overlap, as in wyhash: most names are two loads.
uint32_t Hash(std::string_view text) {
  constexpr uint64_t kA = 0x9E3779B97F4A7C15u;
  constexpr uint64_t kB = 0xD6E8FEB86659FD93u;
  const char* at = text.data();
  size_t size = text.size();
  uint64_t head;
  uint64_t tail;
  if (size >= 8) {
    head = Load8(at);
    tail = Load8(at + size - 8);
    for (size_t i = 8; i + 8 < size; i += 8) head = Fold(head ^ kA, Load8(at + i) ^ kB);
  } else if (size >= 4) {
    head = Load4(at);
    tail = Load4(at + size - 4);
  } else {
    head = static_cast<unsigned char>(at[0]);
    tail = static_cast<uint64_t>(static_cast<unsigned char>(at[size / 2])) << 8 |
           static_cast<unsigned char>(at[size - 1]);
  }
  uint64_t hash = Fold(head ^ kA ^ size, tail ^ kB);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

NameTable::NameTable(std::span<const std::string_view> reserved) : reserved_(reserved) {
  Reset();
}

void NameTable::Reset() {
  bytes_.clear();
  offsets_.assign({0, 0});
  if (slots_.size() > 16 * kInitialSlots) slots_.resize(kInitialSlots);
  slots_.resize(std::max(slots_.size(), kInitialSlots));
  std::fill(slots_.begin(), slots_.end(), Slot{});
  for (std::string_view name : reserved_) Intern(name);
}

NameId NameTable::Intern(std::string_view text) {
  if (text.empty()) return 0;
  uint32_t hash = Hash(text);
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.id == 0) {
      NameId id = static_cast<NameId>(size());
      slot = {hash, id};
      bytes_.append(text);
      offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
      if (size() * 2 > slots_.size()) Grow();
      return id;
    }
    if (slot.hash == hash && Text(slot.id) == text) return slot.id;
  }
}

void NameTable::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id == 0) continue;
    size_t i = slot.hash & mask;
    while (slots_[i].id != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

void NameTable::CopyTo(Facts* facts) const {
  facts->name_bytes = std::string(bytes_.data(), bytes_.size());
  facts->name_offsets.assign(offsets_.begin(), offsets_.end());
}

}  // namespace ssot
