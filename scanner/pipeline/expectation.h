// `expect: rule-id[, rule-id]` in a comment: what a fixture or an example should be found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {

struct Expectation {
  uint32_t line = 0;
  std::string rule_id;
  friend auto operator<=>(const Expectation&, const Expectation&) = default;
};

// Every expectation in a text, sorted, each once. `expect: id` speaks of its own line, `expect@+1:
// id` and `expect@-2: id` of a line at that distance.
std::vector<Expectation> ParseExpectations(std::string_view text);

}  // namespace ssot
