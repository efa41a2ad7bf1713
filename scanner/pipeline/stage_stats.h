// Time, files and bytes per stage, for --stats.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {

struct StageRow {
  std::string_view stage;
  double seconds = 0;  // wall clock; of a nested stage: summed over the workers
  uint64_t files = 0;
  uint64_t bytes = 0;
  bool is_nested = false;  // a part of the stage above it
};

class StageStats {
 public:
  // Ends the stage that runs, if any, and starts the next. `stage` must be a literal.
  void Begin(std::string_view stage);
  void End();
  // Of the stage that runs.
  void Count(uint64_t files, uint64_t bytes);
  void AddNested(std::string_view stage, double seconds, uint64_t files, uint64_t bytes);

  const std::vector<StageRow>& rows() const { return rows_; }

  // An aligned table with a total and the peak memory of the process, ending in a newline.
  std::string Table() const;

 private:
  std::vector<StageRow> rows_;
  std::chrono::steady_clock::time_point begin_;
  bool runs_ = false;
  size_t current_ = 0;
};

}  // namespace ssot
