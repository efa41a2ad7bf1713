#include "scanner/config/byte_size.h"

#include <charconv>

namespace ssot {

bool ParseByteSize(std::string_view text, uint64_t* bytes) {
  struct Unit {
    std::string_view suffix;
    uint64_t bytes;
  };
  static constexpr Unit kUnits[] = {
      {"KiB", uint64_t{1} << 10}, {"MiB", uint64_t{1} << 20}, {"GiB", uint64_t{1} << 30}};
  constexpr uint64_t kMost = uint64_t{1} << 40;
  uint64_t factor = 1;
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.suffix)) continue;
    factor = unit.bytes;
    text.remove_suffix(unit.suffix.size());
    if (text.ends_with(' ')) text.remove_suffix(1);
  }
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || number == 0 || number > kMost / factor) return false;
  *bytes = number * factor;
  return true;
}

}  // namespace ssot
