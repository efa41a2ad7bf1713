#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

constexpr const char* kRules = R"yaml(pack: fruit
title: Fruit
authorities:
  basket: {title: the basket, canonical: basket.py}
rules:
  - id: pear-import
    title: Pear imported
    authority: basket
    import: {modules: [pear]}
    message: "no {symbol}"
    remediation: "take `{symbol}` from {canonical}, {enclosing}"
    bad: [{path: a.py, code: import pear}]
  - id: plum-import
    title: Plum imported
    import: {modules: [plum]}
    message: "no plum"
    bad: [{path: a.py, code: import plum}]
  - id: kiwi-import
    title: Kiwi imported
    import: {modules: [kiwi]}
    message: "no kiwi"
    bad: [{path: a.py, code: import kiwi}]
  - id: fig-call
    title: Fig called
    report: count
    call: {targets: [fig.eat]}
    bad: [{path: a.py, code: "import fig\nfig.eat()"
}]
inventory:
  - {id: late, title: Late, unit: findings, rules: [pear-import], target: 0, document: D, phase: "2"}
  - {id: pears, title: Pears, unit: files, rules: [pear-import], target: 0, document: D, phase: "1", priority: P0, check: test_pears}
  - {id: figs, title: Figs, unit: findings, rules: [fig-call], target: 0}
  - {id: kiwis, title: Kiwis, unit: findings, rules: [kiwi-import], target: 0}
  - {id: none, title: None, unit: findings, rules: [fig-call], scope: {include: [nowhere]}, target: 0}
)yaml";

void MakeTree(TemporaryFolder& folder) {
  folder.Write(".ssot.yaml", "rules: [rules.yaml]\n");
  folder.Write("rules.yaml", kRules);
  folder.Write("basket.py", "import pear\n");
  folder.Write("one.py", "import pear\nimport fig\nfig.eat()\n");
  folder.Write("tests/many.py", "import pear\nimport pear.a\nimport pear.b\n");
  folder.Write("user.py", "import one\nimport plum\n");
  folder.Write("CODEOWNERS", "*.py @team\n");
}

nlohmann::json PlanOf(const TemporaryFolder& folder) {
  const ProgramRun run = RunSsot({"plan", "--format", "json"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  return nlohmann::json::parse(run.out);
}

TEST_CASE("a plan orders phases and files, and tells each place once") {
  TemporaryFolder folder;
  MakeTree(folder);
  const nlohmann::json plan = PlanOf(folder);
  std::ofstream(SSOT_BINARY_DIR "/tests/cli/plan.json") << plan;  // for the test of its schema
  REQUIRE(plan["phases"].size() == 3);
  CHECK(plan["phases"][0]["phase"] == "1");
  CHECK(plan["phases"][0]["priority"] == "P0");
  CHECK(plan["phases"][1]["phase"] == "2");
  const auto& files = plan["phases"][0]["rows"][0]["files"];
  REQUIRE(files.size() == 2);
  CHECK(files[0]["path"] == "tests/many.py");
  CHECK(files[0]["places"] == 3);
  CHECK(files[0]["group"] == "tests");
  CHECK(files[1]["path"] == "one.py");
  CHECK(files[1]["importers"] == 1);
  CHECK(files[1]["risk"] == "low");
  CHECK(files[1]["owners"] == nlohmann::json({"@team"}));
  CHECK(files[1]["steps"][0]["instruction"] == "take `pear` from basket.py, ");
  const auto& late = plan["phases"][1]["rows"][0]["files"];
  CHECK(late[0]["toldBefore"] == 3);
  CHECK(late[0]["steps"].empty());
  // What is only counted has its places, too.
  CHECK(plan["phases"][2]["rows"][0]["files"][0]["steps"][0]["places"][0]["line"] == 3);
  CHECK(plan["done"][0]["id"] == "kiwis");
  CHECK(plan["notCounted"][0]["id"] == "none");
  CHECK(plan["notCounted"][0]["notCounted"] == "nothing in scope");
  CHECK(plan["otherFiles"][0]["path"] == "user.py");
  CHECK(plan["files"] == 3);
  CHECK(plan["places"] == 6);
}

TEST_CASE("the command that verifies a row works") {
  TemporaryFolder folder;
  MakeTree(folder);
  const std::string verify = PlanOf(folder)["phases"][0]["rows"][0]["verify"];
  CHECK(verify == "ssot inventory --format csv | grep '^pears,'");
  const std::string run = SsotPath() + verify.substr(std::string("ssot").size());
  const ProgramRun row = RunProgram({"sh", "-c", run}, {.folder = folder.path()});
  CHECK(row.exit_code == 0);
  CHECK(row.out.starts_with("pears,"));
  CHECK(row.out.find(",unmet,") != std::string::npos);
}

TEST_CASE("the command that verifies a row counts what the plan counted") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun plan = RunSsot({"plan", "--format", "json", "--no-suppressions", "--exclude",
                                   "it's", "--max-file-size", "1MiB"},
                                  {.folder = folder.path()});
  CHECK(nlohmann::json::parse(plan.out)["phases"][0]["rows"][0]["verify"] ==
        "ssot inventory --exclude 'it'\\''s' --max-file-size 1048576 --no-suppressions "
        "--format csv | grep '^pears,'");
}

TEST_CASE("Markdown to paste into an issue") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (int i = 0; i < 900; ++i) {
    folder.Write("f/a_file_with_a_long_name_" + std::to_string(i) + ".py", "import pear\n");
  }
  const ProgramRun run = RunSsot({"plan"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(run.out.size() < 65'000);
  for (const char* part :
       {"# Remediation plan\n", "## D, phase 1, priority P0\n", "Pears (`pears`)",
        "- [ ] `tests/many.py`: 3 places on 3 lines, tests, risk low, owned by `@team`",
        "Check in the documents: `test_pears`", "left out here for the length of an issue",
        "## Done\n", "## Found by rules that no row counts\n"}) {
    CAPTURE(part);
    CHECK(run.out.find(part) != std::string::npos);
  }
}

TEST_CASE("gate, formats and files") {
  TemporaryFolder folder;
  MakeTree(folder);
  CHECK(RunSsot({"plan", "--fail-on", "new"}, {.folder = folder.path()}).exit_code == 1);
  const ProgramRun text = RunSsot({"plan", "--format", "text"}, {.folder = folder.path()});
  CHECK(text.exit_code == 2);
  CHECK(text.err.find("unknown format 'text'; known: markdown, json") != std::string::npos);
  CHECK(RunSsot({"plan", "-q", "--report", "json=p.json"}, {.folder = folder.path()}).out.empty());
  CHECK(std::filesystem::exists(folder.path() + "/p.json"));
}

}  // namespace
