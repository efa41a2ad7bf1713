#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace ssot {

// Calls `work(i)` for every i below `count`, on up to `jobs` threads, and waits.
template <typename Work>
void ParallelFor(size_t count, unsigned jobs, const Work& work) {
  constexpr size_t kChunk = 16;
  std::atomic<size_t> next = 0;
  auto run = [&] {
    for (size_t first = next.fetch_add(kChunk); first < count; first = next.fetch_add(kChunk)) {
      for (size_t i = first; i < std::min(first + kChunk, count); ++i) work(i);
    }
  };
  std::vector<std::thread> threads;
  size_t useful = std::min<size_t>(jobs, (count + kChunk - 1) / kChunk);
  for (size_t i = 1; i < useful; ++i) threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace ssot
