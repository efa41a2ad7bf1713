#include "scanner/languages/typescript/parse_memory.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

namespace ssot::typescript {
namespace {

constexpr size_t kChunkSize = 1 << 18;
constexpr size_t kMaxKept = 16;       // chunks that a thread keeps from file to file
constexpr size_t kLargest = 1 << 16;  // that comes from a chunk
constexpr uint32_t kLargeClass = UINT32_MAX;

// Stands before every block, which is aligned as malloc would align it.
struct alignas(std::max_align_t) Header {
  uint32_t size_class;
};

// A block of its own, in a ring of those of one parse.
struct Large {
  Large* previous;
  Large* next;
  Header header;
};

struct FreeBlock {
  FreeBlock* next;
};

// Header by header, block by block, all stay aligned. A large block stands right behind its header.
static_assert(16 % alignof(Header) == 0);
static_assert(offsetof(Large, header) + sizeof(Header) == sizeof(Large));

[[noreturn]] void GiveUp(size_t size) {
  std::fprintf(stderr, "ssot: no memory for %zu bytes\n", size);
  std::abort();
}

// Multiples of 16 up to 512, then powers of two.
uint32_t ClassOf(size_t size) {
  if (size <= 512) return static_cast<uint32_t>((std::max<size_t>(size, 1) + 15) / 16 - 1);
  return 31 + static_cast<uint32_t>(std::bit_width(size - 1) - 9);
}

size_t SizeOf(uint32_t size_class) {
  return size_class < 32 ? (size_class + 1) * 16 : size_t{512} << (size_class - 31);
}

constexpr uint32_t kClasses = 31 + 7 + 1;

void Unlink(Large* large) {
  large->previous->next = large->next;
  large->next->previous = large->previous;
}

void FreeLarge(Large* large) {
  Unlink(large);
  std::free(large);
}

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    Reset();
    Shrink(0);
  }

  void* Allocate(size_t size) {
    const uint32_t size_class = ClassOf(size);
    if (FreeBlock* block = free_[size_class]; block != nullptr) {
      free_[size_class] = block->next;
      return block;
    }
    const size_t needed = sizeof(Header) + SizeOf(size_class);
    if (chunks_.empty() || used_ + needed > kChunkSize) NextChunk();
    char* at = chunks_[chunk_] + used_;
    used_ += needed;
    ::new (at) Header{size_class};
    return at + sizeof(Header);
  }

  void Free(void* block, uint32_t size_class) {
    free_[size_class] = ::new (block) FreeBlock{free_[size_class]};
  }

  Large* ring() { return &ring_; }

  void Reset() {
    while (ring_.next != &ring_) FreeLarge(ring_.next);
    Shrink(kMaxKept);
    std::fill(std::begin(free_), std::end(free_), nullptr);
    chunk_ = 0;
    used_ = 0;
  }

 private:
  void NextChunk() {
    chunk_ = chunks_.empty() ? 0 : chunk_ + 1;
    used_ = 0;
    if (chunk_ < chunks_.size()) return;
    char* chunk = static_cast<char*>(std::malloc(kChunkSize));
    if (chunk == nullptr) GiveUp(kChunkSize);
    chunks_.push_back(chunk);
  }

  void Shrink(size_t count) {
    while (chunks_.size() > count) {
      std::free(chunks_.back());
      chunks_.pop_back();
    }
  }

  std::vector<char*> chunks_;
  size_t chunk_ = 0;
  size_t used_ = 0;  // of the chunk
  FreeBlock* free_[kClasses] = {};
  Large ring_ = {&ring_, &ring_, {kLargeClass}};
};

thread_local Arena arena;
thread_local bool is_in_use = false;

Header* HeaderOf(void* block) {
  return reinterpret_cast<Header*>(static_cast<char*>(block) - sizeof(Header));
}

Large* LargeOf(void* block) {
  return reinterpret_cast<Large*>(static_cast<char*>(block) - sizeof(Large));
}

// What is allocated outside of a parse is in no ring but its own.
void* Link(void* memory) {
  Large* large = ::new (memory) Large{nullptr, nullptr, {kLargeClass}};
  Large* ring = is_in_use ? arena.ring() : large;
  large->previous = ring;
  large->next = is_in_use ? ring->next : large;
  large->next->previous = large;
  large->previous->next = large;
  return large + 1;
}

void* Allocate(size_t size) {
  if (is_in_use && size <= kLargest) return arena.Allocate(size);
  void* memory = std::malloc(sizeof(Large) + size);
  if (memory == nullptr) GiveUp(size);
  return Link(memory);
}

void Free(void* block) {
  if (block == nullptr) return;
  const uint32_t size_class = HeaderOf(block)->size_class;
  if (size_class == kLargeClass) return FreeLarge(LargeOf(block));
  arena.Free(block, size_class);
}

void* AllocateZeros(size_t count, size_t size) {
  void* block = Allocate(count * size);
  std::memset(block, 0, count * size);
  return block;
}

void* Resize(void* block, size_t size) {
  if (block == nullptr) return Allocate(size);
  const uint32_t size_class = HeaderOf(block)->size_class;
  if (size_class == kLargeClass) {
    Large* large = LargeOf(block);
    Unlink(large);
    void* memory = std::realloc(large, sizeof(Large) + size);
    if (memory == nullptr) GiveUp(size);
    return Link(memory);
  }
  const size_t there = SizeOf(size_class);
  if (size <= there) return block;
  void* larger = Allocate(size);
  std::memcpy(larger, block, there);
  Free(block);
  return larger;
}

}  // namespace

ParseMemory::ParseMemory() {
  [[maybe_unused]] static const bool is_set = [] {
    ts_set_allocator(Allocate, AllocateZeros, Resize, Free);
    return true;
  }();
  is_in_use = true;
}

ParseMemory::~ParseMemory() {
  is_in_use = false;
  arena.Reset();
}

}  // namespace ssot::typescript
