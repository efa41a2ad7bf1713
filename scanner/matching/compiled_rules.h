// The rules in force, compiled once: which of them look at a file, and how each finds its matches.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/matching/message_template.h"
#include "scanner/matching/path_scopes.h"
#include "scanner/matching/rule_matcher.h"
#include "scanner/model/rule.h"

namespace ssot {

using RuleIndex = uint32_t;  // into RuleSet::rules

struct CompiledRule {
  const Rule* rule = nullptr;
  const Authority* authority = nullptr;  // null: none
  RuleMatcher matcher;
  MessageTemplate message;
  uint64_t languages = 0;  // one bit a language
  uint32_t scope = 0;      // rules with equal scopes share one
  uint32_t exemption = 0;  // likewise; 0: none
};

// What a text rule looks for, or a rule that counts the matches of text; null: another kind.
const TextParameters* TextParametersOf(const Rule& rule);

// Which rules look at one file.
struct ApplicableRules {
  std::vector<RuleIndex> text;   // ascending
  std::vector<RuleIndex> facts;  // ascending
};

// Immutable once built; any number of threads may ask. The rule set must outlive it.
class CompiledRules {
 public:
  // `runs[i]` is false for a rule that is not applicable in this tree (empty: all run), `unmet[i]`
  // true for one that runs without the authority that it needs (empty: none).
  explicit CompiledRules(const RuleSet& rules, std::vector<bool> runs = {},
                         std::vector<bool> unmet = {});

  // By path scope and language, outside the rule's own authority.
  ApplicableRules For(std::string_view path, Language language) const;
  // Of these, the ones about the whole tree.
  ApplicableRules ForWholeTree(std::string_view path, Language language) const;
  // The same for one rule, whether it runs in this tree or not.
  bool LooksAt(RuleIndex rule, std::string_view path, Language language) const;

  // Those that run and look at the whole tree, ascending.
  std::vector<RuleIndex> OfWholeTree() const;

  // All that the rules need to know of a file.
  WantedFacts WantedBy(const std::vector<RuleIndex>& fact_rules) const {
    return WantedBy(fact_rules, fact_rules);
  }
  // Of calls only what `call_rules` need, which are some of them.
  WantedFacts WantedBy(const std::vector<RuleIndex>& fact_rules,
                       const std::vector<RuleIndex>& call_rules) const;

  size_t size() const { return rules_.size(); }
  const CompiledRule& operator[](RuleIndex index) const { return rules_[index]; }
  bool runs(RuleIndex index) const { return runs_[index]; }
  bool is_unmet(RuleIndex index) const { return unmet_[index]; }
  const RuleSet& rule_set() const { return *rule_set_; }

 private:
  bool LooksAt(RuleIndex rule, Language language, PathScopes::Answers* answers) const;
  CompiledRule Compile(const Rule& rule);

  const RuleSet* rule_set_;
  std::vector<bool> runs_;
  std::vector<bool> unmet_;
  std::vector<CompiledRule> rules_;
  PathScopes scopes_;
};

}  // namespace ssot
