#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A case of `rules test` in `name`: the fruit rules and one file.
void WriteCase(const TemporaryFolder& folder, const std::string& name, const std::string& file) {
  folder.Write(name + "/rules.yaml", kFruitRules);
  folder.Write(name + "/app/m.py", file);
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1) {
    lines.push_back(text.substr(begin, text.find('\n', begin) - begin));
  }
  return lines;
}

std::vector<std::string> BuiltInRules() {
  std::vector<std::string> ids = Lines(RunSsot({"rules", "list", "--rules", "netra", "--ids"}).out);
  REQUIRE(ids.size() > 10);
  return ids;
}

// What `rules show` printed as an item of `rules:`.
std::string AsListItem(const std::string& shown) {
  std::string item = "  -\n";
  for (const std::string& line : Lines(shown)) item += "    " + line + "\n";
  return item;
}

}  // namespace

TEST_CASE("rules list names rules, packs, or both") {
  TemporaryFolder folder;
  MakeTree(folder);
  const RunOptions here = {.folder = folder.path()};
  CHECK(RunSsot({"rules", "list", "--ids"}, here).out == "pear-import\npear-text\n");
  CHECK(RunSsot({"rules", "list", "--packs"}, here).out == "fruit\n");
  const std::string table = RunSsot({"rules", "list"}, here).out;
  CHECK(Contains(table, "pear-import  warning  import  fruit  Pear imported\n"));
  CHECK(Contains(table, "pear-text    count    text    fruit  The word pear\n"));
  CHECK(Contains(table, "2 rules and 1 inventory row in 1 pack\n"));
  CHECK(Contains(RunSsot({"rules", "list", "--rules", "netra", "--packs"}, here).out, "netra\n"));
}

TEST_CASE("rules show prints a rule that can be loaded again") {
  TemporaryFolder folder;
  MakeTree(folder);
  const RunOptions here = {.folder = folder.path()};
  for (const char* id : {"pear-import", "pear-text"}) {
    const ProgramRun shown = RunSsot({"rules", "show", id}, here);
    CHECK(shown.exit_code == 0);
    folder.Write("copy.yaml", "pack: copy\ntitle: Copy\nrules:\n" + AsListItem(shown.out));
    CAPTURE(shown.out);
    CHECK(RunSsot({"rules", "check", "copy.yaml"}, here).err == "");
    CHECK(RunSsot({"rules", "test", "--rules", "copy.yaml"}, here).exit_code == 0);
  }
}

TEST_CASE("every built-in rule can be loaded again, and says the same then") {
  TemporaryFolder folder;
  const RunOptions here = {.folder = folder.path()};
  std::string rules;
  std::set<std::string> authorities;
  std::string all_shown;
  for (const std::string& id : BuiltInRules()) {
    const std::string shown = RunSsot({"rules", "show", "--rules", "netra", id}, here).out;
    rules += AsListItem(shown);
    all_shown += shown.substr(shown.find('\n'));  // without the line that says where it stands
    for (const std::string& line : Lines(shown)) {
      if (line.starts_with("authority: ")) authorities.insert(line.substr(11));
    }
  }
  std::string copy = "pack: copy\ntitle: Copy\nauthorities:\n";
  for (const std::string& id : authorities) copy += "  " + id + ": {title: T, canonical: a.py}\n";
  folder.Write("copy.yaml", copy + "rules:\n" + rules);
  REQUIRE(RunSsot({"rules", "check", "copy.yaml"}, here).err == "");
  std::string shown_again;
  for (const std::string& id : BuiltInRules()) {
    const std::string shown = RunSsot({"rules", "show", "--rules", "copy.yaml", id}, here).out;
    shown_again += shown.substr(shown.find('\n'));
  }
  CHECK(shown_again == all_shown);
}

TEST_CASE("every built-in rule can be shown and explained") {
  for (const std::string& id : BuiltInRules()) {
    CAPTURE(id);
    const ProgramRun explained = RunSsot({"explain", "--rules", "netra", id});
    CHECK(explained.exit_code == 0);
    CHECK(explained.out.starts_with(id + ": "));
    for (const char* section : {"\nWhat it finds\n", "\nWhy it matters\n", "\nBad (",
                                "\nWhat to do instead\n", "\nWhere it looks\n"}) {
      CAPTURE(section);
      CHECK(Contains(explained.out, section));
    }
    CHECK(RunSsot({"rules", "show", "--rules", "netra", id}).exit_code == 0);
  }
}

