// Trees as they are found on disks.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

Json ScanAsJson(const TemporaryFolder& folder, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"scan", "--format", "json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Json::parse(RunSsot(arguments, {.folder = folder.path()}).out);
}

Json PathsOf(const Json& list) {
  Json paths = Json::array();
  for (const Json& item : list) paths.push_back(item["path"]);
  return paths;
}

std::string Utf16(const std::string& ascii) {
  std::string bytes = "\xff\xfe";
  for (char c : ascii) bytes += {c, '\0'};
  return bytes;
}

void CheckLedger(const Json& report) {
  const Json& ledger = report["ledger"];
  CHECK(ledger["discovered"].get<size_t>() ==
        ledger["scanned"].get<size_t>() + ledger["skipped"].size());
}

}  // namespace

TEST_CASE("files of every encoding and line end are read") {
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write("app/bom.py", "\xef\xbb\xbfimport pear\n");
  folder.Write("app/cr.py", "x = 1\rimport pear\r");
  folder.Write("app/crlf.py", "x = 1\r\nimport pear\r\n");
  folder.Write("app/empty.py", "");
  folder.Write("app/latin1.py", "# -*- coding: latin-1 -*-\nx = '\xe9'\nimport pear\n");
  folder.Write("app/no_newline.py", "import pear");
  folder.Write("app/nul.py", std::string("import pear\n\0\0\0", 15));
  folder.Write("app/utf16.py", Utf16("import pear\n"));
  const Json report = ScanAsJson(folder, {"app"});
  const Json found = {"app/bom.py",    "app/cr.py",         "app/crlf.py",
                      "app/latin1.py", "app/no_newline.py", "app/utf16.py"};
  CHECK(PathsOf(report["findings"]) == found);
  CHECK(PathsOf(report["ledger"]["skipped"]) == Json::array({"app/nul.py"}));
  CheckLedger(report);
}

TEST_CASE("hidden files are scanned, .git is not") {
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write(".hidden/.fruit.py", kPear);
  folder.Write(".git/HEAD", "ref: refs/heads/main\n");
  folder.Write(".git/hooks/fruit.py", kPear);
  CHECK(PathsOf(ScanAsJson(folder)["findings"]) == Json::array({".hidden/.fruit.py"}));
}

TEST_CASE("ignored files are scanned with --no-ignore or when they are named") {
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write(".gitignore", "app/\n");
  folder.Write("app/fruit.py", kPear);
  const Json found = {"app/fruit.py"};
  CHECK(PathsOf(ScanAsJson(folder)["findings"]).empty());
  CHECK(PathsOf(ScanAsJson(folder, {"--no-ignore"})["findings"]) == found);
  CHECK(PathsOf(ScanAsJson(folder, {"app/fruit.py"})["findings"]) == found);
  CHECK(PathsOf(ScanAsJson(folder, {"app"})["findings"]) == found);
}

TEST_CASE("symbolic links end neither in a circle nor outside the root") {
  TemporaryFolder outside;
  outside.Write("fruit.py", kPear);
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write("app/fruit.py", kPear);
  fs::create_directory_symlink(folder.path(), folder / "app/up");
  fs::create_directory_symlink(".", folder / "app/here");
  fs::create_directory_symlink(outside.path(), folder / "app/outside");
  fs::create_symlink("nowhere", folder / "app/broken.py");
  fs::create_symlink("loop.py", folder / "app/loop.py");
  const ProgramRun run = RunSsot({"scan", "--format", "json"}, {.folder = folder.path()});
  CHECK(run.exit_code == 1);
  const Json report = Json::parse(run.out);
  CHECK(PathsOf(report["findings"]) == Json::array({"app/fruit.py"}));
  CheckLedger(report);
}

TEST_CASE("FIFOs and sockets are never opened") {
  TemporaryFolder folder;
  MakeTree(folder);
  REQUIRE(mkfifo((folder / "app/pipe.py").c_str(), 0600) == 0);
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"scan"}, {"scan", "app"}, {"inventory"}, {"facts", "app"}}) {
    CHECK(RunSsot(command, {.folder = folder.path()}).exit_code != -1);
  }
  CHECK(RunSsot({"scan"}, {.folder = folder.path()}).exit_code == 1);
}

