#include "scanner/commands/rules_test.h"

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <thread>

#include "scanner/commands/exit_codes.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/commands/wording.h"
#include "scanner/pipeline/fixture.h"

namespace ssot {
namespace {

struct Tally {
  uint64_t cases = 0;
  uint64_t failed = 0;
  uint64_t broken = 0;  // of the failed: could not be run at all
  uint64_t expectations = 0;
};

std::string FailureLine(const FixtureFailure& failure, const std::string& folder) {
  const std::string path = folder.empty() ? failure.path : folder + "/" + failure.path;
  const std::string place = failure.line > 0 ? path + ":" + std::to_string(failure.line) : path;
  return place + ": " +
         (failure.is_missing ? "expected a finding of '" + failure.rule_id + "', found none"
                             : "unexpected finding of '" + failure.rule_id + "'");
}

// `folder` is what the paths of failures are relative to; empty for examples.
void PrintOutcome(const FixtureOutcome& outcome, const std::string& folder, Tally& tally) {
  ++tally.cases;
  tally.expectations += outcome.expected;
  if (outcome.passed()) return;
  ++tally.failed;
  if (!outcome.errors.empty()) ++tally.broken;
  PrintDiagnostics(outcome.errors);
  for (const FixtureFailure& failure : outcome.failures) {
    const std::string line = FailureLine(failure, folder);
    WriteStandardOutput(folder.empty() ? "examples of rule '" + outcome.name + "': " + line + "\n"
                                       : line + "\n");
  }
}

int Finish(const Tally& tally, const std::string& what) {
  WriteStandardOutput(CountOf(tally.cases, what) + ", " +
                      CountOf(tally.expectations, "expectation") + ": " +
                      std::to_string(tally.cases - tally.failed) + " passed, " +
                      std::to_string(tally.failed) + " failed\n");
  if (tally.broken == tally.cases && tally.cases > 0) return kExitUsage;
  return tally.failed == 0 ? kExitOk : kExitFailed;
}

// Every folder that holds a case; nothing when one of `folders` holds none.
std::optional<std::vector<std::string>> FindCases(const std::vector<std::string>& folders) {
  std::vector<std::string> cases;
  for (const std::string& folder : folders) {
    struct stat status = {};
    if (stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
      PrintError("'" + folder + "' is not a folder; give a folder with fixtures");
      return std::nullopt;
    }
    const std::vector<std::string> found = FindFixtureTrees(folder);
    if (found.empty()) {
      PrintError("no case at or below '" + folder + "'; a case is a folder with a rules.yaml");
      return std::nullopt;
    }
    cases.insert(cases.end(), found.begin(), found.end());
  }
  return cases;
}

int RunCases(const Options& options, const std::vector<std::string>& folders) {
  const auto cases = FindCases(folders);
  if (!cases) return kExitUsage;
  const unsigned jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  Tally tally;
  for (const std::string& folder : *cases) {
    PrintOutcome(RunFixtureTree(folder, jobs, kOwnProgram), folder, tally);
  }
  return Finish(tally, "case");
}

int RunExamples(const Options& options) {
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  Tally tally;
  for (const FixtureOutcome& outcome : RunRuleExamples(session->rules)) {
    PrintOutcome(outcome, "", tally);
  }
  return Finish(tally, "rule");
}

}  // namespace

int RunRulesTest(const Options& options, const std::vector<std::string>& folders) {
  return folders.empty() ? RunExamples(options) : RunCases(options, folders);
}

}  // namespace ssot
