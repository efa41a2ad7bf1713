// The names of one file, each stored once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/name_filter.h"

namespace ssot {

// Open addressing over the hash of the bytes. Ids count from 0 (the empty name) in the order of
// first appearance, so they do not depend on threads. Reset() keeps the memory for the next file.
class NameTable {
 public:
  // `reserved` are names with fixed ids, from 1; they must outlive the table.
  explicit NameTable(std::span<const std::string_view> reserved = {});

  // Forgets everything but the empty name and the reserved ones.
  void Reset();

  NameId Intern(std::string_view text);
  std::string_view Text(NameId id) const {
    return std::string_view(bytes_).substr(offsets_[id], offsets_[id + 1] - offsets_[id]);
  }
  size_t size() const { return offsets_.size() - 1; }

  // Notes a name that stands in the file without being stored, for Facts::name_filter.
  void NoteUnstored(uint32_t hash) { filter_.Add(hash); }

  // Likewise the words of a string that may name things: an annotation, the name of a module.
  void NoteWordsOf(std::string_view text);

  // Copies the names out in the layout of Facts.
  void CopyTo(Facts* facts) const;

 private:
  struct Slot {
    uint32_t hash = 0;
    NameId id = 0;  // 0: free
  };

  void Grow();

  std::span<const std::string_view> reserved_;
  std::string bytes_;
  std::vector<uint32_t> offsets_;
  std::vector<Slot> slots_;
  NameFilter filter_;
};

}  // namespace ssot
