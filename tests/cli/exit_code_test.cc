#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

struct Row {
  std::vector<std::string> arguments;
  int exit_code;
};

void CheckRows(const TemporaryFolder& folder, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    std::string line = "ssot";
    for (const std::string& word : row.arguments) line += " " + word;
    CAPTURE(line);
    const ProgramRun run = RunSsot(row.arguments, {.folder = folder.path()});
    CAPTURE(run.out);
    CAPTURE(run.err);
    CHECK(run.exit_code == row.exit_code);
  }
}

}  // namespace

TEST_CASE("the gate") {
  TemporaryFolder folder;
  MakeTree(folder);
  CheckRows(folder, {
                        {{"scan"}, 1},
                        {{"scan", "app/clean.py"}, 0},
                        {{"scan", "app/pears.py"}, 1},
                        {{"scan", "--fail-on", "any"}, 1},
                        {{"scan", "--fail-on", "never"}, 0},
                        {{"scan", "--severity", "error"}, 0},
                        {{"scan", "--severity", "warning"}, 1},
                        {{"scan", "--severity", "note"}, 1},
                        {{"scan", "--exclude", "pears.py"}, 0},
                        {{"scan", "--include", "clean.py"}, 0},
                        {{"scan", "--include", "clean.py", "--include", "pears.py"}, 1},
                        {{"scan", "--quiet"}, 1},
                        {{"scan", "--format", "json", "--format", "sarif"}, 1},
                        {{"inventory"}, 0},
                        {{"inventory", "--fail-on", "new"}, 1},
                        {{"facts", "app"}, 0},
                        {{"rules", "test"}, 0},
                        {{"rules", "check"}, 0},
                        {{"explain", "pear-import"}, 0},
                    });
}

TEST_CASE("the count of findings is not the exit code") {
  TemporaryFolder folder;
  MakeRoot(folder);
  std::string text;
  for (int i = 0; i < 256; ++i) text += kPear;
  folder.Write("app/many.py", text);
  const ProgramRun run = RunSsot({"scan", "--format", "json"}, {.folder = folder.path()});
  CHECK(run.exit_code == 1);
  CHECK(run.out.find("\"findings\": 256,") != std::string::npos);
}

TEST_CASE("a severity of the configuration decides") {
  TemporaryFolder folder;
  MakeTree(folder);
  folder.Write(".ssot.yaml", "rules: [./fruit.rules]\nseverity: {pear-import: note}\n");
  CheckRows(folder, {{{"scan"}, 0}, {{"scan", "--severity", "note"}, 1}});
  folder.Write(".ssot.yaml", "rules: [./fruit.rules]\nseverity: {pear-import: off}\n");
  CheckRows(folder, {{{"scan", "--severity", "note"}, 0}});
}

TEST_CASE("a syntax error is incomplete with --strict alone, and outranks findings") {
  TemporaryFolder folder;
  MakeTree(folder);
  CheckRows(folder, {{{"scan", "app/broken.py"}, 0},
                     {{"scan", "app/broken.py", "--strict"}, 3},
                     {{"scan", "--strict"}, 3},
                     {{"scan", "--strict", "--fail-on", "never"}, 3},
                     {{"scan", "--strict", "app/clean.py"}, 0},
                     {{"facts", "--strict", "app"}, 3}});
  const ProgramRun run = RunSsot({"scan", "--strict"}, {.folder = folder.path()});
  CHECK(run.err.find("app/broken.py:1:") != std::string::npos);
  CHECK(run.out.find("pear-import") != std::string::npos);  // what was found is still reported
}

TEST_CASE("a rule that misses its own bad example makes the scan incomplete") {
  TemporaryFolder folder;
  MakeTree(folder);
  std::string rules(kFruitRules);
  const size_t at = rules.find("import pear  # expect");
  rules.replace(at, 11, "import plum");
  folder.Write("fruit.rules/fruit.yaml", rules);
  for (const char* command : {"scan", "inventory"}) {
    const ProgramRun run = RunSsot({command}, {.folder = folder.path()});
    CHECK(run.exit_code == 3);
    CHECK(run.err.find("'pear-import'") != std::string::npos);
  }
  CHECK(RunSsot({"rules", "test"}, {.folder = folder.path()}).exit_code == 1);
}

TEST_CASE(
    "an authority that matches no file: unmet in a pack chosen by name, else not applicable") {
  TemporaryFolder folder;
  folder.Write("app/clean.py", kClean);
  folder.Write(
      "rules.yaml",
      "pack: home\ntitle: Home\nauthorities:\n  basket:\n    title: Basket\n"
      "    canonical: basket.py\nrules:\n  - id: pear\n    title: Pear\n    severity: error\n"
      "    authority: basket\n    import: {modules: [pear]}\n    message: Pear.\n"
      "    what: Pear.\n    why: Pear.\n    remediation: Pear.\n    bad:\n"
      "      - path: a.py\n        code: import pear\n");
  CheckRows(folder, {{{"scan", "--rules", "rules.yaml", "app"}, 1},
                     {{"scan", "--rules", "rules.yaml", "--fail-on", "never", "app"}, 0},
                     {{"scan", "--root", "app", "app"}, 0}});
  folder.Write("basket.py", "");
  CheckRows(folder, {{{"scan", "--root", ".", "--rules", "rules.yaml", "app"}, 0}});
}
