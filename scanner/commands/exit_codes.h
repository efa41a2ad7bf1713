// What the command's exit code says. Classes, never a count.
#pragma once

namespace ssot {

inline constexpr int kExitOk = 0;          // complete, and the gate holds
inline constexpr int kExitFailed = 1;      // complete, and something that fails stands
inline constexpr int kExitUsage = 2;       // nothing was scanned: bad usage or bad input
inline constexpr int kExitIncomplete = 3;  // a file, a canary or a report is missing; outranks 1

}  // namespace ssot
