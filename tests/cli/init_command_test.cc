#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

// "# key: …" and "#   key: …" are settings, "# Text" is prose.
std::string WithoutComments(const std::string& config) {
  std::istringstream lines(config);
  std::string uncommented;
  for (std::string line; std::getline(lines, line);) {
    const size_t colon = line.find(':');
    const bool is_key = colon != std::string::npos &&
                        line.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", 2) == colon;
    if (line.starts_with("#   ") || (line.starts_with("# ") && is_key)) line.erase(0, 2);
    uncommented += line + "\n";
  }
  return uncommented;
}

}  // namespace

TEST_CASE("init writes a configuration and a rule that works") {
  TemporaryFolder folder;
  folder.Write("My Shop 2/app/mail.py", "import os\nHOST = os.environ['MAIL_HOST']\n");
  folder.Write("My Shop 2/app/settings.py", "import os\nHOST = os.environ['MAIL_HOST']\n");
  const RunOptions here = {.folder = folder / "My Shop 2"};
  const ProgramRun run = RunSsot({"init"}, here);
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  CHECK(run.out.find(".ssot.yaml") != std::string::npos);
  CHECK(RunSsot({"rules", "check"}, here).exit_code == 0);
  CHECK(RunSsot({"rules", "test"}, here).exit_code == 0);
  CHECK(RunSsot({"rules", "list", "--packs"}, here).out == "my-shop-2\n");
  const ProgramRun scan = RunSsot({"scan"}, here);
  CHECK(scan.exit_code == 1);
  CHECK(scan.out.find("app/mail.py:2:8: ") != std::string::npos);
  CHECK(scan.out.find("app/settings.py:") == std::string::npos);
}

TEST_CASE("every line of the configuration that init comments out is valid too") {
  TemporaryFolder folder;
  REQUIRE(RunSsot({"init"}, {.folder = folder.path()}).exit_code == 0);
  const std::string config = WithoutComments(folder.Read(".ssot.yaml"));
  folder.Write(".ssot.yaml", config);
  const ProgramRun run = RunSsot({"rules", "check"}, {.folder = folder.path()});
  CAPTURE(config);
  CAPTURE(run.err);
  CHECK(run.exit_code == 0);
  CHECK(config.find("\nseverity:\n  environment-read-once: error") != std::string::npos);
}

TEST_CASE("init names the likely authorities, and their packs are in force") {
  TemporaryFolder folder;
  folder.Write("app/[core]/tokens.py", "import jwt\nread = jwt.decode\nclaims = read('t', 'k')\n");
  folder.Write("app/pages.py", "import jwt\n");
  folder.Write("ws.py",
               "from fastapi import WebSocket\nclass ConnectionManager:\n"
               "    def __init__(self):\n        self.all = {}\n");
  folder.Write("chat.py", "import ws\nsockets = ws.ConnectionManager()\n");
  const RunOptions here = {.folder = folder.path()};
  const ProgramRun run = RunSsot({"init"}, here);
  CHECK(run.exit_code == 0);
  CAPTURE(run.out);
  CHECK(run.out.find("JWTs: app/[core]/tokens.py (calls jwt.decode; no file imports it)\n") !=
        std::string::npos);
  CHECK(run.out.find("WebSockets: ws.py (class ConnectionManager; 1 file imports it)\n") !=
        std::string::npos);
  const std::string config = folder.Read(".ssot.yaml");
  CAPTURE(config);
  CHECK(config.find("\n    authority: 'app/\\[core\\]/tokens.py'\n") != std::string::npos);
  CHECK(config.find("\n    authority: /ws.py\n    more_names: ConnectionManager\n") !=
        std::string::npos);
  CHECK(RunSsot({"rules", "check"}, here).exit_code == 0);
  const ProgramRun scan = RunSsot({"scan"}, here);
  CHECK(scan.out.find("Unmet contracts") == std::string::npos);
  CHECK(scan.out.find("app/pages.py:1:8: error[jwt-import]") != std::string::npos);
  CHECK(scan.out.find("tokens.py:1:8: error[jwt-import]") == std::string::npos);
}

TEST_CASE("init says so when it finds no authority") {
  TemporaryFolder folder;
  folder.Write("app.py", "x = 1\n");
  const ProgramRun run = RunSsot({"init"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(run.out.find("JWTs: nothing found; ") != std::string::npos);
  CHECK(folder.Read(".ssot.yaml").find("\n#   - jwt  # ") != std::string::npos);
}

TEST_CASE("init refuses to overwrite, and writes nothing then") {
  for (const char* existing : {".ssot.yaml", "ssot-rules/environment.yaml"}) {
    CAPTURE(existing);
    TemporaryFolder folder;
    folder.Write(existing, "mine\n");
    const ProgramRun run = RunSsot({"init"}, {.folder = folder.path()});
    CHECK(run.exit_code == 2);
    CHECK(run.err.find(existing) != std::string::npos);
    CHECK(folder.Read(existing) == "mine\n");
    CHECK(folder.Has(".ssot.yaml") == (existing == std::string(".ssot.yaml")));
    CHECK(folder.Has("ssot-rules/environment.yaml") != folder.Has(".ssot.yaml"));
  }
}

TEST_CASE("init takes a folder") {
  TemporaryFolder folder;
  folder.Write("shop/app.py", "");
  CHECK(RunSsot({"init", "shop"}, {.folder = folder.path()}).exit_code == 0);
  CHECK(folder.Has("shop/.ssot.yaml"));
  CHECK_FALSE(folder.Has(".ssot.yaml"));
}
