#include "scanner/pipeline/examples.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "scanner/discovery/language.h"
#include "scanner/languages/front_end.h"
#include "scanner/matching/match_file.h"
#include "scanner/matching/project_pass.h"
#include "scanner/pipeline/expectation.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

Language LanguageOf(const Example& example) {
  if (example.language != Language::kOther) return example.language;
  return DetectLanguage(example.path, example.code.substr(0, example.code.find('\n')));
}

// One file of an example, as it is after reading.
struct ReadExample {
  const Example* file = nullptr;
  bool has_facts = false;
  FileId facts = 0;
  std::vector<TextHit> hits = {};
};

class ExampleTree {
 public:
  ExampleTree(const CompiledRules& rules, const TextPass& text_pass, RuleIndex rule,
              const Example& example)
      : rules_(rules), text_pass_(text_pass), rule_(rule) {
    files_.push_back({.file = &example});
    for (const Example& file : example.with) files_.push_back({.file = &file});
    std::sort(files_.begin(), files_.end(), [](const ReadExample& a, const ReadExample& b) {
      return a.file->path < b.file->path;
    });
  }

  FileMatches Match() {
    for (ReadExample& file : files_) Read(&file);
    const auto index = FactIndex::Build(facts_, rules_.rule_set().authorities, 1);
    FileMatches all;
    for (const ReadExample& file : files_) {
      if (!rules_.LooksAt(rule_, file.file->path, LanguageOf(*file.file))) continue;
      FileMatches matches = MatchOne(file, *index);
      std::move(matches.findings.begin(), matches.findings.end(), std::back_inserter(all.findings));
      std::move(matches.counted.begin(), matches.counted.end(), std::back_inserter(all.counted));
      std::move(matches.sites.begin(), matches.sites.end(), std::back_inserter(all.sites));
    }
    if (rules_[rule_].matcher.judge) JudgeSites(rules_, {rule_}, Paths(), &all);
    return all;
  }

 private:
  bool LooksForText() const { return TextParametersOf(*rules_[rule_].rule) != nullptr; }

  void Read(ReadExample* file) {
    const std::string& code = file->file->code;
    const FrontEnd* front_end = FindFrontEnd(LanguageOf(*file->file));
    Extraction extraction;
    if (front_end != nullptr) extraction = front_end->extract(file->file->path, code);
    if (LooksForText()) {
      std::vector<LiteralHit> candidates;
      text_pass_.Candidates(code, &candidates);
      file->hits = text_pass_.FindHits(code, extraction.regions, candidates, {rule_});
    }
    if (front_end == nullptr) return;
    file->has_facts = true;
    file->facts = static_cast<FileId>(facts_.size());
    facts_.push_back(std::move(extraction.facts));
  }

  FileMatches MatchOne(const ReadExample& file, const FactIndex& index) const {
    if (LooksForText()) return MatchFile(rules_, file.file->path, {}, file.hits, nullptr);
    if (!file.has_facts) return {};
    const ResolvedFile resolved = index.ResolveFile(file.facts, rules_.WantedBy({rule_}));
    const FileView view{facts_[file.facts], resolved, facts_};
    return MatchFile(rules_, file.file->path, {rule_}, {}, &view);
  }

  TreePaths Paths() const {
    TreePaths tree;
    for (const ReadExample& file : files_) tree.paths.push_back(file.file->path);
    tree.is_reported = [](std::string_view) { return true; };
    return tree;
  }

  const CompiledRules& rules_;
  const TextPass& text_pass_;
  RuleIndex rule_;
  std::vector<ReadExample> files_;  // sorted by path
  std::vector<Facts> facts_;
};

void AddExpected(const Rule& rule, const Example& file, std::vector<ExamplePlace>* places) {
  for (const Expectation& expectation : ParseExpectations(file.code)) {
    if (expectation.rule_id == rule.id) places->push_back({file.path, expectation.line});
  }
}

void SortOnce(std::vector<ExamplePlace>* places) {
  std::sort(places->begin(), places->end());
  places->erase(std::unique(places->begin(), places->end()), places->end());
}

}  // namespace

std::vector<ExamplePlace> PlacesFound(const CompiledRules& rules, const TextPass& text_pass,
                                      RuleIndex rule, const Example& example) {
  const FileMatches matches = ExampleTree(rules, text_pass, rule, example).Match();
  std::vector<ExamplePlace> places;
  if (rules[rule].rule->report == RuleReport::kFindings) {
    for (const Finding& finding : matches.findings) {
      places.push_back({finding.path, finding.span.line});
    }
  } else {
    for (const CountedMatch& match : matches.counted) {
      if (!match.is_inside) places.push_back({match.path, match.line});
    }
  }
  SortOnce(&places);
  return places;
}

std::vector<ExamplePlace> PlacesExpected(const Rule& rule, const Example& example) {
  std::vector<ExamplePlace> places;
  AddExpected(rule, example, &places);
  for (const Example& file : example.with) AddExpected(rule, file, &places);
  SortOnce(&places);
  return places;
}

}  // namespace ssot
