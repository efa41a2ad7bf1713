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
  folder.Write("two.py", "import pear.a\nimport pear.b\n");
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
  REQUIRE(files.size() == 3);
  CHECK(files[0]["path"] == "two.py");  // two places before one
  CHECK(files[0]["places"] == 2);
  CHECK(files[1]["path"] == "one.py");
  CHECK(files[1]["importers"] == 1);
  CHECK(files[1]["risk"] == "low");
  CHECK(files[1]["owners"] == nlohmann::json({"@team"}));
  CHECK(files[1]["steps"][0]["instruction"] == "take `pear` from basket.py, one.py");
  CHECK(files[2]["path"] == "tests/many.py");  // tests follow the code
  CHECK(files[2]["places"] == 3);
  CHECK(files[2]["group"] == "tests");
  const auto& late = plan["phases"][1]["rows"][0]["files"];
  CHECK(late[0]["path"] == "two.py");
  CHECK(late[0]["toldBefore"] == 2);
  CHECK(late[0]["steps"].empty());
  // What is only counted has its places, too.
  const auto& counted = plan["phases"][2]["rows"][0]["files"][0]["steps"][0]["places"][0];
  CHECK(counted["line"] == 3);
  CHECK(counted["symbol"] == "fig.eat");
  CHECK(plan["phases"][2]["rows"][0]["files"][0]["owners"] == nlohmann::json({"@team"}));
  CHECK(plan["done"][0]["id"] == "kiwis");
  CHECK(plan["notCounted"][0]["id"] == "none");
  CHECK(plan["notCounted"][0]["notCounted"] == "nothing in scope");
  CHECK(plan["otherFiles"][0]["path"] == "user.py");
  CHECK(plan["files"] == 4);
  CHECK(plan["places"] == 8);
}

TEST_CASE("one place that two rules find is one edit; what stands at the authority is none") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "rules: [rules.yaml]\n");
  folder.Write("rules.yaml", R"yaml(pack: fruit
title: Fruit
authorities:
  basket: {title: the basket, canonical: [basket.py], home: [home/**]}
rules:
  - id: eaten
    title: Fig eaten
    authority: basket
    call: {targets: [fig.eat]}
    message: "no {symbol}"
    remediation: "Let {canonical} do what `{symbol}` does."
    bad: [{path: a.py, code: "import fig\nfig.eat()"}]
  - id: eaten-anywhere
    title: Fig eaten anywhere
    report: count
    call: {targets: [fig.eat]}
    remediation: "Do not."
    bad: [{path: a.py, code: "import fig\nfig.eat()"}]
  - id: one-mouth
    title: One mouth
    authority: basket
    contract: {exactly: 1, define: {names: [Mouth]}}
    message: "another mouth"
    remediation: "Remove the class."
    bad: [{path: basket.py, code: "X = 1"}]
inventory:
  - {id: strict, title: Strict, unit: findings, rules: [eaten], target: 0, phase: "1"}
  - {id: all, title: All, unit: findings, rules: [eaten-anywhere, one-mouth], target: 1, phase: "2"}
)yaml");
  folder.Write("basket.py", "import fig\nfig.eat()\n");
  folder.Write("home/a.py", "import fig\nfig.eat()\n");
  folder.Write("one.py", "import fig\nfig.eat()\n");
  folder.Write("two.ts", "import { eat } from 'fig';\n\neat();\n");
  const nlohmann::json plan = PlanOf(folder);
  CHECK(plan["places"] == 4);
  const auto& strict = plan["phases"][0]["rows"][0]["files"];
  REQUIRE(strict.size() == 2);
  CHECK(strict[0]["steps"][0]["instruction"] == "Let basket.py do what `fig.eat` does.");
  CHECK(strict[1]["path"] == "two.ts");
  CHECK(strict[1]["steps"][0]["instruction"] ==
        "Let basket.py do what `fig.eat` does. It is in another language: ask it over its API.");
  const auto& all = plan["phases"][1]["rows"][0]["files"];
  REQUIRE(all.size() == 4);
  CHECK(all[0]["path"] == "basket.py");  // for what is missing there, not for the call
  CHECK(all[0]["steps"].size() == 1);
  CHECK(all[0]["steps"][0]["instruction"] ==
        "One mouth: exactly 1 must stand in basket.py, none does. Bring it back, or name its new "
        "place in the rule.");
  CHECK(all[1]["path"] == "home/a.py");
  CHECK(all[2]["toldBefore"] == 1);
  CHECK(all[3]["toldBefore"] == 1);
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
        "- [ ] `two.py`: 2 places on 2 lines, product, risk low, owned by `@team`",
        "  - `pear-import`: `pear.a` on line 1. take `pear.a` from basket.py, two.py\n",
        "Check in the documents: `test_pears`", "left out here for the length of an issue",
        "## Done\n", "## Found by rules that no row counts\n"}) {
    CAPTURE(part);
    CHECK(run.out.find(part) != std::string::npos);
  }
}

TEST_CASE("a long row leaves room for the rows after it, and what is left out is counted") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (int i = 0; i < 900; ++i) {
    folder.Write("f/a_file_with_a_long_name_" + std::to_string(i) + ".py", "import pear\n");
  }
  std::string rules = kRules;
  const std::string own = "take `{symbol}` from {canonical}, {enclosing}";
  folder.Write("rules.yaml",
               rules.replace(rules.find(own), own.size(), "take it from {canonical}"));
  const std::string plan = RunSsot({"plan"}, {.folder = folder.path()}).out;
  const size_t figs = plan.find("(`figs`)");
  REQUIRE(figs != std::string::npos);
  CHECK(plan.find("- [ ] `one.py`: 1 place on 1 line", figs) != std::string::npos);
  size_t listed = 0;
  const std::string entry = "- [ ] `f/a_file_with_a_long_name_";
  for (size_t at = plan.find(entry); at != plan.npos; at = plan.find(entry, at + 1)) ++listed;
  CHECK(listed > 100);
  // Among those left out are one.py, which a file imports, and the tests.
  const std::string left_out = std::to_string(902 - listed) + " files with " +
                               std::to_string(904 - listed) + " places are left out here";
  CHECK(plan.find(left_out) != std::string::npos);
  // What many files have in common is said once.
  CHECK(plan.find("- `pear-import`: `pear` on line 1\n") != std::string::npos);
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
