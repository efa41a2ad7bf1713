// Memory that the kernel hands out in large pieces.
#pragma once

namespace ssot {

// A scan writes to some hundred MiB for the first time, and every page of 4 KiB that it does so to
// costs a fault. Leaves address space, and no memory yet, with tcmalloc that is backed by huge
// pages where the system has them. Allocators that give such a block back would gain nothing.
void PreferHugePages();

}  // namespace ssot
