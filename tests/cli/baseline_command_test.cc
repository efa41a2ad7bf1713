// Accepted debt through edits, partial runs, merges and kills.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::string_view kRules = R"yaml(pack: tokens
title: Tokens
rules:
  - id: jwt-call
    title: JWT library called
    severity: error
    call: {modules: [jwt]}
    message: "`{target}` is called"
    what: Calls of jwt.
    why: There is one place for them.
    remediation: Ask it.
    bad:
      - path: app/bad.py
        code: |
          import jwt
          jwt.decode(token)
  - id: jwt-import
    title: JWT library imported
    severity: error
    import: {modules: [jwt]}
    message: "`{module}` is imported"
    what: Imports of jwt.
    why: There is one place for them.
    remediation: Ask it.
    bad:
      - path: app/bad.py
        code: |
          import jwt
inventory:
  - id: calls
    title: Calls of jwt
    unit: findings
    rules: [jwt-call]
    target: 0
)yaml";

// Four findings: the import and three calls.
const std::string kKeys = R"py(import jwt

KEY = "key"


class Reader:
    def read(self, token):
        return jwt.decode(token, KEY, algorithms=["HS256"])

    def write(self, claims):
        return jwt.encode(claims, KEY)


def check(token):
    """Whether the token is one of ours."""
    header = jwt.get_unverified_header(token)
    return header["alg"] == "HS256"
)py";

const std::string kOther = "def other():\n    return 1\n";

void MakeTokens(const TemporaryFolder& folder) {
  folder.Write(".ssot.yaml", "rules: [./tokens.rules]\nbaseline: .ssot-baseline.json\n");
  folder.Write("without_baseline.yaml", "rules: [./tokens.rules]\n");
  folder.Write("tokens.rules/tokens.yaml", kRules);
  folder.Write("app/keys.py", kKeys);
  folder.Write("app/other.py", kOther);
}

void CommitAll(const TemporaryFolder& folder) {
  for (const char* arguments : {"init -q -b main", "add -A", "commit -qm state --allow-empty"}) {
    const std::string command = "git -c user.name=a -c user.email=a@b.c " + std::string(arguments);
    REQUIRE(RunProgram({"sh", "-c", command}, {.folder = folder.path()}).exit_code == 0);
  }
}

ProgramRun Run(const TemporaryFolder& folder, const std::vector<std::string>& arguments) {
  return RunSsot(arguments, {.folder = folder.path()});
}

void MustRun(const TemporaryFolder& folder, const std::vector<std::string>& arguments) {
  const ProgramRun run = Run(folder, arguments);
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 0);
}

Json Scan(const TemporaryFolder& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"scan", "--format", "json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const ProgramRun run = Run(folder, arguments);
  CAPTURE(run.err);
  REQUIRE(run.exit_code <= 1);
  return Json::parse(run.out);
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

struct States {
  int fresh;
  int unchanged;
  int absent;
  friend bool operator==(const States&, const States&) = default;
};

States StatesOf(const Json& report) {
  const Json& summary = report["summary"];
  return {summary["new"], summary["unchanged"], summary["absent"]};
}

std::string Text(const States& states) {
  return std::to_string(states.fresh) + " new, " + std::to_string(states.unchanged) +
         " unchanged, " + std::to_string(states.absent) + " absent";
}

std::string FingerprintOfNew(const Json& report) {
  for (const Json& finding : report["findings"]) {
    if (finding["state"] == "new") return finding["fingerprint"];
  }
  return "";
}

}  // namespace