TEST_CASE("explain finds built-in rules that are not in force, and says severity and pack") {
  TemporaryFolder folder;
  MakeTree(folder);
  const RunOptions here = {.folder = folder.path()};
  const std::string own = RunSsot({"explain", "pear-import"}, here).out;
  CHECK(Contains(own, "warning, import rule of pack fruit\n"));
  CHECK(Contains(own, "\nBad (app/bad.py)\n  import pear"));
  CHECK(Contains(own, "\nGood (app/good.py)\n  import apple\n"));
  const std::string other = RunSsot({"explain", "jwt-import"}, here).out;
  CHECK(Contains(other, "rule of pack jwt"));
  CHECK(Contains(other, "\nAuthority\n"));
  CHECK_FALSE(Contains(other, "{canonical}"));
}

TEST_CASE("rules check validates files and configuration") {
  TemporaryFolder folder;
  MakeTree(folder);
  const RunOptions here = {.folder = folder.path()};
  CHECK(RunSsot({"rules", "check"}, here).out ==
        "2 rules and 1 inventory row in 1 pack, no errors\n");
  CHECK(RunSsot({"rules", "check", "fruit.rules/fruit.yaml"}, here).exit_code == 0);
  folder.Write("bad.yaml", "pack: bad\nrules: [{id: x, severity: loud}]\n");
  const ProgramRun bad = RunSsot({"rules", "check", "bad.yaml"}, here);
  CHECK(bad.exit_code == 2);
  CHECK(bad.out == "");
  CHECK(Contains(bad.err, "bad.yaml:2:"));
}

TEST_CASE("rules schema is JSON") {
  const ProgramRun run = RunSsot({"rules", "schema"});
  CHECK(run.exit_code == 0);
  CHECK(nlohmann::json::parse(run.out).contains("$schema"));
}

TEST_CASE("rules test runs annotated folders") {
  TemporaryFolder folder;
  WriteCase(folder, "cases/right", "import pear  # expect: pear-import, pear-text\n");
  const RunOptions here = {.folder = folder.path()};
  ProgramRun run = RunSsot({"rules", "test", "cases"}, here);
  CHECK(run.exit_code == 0);
  CHECK(run.out == "1 case, 2 expectations: 1 passed, 0 failed\n");

  WriteCase(folder, "cases/wrong", "import apple  # expect: pear-import\nimport pear\n");
  run = RunSsot({"rules", "test", "cases"}, here);
  CHECK(run.exit_code == 1);
  CHECK(Contains(run.out,
                 "cases/wrong/app/m.py:1: expected a finding of 'pear-import', found none\n"));
  CHECK(Contains(run.out, "cases/wrong/app/m.py:2: unexpected finding of 'pear-import'\n"));
  CHECK(Contains(run.out, "\n2 cases, "));
  CHECK(run.out.ends_with("1 passed, 1 failed\n"));
  CHECK(RunSsot({"rules", "test", "cases/right"}, here).exit_code == 0);
}

TEST_CASE("rules test: a case whose rules are broken says where") {
  TemporaryFolder folder;
  folder.Write("case/rules.yaml", "pack: x\nrulez: []\n");
  const ProgramRun run = RunSsot({"rules", "test", "case"}, {.folder = folder.path()});
  CHECK(run.exit_code == 2);
  CHECK(Contains(run.err, "case/rules.yaml:2:1: "));
}

TEST_CASE("rules test runs the examples of the rules in force") {
  TemporaryFolder folder;
  MakeTree(folder);
  ProgramRun run = RunSsot({"rules", "test"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(Contains(run.out, "2 rules, "));

  std::string rules(kFruitRules);
  rules.replace(rules.find("import apple"), 12, "import pear ");
  folder.Write("fruit.rules/fruit.yaml", rules);
  run = RunSsot({"rules", "test"}, {.folder = folder.path()});
  CHECK(run.exit_code == 1);
  CHECK(Contains(run.out, "'pear-import': app/good.py:1: unexpected finding of 'pear-import'\n"));
}

TEST_CASE("the examples of every built-in rule hold") {
  const ProgramRun run = RunSsot({"rules", "test", "--rules", "netra"});
  CAPTURE(run.out);
  CHECK(run.exit_code == 0);
}
