// Text rules. A hit is an occurrence of one of a rule's patterns in a line; conditions on its
// file, its line and its context may take it away again.
//
// Literals come from the prefilter's one scan, with their positions. Regular expressions, and
// literals that ignore case, are searched one by one in the files that their rule looks at. Where
// an expression cannot match without a literal, the scan says in which of these files.
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "scanner/matching/line_cursor.h"
#include "scanner/matching/required_literal.h"
#include "scanner/matching/text_pass.h"

namespace ssot {
namespace {

constexpr size_t kShortestRequired = 3;  // for shorter ones the prefilter makes a scan each

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

// `^` and `$` are the ends of a line, and a match lies within one line.
std::unique_ptr<RE2> CompileForLines(const std::string& expression, bool ignore_case) {
  RE2::Options options(RE2::Quiet);
  options.set_never_nl(true);
  options.set_case_sensitive(!ignore_case);
  options.set_max_mem(64 << 20);
  return std::make_unique<RE2>("(?m:" + expression + ")", options);
}

std::unique_ptr<RE2> CompileLiteral(const std::string& literal, bool ignore_case) {
  return CompileForLines(RE2::QuoteMeta(literal), ignore_case);
}

// The same bytes with every \r as \n, so that offsets stay. The empty line that a \r\n becomes is
// seen by no pattern, because empty matches are no hits. `copy` is used where there is a \r.
std::string_view WithoutCarriageReturns(std::string_view text, std::string* copy) {
  if (text.find('\r') == text.npos) return text;
  copy->assign(text);
  std::replace(copy->begin(), copy->end(), '\r', '\n');
  return *copy;
}

// Calls `found(begin, end)` for every match that is not empty; matches do not overlap.
template <typename Found>
void ForEachMatch(const RE2& expression, std::string_view text, const Found& found) {
  const re2::StringPiece whole = Piece(text);
  re2::StringPiece match;
  for (size_t from = 0; from <= text.size();) {
    if (!expression.Match(whole, from, whole.size(), RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<size_t>(match.data() - whole.data());
    if (!match.empty()) found(begin, begin + match.size());
    from = begin + std::max<size_t>(match.size(), 1);
  }
}

TextContext ContextAt(const std::vector<TextRegion>& regions, size_t offset) {
  const auto after =
      std::upper_bound(regions.begin(), regions.end(), offset,
                       [](size_t at, const TextRegion& region) { return at < region.end; });
  const bool is_inside = after != regions.end() && after->begin <= offset;
  return is_inside ? after->context : TextContext::kCode;
}

}  // namespace

struct TextPass::TextRule {
  struct Searched {
    std::unique_ptr<RE2> expression;  // null: found by the prefilter
    uint32_t required = kNone;
  };
  const TextParameters* parameters = nullptr;
  std::vector<Searched> searched;  // by pattern
  std::vector<std::unique_ptr<RE2>> skip_lines;
  std::vector<std::unique_ptr<RE2>> requires_text;
  bool keeps_text = false;
};

struct TextPass::Occurrence {
  size_t begin = 0;
  size_t end = 0;
  RuleIndex rule = 0;
  uint32_t pattern = 0;
};

// What the rules of one file demand of the file and of the lines. Remembers the last answers,
// because hits come by position.
class TextPass::Conditions {
 public:
  Conditions(const TextPass& pass, std::string_view text) : pass_(pass), text_(text) {}

  bool FileHasRequiredText(RuleIndex rule) {
    const auto [entry, is_new] = has_required_text_.try_emplace(rule, true);
    if (is_new) {
      const auto& required = pass_.text_rules_[rule]->requires_text;
      entry->second = std::all_of(required.begin(), required.end(), [&](const auto& expression) {
        return RE2::PartialMatch(Piece(text_), *expression);
      });
    }
    return entry->second;
  }

  bool IsSkipped(RuleIndex rule, uint32_t line, std::string_view line_text) {
    const auto& skip_lines = pass_.text_rules_[rule]->skip_lines;
    if (skip_lines.empty()) return false;
    LastLine& last = last_lines_[rule];
    if (last.line != line) {
      last.line = line;
      last.is_skipped = std::any_of(
          skip_lines.begin(), skip_lines.end(),
          [&](const auto& expression) { return RE2::PartialMatch(Piece(line_text), *expression); });
    }
    return last.is_skipped;
  }

 private:
  struct LastLine {
    uint32_t line = 0;
    bool is_skipped = false;
  };
  const TextPass& pass_;
  std::string_view text_;
  std::unordered_map<RuleIndex, bool> has_required_text_;
  std::unordered_map<RuleIndex, LastLine> last_lines_;
};

TextPass::TextPass(const CompiledRules& rules, const std::vector<std::string>& others)
    : rules_(rules), text_rules_(rules.size()) {
  std::vector<std::string> literals;
  for (RuleIndex i = 0; i < rules.size(); ++i) {
    const auto* parameters = TextParametersOf(*rules[i].rule);
    if (parameters != nullptr && rules.runs(i)) AddRule(i, *parameters, &literals);
  }
  own_literals_ = literals.size();
  for (const std::string& other : others) {
    const uint32_t literal = AddLiteral(other, &literals);
    is_other_.resize(literals.size());
    is_other_[literal] = true;
  }
  is_other_.resize(literals.size());
  prefilter_ = std::make_unique<LiteralPrefilter>(std::move(literals));
}

void TextPass::Candidates(std::string_view text, std::vector<LiteralHit>* candidates,
                          std::vector<uint32_t>* others) const {
  prefilter_->FindAll(text, candidates);
  if (others != nullptr) others->clear();
  std::erase_if(*candidates, [&](const LiteralHit& hit) {
    if (others != nullptr && is_other_[hit.literal]) others->push_back(hit.offset);
    return hit.literal >= own_literals_;
  });
}

TextPass::~TextPass() = default;

void TextPass::AddRule(RuleIndex index, const TextParameters& parameters,
                       std::vector<std::string>* literals) {
  auto rule = std::make_unique<TextRule>();
  rule->parameters = &parameters;
  rule->keeps_text = rules_[index].rule->report == RuleReport::kFindings;
  for (uint32_t i = 0; i < parameters.any.size(); ++i) {
    const TextPattern& pattern = parameters.any[i];
    TextRule::Searched& searched = rule->searched.emplace_back();
    if (pattern.is_regex) {
      searched.expression = CompileForLines(pattern.text, parameters.ignore_case);
      const std::string required = RequiredLiteral(pattern.text);
      if (!parameters.ignore_case && required.size() >= kShortestRequired) {
        searched.required = AddLiteral(required, literals);
      }
    } else if (parameters.ignore_case) {
      searched.expression = CompileLiteral(pattern.text, true);
    } else if (!pattern.text.empty()) {
      uses_[AddLiteral(pattern.text, literals)].push_back({index, i});
    }
  }
  for (const std::string& expression : parameters.skip_lines) {
    rule->skip_lines.push_back(CompileForLines(expression, false));
  }
  for (const std::string& literal : parameters.requires_text) {
    rule->requires_text.push_back(CompileLiteral(literal, parameters.ignore_case));
  }
  text_rules_[index] = std::move(rule);
}

uint32_t TextPass::AddLiteral(const std::string& literal, std::vector<std::string>* literals) {
  const auto known = std::find(literals->begin(), literals->end(), literal);
  const auto index = static_cast<uint32_t>(known - literals->begin());
  if (known == literals->end()) literals->push_back(literal);
  uses_.resize(literals->size());
  return index;
}

std::vector<TextPass::Occurrence> TextPass::FindOccurrences(
    std::string_view text, const std::vector<LiteralHit>& candidates,
    const std::vector<RuleIndex>& rules) const {
  std::vector<Occurrence> occurrences;
  std::vector<size_t> last_end(uses_.size(), 0);
  for (const LiteralHit& hit : candidates) {
    if (hit.offset < last_end[hit.literal]) continue;  // overlaps the one before
    const size_t end = hit.offset + prefilter_->literals()[hit.literal].size();
    last_end[hit.literal] = end;
    for (const Use& use : uses_[hit.literal]) {
      if (!std::binary_search(rules.begin(), rules.end(), use.rule)) continue;
      occurrences.push_back({hit.offset, end, use.rule, use.pattern});
    }
  }

  FindSearched(text, last_end, rules, &occurrences);
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.begin, a.rule, a.pattern) < std::tie(b.begin, b.rule, b.pattern);
  });
  return occurrences;
}

