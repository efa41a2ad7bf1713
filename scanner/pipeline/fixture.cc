#include "scanner/pipeline/fixture.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <set>
#include <tuple>
#include <utility>

#include "scanner/discovery/file_source.h"
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

// Where a rule finds something, or should. One expectation covers all that its rule finds in a
// line.
struct Place {
  std::string path;
  uint32_t line = 0;
  std::string rule_id;
  friend auto operator<=>(const Place&, const Place&) = default;
};
using Places = std::set<Place>;

std::vector<FixtureFailure> Compare(const Places& expected, const Places& found) {
  std::vector<FixtureFailure> failures;
  for (const Place& place : expected) {
    if (!found.contains(place)) failures.push_back({place.path, place.line, place.rule_id, true});
  }
  for (const Place& place : found) {
    if (!expected.contains(place)) {
      failures.push_back({place.path, place.line, place.rule_id, false});
    }
  }
  std::sort(failures.begin(), failures.end(), [](const FixtureFailure& a, const FixtureFailure& b) {
    return std::tie(a.path, a.line, a.rule_id, a.is_missing) <
           std::tie(b.path, b.line, b.rule_id, b.is_missing);
  });
  return failures;
}

Places ExpectedInTree(const Session& session) {
  Places expected;
  for (const RunFile& file : FindFiles(session).files) {
    SourceText text;
    std::string error;
    // A file that cannot be read is in the scan's ledger.
    if (!ReadText(*session.source, file.file.path, session.options.max_file_bytes, &text, &error)) {
      continue;
    }
    for (const Expectation& expectation : ParseExpectations(text.utf8)) {
      expected.insert({file.file.path, expectation.line, expectation.rule_id});
    }
  }
  return expected;
}

Places FoundInTree(const Report& report) {
  Places found;
  for (const Finding& finding : report.findings) {
    found.insert({finding.path, finding.span.line, finding.rule_id});
  }
  for (const CountedMatch& match : *report.counted) {
    if (!match.is_inside) found.insert({match.path, match.line, match.rule_id});
  }
  return found;
}

void AddLedgerErrors(const Ledger& ledger, Diagnostics* errors) {
  for (const SkippedFile& file : ledger.failed) errors->push_back({file.path, 0, 0, file.reason});
  for (const std::string& rule : ledger.silent_canaries) {
    errors->push_back({"", 0, 0, "rule '" + rule + "' does not find its own bad example"});
  }
}

Places PlacesOf(const std::string& rule, const std::vector<ExamplePlace>& found) {
  Places places;
  for (const ExamplePlace& place : found) places.insert({place.path, place.line, rule});
  return places;
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
    const auto found = PlacesFound(rules_, text_pass_, index, example);
    const auto expected = PlacesExpected(rule, example);
    outcome->expected += is_bad && expected.empty() ? 1 : expected.size();
    if (is_bad && expected.empty()) {  // anywhere
      if (found.empty()) outcome->failures.push_back({example.path, 0, rule.id, true});
      return;
    }
    for (FixtureFailure& failure : Compare(PlacesOf(rule.id, expected), PlacesOf(rule.id, found))) {
      outcome->failures.push_back(std::move(failure));
    }
  }

  CompiledRules rules_;
  TextPass text_pass_;
};

}  // namespace

FixtureOutcome RunFixtureTree(const std::string& folder, unsigned jobs,
                              const std::string& clang_worker) {
  FixtureOutcome outcome;
  outcome.name = folder;
  Options options;
  options.paths = {folder};
  options.root = folder;
  options.rules = {(fs::path(folder) / kRuleFile).string()};
  options.exclude = {"/" + std::string(kRuleFile)};  // its examples have expectations of their own
  options.jobs = jobs;
  options.clang_worker = clang_worker;
  options.reproducible = true;
  options.list_counted = true;
  const Session session = OpenSession(options, &outcome.errors);
  if (!outcome.errors.empty()) return outcome;
  const Report report = Scan(session, {}).report;
  AddLedgerErrors(report.ledger, &outcome.errors);
  const Places expected = ExpectedInTree(session);
  outcome.expected = expected.size();
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
