#include "scanner/discovery/too_large.h"

namespace ssot {

std::string TooLarge(uint64_t max_bytes) {
  constexpr uint64_t kKiB = 1024;
  constexpr uint64_t kMiB = kKiB * kKiB;
  std::string size = std::to_string(max_bytes) + " bytes";
  if (max_bytes != 0 && max_bytes % kMiB == 0) {
    size = std::to_string(max_bytes / kMiB) + " MiB";
  } else if (max_bytes != 0 && max_bytes % kKiB == 0) {
    size = std::to_string(max_bytes / kKiB) + " KiB";
  }
  return "larger than " + size;
}

}  // namespace ssot
