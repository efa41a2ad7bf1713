#include "scanner/matching/call_names.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "scanner/languages/front_end.h"
#include "scanner/matching/concept_patterns.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/model/words.h"

namespace ssot {
namespace {

constexpr size_t kShortest = 3;  // of literals: shorter ones are everywhere

bool IsLiteral(std::string_view part) {
  return part.find('*') == part.npos;
}
bool CanStand(std::string_view part) {
  return LongestPiece(part).size() >= kShortest;
}

// Of `hono/jwt` and `jwt-decode`, the word that stands for it: one that `known` has, or the
// longest. Parts of words next to a '*' are none.
std::string_view WordOf(std::string_view part, const std::set<std::string>& known) {
  std::string_view best;
  for (size_t begin = 0; begin < part.size();) {
    size_t end = begin;
    while (end < part.size() && IsWordByte(part[end])) ++end;
    const std::string_view word = part.substr(begin, end - begin);
    const bool is_cut = (begin > 0 && part[begin - 1] == '*') || part.substr(end).starts_with('*');
    if (!is_cut && known.contains(std::string(word))) return word;
    if (!is_cut && word.size() > best.size()) best = word;
    begin = end + 1;
  }
  return best;
}

bool IsWord(std::string_view part) {
  return std::all_of(part.begin(), part.end(), [](char c) { return IsWordByte(c) || c == '*'; });
}

// The longest word of a concept without its first letter, in all its spellings: capitals are those
// of a first letter, of a word or of an acronym with a small s behind it.
std::vector<std::string> SpellingsIn(std::string_view concept_name) {
  std::string_view longest;
  for (std::string_view word : SplitAt(concept_name, '_')) {
    if (word.size() > longest.size()) longest = word;
  }
  std::string small(longest);
  if (small.size() <= kShortest) return {};
  small.erase(0, 1);
  std::string large = small;
  for (char& c : large) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::vector<std::string> spellings = {small, large};
  if (large.ends_with('S')) spellings.push_back(large.substr(0, large.size() - 1) + "s");
  return spellings;
}

bool MayLookAtOutlines(const CompiledRule& rule) {
  const std::vector<const FrontEnd*> front_ends = AllFrontEnds();
  return std::any_of(front_ends.begin(), front_ends.end(), [&](const FrontEnd* front_end) {
    const auto language = static_cast<unsigned>(front_end->language);
    return HasOutlines(front_end->language) && (rule.languages >> language & 1) != 0;
  });
}

// One name that a rule looks for, and which of its parts stands for it.
struct Sought {
  std::vector<std::string_view> parts;
  size_t chosen = 0;
  bool is_below = false;  // what is called lies below the part
};

std::optional<Sought> Choose(std::string_view name, bool is_module,
                             const std::set<std::string, std::less<>>& folders) {
  Sought sought;
  sought.parts = SplitAt(name, '.');
  const std::string_view first = sought.parts.front();
  const bool has_first = IsLiteral(first) && CanStand(first) && !folders.contains(first);
  if (!has_first) {
    const auto standing = std::find_if(sought.parts.rbegin(), sought.parts.rend(), CanStand);
    if (standing == sought.parts.rend()) return std::nullopt;
    sought.chosen = static_cast<size_t>(sought.parts.rend() - standing) - 1;
  }
  sought.is_below = is_module || sought.chosen + 1 < sought.parts.size();
  return sought;
}

}  // namespace

struct CallNames::OfRule {
  RuleBits bit = 0;
  NamePatterns words;        // what is called
  NamePatterns below_words;  // what it lies below
  NamePatterns modules;      // of these, from the first part on
  ConceptPatterns concepts;
};

CallNames::CallNames(const CompiledRules& rules, const std::set<std::string, std::less<>>& folders)
    : bits_(rules.size()) {
  std::set<std::string> known;  // words that stand for a name as they are
  std::vector<std::vector<Sought>> all(rules.size());
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    const RuleMatcher& matcher = rules[i].matcher;
    if (!rules.runs(i) || !matcher.wanted.calls) continue;
    bits_[i] = kEverywhere;
    if (!matcher.sought || rules_.size() == TargetNames::kMostRules || !MayLookAtOutlines(rules[i]))
      continue;
    bool has_words = true;
    const auto add = [&](const std::vector<NamePattern>& names, bool is_module) {
      for (const NamePattern& name : names) {
        const std::optional<Sought> sought = Choose(name, is_module, folders);
        has_words = has_words && sought && name.find("::") == name.npos;
        if (sought) all[i].push_back(*sought);
      }
    };
    add(matcher.sought->modules, true);
    add(matcher.sought->targets, false);
    for (const NamePattern& written : matcher.sought->concepts) {
      has_words = has_words && IsLiteral(written) && !SpellingsIn(written).empty();
    }
    if (!has_words) continue;
    bits_[i] = RuleBits{1} << rules_.size();
    rules_.push_back({bits_[i], {}, {}, {}, ConceptPatterns({})});
    for (const Sought& sought : all[i]) {
      const std::string_view part = sought.parts[sought.chosen];
      if (IsWord(part)) known.emplace(part);
    }
  }
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    const auto of_rule = std::find_if(rules_.begin(), rules_.end(),
                                      [&](const OfRule& rule) { return rule.bit == bits_[i]; });
    if (of_rule == rules_.end()) continue;
    const SoughtNames& names = *rules[i].matcher.sought;
    std::vector<NamePattern> words;
    std::vector<NamePattern> below_words;
    std::vector<NamePattern> modules;
    for (const Sought& sought : all[i]) {
      const std::string_view part = sought.parts[sought.chosen];
      const std::string word(IsWord(part) ? part : WordOf(part, known));
      if (word.size() < kShortest) bits_[i] = kEverywhere;
      (sought.is_below ? below_words : words).push_back(word);
      if (!sought.is_below) continue;
      std::string module;
      for (size_t j = 0; j <= sought.chosen; ++j) {
        if (j > 0) module += '.';
        module += sought.parts[j];
      }
      modules.push_back(module);
    }
    if (bits_[i] == kEverywhere) continue;
    of_rule->words = NamePatterns(words);
    of_rule->below_words = NamePatterns(below_words);
    of_rule->modules = NamePatterns(modules);
    of_rule->concepts = ConceptPatterns(names.concepts);
    for (const auto* list : {&words, &below_words}) {
      for (const std::string& word : *list) AddLiteral(LongestPiece(word));
    }
    for (const NamePattern& written : names.concepts) {
      for (const std::string& spelling : SpellingsIn(written)) AddLiteral(spelling);
    }
  }

  if (rules_.empty()) return;
  // What is reached by these may have any name.
  dynamic_.emplace_back("getattr");
  for (const FrontEnd* front_end : AllFrontEnds()) {
    if (!HasOutlines(front_end->language)) continue;
    for (std::string_view call : front_end->semantics->dynamic_imports) {
      dynamic_.emplace_back(LastPart(call));
    }
  }
  for (const std::string& name : dynamic_) AddLiteral(name);
}

