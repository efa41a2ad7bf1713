#include "scanner/commands/huge_pages.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace ssot {

void PreferHugePages() {
#ifdef MADV_HUGEPAGE
  constexpr size_t kBytes = size_t{256} << 20;
  constexpr uintptr_t kHugePage = uintptr_t{2} << 20;
  void* const block = std::malloc(kBytes);
  if (block == nullptr) return;
  const uintptr_t begin = (reinterpret_cast<uintptr_t>(block) + kHugePage - 1) & ~(kHugePage - 1);
  const uintptr_t end = (reinterpret_cast<uintptr_t>(block) + kBytes) & ~(kHugePage - 1);
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(block);
#endif
}

}  // namespace ssot
