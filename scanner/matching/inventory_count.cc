#include "scanner/matching/inventory_count.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "scanner/glob/glob.h"

namespace ssot {
namespace {

// One thing that a rule found, whether reported or only counted.
struct Found {
  std::string_view path;
  uint32_t line = 0;
  TextContext context = TextContext::kCode;
  uint32_t pattern = 0;
  bool is_inside = false;   // of a contract or ratio: where it should be
  bool is_missing = false;  // of a contract: nothing is there
};

using Files = std::set<std::string_view>;

// How many of `found` there are in a text rule's unit.
uint64_t CountInUnit(const std::vector<Found>& found, TextUnit unit) {
  if (unit == TextUnit::kMatches) return found.size();
  const bool by_line = unit == TextUnit::kLines || unit == TextUnit::kPairs;
  const bool by_pattern = unit == TextUnit::kPairs || unit == TextUnit::kFilePatterns;
  std::set<std::tuple<std::string_view, uint32_t, uint32_t>> distinct;
  for (const Found& one : found) {
    distinct.emplace(one.path, by_line ? one.line : 0, by_pattern ? one.pattern : 0);
  }
  return distinct.size();
}

void AddContexts(const std::vector<Found>& found, ContextCounts* counts) {
  for (const Found& one : found) {
    switch (one.context) {
      case TextContext::kCode:
        ++counts->code;
        break;
      case TextContext::kComment:
        ++counts->comment;
        break;
      case TextContext::kString:
        ++counts->string;
        break;
      case TextContext::kDocstring:
        ++counts->docstring;
        break;
    }
  }
}

// A sum of which every addend may be missing; missing when all are.
void Add(std::optional<uint64_t>* sum, const std::optional<uint64_t>& addend) {
  if (addend) *sum = sum->value_or(0) + *addend;
}

bool IsOneOf(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// What a figure counts: distinct files; findings, and text in each rule's own unit; or the same
// with every single hit of a chosen pattern.
enum class Figure { kFiles, kFound, kOccurrences };

struct Tally {
  std::optional<uint64_t> count;  // absent: no rule ran, or of fact rules, none looked at a file
  Files files;
  ContextCounts contexts;  // of text
};

class InventoryCounter {
 public:
  InventoryCounter(const CompiledRules& rules, const std::vector<Finding>& findings,
                   const std::vector<CountedMatch>& counted, const LookedAtFiles& looked_at)
      : rules_(rules), looked_at_(looked_at) {
    for (RuleIndex i = 0; i < rules.size(); ++i) by_id_[rules[i].rule->id] = i;
    found_.resize(rules.size());
    for (const CountedMatch& match : counted) {
      found_[by_id_.at(match.rule_id)].push_back(
          {match.path, match.line, match.context, match.pattern, match.is_inside});
    }
    for (const Finding& finding : findings) {
      const auto known = by_id_.find(finding.rule_id);
      if (known == by_id_.end() || finding.suppressed) continue;  // about a directive; accepted
      const RuleIndex rule = known->second;
      // Every hit of a text rule is among `counted` already.
      if (rules[rule].rule->kind() == RuleKind::kText) continue;
      found_[rule].push_back(
          {finding.path, finding.span.line, finding.context, 0, false, finding.is_missing});
    }
  }

  CountedRow Count(const InventoryRow& row) const {
    CountedRow counted;
    counted.row = row;
    const GlobFilter scope(row.scope.include, row.scope.exclude);
    if (row.unit == RowUnit::kPercent) {
      CountPercent(scope, &counted);
      SetStatus(scope, &counted);
      return counted;
    }
    const bool sums_parts = row.rules.empty() && row.text_rules.empty();
    const Figure figure = row.unit == RowUnit::kFiles ? Figure::kFiles : Figure::kFound;
    const Figure part_figure = sums_parts ? figure : Figure::kOccurrences;
    Tally facts = CountFacts(row.rules, scope, figure);
    Tally text = CountText(row.text_rules, {}, figure);
    for (const RowPart& part : row.parts) {
      const Tally part_facts = CountFacts(part.rules, scope, part_figure);
      const Tally part_text = CountText(part.text_rules, part.patterns, part_figure);
      counted.parts.push_back({part.id, part_facts.count, part_text.count});
      if (!sums_parts) continue;
      AddPart(part_facts, &facts);
      AddPart(part_text, &text);
    }
    if (facts.count) {
      counted.count = static_cast<double>(*facts.count);
      counted.files = facts.files.size();
    }
    if (text.count) {
      counted.text_count = text.count;
      counted.text_files = text.files.size();
      counted.text_by_context = text.contexts;
    }
    SetStatus(scope, &counted);
    return counted;
  }

 private:
  // Null: unknown, or not applicable in this tree.
  const std::vector<Found>* FoundBy(const std::string& id, RuleIndex* index) const {
    const auto known = by_id_.find(id);
    if (known == by_id_.end() || !rules_.runs(known->second)) return nullptr;
    *index = known->second;
    return &found_[known->second];
  }

  bool LookedAtSomething(RuleIndex rule, const GlobFilter& scope) const {
    return std::any_of(looked_at_[rule].begin(), looked_at_[rule].end(),
                       [&](std::string_view path) { return scope.Contains(path); });
  }

  // Whether that the rule found nothing says anything.
  bool IsKnown(RuleIndex rule, const GlobFilter& scope) const {
    return rules_.is_unmet(rule) || LookedAtSomething(rule, scope);
  }

  // Which part of what the rules found is inside; without rules, which part of the parts, each with
  // its number of findings, has none.
  void CountPercent(const GlobFilter& scope, CountedRow* counted) const {
    const InventoryRow& row = counted->row;
    uint64_t inside = 0;
    uint64_t total = 0;
    for (const std::string& id : row.rules) {
      RuleIndex index = 0;
      const std::vector<Found>* found = FoundBy(id, &index);
      if (found == nullptr) continue;
      for (const Found& one : *found) {
        if (one.is_missing || !scope.Contains(one.path)) continue;
        inside += one.is_inside;
        ++total;
      }
    }
    for (const RowPart& part : row.parts) {
      const std::optional<uint64_t> wrong = CountWrong(part.rules, scope);
      counted->parts.push_back({part.id, wrong, std::nullopt});
      if (!row.rules.empty() || !wrong) continue;
      inside += *wrong == 0;
      ++total;
    }
    if (total == 0) return;
    counted->inside = inside;
    counted->total = total;
    counted->count = 100.0 * static_cast<double>(inside) / static_cast<double>(total);
  }

  // Findings, and authorities that must be there and are not. Absent: none of the rules ran and
  // looked at a file.
  std::optional<uint64_t> CountWrong(const std::vector<std::string>& rules,
                                     const GlobFilter& scope) const {
    std::optional<uint64_t> wrong;
    for (const std::string& id : rules) {
      RuleIndex index = 0;
      const std::vector<Found>* found = FoundBy(id, &index);
      if (found == nullptr) continue;
      const auto is_wrong = [&](const Found& one) {
        return !one.is_inside && scope.Contains(one.path);
      };
      const auto count = std::count_if(found->begin(), found->end(), is_wrong);
      if (count == 0 && !IsKnown(index, scope)) continue;
      Add(&wrong, static_cast<uint64_t>(count) + (rules_.is_unmet(index) ? 1 : 0));
    }
    return wrong;
  }

  // What a text rule found with `patterns` (none given: with any), and the unit it counts in.
  struct TextFound {
    std::vector<Found> found;
    TextUnit unit = TextUnit::kMatches;
  };
  std::optional<TextFound> TextFoundBy(const std::string& id,
                                       const std::vector<std::string>& patterns) const {
    RuleIndex index = 0;
    const std::vector<Found>* found = FoundBy(id, &index);
    if (found == nullptr) return std::nullopt;
    const auto* text = std::get_if<TextParameters>(&rules_[index].rule->parameters);
    if (text == nullptr) return TextFound{*found};
    TextFound chosen{{}, text->unit};
    for (const Found& one : *found) {
      if (patterns.empty() || IsOneOf(patterns, text->any[one.pattern].text)) {
        chosen.found.push_back(one);
      }
    }
    return chosen;
  }

  Tally CountFacts(const std::vector<std::string>& rules, const GlobFilter& scope,
                   Figure figure) const {
    Tally tally;
    for (const std::string& id : rules) {
      RuleIndex index = 0;
      const std::vector<Found>* found = FoundBy(id, &index);
      if (found == nullptr) continue;
      uint64_t count = 0;
      const bool is_contract = rules_[index].rule->kind() == RuleKind::kContract;
      for (const Found& one : *found) {
        // What a contract asks for is counted with what is too many.
        if (one.is_missing || (one.is_inside && !is_contract)) continue;
        if (!scope.Contains(one.path)) continue;
        ++count;
        tally.files.insert(one.path);
      }
      if (count > 0 || IsKnown(index, scope)) Add(&tally.count, count);
    }
    if (figure == Figure::kFiles && tally.count) tally.count = tally.files.size();
    return tally;
  }

  Tally CountText(const std::vector<std::string>& rules, const std::vector<std::string>& patterns,
                  Figure figure) const {
    Tally tally;
    for (const std::string& id : rules) {
      const auto text = TextFoundBy(id, patterns);
      if (!text) continue;
      for (const Found& one : text->found) tally.files.insert(one.path);
      const bool is_every_hit = figure == Figure::kOccurrences && !patterns.empty();
      Add(&tally.count, CountInUnit(text->found, is_every_hit ? TextUnit::kMatches : text->unit));
      AddContexts(text->found, &tally.contexts);
    }
    if (figure == Figure::kFiles && tally.count) tally.count = tally.files.size();
    return tally;
  }

  static void AddPart(const Tally& part, Tally* sum) {
    Add(&sum->count, part.count);
    sum->files.insert(part.files.begin(), part.files.end());
    sum->contexts.code += part.contexts.code;
    sum->contexts.comment += part.contexts.comment;
    sum->contexts.string += part.contexts.string;
    sum->contexts.docstring += part.contexts.docstring;
  }

  // Percentages are to rise to their target, everything else is to fall to it. A row with a
  // contract is met when the contract is, too.
  void SetStatus(const GlobFilter& scope, CountedRow* counted) const {
    const InventoryRow& row = counted->row;
    if (!row.target) return;
    counted->not_counted = WhyNotCounted(scope, *counted);
    if (counted->not_counted || (!counted->count && !counted->text_count)) return;
    const std::set<std::string_view> rules = RulesOf(row);
    const bool is_broken = std::any_of(rules.begin(), rules.end(), [&](std::string_view id) {
      const auto known = by_id_.find(id);
      return known != by_id_.end() && IsBrokenContract(known->second);
    });
    const double figure =
        counted->count ? *counted->count : static_cast<double>(*counted->text_count);
    const bool is_met =
        row.unit == RowUnit::kPercent ? figure >= *row.target : figure <= *row.target;
    counted->status = is_met && !is_broken ? RowStatus::kMet : RowStatus::kUnmet;
  }

  // Who decides are the fact rules, and the text rules where there are none.
  std::optional<NotCounted> WhyNotCounted(const GlobFilter& scope,
                                          const CountedRow& counted) const {
    const std::set<std::string_view> fact_rules = RulesOf(counted.row);
    for (const std::string_view id : fact_rules) {
      const auto known = by_id_.find(id);
      if (known != by_id_.end() && !rules_.runs(known->second)) return NotCounted::kNotApplicable;
    }
    if (counted.count) return std::nullopt;
    const bool is_by_facts = !fact_rules.empty();
    const auto looks = [&](std::string_view id) {
      const auto known = by_id_.find(id);
      if (known == by_id_.end()) return false;
      return is_by_facts ? IsKnown(known->second, scope) : LookedAtSomething(known->second, scope);
    };
    const std::set<std::string_view> rules =
        is_by_facts ? DecidingRules(counted.row) : TextRulesOf(counted.row);
    if (rules.empty() || std::any_of(rules.begin(), rules.end(), looks)) return std::nullopt;
    return NotCounted::kNothingInScope;
  }

  // The row's own fact rules, or of a row without any those of its parts.
  static std::set<std::string_view> DecidingRules(const InventoryRow& row) {
    return row.rules.empty() ? RulesOf(row)
                             : std::set<std::string_view>(row.rules.begin(), row.rules.end());
  }

  static std::set<std::string_view> TextRulesOf(const InventoryRow& row) {
    std::set<std::string_view> rules(row.text_rules.begin(), row.text_rules.end());
    for (const RowPart& part : row.parts) {
      rules.insert(part.text_rules.begin(), part.text_rules.end());
    }
    return rules;
  }

  bool IsBrokenContract(RuleIndex rule) const {
    if (rules_.is_unmet(rule)) return true;
    if (rules_[rule].rule->kind() != RuleKind::kContract) return false;
    return std::any_of(found_[rule].begin(), found_[rule].end(),
                       [](const Found& one) { return !one.is_inside; });
  }

  const CompiledRules& rules_;
  const LookedAtFiles& looked_at_;
  std::unordered_map<std::string_view, RuleIndex> by_id_;
  std::vector<std::vector<Found>> found_;  // by rule
};

}  // namespace

std::set<std::string_view> RulesOf(const InventoryRow& row) {
  std::set<std::string_view> rules(row.rules.begin(), row.rules.end());
  for (const RowPart& part : row.parts) rules.insert(part.rules.begin(), part.rules.end());
  return rules;
}

std::vector<CountedRow> CountInventory(const CompiledRules& rules,
                                       const std::vector<Finding>& findings,
                                       const std::vector<CountedMatch>& counted,
                                       const LookedAtFiles& looked_at) {
  const InventoryCounter counter(rules, findings, counted, looked_at);
  std::vector<CountedRow> rows;
  for (const InventoryRow& row : rules.rule_set().rows) rows.push_back(counter.Count(row));
  return rows;
}

}  // namespace ssot
