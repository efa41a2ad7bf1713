#include "scanner/languages/configuration/commands.h"

#include <algorithm>
#include <iterator>

#include "scanner/languages/configuration/lines.h"

namespace ssot::configuration {
namespace {

template <typename Names>
bool IsOneOf(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Words behind which a command still begins, and their options.
constexpr std::string_view kPrefixes[] = {"if",    "then",  "do",   "else",   "elif",
                                          "while", "until", "time", "sudo",   "exec",
                                          "env",   "!",     "{",    "command"};
constexpr std::string_view kDefiners[] = {"export", "readonly", "local", "declare", "typeset"};
constexpr std::string_view kContainerPrograms[] = {"docker", "podman", "nerdctl", "docker-compose",
                                                   "podman-compose"};
constexpr std::string_view kShells[] = {"sh", "bash", "dash", "zsh", "ksh", "ash"};
constexpr std::string_view kContainerOptions[] = {"-e", "--env"};
constexpr std::string_view kVariableOptions[] = {"--build-arg", "--from-literal"};
constexpr std::string_view kListOptions[] = {"--set-env-vars",       "--update-env-vars",
                                             "--set-build-env-vars", "--update-build-env-vars",
                                             "--set-secrets",        "--update-secrets"};

bool EndsCommand(char c) {
  return c == ';' || c == '&' || c == '|' || c == '(' || c == ')';
}

// Without the path.
std::string_view ProgramName(std::string_view program) {
  return program.substr(program.find_last_of('/') + 1);
}

// Of a shell: -o pipefail, -euo pipefail, -O extglob.
bool TakesShellOption(std::string_view option) {
  return !option.starts_with("--") && (option.ends_with('o') || option.ends_with('O'));
}

bool IsQuote(char c) {
  return c == '"' || c == '\'';
}

// Without the quotes around all of it.
TextRange Unquoted(std::string_view text, TextRange word) {
  const bool is_quoted = word.end - word.begin >= 2 && IsQuote(text[word.begin]) &&
                         text[word.end - 1] == text[word.begin];
  return is_quoted ? TextRange{word.begin + 1, word.end - 1} : word;
}

}  // namespace

bool HoldsCommands(std::string_view key) {
  constexpr std::string_view kKeys[] = {"run",          "script",     "before_script", "command",
                                        "after_script", "entrypoint", "commands",      "args"};
  return IsOneOf(kKeys, key);
}

void CommandReader::ReadLine(TextRange line) {
  const bool goes_on = line.end > line.begin && text_[line.end - 1] == '\\';
  const size_t end = goes_on ? line.end - 1 : line.end;
  for (size_t at = SkipBlanks(text_, line.begin, end); at < end; at = SkipBlanks(text_, at, end)) {
    if (text_[at] == '#') break;
    if (EndsCommand(text_[at])) {
      expects_ = Expects::kCommand;
      ++at;
      continue;
    }
    const TextRange word = TakeWord(at, end);
    ReadWord(word);
    at = word.end;
  }
  if (!goes_on) expects_ = Expects::kCommand;
}

// Up to a blank or the command's end, quotes passed over.
TextRange CommandReader::TakeWord(size_t at, size_t end) const {
  TextRange word{at, at};
  while (word.end < end && !IsBlank(text_[word.end]) && !EndsCommand(text_[word.end])) {
    if (text_[word.end] == '\\') {
      word.end = std::min(word.end + 2, end);
    } else if (IsQuote(text_[word.end])) {
      const char escape = text_[word.end] == '\'' ? '\1' : '\\';
      const size_t close = ClosingQuote(text_, word.end, end, escape);
      word.end = close == text_.npos ? end : close + 1;
    } else {
      ++word.end;
    }
  }
  return word;
}

void CommandReader::ReadWord(TextRange word) {
  switch (expects_) {
    case Expects::kCommand:
      if (!settings_->AddAssignment(word, parent_)) {
        ReadCommandName(settings_->Text(Unquoted(text_, word)));
      }
      return;
    case Expects::kAssignments:
      settings_->AddAssignment(Unquoted(text_, word), parent_);
      return;
    case Expects::kArguments:
      return ReadArgument(word);
    case Expects::kOptionValue:
      break;
    case Expects::kVariable:
      settings_->AddAssignment(Unquoted(text_, word), parent_);
      break;
    case Expects::kVariables:
      AddVariables(Unquoted(text_, word));
      break;
    case Expects::kScript: {
      CommandReader script(settings_, parent_);
      script.is_script_ = true;
      script.ReadLine(Unquoted(text_, word));
      break;
    }
  }
  expects_ = Expects::kArguments;
}

void CommandReader::ReadCommandName(std::string_view name) {
  if (IsOneOf(kPrefixes, name) || name.starts_with('-')) return;
  name = ProgramName(name);
  runs_containers_ = IsOneOf(kContainerPrograms, name);
  runs_shell_ = IsOneOf(kShells, name);
  expects_ = IsOneOf(kDefiners, name) ? Expects::kAssignments : Expects::kArguments;
}

// A shell can be another program's argument: docker exec web sh -c "…", timeout 5 sh -c "…".
void CommandReader::ReadArgument(TextRange word) {
  const std::string_view text = settings_->Text(word);
  if (text.starts_with('-')) return ReadOption(word);
  if (text.starts_with('+')) return;  // sh +x
  runs_shell_ = IsOneOf(kShells, ProgramName(settings_->Text(Unquoted(text_, word))));
}

void CommandReader::ReadOption(TextRange word) {
  const std::string_view text = settings_->Text(word);
  const std::string_view option = text.substr(0, text.find('='));
  const bool is_variable =
      IsOneOf(kVariableOptions, option) || (runs_containers_ && IsOneOf(kContainerOptions, option));
  const bool is_list = IsOneOf(kListOptions, option);
  if (option == "-c" && runs_shell_ && !is_script_) {
    runs_shell_ = false;
    expects_ = Expects::kScript;
  } else if (runs_shell_ && TakesShellOption(option)) {
    expects_ = Expects::kOptionValue;
  } else if (is_variable || is_list) {
    expects_ = is_list ? Expects::kVariables : Expects::kVariable;
    if (option.size() < text.size()) ReadWord({word.begin + option.size() + 1, word.end});
  }
}

void CommandReader::AddVariables(TextRange list) {
  for (size_t at = list.begin; at < list.end;) {
    const size_t comma = std::min(text_.find(',', at), list.end);
    settings_->AddAssignment({at, comma}, parent_);
    at = comma + 1;
  }
}

}  // namespace ssot::configuration
