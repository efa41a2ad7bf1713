// Where reports go, and what happens when they cannot.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

std::string Quoted(const std::string& word) {
  return "'" + word + "'";
}

// ssot in a shell line: SSOT stands for the binary.
ProgramRun RunShell(std::string line, const std::string& folder) {
  for (size_t at = 0; (at = line.find("SSOT", at)) != std::string::npos; at += SsotPath().size()) {
    line.replace(at, 4, Quoted(SsotPath()));
  }
  return RunProgram({"bash", "-c", line}, {.folder = folder});
}

}  // namespace

TEST_CASE("several reports come from one scan") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun run = RunSsot({"scan", "--format", "text", "--report", "json=report.json",
                                  "--report", "sarif=report.sarif", "--report", "text=report.txt"},
                                 {.folder = folder.path()});
  CHECK(run.out.find("pear-import") != std::string::npos);
  CHECK(folder.Read("report.txt").find("pear-import") != std::string::npos);
  CHECK(folder.Read("report.txt").find('\x1b') == std::string::npos);
  const auto sarif = nlohmann::json::parse(folder.Read("report.sarif"));
  CHECK(sarif["runs"][0]["results"].size() == 1);
  CHECK(nlohmann::json::parse(folder.Read("report.json"))["summary"]["findings"] == 1);
  CHECK(run.exit_code == 1);
}

TEST_CASE("SARIF is split and named as asked") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun run = RunSsot({"scan", "--sarif-split", "pack", "--sarif-category", "shop",
                                  "--report", "github-sarif=a.sarif", "--format", "sarif"},
                                 {.folder = folder.path()});
  CHECK(run.exit_code == 1);
  for (const std::string& text : {run.out, folder.Read("a.sarif")}) {
    const nlohmann::json runs = nlohmann::json::parse(text)["runs"];
    REQUIRE(runs.size() == 2);
    CHECK(runs[0]["automationDetails"]["id"] == "shop/fruit/");
    CHECK(runs[1]["automationDetails"]["id"] == "shop/ssot/");  // about directives in comments
    CHECK_FALSE(runs[0]["results"].empty());
  }
  CHECK(RunSsot({"scan", "--sarif-split", "folder"}, {.folder = folder.path()}).exit_code == 2);
  CHECK(RunSsot({"scan", "--sarif-category", "/"}, {.folder = folder.path()}).exit_code == 2);
}

TEST_CASE("columns behind a character beyond the BMP") {
  TemporaryFolder folder;
  MakeRoot(folder);
  folder.Write("app/pears.py", "x = '😀𝒳'; import pear\n");
  const ProgramRun run =
      RunSsot({"scan", "--report", "sarif=a.sarif", "--format", "json"}, {.folder = folder.path()});
  const nlohmann::json finding = nlohmann::json::parse(run.out)["findings"][0];
  CHECK(finding["column"] == 18);
  CHECK(finding["endColumn"] == 22);
  const nlohmann::json sarif = nlohmann::json::parse(folder.Read("a.sarif"))["runs"][0];
  CHECK(sarif["columnKind"] == "unicodeCodePoints");
  const nlohmann::json& region = sarif["results"][0]["locations"][0]["physicalLocation"]["region"];
  CHECK(region["startColumn"] == 18);
  CHECK(region["endColumn"] == 22);
  CHECK(region["snippet"]["text"] == "pear");
}

TEST_CASE("--quiet leaves standard output empty, and nothing else") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun run =
      RunSsot({"scan", "--quiet", "--report", "json=report.json"}, {.folder = folder.path()});
  CHECK(run.out == "");
  CHECK(run.err == "");
  CHECK(nlohmann::json::parse(folder.Read("report.json"))["summary"]["findings"] == 1);
  CHECK_FALSE(RunSsot({"scan", "-q", "--format", "json"}, {.folder = folder.path()}).out.empty());
}

TEST_CASE("a report that cannot be written: 3, after everything else was reported") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (const char* path : {"missing/report.json", "app", "/dev/null/report.json"}) {
    CAPTURE(path);
    const ProgramRun run =
        RunSsot({"scan", "--report", std::string("json=") + path, "--report", "sarif=good.sarif"},
                {.folder = folder.path()});
    CHECK(run.exit_code == 3);
    CHECK(run.err.find(path) != std::string::npos);
    CHECK(run.out.find("pear-import") != std::string::npos);
    CHECK(nlohmann::json::accept(folder.Read("good.sarif")));
  }
}

TEST_CASE("a report is written whole or not at all") {
  TemporaryFolder folder;
  MakeTree(folder);
  folder.Write("report.json", "the old report\n");
  // No file may grow past 1 KiB: what a full disk is to the writer.
  const ProgramRun run =
      RunShell("ulimit -f 1; SSOT scan --report json=report.json app", folder.path());
  CHECK(run.exit_code == 3);
  CHECK(run.err.find("report.json") != std::string::npos);
  CHECK(folder.Read("report.json") == "the old report\n");
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    CAPTURE(entry.path().string());
    ++files;
  }
  CHECK(files == 4);  // .ssot.yaml, app, fruit.rules, report.json, and no temporary file
}

