#include "scanner/ruleset/placeholders.h"

#include <algorithm>

#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

constexpr std::string_view kPlaceholders[] = {"symbol",    "name",      "module",    "target",
                                              "enclosing", "authority", "canonical", "facade",
                                              "path",      "detail"};
constexpr std::string_view kOfAuthority[] = {"authority", "canonical", "facade"};

bool IsAmong(std::string_view name, auto& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Empty when `name` can be filled in; else why not.
std::string WhyNoPlaceholder(std::string_view name, bool has_authority, bool is_message) {
  const std::string shown = "'{" + std::string(name) + "}'";
  if (!IsAmong(name, kPlaceholders)) {
    const std::vector<std::string> known(std::begin(kPlaceholders), std::end(kPlaceholders));
    const std::string hint = DidYouMean(name, known);
    return "unknown placeholder " + shown +
           (hint.empty() ? "; write '{{' and '}}' for literal braces" : hint);
  }
  if (name == "detail" && !is_message) return "placeholder " + shown + " stands in 'message' alone";
  if (has_authority || !IsAmong(name, kOfAuthority)) return "";
  return "placeholder " + shown + " needs an 'authority', and the rule names none";
}

}  // namespace

std::vector<std::string> CheckPlaceholders(std::string_view text, bool has_authority,
                                           bool is_message) {
  std::vector<std::string> errors;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (text.substr(i + 1, 1) == text.substr(i, 1)) {
      ++i;
      continue;
    }
    const size_t end = text[i] == '{' ? text.find_first_of("{}", i + 1) : std::string_view::npos;
    if (end == std::string_view::npos || text[end] == '{') {
      errors.push_back(std::string("a single '") + text[i] +
                       "' belongs to no placeholder; write '{{' and '}}' for literal braces");
      continue;
    }
    std::string error =
        WhyNoPlaceholder(text.substr(i + 1, end - i - 1), has_authority, is_message);
    if (!error.empty()) errors.push_back(std::move(error));
    i = end;
  }
  return errors;
}

}  // namespace ssot
