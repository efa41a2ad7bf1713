// Bad usage and bad input: exit code 2, nothing on standard output, and one sentence that says
// what, where and what to do.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

struct BadUsage {
  std::vector<std::string> arguments;
  std::string says;
};

const BadUsage kBadUsage[] = {
    {{}, "'ssot' needs a command: scan, inventory, "},
    {{"scna"}, "unknown command 'scna'; did you mean 'scan'?"},
    {{"app"}, "to scan it: ssot scan app"},
    {{"plans"}, "unknown command 'plans'"},
    {{"baseline"}, "'ssot baseline' needs a command: create, update, prune, diff, merge"},
    {{"baseline", "craete"}, "unknown command 'craete'; did you mean 'create'?"},
    {{"scan", "--baseline", ""}, "--baseline: a file is needed"},
    {{"--format", "json", "scan"},
     "unknown option '--format' of 'ssot'; a command's options stand"},
    {{"scan", "--fromat", "json"},
     "unknown option '--fromat' of 'ssot scan'; did you mean '--format'?"},
    {{"scan", "--format", "jsn"}, "--format: unknown format 'jsn'; did you mean 'json'?"},
    {{"scan", "--format", "zzzzzz"}, "known: text, json, sarif, "},
    {{"scan", "--format"}, "option '--format' needs a value"},
    {{"scan", "--format="}, "option '--format' needs a value"},
    {{"scan", "--since=", "app"}, "option '--since' needs a value; see 'ssot scan --help'"},
    {{"scan", "--report=", "app"}, "option '--report' needs a value"},
    {{"inventory", "--rules=", "app"}, "option '--rules' needs a value"},
    {{"rules", "list", "--rules=", "app"}, "option '--rules' needs a value; see 'ssot rules list"},
    {{"scan", "--report", "json"}, "write json=FILE"},
    {{"scan", "--report", "jsno=x"}, "--report: unknown format 'jsno'; did you mean 'json'?"},
    {{"scan", "--report", "json=a", "--report", "sarif=a"}, "two reports go to 'a'"},
    {{"scan", "--fail-on", "nwe"}, "--fail-on: unknown state 'nwe'; did you mean 'new'?"},
    {{"scan", "--severity", "eror"}, "--severity: unknown severity 'eror'; did you mean 'error'?"},
    {{"scan", "--color", "sometimes"}, "--color: unknown value 'sometimes'"},
    {{"scan", "--progress", "maybe"}, "--progress: unknown value 'maybe'"},
    {{"scan", "--jobs", "two"}, "--jobs: 'two' is not a number"},
    {{"scan", "--jobs", "-1"}, "--jobs: '-1' is not a number"},
    {{"scan", "--jobs", "99999999999"}, "--jobs: '99999999999' is not a number"},
    {{"scan", "--max-file-size", "10MB"}, "--max-file-size: '10MB' is not a size"},
    {{"scan", "--max-file-size", "0"}, "--max-file-size: '0' is not a size"},
    {{"scan", "--strict=yes please"}, "option '--strict' takes no value"},
    {{"scan", "--include", "["}, "--include '['"},
    {{"scan", "--exclude", "a{b"}, "--exclude 'a{b'"},
    {{"scan", "nowhere"}, "nowhere: "},
    {{"scan", "app", "nowhere"}, "nowhere: "},
    {{"scan", "--root", "nowhere"}, "nowhere: "},
    {{"scan", "--root", "app", "fruit.rules"}, "fruit.rules: "},
    {{"scan", "--rules", "netr"}, "did you mean 'netra'?"},
    {{"scan", "--rules", "./nowhere.yaml"}, "'./nowhere.yaml'"},
    {{"scan", "--config", "nowhere.yaml"}, "nowhere.yaml: "},
    {{"inventory", "nowhere"}, "nowhere: "},
    {{"inventory", "--rules", "nowhere"}, "'nowhere'"},
    {{"facts"}, "'ssot facts': PATH is required"},
    {{"facts", "nowhere"}, "nowhere: "},
    {{"rules"}, "'ssot rules' needs a command: list, show, check, test, schema"},
    {{"rules", "lst"}, "unknown command 'lst'; did you mean 'list'?"},
    {{"rules", "list", "--rules", "nowhere"}, "'nowhere'"},
    {{"rules", "show"}, "RULE-ID is required"},
    {{"rules", "show", "pear-imprt"}, "unknown rule 'pear-imprt'; did you mean 'pear-import'?"},
    {{"rules", "test", "nowhere"}, "'nowhere' is not a folder"},
    {{"rules", "test", "app"}, "no case at or below 'app'"},
    {{"explain"}, "RULE-ID|FINGERPRINT is required"},
    {{"explain", "pear-imprt"}, "unknown rule 'pear-imprt'; did you mean 'pear-import'?"},
    {{"explain", "zzzzzzzzzzzz"}, "see 'ssot rules list'"},
    {{"explain", "pear-import", "more"}, "more: no such file or folder"},
    {{"init", "nowhere"}, "'nowhere' is not a folder"},
    {{"completion"}, "SHELL is required"},
    {{"completion", "basch"}, "unknown shell 'basch'; did you mean 'bash'?"},
};

