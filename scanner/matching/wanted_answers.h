// What rules want to know of a file, with a memory: the same few names are asked about in every
// file.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "scanner/matching/compiled_rules.h"

namespace ssot {

// For one thread. The rules must outlive it.
class WantedAnswers {
 public:
  explicit WantedAnswers(const CompiledRules& rules);
  ~WantedAnswers();
  WantedAnswers(WantedAnswers&&) noexcept;

  // As CompiledRules::WantedBy; without `calls` none of these. Lives as long as this.
  const WantedFacts& By(const std::vector<RuleIndex>& fact_rules, bool calls = true);

 private:
  struct Memory;
  const CompiledRules* rules_;
  std::map<std::vector<RuleIndex>, std::unique_ptr<Memory>> memories_;
};

}  // namespace ssot
