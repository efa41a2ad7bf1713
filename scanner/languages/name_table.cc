#include "scanner/languages/name_table.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <type_traits>

#include "scanner/model/words.h"

namespace ssot {
namespace {

constexpr size_t kInitialSlots = 1024;  // a power of two

// As ==, for names: most are a few bytes long, and a call of memcmp costs more than these.
bool IsSame(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto same_at = [&](auto word, size_t at) {
    auto other = word;
    std::memcpy(&word, a.data() + at, sizeof(word));
    std::memcpy(&other, b.data() + at, sizeof(other));
    return word == other;
  };
  const size_t size = a.size();
  if (size < 4) {
    for (size_t i = 0; i < size; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }
  if (size < 8) return same_at(uint32_t{0}, 0) && same_at(uint32_t{0}, size - 4);
  for (size_t i = 0; i + 8 < size; i += 8) {
    if (!same_at(uint64_t{0}, i)) return false;
  }
  return same_at(uint64_t{0}, size - 8);
}

}  // namespace

NameTable::NameTable(std::span<const std::string_view> reserved) : reserved_(reserved) {
  offsets_.assign({0, 0});
  Reset();
}

void NameTable::Reset() {
  // Room for as many names as the last file had; filling more than that costs time.
  const size_t slots = std::max(std::bit_ceil(size() * 4), kInitialSlots);
  bytes_.clear();
  offsets_.assign({0, 0});
  filter_.Clear();
  slots_.resize(slots);
  static_assert(std::is_trivially_copyable_v<Slot>);
  std::memset(static_cast<void*>(slots_.data()), 0, slots_.size() * sizeof(Slot));
  for (std::string_view name : reserved_) Intern(name);
}

NameId NameTable::Intern(std::string_view text) {
  if (text.empty()) return 0;
  const uint32_t hash = HashOfName(text);
  size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.id == 0) {
      NameId id = static_cast<NameId>(size());
      slot = {hash, id};
      filter_.Add(hash);
      bytes_.append(text);
      offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
      if (size() * 2 > slots_.size()) Grow();
      return id;
    }
    if (slot.hash == hash && IsSame(Text(slot.id), text)) return slot.id;
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

void NameTable::NoteWordsOf(std::string_view text) {
  if (text.size() > kLongestNamingText) return;
  ForEachWord(text, [&](std::string_view word) {
    if (word.size() < text.size()) filter_.Add(HashOfName(word));
  });
}

void NameTable::CopyTo(Facts* facts) const {
  facts->name_bytes = std::string(bytes_.data(), bytes_.size());
  facts->name_offsets.assign(offsets_.begin(), offsets_.end());
  facts->name_filter = filter_;
}

}  // namespace ssot
