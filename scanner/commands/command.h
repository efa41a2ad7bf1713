// The table of commands. A command is one file and one line in commands.def.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace ssot {

// Runs the command with the options that were parsed; returns an exit code (exit_codes.h).
using RunCommand = std::function<int()>;

struct Command {
  std::string_view name;
  std::string_view summary;  // one line, for --help
  // Declares the command's options on `app`, which is the command's own, and returns what to do
  // once the command line has been parsed. Called once in a process.
  RunCommand (*set_up)(CLI::App& app);
};

const std::vector<Command>& Commands();  // in the order of commands.def

}  // namespace ssot
