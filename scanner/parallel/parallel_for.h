// Work on many items with a few threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace ssot {

// Calls body(i, state) once for every i in [0, count), on up to `jobs` threads, and returns when
// all are done. Each thread has a state of its own, which `make_state` gives it. Each takes the
// next item when it is free, in ascending order; so put the largest first. `body` must not throw.
// Where the system gives no more threads, fewer do the work.
template <typename MakeState, typename Body>
void ParallelFor(unsigned jobs, size_t count, const MakeState& make_state, const Body& body) {
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    auto state = make_state();
    for (size_t i = next.fetch_add(1, std::memory_order_relaxed); i < count;
         i = next.fetch_add(1, std::memory_order_relaxed)) {
      body(i, state);
    }
  };
  std::vector<std::jthread> threads;
  const size_t wanted = std::min<size_t>(jobs, count);
  try {
    for (size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
  } catch (const std::system_error&) {
  }
  work();
}

// The same without a state: body(i).
template <typename Body>
void ParallelFor(unsigned jobs, size_t count, const Body& body) {
  struct None {};
  ParallelFor(
      jobs, count, [] { return None(); }, [&](size_t i, None&) { body(i); });
}

}  // namespace ssot
