// One line on standard error that says how far a scan is.
#pragma once

#include <chrono>

#include "scanner/pipeline/scan.h"

namespace ssot {

class ProgressLine {
 public:
  // Shows nothing when `enabled` is false.
  explicit ProgressLine(bool enabled) : enabled_(enabled) {}
  ~ProgressLine() { Clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  bool enabled() const { return enabled_; }
  // At most ten times a second. One call at a time.
  void Show(const Progress& progress);
  // Takes the line away; before anything else is written.
  void Clear();

 private:
  const bool enabled_;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace ssot
