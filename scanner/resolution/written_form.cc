#include "scanner/resolution/written_form.h"

#include <string_view>
#include <vector>

namespace ssot {

std::string WrittenForm(const Facts& facts, ValueId id) {
  constexpr size_t kMaxParts = 64;
  std::vector<std::string_view> reversed;
  for (bool is_done = false; !is_done;) {
    const Value& value = facts.values[id];
    is_done = reversed.size() > kMaxParts;
    switch (value.kind) {
      case ValueKind::kAttribute:
        reversed.push_back(facts.Name(value.name));
        reversed.push_back(".");
        id = value.base;
        break;
      case ValueKind::kCall:
        reversed.push_back("()");
        id = facts.calls[value.first].callee;
        break;
      case ValueKind::kSubscript:
        reversed.push_back("[]");
        id = value.base;
        break;
      case ValueKind::kResolved:
        id = value.base;
        break;
      case ValueKind::kName:
        reversed.push_back(facts.Name(value.name));
        is_done = true;
        break;
      case ValueKind::kString:
      case ValueKind::kPattern:
        reversed.push_back("\"\"");
        is_done = true;
        break;
      default:
        reversed.push_back("(...)");
        is_done = true;
        break;
    }
  }
  std::string text;
  for (auto part = reversed.rbegin(); part != reversed.rend(); ++part) text += *part;
  return text;
}

}  // namespace ssot
