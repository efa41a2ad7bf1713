#include "scanner/parallel/parallel_for.h"

#include <doctest/doctest.h>

#include <atomic>
#include <vector>

namespace ssot {
namespace {

TEST_CASE("every item is done once, with any number of threads") {
  for (unsigned jobs : {0u, 1u, 2u, 16u}) {
    for (size_t count : {size_t{0}, size_t{1}, size_t{5}, size_t{1000}}) {
      CAPTURE(jobs);
      CAPTURE(count);
      std::vector<std::atomic<int>> calls(count);
      ParallelFor(jobs, count, [&](size_t i) { ++calls[i]; });
      for (const auto& call : calls) CHECK(call == 1);
    }
  }
}

}  // namespace
}  // namespace ssot
