#include "scanner/commands/progress_line.h"

#include <cstdio>
#include <string>

namespace ssot {

constexpr std::chrono::milliseconds kInterval(100);

void ProgressLine::Show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now < next_) return;
  next_ = now + kInterval;
  is_shown_ = true;
  std::fprintf(stderr, "\r\x1b[K%s", std::string(progress.stage).c_str());
  if (progress.total > 0) {
    std::fprintf(stderr, " %llu of %llu files", static_cast<unsigned long long>(progress.done),
                 static_cast<unsigned long long>(progress.total));
  }
  std::fflush(stderr);
}

void ProgressLine::Clear() {
  if (is_shown_) std::fputs("\r\x1b[K", stderr);
  is_shown_ = false;
}

}  // namespace ssot
