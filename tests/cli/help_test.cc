#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

// Every command of the table, and those inside `rules` and `baseline`.
std::vector<std::vector<std::string>> AllCommands() {
  std::vector<std::vector<std::string>> commands = {
#define COMMAND(name, summary, set_up) {name},
#include "scanner/commands/commands.def"
  };
  for (const char* inner : {"list", "show", "check", "test", "schema"}) {
    commands.push_back({"rules", inner});
  }
  for (const char* inner : {"create", "update", "prune", "diff", "merge"}) {
    commands.push_back({"baseline", inner});
  }
  return commands;
}

size_t LongestLine(const std::string& text) {
  size_t longest = 0;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  return longest;
}

}  // namespace

TEST_CASE("every command's --help says usage, examples and exit codes") {
  for (std::vector<std::string> command : AllCommands()) {
    std::string name = "ssot";
    for (const std::string& word : command) name += " " + word;
    CAPTURE(name);
    command.push_back("--help");
    const ProgramRun run = RunSsot(command);
    CHECK(run.exit_code == 0);
    CHECK(run.err == "");
    CHECK(run.out.find("\nUsage: " + name + " ") != std::string::npos);
    CHECK(run.out.find("\nExamples:\n") != std::string::npos);
    CHECK(run.out.find("\nExit codes:\n  0  ") != std::string::npos);
    CHECK(run.out.find("\n  3  ") != std::string::npos);
    CHECK(run.out.find("-h,--help") != std::string::npos);
    CHECK(run.out.ends_with("\n"));
    CHECK(LongestLine(run.out) <= 120);
  }
}

TEST_CASE("the program's --help lists every command") {
  const ProgramRun run = RunSsot({"--help"});
  CHECK(run.exit_code == 0);
  for (const std::vector<std::string>& command : AllCommands()) {
    if (command.size() == 1) CHECK(run.out.find("\n  " + command[0] + " ") != std::string::npos);
  }
}

TEST_CASE("help is also a command") {
  CHECK(RunSsot({"help"}).out == RunSsot({"--help"}).out);
  CHECK(RunSsot({"help"}).exit_code == 0);
  CHECK(RunSsot({"help", "scan"}).out == RunSsot({"scan", "--help"}).out);
  CHECK(RunSsot({"help", "rules", "show"}).out == RunSsot({"rules", "show", "--help"}).out);
  const ProgramRun unknown = RunSsot({"help", "skan"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.err.find("did you mean 'scan'?") != std::string::npos);
}

TEST_CASE("help says the defaults") {
  const std::string scan = RunSsot({"scan", "--help"}).out;
  CHECK(scan.find("new, any or never (default: new)") != std::string::npos);
  CHECK(scan.find("(default: warning)") != std::string::npos);
  CHECK(scan.find("(default: text)") != std::string::npos);
  CHECK(scan.find("(default: 10MiB)") != std::string::npos);
  const std::string inventory = RunSsot({"inventory", "--help"}).out;
  CHECK(inventory.find("new, any or never (default: never)") != std::string::npos);
}

TEST_CASE("help lists every report format and no option of a later release") {
  const std::string help = RunSsot({"scan", "--help"}).out;
#define REPORT_FORMAT(name, description, render) \
  CHECK(help.find(std::string(name) + ": " + description) != std::string::npos);
#include "reports/report_formats.def"
  CHECK(help.find("cache") == std::string::npos);
}

TEST_CASE("--version names the libraries") {
  const ProgramRun run = RunSsot({"--version"});
  CHECK(run.exit_code == 0);
  CHECK(run.out.starts_with("ssot " SSOT_VERSION "\n"));
  for (const char* library :
       {"CLI11 2.", "nlohmann_json 3.", "RE2 ", "yaml-cpp 0.", "libgit2 1.", "zlib 1."}) {
    CAPTURE(library);
    CHECK(run.out.find(std::string("\n") + library) != std::string::npos);
  }
  const bool names_allocator = run.out.find("\ntcmalloc 2.") != std::string::npos ||
                               run.out.find("\nthe system's allocator\n") != std::string::npos;
  CHECK(names_allocator);
}
