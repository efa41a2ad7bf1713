// CLI11 parses. Its messages name its own terms, so each kind of error is put into one sentence
// here: what was wrong, and what to type instead.
#include "scanner/commands/command_line.h"

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#include "scanner/commands/exit_codes.h"
#include "scanner/commands/help_format.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/commands/version.h"

namespace ssot {
namespace {

// Of an argument that CLI11 would not refuse; says what was wrong.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<std::string>& MutableTypedArguments() {
  static std::vector<std::string> arguments;
  return arguments;
}

std::string ProgramHelpFooter() {
  return "Examples:\n"
         "  ssot scan                       scan the repository around the current folder\n"
         "  ssot scan --format json src     one folder, as JSON\n"
         "  ssot explain RULE-ID            what a rule means\n"
         "  ssot COMMAND --help             a command's options, examples and exit codes\n\n" +
         ExitCodesForHelp("something that fails stands");
}

// The command that was reached: `ssot rules show` for an error behind `rules show`.
const CLI::App* Reached(const CLI::App& app) {
  const CLI::App* reached = &app;
  while (!reached->get_subcommands().empty()) reached = reached->get_subcommands().back();
  return reached;
}

std::string FullName(const CLI::App* app) {
  std::string name = app->get_name();
  for (app = app->get_parent(); app != nullptr; app = app->get_parent()) {
    name = app->get_name() + " " + name;
  }
  return name;
}

std::string SeeHelp(const CLI::App* app) {
  return "see '" + FullName(app) + " --help'";
}

std::vector<std::string> SubcommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> OptionNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

bool IsOption(const std::string& word) {
  return word.size() > 1 && word.front() == '-';
}

std::string UnknownOption(const CLI::App* command, const std::string& typed) {
  const std::string option = typed.substr(0, typed.find('='));
  const std::vector<std::string> known = OptionNames(*command);
  const std::string near = Nearest(option, known);
  std::string text = "unknown option '" + option + "' of '" + FullName(command) + "'; ";
  if (!near.empty()) return text + "did you mean '" + near + "'?";
  if (!command->get_subcommands({}).empty()) {
    return text + "a command's options stand behind the command; " + SeeHelp(command);
  }
  return text + SeeHelp(command);
}

std::string UnknownCommand(const CLI::App* app, const std::string& word) {
  std::string text = UnknownWord("command", word, SubcommandNames(*app));
  struct stat status = {};
  if (app->get_parent() == nullptr && stat(word.c_str(), &status) == 0) {
    text += "; to scan it: ssot scan " + word;
  }
  return text;
}

// A word that nothing takes: an option, a command, or one argument too many.
std::string Unexpected(const CLI::App* command, const std::string& word) {
  if (IsOption(word)) return UnknownOption(command, word);
  if (!command->get_subcommands({}).empty()) return UnknownCommand(command, word);
  return "unexpected argument '" + word + "' of '" + FullName(command) + "'; " + SeeHelp(command);
}

std::string Incomplete(const CLI::App* command, const CLI::ParseError& error) {
  const std::vector<std::string> rest = command->remaining();
  if (!rest.empty()) return Unexpected(command, rest.front());
  if (!command->get_subcommands({}).empty()) {
    std::string names;
    for (const std::string& name : SubcommandNames(*command)) {
      names += (names.empty() ? "" : ", ") + name;
    }
    return "'" + FullName(command) + "' needs a command: " + names + "; " + SeeHelp(command);
  }
  return "'" + FullName(command) + "': " + error.what() + "; " + SeeHelp(command);
}

std::string NeedsValue(const CLI::App* command, const std::string& option) {
  return "option '" + option + "' needs a value; " + SeeHelp(command);
}

// "--format: 1 required FORMAT missing" is CLI11's way to say that a value is missing.
std::string MissingValue(const CLI::App* command, const CLI::ParseError& error) {
  const std::string what = error.what();
  return NeedsValue(command, what.substr(0, what.find(':')));
}

// "Could not convert: --strict = x": every option but a flag takes any text at first.
std::string ValueOfFlag(const CLI::ParseError& error) {
  const std::string what = error.what();
  const size_t name = std::min(what.find("--"), what.size());
  return "option '" + what.substr(name, what.find(' ', name) - name) + "' takes no value";
}

std::string Describe(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* command = Reached(app);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    while (command->remaining().empty() && command->get_parent() != nullptr) {
      command = command->get_parent();
    }
    const std::vector<std::string> rest = command->remaining();
    return rest.empty() ? error.what() : Unexpected(command, rest.front());
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    return Incomplete(command, error);
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    return MissingValue(command, error);
  }
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) return ValueOfFlag(error);
  return error.what();
}

