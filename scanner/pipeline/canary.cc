#include "scanner/pipeline/canary.h"

#include <algorithm>
#include <exception>

#include "scanner/parallel/parallel_for.h"
#include "scanner/pipeline/examples.h"

namespace ssot {
namespace {

bool IsFlagged(const CompiledRules& rules, const TextPass& text_pass, RuleIndex rule,
               const Example& example) {
  const auto found = PlacesFound(rules, text_pass, rule, example);
  const auto expected = PlacesExpected(*rules[rule].rule, example);
  if (expected.empty()) return !found.empty();
  return std::includes(found.begin(), found.end(), expected.begin(), expected.end());
}

bool IsAlive(const CompiledRules& rules, const TextPass& text_pass, RuleIndex rule) {
  const auto& bad = rules[rule].rule->bad;
  try {
    return std::all_of(bad.begin(), bad.end(), [&](const Example& example) {
      return IsFlagged(rules, text_pass, rule, example);
    });
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

std::vector<std::string> FindSilentCanaries(const CompiledRules& rules, const TextPass& text_pass,
                                            unsigned jobs) {
  std::vector<char> is_alive(rules.size());
  ParallelFor(jobs, rules.size(), [&](size_t i) {
    is_alive[i] = IsAlive(rules, text_pass, static_cast<RuleIndex>(i));
  });
  std::vector<std::string> silent;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    if (!is_alive[i]) silent.push_back(rules[i].rule->id);
  }
  return silent;
}

}  // namespace ssot
