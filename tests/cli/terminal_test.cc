#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/sample_tree.h"

namespace {

constexpr const char* kColor = "\x1b[";
constexpr const char* kProgress = "\r\x1b[K";

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Colours are "\x1b[...m"; the progress line uses "\x1b[K" alone.
bool HasColor(const std::string& text) {
  for (size_t at = 0; (at = text.find(kColor, at)) != std::string::npos; ++at) {
    const size_t end = text.find_first_not_of("0123456789;", at + 2);
    if (end != std::string::npos && text[end] == 'm') return true;
  }
  return false;
}

using Environment = std::vector<std::pair<std::string, std::string>>;

struct Row {
  const char* what;
  Environment environment;
  std::vector<std::string> options;
  bool in_terminal;
  bool expected;
};

void CheckRows(const std::vector<Row>& rows, bool (*shows)(const ProgramRun&)) {
  TemporaryFolder folder;
  MakeTree(folder);
  for (const Row& row : rows) {
    CAPTURE(row.what);
    std::vector<std::string> arguments = {"scan"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const RunOptions options = {.folder = folder.path(), .environment = row.environment};
    const ProgramRun run =
        row.in_terminal ? RunInTerminal(arguments, options) : RunSsot(arguments, options);
    CAPTURE(run.out);
    CHECK(run.exit_code == 1);
    CHECK(shows(run) == row.expected);
  }
}

}  // namespace

TEST_CASE("colour: --color, then NO_COLOR, CLICOLOR_FORCE, TERM, then the terminal") {
  const std::pair<std::string, std::string> term = {"TERM", "xterm"};
  const std::pair<std::string, std::string> dumb = {"TERM", "dumb"};
  const std::pair<std::string, std::string> no_color = {"NO_COLOR", "1"};
  const std::pair<std::string, std::string> empty_no_color = {"NO_COLOR", ""};
  const std::pair<std::string, std::string> force = {"CLICOLOR_FORCE", "1"};
  const std::pair<std::string, std::string> force_off = {"CLICOLOR_FORCE", "0"};
  const std::vector<Row> rows = {
      {"a pipe", {term}, {}, false, false},
      {"a terminal", {term}, {}, true, true},
      {"a dumb terminal", {dumb}, {}, true, false},
      {"NO_COLOR in a terminal", {term, no_color}, {}, true, false},
      {"an empty NO_COLOR says nothing", {term, empty_no_color}, {}, true, true},
      {"CLICOLOR_FORCE in a pipe", {term, force}, {}, false, true},
      {"CLICOLOR_FORCE=0 in a pipe", {term, force_off}, {}, false, false},
      {"CLICOLOR_FORCE outranks TERM=dumb", {dumb, force}, {}, true, true},
      {"NO_COLOR outranks CLICOLOR_FORCE", {term, no_color, force}, {}, true, false},
      {"--color always in a pipe", {term}, {"--color", "always"}, false, true},
      {"--color always outranks NO_COLOR", {term, no_color}, {"--color=always"}, false, true},
      {"--color always outranks TERM=dumb", {dumb}, {"--color=always"}, true, true},
      {"--color never in a terminal", {term}, {"--color", "never"}, true, false},
      {"--color never outranks CLICOLOR_FORCE", {term, force}, {"--color", "never"}, true, false},
      {"--color auto in a pipe", {term}, {"--color", "auto"}, false, false},
      {"JSON is never coloured", {term, force}, {"--format", "json"}, true, false},
  };
  CheckRows(rows, [](const ProgramRun& run) { return HasColor(run.out); });
}

TEST_CASE("progress: on a terminal, on standard error, never with CI") {
  const std::pair<std::string, std::string> term = {"TERM", "xterm"};
  const std::pair<std::string, std::string> dumb = {"TERM", "dumb"};
  const std::pair<std::string, std::string> ci = {"CI", "true"};
  const std::vector<Row> rows = {
      {"a pipe", {term}, {}, false, false},
      {"a terminal", {term}, {}, true, true},
      {"a dumb terminal", {dumb}, {}, true, false},
      {"CI in a terminal", {term, ci}, {}, true, false},
      {"--progress never", {term}, {"--progress", "never"}, true, false},
      {"--progress always in a pipe", {term}, {"--progress", "always"}, false, true},
      {"--quiet", {term}, {"--quiet"}, true, false},
  };
  CheckRows(rows, [](const ProgramRun& run) {
    CHECK((run.err.empty() || Contains(run.err, kProgress)));
    return Contains(run.out + run.err, kProgress);
  });
}

TEST_CASE("progress never mixes with a report on standard output") {
  TemporaryFolder folder;
  MakeTree(folder);
  const ProgramRun with = RunSsot({"scan", "--progress", "always"}, {.folder = folder.path()});
  const ProgramRun without = RunSsot({"scan"}, {.folder = folder.path()});
  CHECK(with.out == without.out);
  CHECK(with.err.ends_with(kProgress));  // the line is taken away at the end
}
