// --since and --rev in each state that a repository can be in.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

using Words = std::vector<std::string>;

std::string GitIn(const std::string& folder, const Words& arguments) {
  Words command = {"git",
                   "-c",
                   "user.name=t",
                   "-c",
                   "user.email=t@example.org",
                   "-c",
                   "init.defaultBranch=main",
                   "-c",
                   "protocol.file.allow=always"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const ProgramRun run = RunProgram(command, {.folder = folder});
  REQUIRE_MESSAGE(run.exit_code == 0, run.err);
  return run.out.substr(0, run.out.find('\n'));
}

// A repository in the folder `main` with the rules, whose first commit is tagged v1 and has one
// finding. Its second commit brings another one.
class Repository {
 public:
  Repository() {
    std::filesystem::create_directory(folder / "main");
    Git({"init", "-q", "."});
    Write(".ssot.yaml", "rules: [./fruit.rules]\n");
    Write("fruit.rules/fruit.yaml", kFruitRules);
    Write("app/one.py", "def one():\n    import pear\n");
    Write("app/two.py", kClean);
    Commit();
    Git({"tag", "v1"});
    Write("app/two.py", kPear);
    Commit();
  }

  std::string Git(const Words& arguments) const { return GitIn(path(), arguments); }
  void Write(const std::string& name, std::string_view text) const {
    folder.Write("main/" + name, text);
  }
  void Commit() const {
    Git({"add", "-A"});
    Git({"commit", "-q", "-m", "state"});
  }
  std::string path() const { return folder / "main"; }

  TemporaryFolder folder;
};

ProgramRun ScanIn(const std::string& folder, Words arguments) {
  arguments.insert(arguments.begin(), {"scan", "--format", "json", "--reproducible"});
  return RunSsot(arguments, {.folder = folder});
}

// "path:line state" of every finding.
std::string FindingsOf(const ProgramRun& run) {
  if (run.out.empty()) return run.err;
  std::string text;
  const nlohmann::json report = nlohmann::json::parse(run.out);
  for (const auto& finding : report["findings"]) {
    text += (text.empty() ? "" : ", ") + finding["path"].get<std::string>() + ":" +
            std::to_string(finding["line"].get<int>()) + " " + finding["state"].get<std::string>();
  }
  return text;
}

void CheckScan(const std::string& folder, const Words& arguments, int exit_code,
               const std::string& findings) {
  const ProgramRun run = ScanIn(folder, arguments);
  CAPTURE(arguments.back());
  CAPTURE(run.err);
  CHECK(run.exit_code == exit_code);
  CHECK(FindingsOf(run) == findings);
}

// Nothing is scanned, and one line says why.
void CheckRefused(const std::string& folder, const Words& arguments, const std::string& part) {
  const ProgramRun run = ScanIn(folder, arguments);
  CHECK(run.exit_code == 2);
  CHECK(run.out == "");
  CHECK_MESSAGE(run.err.find(part) != std::string::npos, run.err);
  CHECK(run.err.find('\n') + 1 == run.err.size());
}

void RemoveObject(const std::string& repository, const std::string& id) {
  const std::string path = repository + "/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  REQUIRE(std::remove(path.c_str()) == 0);
}

}  // namespace

