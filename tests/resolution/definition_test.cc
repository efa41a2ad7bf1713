#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {}  // namespace ssot
