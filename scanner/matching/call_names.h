// What rules about calls look for, and the words that stand for it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/model/name_filter.h"
#include "scanner/resolution/target_names.h"

namespace ssot {

// Of every name that a rule looks for, one part stands for it: wherever the rule finds a call, this
// part has been written as a word, there or where the name in the call comes from. Immutable once
// built; any number of threads may ask. The rules must outlive it.
class CallNames {
 public:
  // The bit of all rules without such words: they may find something anywhere.
  static constexpr RuleBits kEverywhere = RuleBits{1} << 63;

  // `folders` are the outermost ones of the tree: they begin too many names to stand for one.
  CallNames(const CompiledRules& rules, const std::set<std::string, std::less<>>& folders);
  ~CallNames();

  // The bits of those of `rules` that look for calls.
  RuleBits BitsOf(const std::vector<RuleIndex>& rules) const;

  // What `word` stands for.
  TargetBits Meaning(std::string_view word) const;
  // Rules for which `module`, or everything in it, is meant.
  RuleBits ReachedBy(std::string_view module) const;

  // One of these stands in every word with a meaning.
  const std::vector<std::string>& literals() const { return literals_; }

 private:
  struct OfRule;

  void AddLiteral(std::string_view literal);

  std::vector<RuleBits> bits_;  // by RuleIndex; 0: looks for no calls
  std::vector<OfRule> rules_;
  std::vector<std::string> literals_;
  std::vector<std::string> dynamic_;  // names of functions that reach things by any name
};

// The words of a file that have a meaning. For one thread.
class WordSearch {
 public:
  explicit WordSearch(const CallNames* names) : names_(names) {}

  struct Words {
    std::vector<std::string> words;  // each once
    TargetBits meaning;              // of all of them
  };
  // `offsets` are those of `literals()` in `text`, ascending.
  Words FindIn(std::string_view text, const std::vector<uint32_t>& offsets);

 private:
  struct Known {
    TargetBits meaning;
    uint64_t last_text = 0;  // in which it was found
  };
  // A word without a meaning, as most are: by their hashes, where the last one takes the place.
  struct Plain {
    static constexpr size_t kLongest = 31;
    bool Is(std::string_view word) const { return word == std::string_view(text.data(), size); }

    std::array<char, kLongest> text{};
    uint8_t size = 0;
  };
  static constexpr size_t kPlainWords = 4096;  // a power of two

  Known* Find(std::string_view word);

  const CallNames* names_;
  std::vector<Plain> plain_{kPlainWords};
  std::unordered_map<std::string, Known, NameHash, std::equal_to<>> known_;
  uint64_t text_number_ = 0;
};

}  // namespace ssot