TEST_CASE("--since: only what the merge base did not have is new") {
  const Repository repository;
  CheckScan(repository.path(), {"--since", "v1"}, 1, "app/one.py:2 unchanged, app/two.py:1 new");
  CheckScan(repository.path(), {"--since", "HEAD"}, 0,
            "app/one.py:2 unchanged, app/two.py:1 unchanged");
  CheckScan(repository.path(), {"--since", "v1", "--fail-on", "any", "app/one.py"}, 1,
            "app/one.py:2 unchanged");
  CheckScan(repository.path(), {"--since", "v1", "app/one.py"}, 0, "app/one.py:2 unchanged");
  const auto report = nlohmann::json::parse(ScanIn(repository.path(), {"--since", "v1"}).out);
  CHECK(report["command"]["since"] == "v1");
  CHECK(report["summary"]["new"] == 1);

  SUBCASE("the other branch's own commits do not count") {
    repository.Git({"checkout", "-q", "-b", "side", "v1"});
    repository.Write("app/three.py", kPear);
    repository.Commit();
    CheckScan(repository.path(), {"--since", "main"}, 1,
              "app/one.py:2 unchanged, app/three.py:1 new");
  }
  SUBCASE("uncommitted changes and untracked files are scanned") {
    repository.Write("app/two.py", kClean);
    repository.Write("app/untracked.py", kPear);
    repository.Write("app/one.py", "import os\n\ndef one():\n    import pear\n");
    CheckScan(repository.path(), {"--since", "HEAD"}, 1,
              "app/one.py:4 unchanged, app/untracked.py:1 new");
  }
  SUBCASE("a renamed file, staged or not, and a renamed function") {
    std::filesystem::rename(repository.path() + "/app/one.py", repository.path() + "/app/uno.py");
    CheckScan(repository.path(), {"--since", "v1"}, 1, "app/two.py:1 new, app/uno.py:2 unchanged");
    repository.Git({"add", "-A"});
    CheckScan(repository.path(), {"--since", "v1", "app/uno.py"}, 0, "app/uno.py:2 unchanged");
    repository.Write("app/two.py", "def two():\n    import pear\n");
    repository.Commit();
    repository.Write("app/two.py", "def due():\n    import pear\n");
    CheckScan(repository.path(), {"--since", "HEAD", "app/two.py"}, 0, "app/two.py:2 unchanged");
  }
  SUBCASE("a renamed file still defines what it did") {
    repository.Write("fruit.rules/press.yaml",
                     "pack: fruit\nrules:\n  - id: press-definition\n    title: A press\n"
                     "    define: {what: [function], names: [press]}\n    message: A press\n"
                     "    bad:\n      - {path: a.py, code: \"def press():\\n    return 1\"}\n");
    repository.Write("app/juice.py", "def press():\n    return 1\n");
    repository.Commit();
    std::filesystem::rename(repository.path() + "/app/juice.py", repository.path() + "/app/jus.py");
    CheckScan(repository.path(), {"--since", "HEAD", "app/jus.py"}, 0, "app/jus.py:1 unchanged");
  }
  SUBCASE("a copy is new") {
    repository.Write("app/copy.py", "def one():\n    import pear\n");
    CheckScan(repository.path(), {"--since", "HEAD"}, 1,
              "app/copy.py:2 new, app/one.py:2 unchanged, app/two.py:1 unchanged");
  }
  SUBCASE("a finding that was suppressed there is new without the comment") {
    repository.Write("app/two.py", "import pear  # ssot-ignore: pear-import -- for now\n");
    repository.Commit();
    repository.Write("app/two.py", kPear);
    CheckScan(repository.path(), {"--since", "HEAD", "app/two.py"}, 1, "app/two.py:1 new");
  }
  SUBCASE("together with a baseline, new is in neither") {
    RunSsot({"baseline", "create", "--baseline", "b.json", "app/two.py"},
            {.folder = repository.path()});
    repository.Write("app/three.py", kPear);
    CheckScan(repository.path(), {"--since", "v1", "--baseline", "b.json"}, 1,
              "app/one.py:2 unchanged, app/three.py:1 new, app/two.py:1 unchanged");
  }
  SUBCASE("an inventory, too") {
    const ProgramRun run =
        RunSsot({"inventory", "--since", "v1", "--fail-on", "new"}, {.folder = repository.path()});
    CHECK(run.exit_code == 1);
  }
}