TEST_CASE("files over the size cap are skipped and listed") {
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write("app/large.py", std::string(kPear) + std::string(2000, '#'));
  const ProgramRun run = RunSsot({"scan", "--format", "json", "--max-file-size", "1KiB", "app"},
                                 {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  const Json report = Json::parse(run.out);
  CHECK(PathsOf(report["ledger"]["skipped"]) == Json::array({"app/large.py"}));
  CheckLedger(report);
  // The command line outranks the configuration, which outranks the default.
  folder.Write(".ssot.yaml", "rules: [./fruit.rules]\nmax-file-size: 1KiB\n");
  CHECK(ScanAsJson(folder, {"app"})["findings"].empty());
  CHECK(ScanAsJson(folder, {"--max-file-size", "10MiB", "app"})["findings"].size() == 1);
}

TEST_CASE("a file that cannot be read makes the scan incomplete, and the rest is reported") {
  TemporaryFolder folder;
  MakeTree(folder);
  folder.Write("app/secret.py", kPear);
  fs::permissions(folder / "app/secret.py", fs::perms::none);
  std::vector<std::string> command = {SsotPath(), "scan", "--format", "json", folder.path()};
  if (geteuid() == 0) {  // root reads everything
    const std::vector<std::string> as_nobody = {"setpriv", "--reuid=65534", "--regid=65534",
                                                "--clear-groups"};
    command.insert(command.begin(), as_nobody.begin(), as_nobody.end());
    fs::permissions(folder.path(),
                    fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    std::vector<std::string> version = as_nobody;
    version.insert(version.end(), {SsotPath(), "--version"});
    if (RunProgram(version).exit_code != 0) {
      MESSAGE("left out: nobody cannot start the binary from here");
      return;
    }
  }
  const ProgramRun run = RunProgram(command);
  CHECK(run.exit_code == 3);
  CHECK(run.err.find("app/secret.py: ") != std::string::npos);
  CHECK(run.err.find("Permission denied") != std::string::npos);
  const Json report = Json::parse(run.out);
  CHECK(PathsOf(report["findings"]) == Json::array({"app/pears.py"}));
  CHECK(PathsOf(report["ledger"]["skipped"]) == Json::array({"app/secret.py"}));
  CheckLedger(report);
}

TEST_CASE("names that look like something else are paths") {
  TemporaryFolder folder;
  MakeRoot(folder);
  for (const char* name : {"[slug]", "[a,b]", "scan", "a b", "-dash", "\xc3\xa4"}) {
    CAPTURE(name);
    folder.Write(std::string(name) + "/fruit.py", kPear);
    const ProgramRun run =
        RunSsot({"scan", "--format", "json", "--", name}, {.folder = folder.path()});
    CHECK(run.exit_code == 1);
    CHECK(PathsOf(Json::parse(run.out)["findings"]) ==
          Json::array({std::string(name) + "/fruit.py"}));
  }
  CHECK(RunSsot({"scan", "[slug]"}, {.folder = folder.path()}).exit_code == 1);
  CHECK(
      RunSsot({"scan", "--include", "[f]ruit.py", "[slug]"}, {.folder = folder.path()}).exit_code ==
      1);
}

TEST_CASE("the root: --root, else .ssot.yaml above PATH, else PATH") {
  TemporaryFolder folder;
  MakeTree(folder);
  CHECK(PathsOf(ScanAsJson(folder, {"app"})["findings"]) == Json::array({"app/pears.py"}));
  CHECK(PathsOf(ScanAsJson(folder, {"--root", "app", "--rules", "fruit.rules",
                                    "app"})["findings"]) == Json::array({"pears.py"}));
  fs::remove(folder / ".ssot.yaml");
  CHECK(PathsOf(ScanAsJson(folder, {"--rules", "fruit.rules", "app"})["findings"]) ==
        Json::array({"pears.py"}));
}
