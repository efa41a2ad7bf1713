#include "scanner/pipeline/examples.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "scanner/discovery/language.h"
#include "scanner/languages/front_end.h"
#include "scanner/matching/match_file.h"
#include "scanner/pipeline/expectation.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

Language LanguageOf(const Example& example) {
  if (example.language != Language::kOther) return example.language;
  return DetectLanguage(example.path, example.code.substr(0, example.code.find('\n')));
}

FileMatches MatchFacts(const CompiledRules& rules, RuleIndex rule, Facts facts) {
  std::vector<Facts> files;
  files.push_back(std::move(facts));
  const auto index = FactIndex::Build(files, rules.rule_set().authorities, 1);
  const ResolvedFile resolved = index->ResolveFile(0, rules.WantedBy({rule}));
  const FileView view{files.front(), resolved, files};
  return MatchFile(rules, files.front().path, {rule}, {}, &view);
}

FileMatches MatchText(const CompiledRules& rules, const TextPass& text_pass, RuleIndex rule,
                      const Example& example, const std::vector<TextRegion>& regions) {
  std::vector<LiteralHit> candidates;
  text_pass.Candidates(example.code, &candidates);
  const auto hits = text_pass.FindHits(example.code, regions, candidates, {rule});
  return MatchFile(rules, example.path, {}, hits, nullptr);
}

FileMatches MatchExample(const CompiledRules& rules, const TextPass& text_pass, RuleIndex rule,
                         const Example& example) {
  const Language language = LanguageOf(example);
  if (!rules.LooksAt(rule, example.path, language)) return {};
  const FrontEnd* front_end = FindFrontEnd(language);
  Extraction extraction;
  if (front_end != nullptr) extraction = front_end->extract(example.path, example.code);
  if (rules[rule].rule->kind() == RuleKind::kText) {
    return MatchText(rules, text_pass, rule, example, extraction.regions);
  }
  if (front_end == nullptr) return {};
  return MatchFacts(rules, rule, std::move(extraction.facts));
}

}  // namespace

std::vector<uint32_t> LinesFound(const CompiledRules& rules, const TextPass& text_pass,
                                 RuleIndex rule, const Example& example) {
  const FileMatches matches = MatchExample(rules, text_pass, rule, example);
  std::vector<uint32_t> lines;
  if (rules[rule].rule->report == RuleReport::kFindings) {
    for (const Finding& finding : matches.findings) lines.push_back(finding.span.line);
  } else {
    for (const CountedMatch& match : matches.counted) lines.push_back(match.line);
  }
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::vector<uint32_t> LinesExpected(const Rule& rule, const Example& example) {
  std::vector<uint32_t> lines;
  for (const Expectation& expectation : ParseExpectations(example.code)) {
    if (expectation.rule_id == rule.id) lines.push_back(expectation.line);
  }
  return lines;
}

}  // namespace ssot
