#include <string>
#include <string_view>

#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

bool IsUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLower(char c) {
  return !IsUpper(c) && !IsDigit(c) && c != '_';
}

// The plural of an acronym: the s of JWTs, in parseJWTs and JWTsByUser.
bool IsPluralOfAcronym(std::string_view name, size_t i) {
  return name[i] == 's' && i >= 2 && IsUpper(name[i - 1]) && IsUpper(name[i - 2]) &&
         (i + 1 == name.size() || IsUpper(name[i + 1]) || name[i + 1] == '_');
}

// A word starts at a capital that follows a small letter or a digit, and at the last capital of a
// run when a small letter follows it.
bool StartsWord(std::string_view name, size_t i) {
  if (i == 0 || !IsUpper(name[i]) || name[i - 1] == '_') return false;
  if (!IsUpper(name[i - 1])) return true;
  return i + 1 < name.size() && IsLower(name[i + 1]) && !IsPluralOfAcronym(name, i + 1);
}

}  // namespace

std::string ConceptOf(std::string_view name) {
  size_t first = name.find_first_not_of('_');
  if (first == std::string_view::npos) return std::string(name);
  name = name.substr(first, name.find_last_not_of('_') - first + 1);
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    if (StartsWord(name, i)) text += '_';
    if (name[i] == '_' && name[i - 1] == '_') continue;
    text += IsUpper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return text;
}

}  // namespace ssot