TEST_CASE("--rev scans that commit's tree and writes nothing") {
  const Repository repository;
  repository.Write("app/untracked.py", kPear);
  const std::string before = repository.Git({"status", "--porcelain"});
  CheckScan(repository.path(), {"--rev", "v1"}, 1, "app/one.py:2 new");
  CheckScan(repository.path(), {"--rev", "HEAD", "--since", "v1"}, 1,
            "app/one.py:2 unchanged, app/two.py:1 new");
  CheckScan(repository.path(), {"--rev", "v1", "--since", "HEAD"}, 0, "app/one.py:2 unchanged");
  CHECK(repository.Git({"status", "--porcelain"}) == before);

  repository.Git({"rm", "-q", "-r", "app/one.py"});
  repository.Commit();
  CheckScan(repository.path(), {"--rev", "v1", "app/one.py"}, 1, "app/one.py:2 new");
  CheckRefused(repository.path(), {"--rev", "HEAD", "app/one.py"}, "its tree has no 'app/one.py'");
}

TEST_CASE("revisions that there are not") {
  const Repository repository;
  CheckRefused(repository.path(), {"--since", "mian"}, "did you mean 'main'?");
  CheckRefused(repository.path(), {"--rev", "nothing-like-it"}, "unknown revision");
  CheckRefused(repository.path(), {"--rev", "HEAD:app"}, "not a commit");
  CheckRefused(repository.path(), {"--rev", ""}, "a branch, a tag or a commit is needed");
  repository.Git({"checkout", "-q", "--orphan", "other"});
  repository.Commit();
  CheckRefused(repository.path(), {"--since", "main"}, "no merge base with HEAD");
}

TEST_CASE("no repository, and one without a commit") {
  TemporaryFolder folder;
  MakeTree(folder);
  CheckRefused(folder.path(), {"--since", "main"}, "not in a git repository");
  CheckRefused(folder.path(), {"--rev", "main"}, "not in a git repository");
  GitIn(folder.path(), {"init", "-q", "."});
  CheckRefused(folder.path(), {"--since", "HEAD"}, "the branch has no commit yet");
  CheckRefused(folder.path(), {"--rev", "HEAD"}, "the branch has no commit yet");
}

TEST_CASE("a detached head") {
  const Repository repository;
  repository.Git({"checkout", "-q", "--detach", "HEAD"});
  CheckScan(repository.path(), {"--since", "v1"}, 1, "app/one.py:2 unchanged, app/two.py:1 new");
}

TEST_CASE("a linked work tree") {
  const Repository repository;
  repository.Git({"worktree", "add", "-q", "../linked", "v1"});
  CheckScan(repository.folder / "linked", {"--since", "main"}, 0, "app/one.py:2 unchanged");
  CheckScan(repository.folder / "linked", {"--rev", "main"}, 1,
            "app/one.py:2 new, app/two.py:1 new");
}

TEST_CASE("a bare repository") {
  const Repository repository;
  GitIn(repository.folder.path(), {"clone", "-q", "--bare", "main", "bare.git"});
  const std::string rules = repository.path() + "/fruit.rules";
  const std::string bare = repository.folder / "bare.git";
  const std::string above = repository.folder.path();
  CheckScan(above, {"--rules", rules, "--rev", "v1", "bare.git"}, 1, "app/one.py:2 new");
  CheckScan(above, {"--rules", rules, "--rev", "v1", "--root", "bare.git"}, 1, "app/one.py:2 new");
  CheckScan(bare, {"--rules", rules, "--rev", "main", "--since", "v1"}, 1,
            "app/one.py:2 unchanged, app/two.py:1 new");
  CheckRefused(bare, {"--rules", rules, "--since", "v1"}, "name the commit to scan with --rev");
  CheckRefused(bare, {"--rules", rules}, "name the commit to scan with --rev");
  CheckRefused(above, {"--rules", rules, "bare.git"}, "name the commit to scan with --rev");
  REQUIRE(std::filesystem::remove(bare + "/config"));
  CheckScan(bare, {"--rules", rules, "--rev", "v1"}, 1, "app/one.py:2 new");
}

