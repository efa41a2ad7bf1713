// The names under which the tree knows what rules about calls look for.
//
// A call that a rule finds calls something by a name that somebody wrote: the one that the rule
// knows, or one that code elsewhere gave the same thing. A file in which none of these names stands
// holds no such call.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/name_filter.h"

namespace ssot {

// One bit a rule, from the lowest on.
using RuleBits = uint64_t;

// What a name may stand for.
struct TargetBits {
  RuleBits is = 0;     // the function or class that the rule looks for
  RuleBits below = 0;  // a module, a class or an instance: what is meant lies below it
  RuleBits gives = 0;  // a function or class: calls of it give one of these, or another of those

  RuleBits all() const { return is | below | gives; }
  bool any() const { return all() != 0; }
  TargetBits Without(RuleBits rules) const { return {is & ~rules, below & ~rules, gives & ~rules}; }
  TargetBits operator|(const TargetBits& other) const {
    return {is | other.is, below | other.below, gives | other.gives};
  }
  TargetBits& operator|=(const TargetBits& other) { return *this = *this | other; }
  friend bool operator==(const TargetBits&, const TargetBits&) = default;
};

class TargetNames {
 public:
  // Rules have the bits below; its own is that of names that stand for no rule.
  static constexpr unsigned kMostRules = 62;
  static constexpr RuleBits kOwnBit = RuleBits{1} << kMostRules;

  // `meaning` says what a word stands for that is a part of a name.
  explicit TargetNames(std::function<TargetBits(std::string_view word)> meaning);

  // A name that is meant from the start.
  void Add(std::string_view name, TargetBits bits);

  // All that the file gives away, because its own module is meant. Whether any of it is new.
  bool AddAllOf(const Facts& facts, RuleBits rules);

  // Looks for further names in files whose language has outlines, until there are none: at first
  // in those that are open, which are all but those that an earlier call has seen as they are.
  // `has_words` is false for files in whose text no word has a meaning.
  void Grow(const std::vector<Facts>& files, const std::vector<bool>& has_words,
            std::vector<bool> is_open, unsigned jobs);

  // Rules that one of the names in the file, or in what its outline leaves out, may mean.
  RuleBits MayStandIn(const Facts& facts) const;

  // Rules whose names cannot be followed: they may find something in any file.
  RuleBits everywhere() const { return everywhere_; }

 private:
  struct Name {
    uint32_t hash = 0;
    TargetBits bits;
  };
  class FileNames;

  bool AddName(std::string_view text, TargetBits bits);  // whether it means more now
  const Name* Find(std::string_view text) const;
  void GiveUpRulesWithManyNames();

  std::function<TargetBits(std::string_view)> meaning_;
  std::vector<Name> names_;
  std::unordered_map<std::string, size_t, NameHash, std::equal_to<>> places_;  // in names_
  NameFilter filter_;                                                          // holds them
  RuleBits everywhere_ = 0;
};

}  // namespace ssot
