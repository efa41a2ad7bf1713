// What rules want to know of a file, with a memory: the same few names are asked about in every
// file.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "scanner/matching/call_names.h"
#include "scanner/matching/compiled_rules.h"

namespace ssot {

// For one thread. The rules must outlive it.
class WantedAnswers {
 public:
  // `call_names` are those of the rules; null: any rule may find calls anywhere.
  explicit WantedAnswers(const CompiledRules& rules, const CallNames* call_names = nullptr);
  ~WantedAnswers();
  WantedAnswers(WantedAnswers&&) noexcept;

  // As CompiledRules::WantedBy, where only rules with one of the bits `finding` may find calls.
  // Lives until the next call.
  const WantedFacts& By(const std::vector<RuleIndex>& fact_rules, RuleBits finding);

 private:
  struct Memory;
  const CompiledRules* rules_;
  const CallNames* call_names_;
  std::map<std::pair<RuleBits, std::vector<RuleIndex>>, std::unique_ptr<Memory>> memories_;
};

}  // namespace ssot
