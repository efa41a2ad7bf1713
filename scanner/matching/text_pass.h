// Text rules, matched while a file's bytes are at hand.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/model/facts.h"
#include "scanner/prefilter/literal_prefilter.h"

namespace ssot {

// One occurrence of one pattern of a text rule. It lies within one line.
struct TextHit {
  RuleIndex rule = 0;
  uint32_t pattern = 0;  // index into TextParameters::any
  Span span;
  TextContext context = TextContext::kCode;
  std::string text;  // what matched; only for rules that report findings
};

// The order of calls for a file: Candidates, then FindHits. Immutable once built; any number of
// threads may use it, each with its own vectors. The rules must outlive it.
class TextPass {
 public:
  // `others` are literals that somebody else looks for.
  explicit TextPass(const CompiledRules& rules, const std::vector<std::string>& others = {});
  ~TextPass();

  // The prefilter: one scan of the bytes for the literals of all text rules. Where the other
  // literals begin goes to `*others`, ascending; null: nobody asks.
  void Candidates(std::string_view text, std::vector<LiteralHit>* candidates,
                  std::vector<uint32_t>* others = nullptr) const;

  // Every occurrence of the patterns of `rules` (ascending) that their conditions allow, whatever
  // their units; by position, then rule, then pattern. Lines end at \n, \r\n or \r. Occurrences of
  // one pattern do not overlap, those of different patterns may. `regions` tells where comments and
  // strings are.
  std::vector<TextHit> FindHits(std::string_view text, const std::vector<TextRegion>& regions,
                                const std::vector<LiteralHit>& candidates,
                                const std::vector<RuleIndex>& rules) const;

  // Rules in `rules` that a file with another encoding than UTF-8 may be matched with: counted
  // text is defined over UTF-8 files only, so rules that only count are left out.
  std::vector<RuleIndex> ForOtherEncodings(const std::vector<RuleIndex>& rules) const;

 private:
  struct TextRule;
  struct Use {  // of a literal
    RuleIndex rule = 0;
    uint32_t pattern = 0;
  };
  struct Occurrence;
  class Conditions;

  void AddRule(RuleIndex index, const TextParameters& parameters,
               std::vector<std::string>* literals);
  uint32_t AddLiteral(const std::string& literal, std::vector<std::string>* literals);
  std::vector<Occurrence> FindOccurrences(std::string_view text,
                                          const std::vector<LiteralHit>& candidates,
                                          const std::vector<RuleIndex>& rules) const;
  // `last_end` of a literal is 0 where it does not occur.
  void FindSearched(std::string_view text, const std::vector<size_t>& last_end,
                    const std::vector<RuleIndex>& rules,
                    std::vector<Occurrence>* occurrences) const;

  const CompiledRules& rules_;
  std::vector<std::unique_ptr<TextRule>> text_rules_;  // by RuleIndex; null for other kinds
  std::vector<std::vector<Use>> uses_;                 // by literal
  std::vector<bool> is_other_;                         // likewise
  size_t own_literals_ = 0;                            // those of text rules stand first
  std::unique_ptr<LiteralPrefilter> prefilter_;
};

// Leaves one hit for each thing that `unit` counts: the first of the file, the line, the (line,
// pattern), the (file, pattern), or every hit. `hits` are of one rule and one file, by position.
std::vector<TextHit> ReduceToUnit(std::vector<TextHit> hits, TextUnit unit);

}  // namespace ssot