TEST_CASE("edits, and what is new after them") {
  using Edit = std::function<void(const TemporaryFolder&)>;
  const auto rewrite = [](const std::string& from, const std::string& to) -> Edit {
    return [=](const TemporaryFolder& folder) {
      folder.Write("app/keys.py", Replaced(kKeys, from, to));
    };
  };
  const auto rename = [](const std::string& to) -> Edit {
    return [=](const TemporaryFolder& folder) {
      fs::create_directories(fs::path(folder / to).parent_path());
      fs::rename(folder / "app/keys.py", folder / to);
    };
  };
  const std::string check = kKeys.substr(kKeys.find("def check"));
  const std::string reader = kKeys.substr(kKeys.find("class Reader"),
                                          kKeys.find("def check") - kKeys.find("class Reader"));
  struct Case {
    const char* name;
    Edit edit;
    States states;
  };
  const auto split = [&](const std::string& rest, const std::string& part) -> Edit {
    return [=](const TemporaryFolder& folder) {
      folder.Write("app/keys.py", rest);
      folder.Write("app/part.py", part);
    };
  };
  const std::vector<Case> cases = {
      {"nothing", [](const TemporaryFolder&) {}, {0, 4, 0}},
      {"lines above",
       rewrite("import jwt\n", "# one\n# two\nimport os\n\nimport jwt\n"),
       {0, 4, 0}},
      {"black's layout",
       rewrite("jwt.decode(token, KEY, algorithms=[\"HS256\"])",
               "jwt.decode(\n            token,\n            KEY,\n            "
               "algorithms=['HS256'],\n        )"),
       {0, 4, 0}},
      {"parentheses around",
       rewrite("return jwt.encode(claims, KEY)",
               "return (\n            jwt.encode(claims, KEY)\n        )"),
       {0, 4, 0}},
      {"indented deeper",
       rewrite("    header = jwt.get_unverified_header(token)\n",
               "    if token:\n        header = jwt.get_unverified_header(token)\n"),
       {0, 4, 0}},
      {"file renamed", rename("app/secrets.py"), {0, 4, 0}},
      {"file moved", rename("core/auth/keys.py"), {0, 4, 0}},
      {"file renamed and edited",
       [](const TemporaryFolder& folder) {
         fs::remove(folder / "app/keys.py");
         folder.Write("app/secrets.py",
                      Replaced(kKeys, "KEY = \"key\"\n", "KEY = \"key\"\nAGE = 3\n"));
       },
       {0, 4, 0}},
      {"function renamed", rewrite("def check(", "def is_ours("), {0, 4, 0}},
      {"class renamed", rewrite("class Reader", "class TokenReader"), {0, 4, 0}},
      {"definitions in another order",
       [&](const TemporaryFolder& folder) {
         folder.Write("app/keys.py", "import jwt\n\nKEY = \"key\"\n\n\n" + check + "\n\n" + reader);
       },
       {0, 4, 0}},
      {"arguments edited",
       rewrite("jwt.encode(claims, KEY)", "jwt.encode(claims, KEY, \"HS256\")"),
       {0, 4, 0}},
      {"file copied",
       [](const TemporaryFolder& folder) { folder.Write("app/copy.py", kKeys); },
       {4, 4, 0}},
      {"function copied",
       [&](const TemporaryFolder& folder) {
         folder.Write("app/keys.py",
                      kKeys + "\n\n" + Replaced(check, "def check", "def check_again"));
       },
       {1, 4, 0}},
      {"fixed one, added one",
       [&](const TemporaryFolder& folder) {
         folder.Write("app/keys.py", Replaced(kKeys, "jwt.encode(claims, KEY)", "str(claims)") +
                                         "\n\ndef more(data):\n    return jwt.decode(data)\n");
       },
       {1, 3, 1}},
      {"fixed one, added another on its line",
       rewrite("jwt.encode(claims, KEY)", "jwt.decode_complete(claims)"),
       {1, 3, 1}},
      {"file deleted",
       [](const TemporaryFolder& folder) { fs::remove(folder / "app/keys.py"); },
       {0, 0, 4}},
      {"an import in another file",
       [](const TemporaryFolder& folder) {
         folder.Write("app/other.py", kOther + "\n\nimport jwt\n");
       },
       {1, 4, 0}},
      {"split in two, and both import",
       split("import jwt\n\n\n" + check, "import jwt\n\nKEY = \"key\"\n\n\n" + reader),
       {1, 4, 0}},
      {"all of it in another file, and the old one takes it from there",
       split("from app.part import Reader, check\n", kKeys),
       {0, 4, 0}},
      {"function moved to a file that was there before",
       [&](const TemporaryFolder& folder) {
         folder.Write("app/keys.py", "import jwt\n\nKEY = \"key\"\n\n\n" + reader);
         folder.Write("app/other.py", "import jwt\n\n\n" + kOther + "\n\n" + check);
       },
       {1, 4, 0}},
      {"function renamed and moved to a file that was there before",
       [&](const TemporaryFolder& folder) {
         folder.Write("app/keys.py", "import jwt\n\nKEY = \"key\"\n\n\n" + reader);
         folder.Write("app/other.py", "import jwt\n\n\n" + kOther + "\n\n" +
                                          Replaced(check, "def check", "def is_ours"));
       },
       {2, 3, 1}},
      {"fixed in place, and the same in a new file",
       split(Replaced(kKeys, "jwt.get_unverified_header(token)", "{}"), "import jwt\n\n\n" + check),
       {2, 3, 1}},
  };
  TemporaryFolder folder;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    fs::remove_all(folder / "app");
    fs::remove_all(folder / "core");
    fs::remove(folder / ".ssot-baseline.json");
    MakeTokens(folder);
    MustRun(folder, {"baseline", "create", "--quiet"});
    CommitAll(folder);
    c.edit(folder);
    CHECK(Text(StatesOf(Scan(folder))) == Text(c.states));
    // The commit says the same as the baseline.
    const States since =
        StatesOf(Scan(folder, {"--config", "without_baseline.yaml", "--since", "HEAD"}));
    CHECK(since.fresh == c.states.fresh);
    CHECK(since.unchanged == c.states.unchanged);
    // What update writes holds.
    MustRun(folder, {"baseline", "update", "--quiet"});
    const States after = StatesOf(Scan(folder));
    CHECK(after.fresh == 0);
    CHECK(after.absent == 0);
    CHECK(Run(folder, {"baseline", "diff"}).exit_code == 0);
  }
}

