#include "scanner/ruleset/yaml_scalar.h"

#include <algorithm>
#include <initializer_list>

namespace ssot {
namespace {

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsDigits(std::string_view text, std::string_view digits) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

bool IsInteger(std::string_view text) {
  if (text.starts_with("0x")) return IsDigits(text.substr(2), "0123456789abcdefABCDEF");
  if (text.starts_with("0o")) return IsDigits(text.substr(2), "01234567");
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return IsDigits(text, "0123456789");
}

// [-+]? ( .digits | digits (.digits?)? ) ([eE][-+]?digits)?
bool IsNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (IsOneOf(text, {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"})) return true;
  const size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    std::string_view power = text.substr(exponent + 1);
    if (power.starts_with('-') || power.starts_with('+')) power.remove_prefix(1);
    if (!IsDigits(power, "0123456789")) return false;
    text = text.substr(0, exponent);
  }
  const size_t dot = text.find('.');
  if (dot == std::string_view::npos) return IsDigits(text, "0123456789");
  const std::string_view whole = text.substr(0, dot);
  const std::string_view fraction = text.substr(dot + 1);
  if (!whole.empty() && !IsDigits(whole, "0123456789")) return false;
  if (fraction.empty()) return !whole.empty();
  return IsDigits(fraction, "0123456789");
}

}  // namespace

YamlType TypeOfPlainScalar(std::string_view text) {
  if (IsOneOf(text, {"", "~", "null", "Null", "NULL"})) return YamlType::kNull;
  if (IsOneOf(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return YamlType::kBoolean;
  if (IsInteger(text)) return YamlType::kInteger;
  if (IsNumber(text)) return YamlType::kNumber;
  return YamlType::kString;
}

}  // namespace ssot
