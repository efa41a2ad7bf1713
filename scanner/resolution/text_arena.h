// Text and small arrays that live as long as the arena. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ssot {

class TextArena {
 public:
  std::string_view Copy(std::string_view text) { return Concatenate({text}); }

  std::string_view Concatenate(std::initializer_list<std::string_view> parts) {
    size_t size = 0;
    for (std::string_view part : parts) size += part.size();
    char* begin = Allocate(size, 1);
    char* out = begin;
    for (std::string_view part : parts) {
      if (!part.empty()) std::memcpy(out, part.data(), part.size());
      out += part.size();
    }
    return {begin, size};
  }

  // Forgets everything but keeps some memory for what comes next.
  void Clear() {
    if (blocks_.empty()) return;
    blocks_.resize(1);
    capacity_ = first_capacity_;
    used_ = 0;
  }

  template <typename T>
  T* Array(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (Allocate(count * sizeof(T), alignof(T))) T[count];
  }

 private:
  static constexpr size_t kBlock = 16 * 1024;

  char* Allocate(size_t size, size_t alignment) {
    size_t begin = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || begin + size > capacity_) {
      capacity_ = std::max(size, kBlock);
      if (blocks_.empty()) first_capacity_ = capacity_;
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(capacity_));
      begin = 0;
    }
    used_ = begin + size;
    return blocks_.back().get() + begin;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t used_ = 0;
  size_t capacity_ = 0;  // of the last block
  size_t first_capacity_ = 0;
};

}  // namespace ssot