TEST_CASE("two findings on one line are two") {
  TemporaryFolder folder;
  MakeTokens(folder);
  folder.Write("app/keys.py", "import jwt\npair = (jwt.decode(a), jwt.decode(b))\n");
  MustRun(folder, {"baseline", "create"});
  folder.Write("app/keys.py", "import jwt\npair = (None, jwt.decode(b))\n");
  CHECK(Text(StatesOf(Scan(folder))) == Text({0, 2, 1}));
  folder.Write("app/keys.py", "import jwt\npair = (jwt.decode(a), jwt.decode(b), jwt.decode(a))\n");
  CHECK(Text(StatesOf(Scan(folder))) == Text({1, 3, 0}));
}

TEST_CASE("the gate") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  CHECK(Run(folder, {"scan"}).exit_code == 0);
  CHECK(Run(folder, {"scan", "--fail-on", "any"}).exit_code == 1);
  folder.Write("app/new.py", "import jwt\n");
  CHECK(Run(folder, {"scan"}).exit_code == 1);
  CHECK(Run(folder, {"scan", "app/keys.py"}).exit_code == 0);
  CHECK(Run(folder, {"scan", "--fail-on", "never"}).exit_code == 0);
}

TEST_CASE("a row regresses when it counts more than is accepted") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  const auto status = [&] {
    const ProgramRun run = Run(folder, {"inventory", "--format", "json"});
    REQUIRE(run.exit_code == 0);
    return Json::parse(run.out)["inventory"][0]["status"].get<std::string>();
  };
  CHECK(status() == "unmet");
  folder.Write("app/new.py", "import jwt\njwt.decode(token)\n");
  CHECK(status() == "regressed");
  CHECK(Run(folder, {"inventory", "--fail-on", "new"}).exit_code == 1);
  fs::remove(folder / "app/new.py");
  fs::remove(folder / "app/keys.py");
  CHECK(status() == "met");
}

TEST_CASE("a row that ratchets may not count more, although nothing is reported") {
  TemporaryFolder folder;
  MakeTokens(folder);
  const std::string counted = Replaced(Replaced(std::string(kRules), "    severity: error\n",
                                                "    severity: error\n    report: count\n"),
                                       "    target: 0\n", "    ratchet: true\n");
  folder.Write("tokens.rules/tokens.yaml", counted);
  MustRun(folder, {"baseline", "create"});
  CHECK(Run(folder, {"scan"}).exit_code == 0);
  folder.Write("app/new.py", "def f(jwt):\n    return jwt.decode(1)\n");
  CHECK(Run(folder, {"scan"}).exit_code == 0);
  folder.Write("app/keys.py", kKeys + "\nMORE = jwt.decode(KEY)\n");
  const ProgramRun worse = Run(folder, {"scan"});
  CHECK(worse.exit_code == 1);
  CHECK(worse.out.find("row 'calls' may not get worse: 4 after 3") != std::string::npos);
  const Json report = Scan(folder);
  CHECK(report["summary"]["new"] == 0);
  CHECK(report["ledger"]["unmetContracts"].size() == 1);
  CHECK(Run(folder, {"scan", "app"}).exit_code == 0);  // a part says nothing about the row
  CHECK(Run(folder, {"scan", "--fail-on", "never"}).exit_code == 0);
  MustRun(folder, {"baseline", "update"});
  CHECK(Run(folder, {"scan"}).exit_code == 0);
}