void TextPass::FindSearched(std::string_view text, const std::vector<size_t>& last_end,
                            const std::vector<RuleIndex>& rules,
                            std::vector<Occurrence>* occurrences) const {
  std::string copy;
  std::optional<std::string_view> lines;
  for (RuleIndex index : rules) {
    const auto& searched = text_rules_[index]->searched;
    for (uint32_t pattern = 0; pattern < searched.size(); ++pattern) {
      const auto& [expression, required] = searched[pattern];
      if (expression == nullptr) continue;
      if (required != kNone && last_end[required] == 0) continue;
      if (!lines) lines = WithoutCarriageReturns(text, &copy);
      ForEachMatch(*expression, *lines, [&](size_t begin, size_t end) {
        occurrences->push_back({begin, end, index, pattern});
      });
    }
  }
}

std::vector<TextHit> TextPass::FindHits(std::string_view text,
                                        const std::vector<TextRegion>& regions,
                                        const std::vector<LiteralHit>& candidates,
                                        const std::vector<RuleIndex>& rules) const {
  std::vector<TextHit> hits;
  const std::vector<Occurrence> occurrences = FindOccurrences(text, candidates, rules);
  if (occurrences.empty()) return hits;
  Conditions conditions(*this, text);
  LineCursor cursor(text);
  for (const Occurrence& occurrence : occurrences) {
    const TextRule& rule = *text_rules_[occurrence.rule];
    if (!conditions.FileHasRequiredText(occurrence.rule)) continue;
    const TextContext context = ContextAt(regions, occurrence.begin);
    const auto& contexts = rule.parameters->contexts;
    if (!IsAnyOrIn(contexts, context)) continue;
    cursor.MoveTo(occurrence.begin);
    if (conditions.IsSkipped(occurrence.rule, cursor.line(), cursor.line_text())) continue;
    const std::string_view found = text.substr(occurrence.begin, occurrence.end - occurrence.begin);
    TextHit& hit = hits.emplace_back();
    hit.rule = occurrence.rule;
    hit.pattern = occurrence.pattern;
    hit.span = {cursor.line(), cursor.column(), cursor.line(),
                cursor.column() + CountCodePoints(found)};
    hit.context = context;
    if (rule.keeps_text) hit.text = found;
  }
  return hits;
}

std::vector<RuleIndex> TextPass::ForOtherEncodings(const std::vector<RuleIndex>& rules) const {
  std::vector<RuleIndex> reporting;
  for (RuleIndex rule : rules) {
    if (rules_[rule].rule->report == RuleReport::kFindings) reporting.push_back(rule);
  }
  return reporting;
}

std::vector<TextHit> ReduceToUnit(std::vector<TextHit> hits, TextUnit unit) {
  const bool by_line = unit == TextUnit::kLines || unit == TextUnit::kPairs;
  const bool by_pattern = unit == TextUnit::kPairs || unit == TextUnit::kFilePatterns;
  if (unit == TextUnit::kMatches) return hits;
  std::set<std::pair<uint32_t, uint32_t>> seen;
  std::erase_if(hits, [&](const TextHit& hit) {
    return !seen.emplace(by_line ? hit.span.line : 0, by_pattern ? hit.pattern : 0).second;
  });
  return hits;
}

// Matched by TextPass.
RuleMatcher CompileKind(const TextParameters& /*rule*/, const Authority* /*authority*/) {
  return {};
}

}  // namespace ssot
