// Completion scripts, from what CLI11 knows about the commands.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace ssot {

// What can stand at a place of the command line.
struct CompletionOption {
  std::string name;         // --format, -q
  std::string description;  // one line
  std::string type;         // FORMAT, DIR, …; empty: takes no value
};

struct CompletionCommand {
  std::string path;  // "ssot", "ssot rules show"
  std::string name;
  std::string description;
  std::string argument;  // type of the positional argument: PATH, RULE-ID, …; or empty
  std::vector<CompletionOption> options;
  std::vector<CompletionCommand> commands;
};

CompletionCommand DescribeForCompletion(const CLI::App& app);

std::string BashCompletion(const CompletionCommand& program);
std::string ZshCompletion(const CompletionCommand& program);
std::string FishCompletion(const CompletionCommand& program);

}  // namespace ssot