std::string Joined(const std::vector<std::string>& words) {
  std::string text = "ssot";
  for (const std::string& word : words) text += " " + word;
  return text;
}

}  // namespace

TEST_CASE("bad usage is refused with one sentence") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (const BadUsage& bad : kBadUsage) {
    CAPTURE(Joined(bad.arguments));
    const ProgramRun run = RunSsot(bad.arguments, {.folder = folder.path()});
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.out == "");
    CHECK(run.err.starts_with("ssot: error: "));
    CHECK(run.err.find(bad.says) != std::string::npos);
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  }
}

TEST_CASE("options of later releases are unknown") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (const char* command : {"scan", "inventory", "facts"}) {
    for (const char* option : {"--cache-dir", "--no-cache"}) {
      CAPTURE(command);
      CAPTURE(option);
      const ProgramRun run = RunSsot({command, option, "x", "."}, {.folder = folder.path()});
      CHECK(run.exit_code == 2);
      CHECK(run.err.find(std::string("unknown option '") + option + "'") != std::string::npos);
    }
  }
}

TEST_CASE("nothing is written when nothing was scanned") {
  TemporaryFolder folder;
  MakeTree(folder);
  CHECK(RunSsot({"scan", "--report", "json=out.json", "nowhere"}, {.folder = folder.path()})
            .exit_code == 2);
  CHECK_FALSE(folder.Has("out.json"));
}

TEST_CASE("every error of every rule file comes at once, each with its place") {
  TemporaryFolder folder;
  folder.Write("app/a.py", kClean);
  folder.Write("rules/one.yaml", "pack: one\nrulez: []\n");
  folder.Write("rules/two.yaml", "pack: two\nrules:\n  - id: Bad Id\n    severity: eror\n");
  const ProgramRun run = RunSsot({"scan", "--rules", "rules", "app"}, {.folder = folder.path()});
  CAPTURE(run.err);
  CHECK(run.exit_code == 2);
  CHECK(run.out == "");
  CHECK(run.err.find("rules/one.yaml:2:1: ") != std::string::npos);
  CHECK(run.err.find("did you mean 'rules'?") != std::string::npos);
  CHECK(run.err.find("rules/two.yaml:3:9: ") != std::string::npos);
  CHECK(run.err.find("rules/two.yaml:4:15: ") != std::string::npos);
}

TEST_CASE("a broken configuration does not hide what else is wrong") {
  TemporaryFolder folder;
  MakeTree(folder);
  folder.Write(".ssot.yaml",
               "rules: [./fruit.rules, ./none]\nexlude: []\nseverity: {pear-imprt: off}\n");
  const ProgramRun run = RunSsot({"scan"}, {.folder = folder.path()});
  CHECK(run.exit_code == 2);
  for (const char* line : {".ssot.yaml:2:1: unknown key 'exlude'; did you mean 'exclude'?\n",
                           "\n.ssot.yaml:1:24: './none' is no built-in rule pack, and no such file",
                           "\n.ssot.yaml:3:12: unknown rule 'pear-imprt'; did you mean "}) {
    CHECK_MESSAGE(run.err.find(line) != std::string::npos, run.err);
  }
}

TEST_CASE("a broken configuration is refused with its place") {
  struct Row {
    const char* config;
    const char* says;
  };
  const Row rows[] = {
      {"rulez: []\n", ".ssot.yaml:1:1: "},
      {"rules: 3\nseverity: [\n", ".ssot.yaml:"},
      {"severity: {pear-import: loud}\n", ".ssot.yaml:1:25: "},
      {"rules: [no-such-pack]\n", "'no-such-pack'"},
      {"max-file-size: many\n", ".ssot.yaml:1:16: "},
  };
  for (const Row& row : rows) {
    CAPTURE(row.config);
    TemporaryFolder folder;
    MakeTree(folder);
    folder.Write(".ssot.yaml", row.config);
    const ProgramRun run = RunSsot({"scan"}, {.folder = folder.path()});
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(run.out == "");
    CHECK(run.err.find(row.says) != std::string::npos);
  }
}
