// The memory of one parse, given back as a whole: tree-sitter makes and drops many small blocks.
#pragma once

namespace ssot::typescript {

// While one lives, what tree-sitter allocates in this thread comes from it; trees need not be
// deleted, and must not be used afterwards. One a thread at a time.
class ParseMemory {
 public:
  ParseMemory();
  ~ParseMemory();
  ParseMemory(const ParseMemory&) = delete;
  ParseMemory& operator=(const ParseMemory&) = delete;
};

}  // namespace ssot::typescript