TEST_CASE("a baseline is where it is looked for") {
  TemporaryFolder folder;
  MakeTokens(folder);
  const std::string bytes_before = folder.Read("app/keys.py");
  const ProgramRun missing = Run(folder, {"scan"});
  CHECK(missing.exit_code == 2);
  CHECK(missing.err.find(".ssot-baseline.json: the baseline cannot be read") != std::string::npos);
  CHECK(Run(folder, {"scan", "--baseline", "none.json"}).exit_code == 2);
  CHECK(Run(folder, {"inventory", "--baseline", "none.json"}).exit_code == 2);
  CHECK(Run(folder, {"baseline", "update"}).exit_code == 2);
  CHECK(Run(folder, {"baseline", "diff"}).exit_code == 2);
  CHECK_FALSE(folder.Has(".ssot-baseline.json"));

  MustRun(folder, {"baseline", "create"});
  const std::string written = folder.Read(".ssot-baseline.json");
  const ProgramRun again = Run(folder, {"baseline", "create"});
  CHECK(again.exit_code == 2);
  CHECK(again.err.find("exists; renew it with 'ssot baseline update'") != std::string::npos);
  CHECK(folder.Read(".ssot-baseline.json") == written);
  MustRun(folder, {"baseline", "create", "--baseline", "app/debt.json"});
  CHECK(folder.Read("app/debt.json") == written);
  // From a folder below, the configured name still means the configuration's neighbour.
  const ProgramRun below = RunSsot({"scan"}, {.folder = folder / "app"});
  CHECK(below.exit_code == 0);
  // Nothing but these commands writes one.
  folder.Write("app/keys.py", "");
  Run(folder, {"scan"});
  CHECK(folder.Read(".ssot-baseline.json") == written);
}

TEST_CASE("a baseline says nothing of lines, times and folders, and is no finding itself") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  const std::string written = folder.Read(".ssot-baseline.json");
  CHECK(written.find(folder.path()) == std::string::npos);
  CHECK(written.find("\"line") == std::string::npos);
  const Json report = Scan(folder);
  for (const Json& skipped : report["ledger"]["skipped"]) {
    CHECK(skipped["path"] != ".ssot-baseline.json");
  }
  folder.Write("app/keys.py", "\n\n# more\n" + kKeys);
  MustRun(folder, {"baseline", "update"});
  CHECK(folder.Read(".ssot-baseline.json") == written);
  MustRun(folder, {"baseline", "update", "--jobs", "1"});
  CHECK(folder.Read(".ssot-baseline.json") == written);
}

TEST_CASE("a partial run leaves the rest alone") {
  TemporaryFolder folder;
  MakeTokens(folder);
  folder.Write("lib/more.py", "import jwt\n");
  folder.Write("lib/gone.py", "import jwt\njwt.decode(token)\n");
  MustRun(folder, {"baseline", "create"});
  const std::string whole = folder.Read(".ssot-baseline.json");
  fs::remove(folder / "app/keys.py");
  fs::remove(folder / "lib/gone.py");
  CHECK(Text(StatesOf(Scan(folder))) == Text({0, 1, 6}));
  CHECK(Text(StatesOf(Scan(folder, {"lib"}))) == Text({0, 1, 2}));
  CHECK(Text(StatesOf(Scan(folder, {"--include", "app/**"}))) == Text({0, 0, 4}));
  CHECK(Text(StatesOf(Scan(folder, {"--exclude", "lib"}))) == Text({0, 0, 4}));
  CHECK(Text(StatesOf(Scan(folder, {"lib/more.py"}))) == Text({0, 1, 0}));

  MustRun(folder, {"baseline", "prune", "lib"});
  const std::string pruned = folder.Read(".ssot-baseline.json");
  CHECK(pruned.find("app/keys.py") != std::string::npos);
  CHECK(pruned.find("lib/more.py") != std::string::npos);
  CHECK(pruned.find("lib/gone.py") == std::string::npos);
  folder.Write("lib/fresh.py", "import jwt\n");
  MustRun(folder, {"baseline", "prune"});
  const std::string all_pruned = folder.Read(".ssot-baseline.json");
  CHECK(all_pruned.find("app/keys.py") == std::string::npos);
  CHECK(all_pruned.find("lib/fresh.py") == std::string::npos);
  MustRun(folder, {"baseline", "update", "app"});
  CHECK(folder.Read(".ssot-baseline.json") == all_pruned);
}