TEST_CASE("standard output that cannot be written: 3") {
  TemporaryFolder folder;
  MakeTree(folder);
  const std::vector<std::vector<std::string>> commands = {
      {"scan"},           {"scan", "--format", "json"},
      {"inventory"},      {"facts", "app"},
      {"rules", "list"},  {"explain", "pear-import"},
      {"rules", "test"},  {"completion", "bash"},
      {"--help"},         {"--version"},
      {"rules", "schema"}};
  for (const auto& command : commands) {
    CAPTURE(command[0]);
    const ProgramRun full = RunSsot(command, {.folder = folder.path(), .stdout_path = "/dev/full"});
    CHECK(full.exit_code == 3);
    CHECK(full.err.find("cannot write to standard output: No space left") != std::string::npos);
    const ProgramRun closed = RunSsot(command, {.folder = folder.path(), .close_stdout = true});
    CHECK(closed.exit_code == 3);
  }
}

TEST_CASE("a report file does not land in a closed standard output's place") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun run = RunSsot({"scan", "--report", "json=report.json"},
                                 {.folder = folder.path(), .close_stdout = true});
  CHECK(run.exit_code == 3);
  CHECK(nlohmann::json::accept(folder.Read("report.json")));
}

TEST_CASE("a closed pipe ends quietly, and the gate's exit code stands") {
  TemporaryFolder folder;
  MakeRoot(folder);
  std::string text;
  for (int i = 0; i < 20000; ++i) text += kPear;
  folder.Write("app/many.py", text);
  for (const char* command : {"scan", "scan --format json", "facts app"}) {
    CAPTURE(command);
    const ProgramRun run =
        RunShell(std::string("SSOT ") + command + " | head -1 >/dev/null; echo ${PIPESTATUS[0]}",
                 folder.path());
    CHECK(run.err == "");
    CHECK(run.out == (std::string(command) == "facts app" ? "0\n" : "1\n"));
  }
}

TEST_CASE("any number of jobs gives the same bytes") {
  TemporaryFolder folder;
  MakeTree(folder);
  for (int i = 0; i < 40; ++i) {
    folder.Write("app/p" + std::to_string(i) + "/m.py", i % 3 == 0 ? kPear : kClean);
  }
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"scan", "--reproducible", "--format", "json", "--list-counted"},
        {"scan", "--reproducible", "--format", "sarif"},
        {"scan"},
        {"inventory"},
        {"facts", "app"}}) {
    CAPTURE(command[0]);
    std::vector<ProgramRun> runs;
    for (const char* jobs : {"1", "2", "8"}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--jobs", jobs});
      runs.push_back(RunSsot(arguments, {.folder = folder.path()}));
    }
    CHECK(runs[0].out.size() > 100);
    CHECK(runs[0].out == runs[1].out);
    CHECK(runs[0].out == runs[2].out);
    CHECK(runs[0].exit_code == runs[2].exit_code);
  }
}

TEST_CASE("--reproducible gives the same bytes in another folder, however paths are typed") {
  TemporaryFolder first;
  TemporaryFolder second;
  MakeTree(first);
  MakeTree(second);
  for (const char* format : {"json", "sarif"}) {
    const std::vector<std::string> options = {"scan", "--reproducible", "--format", format};
    const std::string expected = RunSsot(options, {.folder = first.path()}).out;
    std::vector<std::string> absolute = options;
    absolute.push_back(second.path());
    CHECK(RunSsot(absolute, {.folder = "/"}).out == expected);
    std::vector<std::string> dotted = options;
    dotted.push_back("app/..");
    CHECK(RunSsot(dotted, {.folder = second.path()}).out == expected);
    CHECK(expected.find(first.path()) == std::string::npos);
  }
}

TEST_CASE("what depends on the run is in invocation alone") {
  TemporaryFolder folder;
  MakeTree(folder);
  auto full =
      nlohmann::json::parse(RunSsot({"scan", "--format", "json"}, {.folder = folder.path()}).out);
  const auto reproducible = nlohmann::json::parse(
      RunSsot({"scan", "--format", "json", "--reproducible"}, {.folder = folder.path()}).out);
  REQUIRE(full.contains("invocation"));
  CHECK(full["invocation"]["arguments"] == nlohmann::json({"scan", "--format", "json"}));
  full.erase("invocation");
  CHECK(full == reproducible);
}

TEST_CASE("inventory prints the report without findings") {
  TemporaryFolder folder;
  MakeTree(folder);
  const auto report = nlohmann::json::parse(
      RunSsot({"inventory", "--format", "json"}, {.folder = folder.path()}).out);
  CHECK_FALSE(report.contains("findings"));
  CHECK(report["command"]["name"] == "inventory");
  CHECK(report["inventory"][0]["id"] == "pears");
  CHECK(report["inventory"][0]["count"] == 1);
}

TEST_CASE("--list-counted lists matches of rules that only count") {
  TemporaryFolder folder;
  MakeTree(folder);
  const auto with = nlohmann::json::parse(
      RunSsot({"scan", "--format", "json", "--list-counted", "app"}, {.folder = folder.path()})
          .out);
  REQUIRE(with.contains("counted"));
  CHECK(with["counted"].size() == 1);
  CHECK(with["counted"][0]["path"] == "app/pears.py");
  const auto without =
      nlohmann::json::parse(RunSsot({"scan", "--format", "json"}, {.folder = folder.path()}).out);
  CHECK_FALSE(without.contains("counted"));
}

TEST_CASE("--stats goes to standard error") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun plain = RunSsot({"scan"}, {.folder = folder.path()});
  const ProgramRun stats = RunSsot({"scan", "--stats"}, {.folder = folder.path()});
  CHECK(plain.err == "");
  CHECK(stats.out == plain.out);
  for (const char* stage : {"discover", "read", "match", "total"}) {
    CHECK(stats.err.find(stage) != std::string::npos);
  }
  CHECK(stats.err.ends_with("\n"));
  CHECK_FALSE(stats.err.ends_with("\n\n"));
}
