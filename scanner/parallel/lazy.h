// Something that is built when it is first asked for, by any thread.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace ssot {

// Where several threads ask first at once, each builds one, and one of these stays: what is built
// must not depend on who does it. Moving and Reset() are for one thread alone.
template <typename T>
class Lazy {
 public:
  Lazy() = default;
  Lazy(Lazy&& other) noexcept : value_(other.value_.exchange(nullptr)) {}
  Lazy& operator=(Lazy&& other) noexcept {
    delete value_.exchange(other.value_.exchange(nullptr));
    return *this;
  }
  ~Lazy() { delete value_.load(); }

  void Reset() { delete value_.exchange(nullptr); }

  // Null when nobody has asked.
  const T* Peek() const { return value_.load(std::memory_order_acquire); }

  // `make` returns a std::unique_ptr<T>.
  template <typename Make>
  T& Get(const Make& make) const {
    T* known = value_.load(std::memory_order_acquire);
    if (known != nullptr) return *known;
    std::unique_ptr<T> made = make();
    if (value_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel)) {
      return *made.release();
    }
    return *known;
  }

 private:
  mutable std::atomic<T*> value_ = nullptr;
};

}  // namespace ssot
