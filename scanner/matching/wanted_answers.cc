#include "scanner/matching/wanted_answers.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "scanner/matching/name_pattern.h"
#include "scanner/matching/name_pieces.h"
#include "scanner/model/name_filter.h"

namespace ssot {
namespace {

constexpr size_t kMostRemembered = 1 << 16;
constexpr size_t kMostMemories = 256;  // a scan has a few

// Answers to questions about a text and a number.
class Answers {
 public:
  template <typename Ask>
  bool Find(std::string_view text, uint8_t number, const Ask& ask) {
    const auto known = known_.find(Question{text, number});
    if (known != known_.end()) return known->second;
    const bool answer = ask();
    if (known_.size() >= kMostRemembered) known_.clear();
    known_.emplace(Key{std::string(text), number}, answer);
    return answer;
  }

 private:
  struct Question {
    std::string_view text;
    uint8_t number;
  };
  struct Key {
    std::string text;
    uint8_t number;
    operator Question() const { return {text, number}; }
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(const Question& question) const {
      return HashOfName(question.text) * size_t{31} + question.number;
    }
    size_t operator()(const Key& key) const { return (*this)(Question(key)); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Question& a, const Question& b) const {
      return a.text == b.text && a.number == b.number;
    }
  };

  std::unordered_map<Key, bool, Hash, Equal> known_;
};

}  // namespace

struct WantedAnswers::Memory {
  Memory(const CompiledRules& rules, const std::vector<RuleIndex>& fact_rules,
         const std::vector<RuleIndex>& call_rules)
      : asked(rules.WantedBy(fact_rules, call_rules)),
        may_be_target(PiecesOf(rules, call_rules, &RuleMatcher::call_targets)),
        may_be_called(PiecesOf(rules, call_rules, &RuleMatcher::call_names)),
        may_be_defined(PiecesOf(rules, fact_rules, &RuleMatcher::definitions)) {}

  static NamePieces PiecesOf(const CompiledRules& rules, const std::vector<RuleIndex>& fact_rules,
                             NamePieces RuleMatcher::*which) {
    NamePieces pieces;
    for (RuleIndex rule : fact_rules) pieces.Add(rules[rule].matcher.*which);
    return pieces;
  }

  WantedFacts asked;  // the rules themselves
  WantedFacts remembered;
  PieceFilter may_be_target;
  PieceFilter may_be_called;
  PieceFilter may_be_defined;
  Answers targets;
  Answers callees;
  Answers accesses;
  Answers definitions;
};

WantedAnswers::WantedAnswers(const CompiledRules& rules, const CallNames* call_names)
    : rules_(&rules), call_names_(call_names) {}
WantedAnswers::~WantedAnswers() = default;
WantedAnswers::WantedAnswers(WantedAnswers&&) noexcept = default;

const WantedFacts& WantedAnswers::By(const std::vector<RuleIndex>& fact_rules, RuleBits finding) {
  if (call_names_ != nullptr) finding &= call_names_->BitsOf(fact_rules);
  if (memories_.size() >= kMostMemories) memories_.clear();
  std::unique_ptr<Memory>& memory = memories_[{finding, fact_rules}];
  if (memory != nullptr) return memory->remembered;
  std::vector<RuleIndex> call_rules = fact_rules;
  if (call_names_ != nullptr) {
    std::erase_if(call_rules,
                  [&](RuleIndex rule) { return (call_names_->BitsOf({rule}) & finding) == 0; });
  }
  memory = std::make_unique<Memory>(*rules_, fact_rules, call_rules);
  memory->remembered = memory->asked;
  Memory* m = memory.get();
  m->remembered.call_target = [m](std::string_view target) {
    return (m->may_be_target.MayMean(target) || m->may_be_called.MayMean(LastPart(target))) &&
           m->targets.Find(target, 0, [&] { return m->asked.call_target(target); });
  };
  m->remembered.call_name = [m](std::string_view name) {
    return m->may_be_called.MayMean(name) &&
           m->callees.Find(name, 0, [&] { return m->asked.call_name(name); });
  };
  m->remembered.access = [m](AccessOf of, std::string_view name) {
    return m->accesses.Find(name, static_cast<uint8_t>(of),
                            [&] { return m->asked.access(of, name); });
  };
  m->remembered.definition = [m](std::string_view name, bool has_bases) {
    return (has_bases || m->may_be_defined.MayMean(name)) &&
           m->definitions.Find(name, has_bases,
                               [&] { return m->asked.definition(name, has_bases); });
  };
  return m->remembered;
}

}  // namespace ssot
