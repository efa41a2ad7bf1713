// Variables that shell commands define.
#pragma once

#include "scanner/languages/configuration/settings_builder.h"

namespace ssot::configuration {

// Reads command lines one after the other. A line that ends with a backslash goes on with the next
// one that is read.
class CommandReader {
 public:
  CommandReader(SettingsBuilder* settings, SettingId parent)
      : settings_(settings), text_(settings->text()), parent_(parent) {}

  // A line, or what of it stands behind the assignments that it begins with. Adds what it defines:
  // `export NAME=value` and `NAME=value command` behind a `;` or `&&`, `env NAME=value`, and the
  // options of programs that do (`docker run -e NAME=value`, `--build-arg`, `--set-env-vars`).
  void ReadLine(TextRange line);

 private:
  enum class Expects : uint8_t {
    kCommand,      // its name, or assignments before it
    kAssignments,  // behind `export`
    kArguments,
    kVariable,     // NAME=value
    kVariables,    // NAME=value,NAME=value
    kOptionValue,  // of an option that says nothing here
    kScript,       // sh -c "…"
  };

  TextRange TakeWord(size_t at, size_t end) const;
  void ReadWord(TextRange word);
  void ReadCommandName(std::string_view name);
  void ReadArgument(TextRange word);
  void ReadOption(TextRange word);
  void AddVariables(TextRange list);

  SettingsBuilder* settings_;
  std::string_view text_;
  SettingId parent_;
  Expects expects_ = Expects::kCommand;
  bool runs_containers_ = false;  // the command is docker or its like, whose -e defines a variable
  bool runs_shell_ = false;       // the last word that is no option names a shell
  bool is_script_ = false;        // inside of sh -c "…"
};

// Whether values of this key are command lines: `run`, `script`, `command`.
bool HoldsCommands(std::string_view key);

}  // namespace ssot::configuration