TEST_CASE("diff prints what update would change") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  const ProgramRun same = Run(folder, {"baseline", "diff"});
  CHECK(same.exit_code == 0);
  CHECK(same.out == "0 added, 0 removed, 0 changed\n");
  folder.Write("app/keys.py", Replaced(Replaced(kKeys, "def check(", "def is_ours("),
                                       "jwt.encode(claims, KEY)", "str(claims)"));
  folder.Write("app/new.py", "import jwt\n");
  const ProgramRun run = Run(folder, {"baseline", "diff"});
  CHECK(run.exit_code == 1);
  CHECK(run.out ==
        "~ app/keys.py:16:14 jwt-call is_ours: jwt.get_unverified_header(token) (renamed; was "
        "app/keys.py check: jwt.get_unverified_header(token))\n"
        "+ app/new.py:1:8 jwt-import jwt\n"
        "- app/keys.py jwt-call Reader.write: jwt.encode(claims,KEY)\n"
        "row calls: 3 -> 2\n"
        "1 added, 1 removed, 1 changed, 1 row changed\n");
}

TEST_CASE("an incomplete scan writes no baseline") {
  if (geteuid() == 0) return;  // root reads everything
  TemporaryFolder folder;
  MakeTokens(folder);
  fs::permissions(folder / "app/keys.py", fs::perms::none);
  CHECK(Run(folder, {"baseline", "create"}).exit_code == 3);
  CHECK_FALSE(folder.Has(".ssot-baseline.json"));
}

TEST_CASE("explain says why a finding is new") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  const auto explain = [&](const std::string& fingerprint) {
    const ProgramRun run = Run(folder, {"explain", fingerprint});
    CAPTURE(run.err);
    CHECK(run.exit_code == 0);
    return run.out;
  };
  const Json before = Scan(folder);
  const std::string accepted = before["findings"][0]["fingerprint"];
  CHECK(explain(accepted).find("\nunchanged: ") != std::string::npos);

  folder.Write("app/copy.py", kKeys);
  const std::string copy = explain(FingerprintOfNew(Scan(folder)));
  CHECK(copy.find("\nnew: a copy of accepted debt") != std::string::npos);
  CHECK(copy.find("app/keys.py") != std::string::npos);

  folder.Write("app/copy.py", "import jwt.algorithms\n");
  CHECK(explain(FingerprintOfNew(Scan(folder))).find("\nnew: the baseline accepts nothing like") !=
        std::string::npos);
  fs::remove(folder / "app/copy.py");

  fs::rename(folder / "app/keys.py", folder / "app/secrets.py");
  CHECK(explain(accepted).find("moved: its file has another name") != std::string::npos);
  fs::remove(folder / "app/secrets.py");
  CHECK(explain(accepted).find("\nabsent: ") != std::string::npos);
  CHECK(Run(folder, {"explain", std::string(32, '0')}).exit_code == 2);
}

TEST_CASE("git merges baselines of two branches") {
  TemporaryFolder folder;
  MakeTokens(folder);
  const auto git = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=a", "-c", "user.email=a@b.c"});
    const ProgramRun run = RunProgram(arguments, {.folder = folder.path()});
    CAPTURE(run.out);
    CAPTURE(run.err);
    REQUIRE(run.exit_code == 0);
  };
  const auto commit = [&](const std::string& name) {
    git({"add", "-A"});
    git({"commit", "-qm", name});
  };
  git({"init", "-q", "-b", "main"});
  git({"config", "merge.ssot-baseline.driver", "'" + SsotPath() + "' baseline merge %O %A %B"});
  folder.Write(".gitattributes", ".ssot-baseline.json merge=ssot-baseline\n");
  MustRun(folder, {"baseline", "create"});
  commit("base");
  git({"checkout", "-qb", "theirs"});
  folder.Write("app/keys.py", Replaced(kKeys, "jwt.encode(claims, KEY)", "str(claims)"));
  folder.Write("app/keys_b.py", "import jwt\n");
  MustRun(folder, {"baseline", "update"});
  commit("theirs");
  git({"checkout", "-q", "main"});
  folder.Write("app/keys.py", Replaced(kKeys, "jwt.get_unverified_header(token)", "{}"));
  folder.Write("app/keys_a.py", "import jwt\n");
  MustRun(folder, {"baseline", "update"});
  commit("ours");
  git({"merge", "-q", "-m", "merged", "theirs"});
  CHECK(Text(StatesOf(Scan(folder))) == Text({0, 4, 0}));
  CHECK(Run(folder, {"baseline", "diff"}).out == "0 added, 0 removed, 0 changed\n");

  folder.Write("broken.json", "{");
  CHECK(Run(folder, {"baseline", "merge", "broken.json", "broken.json", "broken.json"}).exit_code ==
        2);
}

