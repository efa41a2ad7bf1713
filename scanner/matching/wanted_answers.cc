#include "scanner/matching/wanted_answers.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ssot {
namespace {

constexpr size_t kMostRemembered = 1 << 16;

// Answers to questions about two texts, or about one text and a number.
class Answers {
 public:
  template <typename Ask>
  bool Find(std::string_view first, std::string_view second, uint8_t third, const Ask& ask) {
    const auto known = known_.find(Question{first, second, third});
    if (known != known_.end()) return known->second;
    const bool answer = ask();
    if (known_.size() >= kMostRemembered) known_.clear();
    known_.emplace(Key{std::string(first), std::string(second), third}, answer);
    return answer;
  }

 private:
  struct Question {
    std::string_view first;
    std::string_view second;
    uint8_t third;
  };
  struct Key {
    std::string first;
    std::string second;
    uint8_t third;
    operator Question() const { return {first, second, third}; }
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(const Question& question) const {
      const std::hash<std::string_view> hash;
      return hash(question.first) * 31 + hash(question.second) + question.third;
    }
    size_t operator()(const Key& key) const { return (*this)(Question(key)); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Question& a, const Question& b) const {
      return a.first == b.first && a.second == b.second && a.third == b.third;
    }
  };

  std::unordered_map<Key, bool, Hash, Equal> known_;
};

}  // namespace

struct WantedAnswers::Memory {
  WantedFacts asked;  // the rules themselves
  WantedFacts remembered;
  Answers calls;
  Answers accesses;
  Answers definitions;
};

WantedAnswers::WantedAnswers(const CompiledRules& rules) : rules_(&rules) {}
WantedAnswers::~WantedAnswers() = default;
WantedAnswers::WantedAnswers(WantedAnswers&&) noexcept = default;

const WantedFacts& WantedAnswers::By(const std::vector<RuleIndex>& fact_rules) {
  std::unique_ptr<Memory>& memory = memories_[fact_rules];
  if (memory != nullptr) return memory->remembered;
  memory = std::make_unique<Memory>();
  memory->asked = rules_->WantedBy(fact_rules);
  memory->remembered = memory->asked;
  Memory* m = memory.get();
  m->remembered.call = [m](std::string_view target, std::string_view name) {
    return m->calls.Find(target, name, 0, [&] { return m->asked.call(target, name); });
  };
  m->remembered.access = [m](AccessOf of, std::string_view name) {
    return m->accesses.Find(name, {}, static_cast<uint8_t>(of),
                            [&] { return m->asked.access(of, name); });
  };
  m->remembered.definition = [m](std::string_view name, bool has_bases) {
    return m->definitions.Find(name, {}, has_bases,
                               [&] { return m->asked.definition(name, has_bases); });
  };
  return m->remembered;
}

}  // namespace ssot
