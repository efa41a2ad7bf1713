#include "scanner/pipeline/stage_stats.h"

#include <sys/resource.h>

#include <cstdio>

namespace ssot {
namespace {

using Clock = std::chrono::steady_clock;

template <typename... Values>
std::string Format(const char* format, Values... values) {
  char line[160];
  std::snprintf(line, sizeof(line), format, values...);
  return line;
}

std::string Row(std::string_view stage, double seconds, uint64_t files, uint64_t bytes) {
  std::string row =
      Format("%-22.*s %9.3f s", static_cast<int>(stage.size()), stage.data(), seconds);
  if (files > 0) row += Format(" %8llu files", static_cast<unsigned long long>(files));
  if (bytes > 0) row += Format(" %9.1f MB", static_cast<double>(bytes) / 1e6);
  return row + "\n";
}

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;  // Linux counts in KiB
}

}  // namespace

void StageStats::Begin(std::string_view stage) {
  End();
  current_ = rows_.size();
  rows_.push_back({stage});
  begin_ = Clock::now();
  runs_ = true;
}

void StageStats::End() {
  if (!runs_) return;
  rows_[current_].seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  runs_ = false;
}

void StageStats::Count(uint64_t files, uint64_t bytes) {
  if (!runs_) return;
  rows_[current_].files += files;
  rows_[current_].bytes += bytes;
}

void StageStats::AddNested(std::string_view stage, double seconds, uint64_t files, uint64_t bytes) {
  rows_.push_back({stage, seconds, files, bytes, true});
}

std::string StageStats::Table() const {
  std::string table;
  double total = 0;
  for (const StageRow& row : rows_) {
    const std::string name = (row.is_nested ? "  " : "") + std::string(row.stage);
    table += Row(name, row.seconds, row.files, row.bytes);
    if (!row.is_nested) total += row.seconds;
  }
  table += Row("total", total, 0, 0);
  table += Format("%-22s %9.1f MB\n", "peak memory", PeakMegabytes());
  return table;
}

}  // namespace ssot
