#include "scanner/matching/concept_patterns.h"

#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

// Equal for all spellings of a concept: a hash (FNV-1a) of its letters and digits in lower case.
uint64_t LettersOf(std::string_view name) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (char c : name) {
    if (c == '_') continue;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return hash;
}

}  // namespace

ConceptPatterns::ConceptPatterns(const std::vector<NamePattern>& concepts) : patterns_(concepts) {
  for (const std::string& literal : patterns_.literals()) letters_.insert(LettersOf(literal));
}

bool ConceptPatterns::Match(std::string_view name) const {
  if (patterns_.empty()) return false;
  // Most names of a file are none of the concepts, and spelling one anew costs an allocation.
  if (!patterns_.has_wildcards() && !letters_.contains(LettersOf(name))) return false;
  return patterns_.Match(ConceptOf(name));
}

}  // namespace ssot
