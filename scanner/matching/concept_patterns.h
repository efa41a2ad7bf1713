// Names in one spelling for all languages, compared without spelling every name anew.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scanner/matching/name_pattern.h"

namespace ssot {

// Immutable once built; any number of threads may match with it.
class ConceptPatterns {
 public:
  explicit ConceptPatterns(const std::vector<NamePattern>& concepts);

  bool empty() const { return patterns_.empty(); }

  // `name` as written: validateToken.
  bool Match(std::string_view name) const;
  // `concept_name` as ConceptOf has it: validate_token.
  bool MatchConcept(std::string_view concept_name) const { return patterns_.Match(concept_name); }

  NamePieces Pieces() const { return patterns_.Pieces(); }

 private:
  NamePatterns patterns_;
  std::unordered_set<uint64_t> letters_;  // of the patterns without a wildcard
};

}  // namespace ssot