// CLI11 takes an argument in brackets for a list of values. Folders may be named like that
// (`app/[slug]` from inside app/), so such an argument is put as a path, unless it is the value
// of the option before it.
std::string ProtectBrackets(const CLI::App& command, const std::string& previous,
                            const std::string& word) {
  if (word.size() < 2 || word.front() != '[' || word.back() != ']') return word;
  const CLI::Option* option = IsOption(previous) ? command.get_option_no_throw(previous) : nullptr;
  const bool is_value = option != nullptr && option->get_items_expected_max() > 0;
  return is_value ? word : "./" + word;
}

// `--since=` of an unset variable. CLI11 would take the next argument for its value.
bool IsEmptyValue(const CLI::App& command, const std::string& word) {
  if (!word.starts_with("--") || word.find('=') != word.size() - 1) return false;
  const CLI::Option* option = command.get_option_no_throw(word.substr(0, word.size() - 1));
  return option != nullptr && option->get_items_expected_max() > 0;
}

// In reverse, as CLI11 wants them. Throws UsageError.
std::vector<std::string> ArgumentsForParser(const CLI::App& app,
                                            const std::vector<std::string>& typed) {
  const CLI::App* command = &app;
  std::vector<std::string> arguments;
  bool are_options_over = false;
  for (size_t i = 0; i < typed.size(); ++i) {
    are_options_over |= typed[i] == "--";
    const CLI::App* inner = nullptr;
    for (const CLI::App* candidate : command->get_subcommands({})) {
      if (candidate->get_name() == typed[i]) inner = candidate;
    }
    if (inner != nullptr) command = inner;
    if (!are_options_over && IsEmptyValue(*command, typed[i])) {
      throw UsageError(NeedsValue(command, typed[i].substr(0, typed[i].size() - 1)));
    }
    arguments.push_back(ProtectBrackets(*command, i > 0 ? typed[i - 1] : "", typed[i]));
  }
  return {arguments.rbegin(), arguments.rend()};
}

// `ssot help scan` is `ssot scan --help`. Behind an unknown command, --help would hide that it is.
std::vector<std::string> WithoutHelpCommand(const CLI::App& app, std::vector<std::string> typed) {
  if (typed.empty() || typed.front() != "help") return typed;
  typed.erase(typed.begin());
  const std::vector<std::string> known = SubcommandNames(app);
  const bool is_known =
      typed.empty() || std::find(known.begin(), known.end(), typed.front()) != known.end();
  if (is_known) typed.push_back("--help");
  return typed;
}

int ParseAndRun(CLI::App& app) {
  const std::vector<RunCommand> runs = DeclareCommands(app);
  try {
    app.parse(ArgumentsForParser(app, WithoutHelpCommand(app, TypedArguments())));
  } catch (const CLI::CallForHelp&) {
    WriteStandardOutput(app.help());
    return ExitCodeAfterOutput(kExitOk);
  } catch (const CLI::CallForVersion&) {
    WriteStandardOutput(kVersionText);
    return ExitCodeAfterOutput(kExitOk);
  } catch (const UsageError& error) {
    PrintError(error.what());
    return kExitUsage;
  } catch (const CLI::ParseError& error) {
    PrintError(Describe(app, error));
    return kExitUsage;
  }
  for (size_t i = 0; i < runs.size(); ++i) {
    if (app.got_subcommand(std::string(Commands()[i].name))) return ExitCodeAfterOutput(runs[i]());
  }
  return kExitUsage;
}

}  // namespace

std::vector<RunCommand> DeclareCommands(CLI::App& app) {
  app.name("ssot");
  app.description("Finds violations of a single source of truth.");
  app.set_help_flag("-h,--help", "Print this help");
  app.formatter(HelpFormat());
  app.require_subcommand(1);

  std::vector<RunCommand> runs;
  for (const Command& command : Commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->group("Commands");
    runs.push_back(command.set_up(*sub));
  }
  app.set_version_flag("--version", std::string(kVersion),
                       "Print the versions of ssot and its libraries");
  app.footer(ProgramHelpFooter());
  return runs;
}

int RunCommandLine(int argc, const char* const* argv) {
  try {
    MutableTypedArguments().assign(argv + (argc > 0 ? 1 : 0), argv + argc);
    CLI::App app;
    return ParseAndRun(app);
  } catch (const std::exception& error) {
    PrintError(std::string("internal error: ") + error.what() +
               "; the result is incomplete, please report this");
    return kExitIncomplete;
  }
}

const std::vector<std::string>& TypedArguments() {
  return MutableTypedArguments();
}

std::string ExitCodesForHelp(std::string_view on_one) {
  std::string text = "Exit codes:\n  0  complete, and nothing fails\n";
  if (!on_one.empty()) text += "  1  complete, and " + std::string(on_one) + "\n";
  return text +
         "  2  nothing was done: bad usage, configuration or rule file\n"
         "  3  incomplete: a file could not be read or analysed, a canary was silent, or output "
         "could not be written";
}

}  // namespace ssot
