#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

// What bash offers for the last of `words`, in the order offered, with spaces between.
std::string BashOffers(const TemporaryFolder& folder, const std::string& words) {
  const std::string script =
      "source ssot.bash; COMP_WORDS=(" + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _ssot; echo -n \"${COMPREPLY[*]}\"";
  const std::string path =
      std::filesystem::path(SsotPath()).parent_path().string() + ":/usr/bin:/bin";
  const ProgramRun run = RunProgram({"bash", "-c", script},
                                    {.folder = folder.path(), .environment = {{"PATH", path}}});
  CHECK(run.err == "");
  return run.out;
}

std::string FormatNames() {
  std::string names;
#define REPORT_FORMAT(name, description, render) \
  if (!names.empty()) names += " ";              \
  names += name;
#include "reports/report_formats.def"
  return names;
}

bool HasShell(const char* shell) {
  return RunProgram({"sh", "-c", std::string("command -v ") + shell}).exit_code == 0;
}

}  // namespace

TEST_CASE("bash completes commands, options, formats, packs, rules and files") {
  struct Row {
    const char* words;
    std::string offers;
  };
  const Row rows[] = {
      {"ssot sc", "scan"},
      {"ssot ''", "scan inventory plan baseline facts rules explain init completion"},
      {"ssot rules ''", "list show check test schema"},
      {"ssot scan --fo", "--format"},
      {"ssot scan --format ''", FormatNames()},
      {"ssot scan --format js", "json"},
      {"ssot scan --format = s", "sarif"},
      {"ssot scan --format =", FormatNames()},
      {"ssot inventory --fail-on ''", "new any never"},
      {"ssot scan --severity w", "warning"},
      {"ssot scan --color a", "auto always"},
      {"ssot scan --rules net", "netra"},
      {"ssot scan --rules fru", "fruit.rules"},
      {"ssot scan --report sa", "sarif="},
      {"ssot scan --root ''", "app fruit.rules"},
      {"ssot explain pear", "pear-import pear-text"},
      {"ssot rules show pear-i", "pear-import"},
      {"ssot completion ''", "bash zsh fish"},
      {"ssot scan --format json ap", "app"},
      {"ssot scan --base", "--baseline"},
      {"ssot baseline ''", "create update prune diff merge"},
      {"ssot scan --cac", ""},
  };
  TemporaryFolder folder;
  MakeTree(folder);
  folder.Write("ssot.bash", RunSsot({"completion", "bash"}).out);
  for (const Row& row : rows) {
    CAPTURE(row.words);
    CHECK(BashOffers(folder, row.words) == row.offers);
  }
}

TEST_CASE("every shell's script names every command and option") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    CAPTURE(shell);
    const ProgramRun run = RunSsot({"completion", shell});
    CHECK(run.exit_code == 0);
    CHECK(run.err == "");
#define COMMAND(name, summary, set_up) CHECK(run.out.find(name) != std::string::npos);
#include "scanner/commands/commands.def"
#define REPORT_FORMAT(name, description, render) CHECK(run.out.find(name) != std::string::npos);
#include "reports/report_formats.def"
    for (const char* option :
         {"max-file-size", "list-counted", "reproducible", "fail-on", "netra"}) {
      CAPTURE(option);
      CHECK(run.out.find(option) != std::string::npos);
    }
  }
}

TEST_CASE("the shells accept their scripts") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    if (!HasShell(shell)) {
      MESSAGE("left out, not installed: " << std::string(shell));
      continue;
    }
    TemporaryFolder folder;
    folder.Write("script", RunSsot({"completion", shell}).out);
    const ProgramRun run = RunProgram({shell, "-n", "script"}, {.folder = folder.path()});
    CAPTURE(run.err);
    CHECK(run.exit_code == 0);
  }
}
