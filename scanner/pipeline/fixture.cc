#include "scanner/pipeline/fixture.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/pipeline/examples.h"
#include "scanner/pipeline/expectation.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/scan.h"
#include "scanner/pipeline/session.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRuleFile = "rules.yaml";

// Where a rule finds something, or should: how often.
using Place = std::tuple<std::string, uint32_t, std::string>;  // path, line, rule
using Tally = std::map<Place, uint32_t>;

std::vector<FixtureFailure> Compare(const Tally& expected, const Tally& found) {
  std::vector<FixtureFailure> failures;
  const auto add_surplus = [&](const Tally& larger, const Tally& smaller, bool is_missing) {
    for (const auto& [place, count] : larger) {
      const auto other = smaller.find(place);
      const uint32_t matched = other == smaller.end() ? 0 : other->second;
      for (uint32_t i = matched; i < count; ++i) {
        const auto& [path, line, rule] = place;
        failures.push_back({path, line, rule, is_missing});
      }
    }
  };
  add_surplus(expected, found, true);
  add_surplus(found, expected, false);
  std::sort(failures.begin(), failures.end(), [](const FixtureFailure& a, const FixtureFailure& b) {
    return std::tie(a.path, a.line, a.rule_id, a.is_missing) <
           std::tie(b.path, b.line, b.rule_id, b.is_missing);
  });
  return failures;
}

uint64_t Sum(const Tally& tally) {
  uint64_t sum = 0;
  for (const auto& [place, count] : tally) sum += count;
  return sum;
}

Tally ExpectedInTree(const Session& session) {
  Tally expected;
  for (const RunFile& file : FindFiles(session).files) {
    std::ifstream stream(session.root.root + "/" + file.file.path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    for (const Expectation& expectation : ParseExpectations(text)) {
      ++expected[{file.file.path, expectation.line, expectation.rule_id}];
    }
  }
  return expected;
}

// Rules that only count have each line once.
Tally FoundInTree(const Report& report) {
  Tally found;
  for (const Finding& finding : report.findings) {
    ++found[{finding.path, finding.span.line, finding.rule_id}];
  }
  for (const CountedMatch& match : *report.counted) {
    found[{match.path, match.line, match.rule_id}] = 1;
  }
  return found;
}

void AddLedgerErrors(const Ledger& ledger, Diagnostics* errors) {
  for (const SkippedFile& file : ledger.failed) errors->push_back({file.path, 0, 0, file.reason});
  for (const std::string& rule : ledger.silent_canaries) {
    errors->push_back({"", 0, 0, "rule '" + rule + "' does not find its own bad example"});
  }
}

void AddLines(const std::string& path, const std::string& rule, const std::vector<uint32_t>& lines,
              Tally* tally) {
  for (uint32_t line : lines) ++(*tally)[{path, line, rule}];
}

class ExampleRunner {
 public:
  explicit ExampleRunner(const RuleSet& rules) : rules_(rules), text_pass_(rules_) {}

  FixtureOutcome Run(RuleIndex index) const {
    const Rule& rule = *rules_[index].rule;
    FixtureOutcome outcome;
    outcome.name = rule.id;
    for (const Example& example : rule.bad) RunOne(index, example, true, &outcome);
    for (const Example& example : rule.good) RunOne(index, example, false, &outcome);
    return outcome;
  }

 private:
  void RunOne(RuleIndex index, const Example& example, bool is_bad, FixtureOutcome* outcome) const {
    const Rule& rule = *rules_[index].rule;
    const std::vector<uint32_t> found = LinesFound(rules_, text_pass_, index, example);
    const std::vector<uint32_t> expected = LinesExpected(rule, example);
    outcome->expected += is_bad && expected.empty() ? 1 : expected.size();
    if (is_bad && expected.empty()) {  // anywhere
      if (found.empty()) outcome->failures.push_back({example.path, 0, rule.id, true});
      return;
    }
    Tally expected_tally;
    Tally found_tally;
    AddLines(example.path, rule.id, expected, &expected_tally);
    AddLines(example.path, rule.id, found, &found_tally);
    for (FixtureFailure& failure : Compare(expected_tally, found_tally)) {
      outcome->failures.push_back(std::move(failure));
    }
  }

  CompiledRules rules_;
  TextPass text_pass_;
};

}  // namespace

FixtureOutcome RunFixtureTree(const std::string& folder, unsigned jobs) {
  FixtureOutcome outcome;
  outcome.name = folder;
  Options options;
  options.paths = {folder};
  options.root = folder;
  options.rules = {(fs::path(folder) / kRuleFile).string()};
  options.exclude = {"/" + std::string(kRuleFile)};  // its examples have expectations of their own
  options.jobs = jobs;
  options.reproducible = true;
  options.list_counted = true;
  const Session session = OpenSession(options, &outcome.errors);
  if (!outcome.errors.empty()) return outcome;
  const Report report = Scan(session, {}).report;
  AddLedgerErrors(report.ledger, &outcome.errors);
  const Tally expected = ExpectedInTree(session);
  outcome.expected = Sum(expected);
  outcome.failures = Compare(expected, FoundInTree(report));
  return outcome;
}

std::vector<std::string> FindFixtureTrees(const std::string& folder) {
  std::vector<std::string> trees;
  std::error_code error;
  if (fs::exists(fs::path(folder) / kRuleFile, error)) trees.push_back(folder);
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() != kRuleFile) continue;
    const std::string tree = entry->path().parent_path().string();
    if (tree != folder) trees.push_back(tree);
  }
  std::sort(trees.begin(), trees.end());
  trees.erase(std::unique(trees.begin(), trees.end()), trees.end());
  return trees;
}

std::vector<FixtureOutcome> RunRuleExamples(const RuleSet& rules) {
  const ExampleRunner runner(rules);
  std::vector<FixtureOutcome> outcomes;
  for (RuleIndex i = 0; i < rules.rules.size(); ++i) outcomes.push_back(runner.Run(i));
  return outcomes;
}

}  // namespace ssot