TEST_CASE("a bare repository's baseline is a file outside") {
  const Repository repository;
  repository.Write(".ssot.yaml", "rules: [./fruit.rules]\nbaseline: debt.json\n");
  repository.Commit();
  GitIn(repository.folder.path(), {"clone", "-q", "--bare", "main", "bare.git"});
  const std::string bare = repository.folder / "bare.git";
  for (const char* revision : {"v1", "main"}) {  // without and with a configured baseline
    for (const char* part : {"create", "update", "prune", "diff"}) {
      CAPTURE(part);
      const ProgramRun run = RunSsot({"baseline", part, "--rev", revision}, {.folder = bare});
      CHECK(run.exit_code == 2);
      CHECK(run.err ==
            "ssot: error: a bare repository has no files, so a baseline cannot be in it; name one "
            "outside with --baseline\n");
    }
  }
  CHECK_FALSE(std::filesystem::exists(bare + "/.ssot-baseline.json"));
  CHECK_FALSE(std::filesystem::exists(bare + "/debt.json"));
  const Words on_disk = {"--baseline", "../debt.json"};
  const ProgramRun created =
      RunSsot({"baseline", "create", "--rev", "v1", on_disk[0], on_disk[1]}, {.folder = bare});
  CHECK(created.exit_code == 0);
  CheckScan(bare, {"--rev", "main", on_disk[0], on_disk[1]}, 1,
            "app/one.py:2 unchanged, app/two.py:1 new");
}

TEST_CASE("a commit is scanned under its own configuration") {
  const Repository repository;
  repository.Write(".ssot.yaml", "rules: [./gone.rules]\n");
  std::filesystem::remove_all(repository.path() + "/fruit.rules");
  CheckScan(repository.path(), {"--rev", "v1"}, 1, "app/one.py:2 new");

  SUBCASE("in a bare repository") {
    GitIn(repository.folder.path(), {"clone", "-q", "--bare", "main", "bare.git"});
    CheckScan(repository.folder / "bare.git", {"--rev", "v1"}, 1, "app/one.py:2 new");
  }
  SUBCASE("with its baseline; --config and --baseline are files on disk") {
    repository.Git({"checkout", "-q", "."});
    repository.Write(".ssot.yaml", "rules: [./fruit.rules/]\nbaseline: debt.json\n");
    RunSsot({"baseline", "create"}, {.folder = repository.path()});
    repository.Commit();
    repository.Git({"rm", "-q", "debt.json"});
    repository.Git({"commit", "-q", "-m", "gone"});
    CheckScan(repository.path(), {"--rev", "HEAD~1"}, 0,
              "app/one.py:2 unchanged, app/two.py:1 unchanged");
    CheckRefused(repository.path(), {"--rev", "HEAD"}, "HEAD:debt.json: the commit has no such");
    CheckScan(repository.path(), {"--rev", "v1"}, 1, "app/one.py:2 new");
    repository.Write("none.yaml", "rules: [./fruit.rules]\n");
    CheckScan(repository.path(), {"--rev", "HEAD", "--config", "none.yaml"}, 1,
              "app/one.py:2 new, app/two.py:1 new");
    // A baseline is written to disk, whatever the commit says.
    RunSsot({"baseline", "create", "--rev", "HEAD"}, {.folder = repository.path()});
    CheckScan(repository.path(), {"--rev", "HEAD", "--baseline", "debt.json"}, 0,
              "app/one.py:2 unchanged, app/two.py:1 unchanged");
  }
  SUBCASE("with rules above its root") {
    repository.Git({"checkout", "-q", "."});
    repository.Write("app/.ssot.yaml", "rules: [../fruit.rules]\n");
    repository.Commit();
    repository.Write("app/.ssot.yaml", "rules: []\n");
    CheckScan(repository.path() + "/app", {"--rev", "HEAD"}, 1, "one.py:2 new, two.py:1 new");
  }
  SUBCASE("whose errors name the commit") {
    repository.Commit();
    CheckRefused(repository.path(), {"--rev", "HEAD"}, "HEAD:.ssot.yaml:1:9: './gone.rules' is no");
    repository.Write("gone.rules", "pack: x\ntitle: y\nrule: []\n");
    repository.Commit();
    CheckRefused(repository.path(), {"--rev", "HEAD"}, "HEAD:gone.rules:3:1: unknown key 'rule'");
  }
  SUBCASE("and under that of the work tree where it has none") {
    repository.Git({"rm", "-q", "-r", "--cached", ".ssot.yaml", "fruit.rules"});
    repository.Git({"commit", "-q", "-m", "none"});
    repository.Write(".ssot.yaml", "rules: [./fruit.rules]\n");
    repository.Write("fruit.rules/fruit.yaml", kFruitRules);
    CheckScan(repository.path(), {"--rev", "HEAD"}, 1, "app/one.py:2 new, app/two.py:1 new");
  }
}

