// The names of one file, each stored once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::python {

// Open addressing over the hash of the bytes. Ids count from 0 (the empty name) in the order of
// first appearance, so they do not depend on threads. Reset() keeps the memory for the next file.
class NameTable {
 public:
  NameTable();

  // Forgets everything but the empty name and the keywords.
  void Reset();

  NameId Intern(std::string_view text);
  std::string_view Text(NameId id) const {
    return std::string_view(bytes_).substr(offsets_[id], offsets_[id + 1] - offsets_[id]);
  }
  size_t size() const { return offsets_.size() - 1; }

  // Copies the names out in the layout of Facts.
  void CopyTo(Facts* facts) const;

 private:
  struct Slot {
    uint32_t hash = 0;
    NameId id = 0;  // 0: free
  };

  void Grow();

  std::string bytes_;
  std::vector<uint32_t> offsets_;
  std::vector<Slot> slots_;
};

}  // namespace ssot::python