TEST_CASE("edits that have nothing to do with a finding make none new") {
  constexpr int kRounds = 30;
  TemporaryFolder folder;
  MakeTokens(folder);
  for (const char* path : {"app/one.py", "app/two.py", "lib/three.py"}) {
    folder.Write(path, Replaced(kKeys, "class Reader", "class " + fs::path(path).stem().string()));
  }
  MustRun(folder, {"baseline", "create"});
  std::mt19937 random(20251122);
  const auto pick = [&](size_t count) { return random() % count; };
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
      if (entry.path().extension() == ".py") {
        files.push_back(fs::relative(entry.path(), folder.path()).string());
      }
    }
    std::sort(files.begin(), files.end());
    const std::string file = files[pick(files.size())];
    std::string text = folder.Read(file);
    const std::string number = std::to_string(round);
    std::string edit;
    switch (pick(8)) {
      case 0:
        edit = "lines above";
        text = "# note " + number + "\n\n" + text;
        break;
      case 1:
        edit = "a function below";
        text += "\n\ndef added_" + number + "():\n    return " + number + "\n";
        break;
      case 2:
        edit = "a blank line after the imports";
        text = text.insert(text.find('\n', text.find("import jwt")) + 1, "\n");
        break;
      case 3:
        edit = "carriage returns";
        if (text.find('\r') == text.npos) {
          for (size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2) {
            text.insert(at, "\r");
          }
        }
        break;
      case 4:
        edit = "a class above";
        text.insert(std::min(text.find("class "), text.size()),
                    "class Added" + number + ":\n    def read(self):\n        return 1\n\n\n");
        break;
      case 5:
        edit = "a line in each function";
        for (size_t at = 0; (at = text.find(":\n        return", at)) != text.npos; at += 30) {
          text.insert(at + 2, "        count = " + number + "\n");
        }
        break;
      case 6:
        edit = "a new file";
        folder.Write("app/added_" + number + ".py", kOther);
        break;
      default:
        edit = "another name";
        fs::rename(folder / file, folder / ("app/renamed_" + number + ".py"));
        text.clear();
    }
    if (!text.empty()) folder.Write(file, text);
    CAPTURE(round);
    CAPTURE(edit);
    CAPTURE(file);
    const States states = StatesOf(Scan(folder));
    CHECK(states.fresh == 0);
    CHECK(states.absent == 0);
    if (pick(3) == 0) MustRun(folder, {"baseline", "update", "--quiet"});
  }
}

TEST_CASE("a kill leaves the old file or the new one") {
  TemporaryFolder folder;
  MakeTokens(folder);
  MustRun(folder, {"baseline", "create"});
  const std::string old = folder.Read(".ssot-baseline.json");
  folder.Write("app/new.py", "import jwt\n");
  MustRun(folder, {"baseline", "update", "--baseline", ".ssot-baseline.json"});
  const std::string updated = folder.Read(".ssot-baseline.json");
  REQUIRE(updated != old);
  std::mt19937 random(7);
  for (const bool creates : {true, false}) {
    for (int i = 0; i < 25; ++i) {
      fs::remove(folder / ".ssot-baseline.json");
      if (!creates) folder.Write(".ssot-baseline.json", old);
      const pid_t child = fork();
      if (child == 0) {
        if (chdir(folder.path().c_str()) != 0) _exit(9);
        const char* word = creates ? "create" : "update";
        execl(SsotPath().c_str(), "ssot", "baseline", word, "--quiet", nullptr);
        _exit(9);
      }
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 120'000));
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
      const std::string left = folder.Read(".ssot-baseline.json");
      CHECK((left == updated || (creates ? !folder.Has(".ssot-baseline.json") : left == old)));
    }
  }
  // What the killed ones left half written is gone with the next that writes.
  MustRun(folder, {"baseline", "update", "--quiet"});
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    CHECK(entry.path().extension() != ".tmp");
  }
}
