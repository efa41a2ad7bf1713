#include "scanner/config/byte_size.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace ssot {
namespace {

TEST_CASE("sizes") {
  struct Case {
    std::string text;
    uint64_t bytes;  // 0: refused
  };
  const std::vector<Case> cases = {
      {"1", 1},
      {"4096", 4096},
      {"512KiB", 512 * 1024},
      {"10MiB", 10 * 1024 * 1024},
      {"10 MiB", 10 * 1024 * 1024},
      {"1GiB", 1024 * 1024 * 1024},
      {"1024GiB", uint64_t{1} << 40},
      {"1025GiB", 0},
      {"0", 0},
      {"-1", 0},
      {"+1", 0},
      {"", 0},
      {"MiB", 0},
      {"10MB", 0},
      {"10mib", 0},
      {"1.5MiB", 0},
      {"10MiBMiB", 0},
      {"99999999999999999999", 0},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    uint64_t bytes = 0;
    CHECK(ParseByteSize(test.text, &bytes) == (test.bytes != 0));
    CHECK(bytes == test.bytes);
  }
}

}  // namespace
}  // namespace ssot