TEST_CASE("a shallow clone") {
  const Repository repository;
  GitIn(repository.folder.path(),
        {"clone", "-q", "--depth", "1", "file://" + repository.path(), "shallow"});
  const std::string shallow = repository.folder / "shallow";
  CheckRefused(shallow, {"--since", "v1"}, "fetch-depth: 0");
  CheckScan(shallow, {"--since", "HEAD"}, 0, "app/one.py:2 unchanged, app/two.py:1 unchanged");
}

TEST_CASE("submodules are listed and not looked into") {
  const Repository repository;
  GitIn(repository.folder.path(), {"init", "-q", "library"});
  repository.folder.Write("library/pears.py", kPear);
  GitIn(repository.folder / "library", {"add", "-A"});
  GitIn(repository.folder / "library", {"commit", "-q", "-m", "one"});
  repository.Git({"submodule", "--quiet", "add", "../library", "vendor"});
  repository.Commit();
  for (const Words& arguments : {Words{"--since", "HEAD"}, Words{"--rev", "HEAD"}}) {
    const auto report = nlohmann::json::parse(ScanIn(repository.path(), arguments).out);
    CHECK(report["findings"].size() == 2);
    const auto& skipped = report["ledger"]["skipped"];
    REQUIRE(skipped.size() == 1);
    CHECK(skipped[0]["path"] == "vendor");
    CHECK(skipped[0]["reason"].get<std::string>().starts_with("submodule: "));
  }
}

TEST_CASE("a missing object makes the scan incomplete") {
  const Repository repository;
  RemoveObject(repository.path(), repository.Git({"rev-parse", "v1:app/two.py"}));
  for (const Words& arguments : {Words{"--since", "v1"}, Words{"--rev", "v1"}}) {
    const ProgramRun run = ScanIn(repository.path(), arguments);
    CHECK(run.exit_code == 3);
    CHECK(run.err.find("app/two.py: not scanned: ") != std::string::npos);
    CHECK(run.err.find("is missing") != std::string::npos);
  }
  // What was found is still reported; what cannot be compared is new.
  CHECK(FindingsOf(ScanIn(repository.path(), {"--since", "v1"})) ==
        "app/one.py:2 unchanged, app/two.py:1 new");
  RemoveObject(repository.path(), repository.Git({"rev-parse", "v1^{tree}"}));
  CheckRefused(repository.path(), {"--rev", "v1"}, "is missing");
}

TEST_CASE("owners come from CODEOWNERS") {
  const Repository repository;
  repository.Write(".github/CODEOWNERS", "* @all\n/app/two.py @fruit @trees\n");
  const auto report = nlohmann::json::parse(ScanIn(repository.path(), {"app"}).out);
  CHECK(report["findings"][0]["owners"] == nlohmann::json({"@all"}));
  CHECK(report["findings"][1]["owners"] == nlohmann::json({"@fruit", "@trees"}));
  CHECK_FALSE(
      nlohmann::json::parse(ScanIn(repository.path(), {"--rev", "v1"}).out)["findings"][0].contains(
          "owners"));
}