CallNames::~CallNames() = default;

void CallNames::AddLiteral(std::string_view literal) {
  if (std::find(literals_.begin(), literals_.end(), literal) == literals_.end()) {
    literals_.emplace_back(literal);
  }
}

RuleBits CallNames::BitsOf(const std::vector<RuleIndex>& rules) const {
  RuleBits bits = 0;
  for (RuleIndex rule : rules) bits |= bits_[rule];
  return bits;
}

TargetBits CallNames::Meaning(std::string_view word) const {
  TargetBits bits;
  if (std::find(dynamic_.begin(), dynamic_.end(), word) != dynamic_.end()) {
    for (const OfRule& rule : rules_) bits.is |= rule.bit;
  }
  for (const OfRule& rule : rules_) {
    if (rule.words.Match(word) || rule.concepts.Match(word)) bits.is |= rule.bit;
    if (rule.below_words.Match(word)) bits.below |= rule.bit;
  }
  return bits;
}

RuleBits CallNames::ReachedBy(std::string_view module) const {
  RuleBits bits = 0;
  for (const OfRule& rule : rules_) {
    if (rule.modules.Cover(module)) bits |= rule.bit;
  }
  return bits;
}

// Null for a word without a meaning.
WordSearch::Known* WordSearch::Find(std::string_view word) {
  constexpr size_t kMostRemembered = 1 << 16;
  Plain& plain = plain_[HashOfName(word) & (kPlainWords - 1)];
  if (plain.Is(word)) return nullptr;
  auto known = known_.find(word);
  if (known == known_.end()) {
    if (known_.size() >= kMostRemembered) known_.clear();
    known = known_.emplace(word, Known{names_->Meaning(word), 0}).first;
  }
  if (known->second.meaning.any()) return &known->second;
  if (word.size() <= Plain::kLongest) {
    std::copy(word.begin(), word.end(), plain.text.begin());
    plain.size = static_cast<uint8_t>(word.size());
  }
  return nullptr;
}

WordSearch::Words WordSearch::FindIn(std::string_view text, const std::vector<uint32_t>& offsets) {
  Words found;
  ++text_number_;
  size_t last_end = 0;
  for (size_t offset : offsets) {
    if (offset < last_end) continue;  // in the same word
    size_t begin = offset;
    size_t end = offset;
    while (begin > 0 && IsWordByte(text[begin - 1])) --begin;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    last_end = end;
    const std::string_view word = text.substr(begin, end - begin);
    Known* const known = Find(word);
    if (known == nullptr || std::exchange(known->last_text, text_number_) == text_number_) continue;
    found.meaning |= known->meaning;
    found.words.emplace_back(word);
  }
  return found;
}

}  // namespace ssot
