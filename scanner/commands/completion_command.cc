#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include "scanner/commands/command_line.h"
#include "scanner/commands/completion_script.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"

namespace ssot {
namespace {

// Without what stands in brackets or on further lines.
std::string Briefly(const std::string& text) {
  return text.substr(0, std::min(text.find(" ("), text.find('\n')));
}

void DescribeOption(const CLI::Option& option, CompletionCommand& command) {
  if (option.get_positional()) {
    // The first one, and of what it may be the first.
    const std::string name = option.get_name(true);
    if (command.argument.empty()) command.argument = name.substr(0, name.find('|'));
    return;
  }
  const std::string type = option.get_items_expected_max() > 0 ? option.get_option_text() : "";
  for (const std::string& name : option.get_lnames()) {
    command.options.push_back({"--" + name, Briefly(option.get_description()), type});
  }
  for (const std::string& name : option.get_snames()) {
    command.options.push_back({"-" + name, Briefly(option.get_description()), type});
  }
}

int RunCompletion(const CLI::App& program, const std::string& shell) {
  const std::vector<std::string> shells = ValuesOfType("SHELL");
  const CompletionCommand described = DescribeForCompletion(program);
  if (shell == "bash") {
    WriteStandardOutput(BashCompletion(described));
  } else if (shell == "zsh") {
    WriteStandardOutput(ZshCompletion(described));
  } else if (shell == "fish") {
    WriteStandardOutput(FishCompletion(described));
  } else {
    PrintError(UnknownWord("shell", shell, shells));
    return kExitUsage;
  }
  return kExitOk;
}

}  // namespace

CompletionCommand DescribeForCompletion(const CLI::App& app) {
  CompletionCommand command;
  command.name = app.get_name();
  command.path = command.name;
  command.description = app.get_description();
  for (const CLI::Option* option : app.get_options()) DescribeOption(*option, command);
  for (const CLI::App* inner : app.get_subcommands({})) {
    CompletionCommand described = DescribeForCompletion(*inner);
    described.path = command.path + " " + described.path;
    for (CompletionCommand& deeper : described.commands) {
      deeper.path = command.path + " " + deeper.path;
    }
    command.commands.push_back(std::move(described));
  }
  return command;
}

RunCommand SetUpCompletion(CLI::App& app) {
  app.footer(
      "Completes commands, options, formats, the built-in packs and the ids of the rules in "
      "force.\n\n"
      "Examples:\n"
      "  source <(ssot completion bash)\n"
      "  ssot completion zsh > \"${fpath[1]}/_ssot\"\n"
      "  ssot completion fish > ~/.config/fish/completions/ssot.fish\n\n" +
      ExitCodesForHelp(""));
  const auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")->option_text(" ")->required();
  return [shell, &app] { return RunCompletion(*app.get_parent(), *shell); };
}

}  // namespace ssot
