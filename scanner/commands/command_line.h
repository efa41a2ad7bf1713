// The command line as a whole: which command, and what is wrong with what was typed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/commands/command.h"

namespace CLI {
class App;
}

namespace ssot {

// Declares every command on `app`. The result is in the order of Commands().
std::vector<RunCommand> DeclareCommands(CLI::App& app);

// Parses, runs and returns the exit code. Never throws.
int RunCommandLine(int argc, const char* const* argv);

// What was typed after the program's name, for reports.
const std::vector<std::string>& TypedArguments();

// What help texts end in. `on_one` says when the exit code is 1; empty: never.
std::string ExitCodesForHelp(std::string_view on_one);

}  // namespace ssot
