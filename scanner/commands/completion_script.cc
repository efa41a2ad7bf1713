// bash and zsh get a function that finds the command that was typed so far ("ssot rules show") and
// looks up what may follow: a value of the option before the cursor, an option, a command, or an
// argument. fish gets a list of conditions instead.
//
// What may follow is told by type names. Fixed words are written into the script; the ids of rules
// depend on the folder, so the script asks the program for them.
#include "scanner/commands/completion_script.h"

#include <string_view>

#include "scanner/commands/shared_options.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The fixed words of a type.
std::string WordsOfType(std::string_view type) {
  if (type == "PACK|PATH") return Join(BuiltInPackNames());
  if (type != "FORMAT=FILE") return Join(ValuesOfType(type));
  std::vector<std::string> words;
  for (const std::string& format : ReportFormatNames()) words.push_back(format + "=");
  return Join(words);
}

bool TakesFiles(std::string_view type) {
  return type == "PATH" || type == "FILE" || type == "PACK|PATH" || type == "FORMAT=FILE";
}

bool TakesFolders(std::string_view type) {
  return type == "DIR" || type == "FOLDER";
}

std::string OptionWords(const CompletionCommand& command) {
  std::vector<std::string> words;
  for (const CompletionOption& option : command.options) words.push_back(option.name);
  return Join(words);
}

std::string CommandWords(const CompletionCommand& command) {
  std::vector<std::string> words;
  for (const CompletionCommand& inner : command.commands) words.push_back(inner.name);
  return Join(words);
}

// Calls `visit` on the command and all inside it.
template <typename Visit>
void ForEachCommand(const CompletionCommand& command, const Visit& visit) {
  visit(command);
  for (const CompletionCommand& inner : command.commands) ForEachCommand(inner, visit);
}

// The lines of a `case` that go from a command and the next word to the command inside it.
std::string DescendCases(const CompletionCommand& program) {
  std::string text;
  ForEachCommand(program, [&](const CompletionCommand& command) {
    if (&command != &program) text += "      \"" + command.path + "\") ;;\n";
  });
  return text;
}

// A `case` branch for the value of each option: its kind and the words to offer.
std::string ValueCases(const CompletionCommand& program) {
  std::string text;
  ForEachCommand(program, [&text](const CompletionCommand& command) {
    for (const CompletionOption& option : command.options) {
      if (option.type.empty()) continue;
      text += "    \"" + command.path + " " + option.name + "\") kind='" + option.type +
              "' offers='" + WordsOfType(option.type) + "' ;;\n";
    }
  });
  return text;
}

// The same for the arguments of each command, and the commands inside it.
std::string ArgumentCases(const CompletionCommand& program) {
  std::string text;
  ForEachCommand(program, [&](const CompletionCommand& command) {
    const std::string words =
        command.commands.empty() ? WordsOfType(command.argument) : CommandWords(command);
    text += "    \"" + command.path + "\") kind='" + command.argument + "' offers='" + words +
            "' flags='" + OptionWords(command) + "' ;;\n";
  });
  return text;
}

// The same for bash and zsh: sets kind, offers and flags from `place` and `previous`.
std::string LookUp(const CompletionCommand& program) {
  return "  case \"$place $previous\" in\n" + ValueCases(program) +
         "    *) kind= ;;\n"
         "  esac\n"
         "  if [[ -z $kind ]]; then\n"
         "    case \"$place\" in\n" +
         ArgumentCases(program) +
         "    esac\n"
         "    [[ $current == -* ]] && kind=options offers=$flags\n"
         "  fi\n"
         "  [[ $kind == RULE-ID ]] && offers=$(\"$program\" rules list --ids 2>/dev/null)\n";
}

std::string Descend(const CompletionCommand& program) {
  return "    case \"$place $word\" in\n" + DescendCases(program) +
         "      *) continue ;;\n"
         "    esac\n"
         "    place=\"$place $word\"\n";
}

std::string FilePatterns(bool (*takes)(std::string_view)) {
  std::string text;
  for (const std::string_view type :
       {"PATH", "FILE", "PACK|PATH", "FORMAT=FILE", "DIR", "FOLDER"}) {
    if (takes(type)) text += (text.empty() ? "'" : "|'") + std::string(type) + "'";
  }
  return text;
}

std::string FishQuoted(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// When the words typed so far are those of `path`, after the program's name.
std::string FishCondition(const std::string& path, const std::string& inner) {
  std::string condition;
  for (size_t begin = path.find(' '); begin != std::string::npos;) {
    const size_t end = path.find(' ', begin + 1);
    condition += (condition.empty() ? "" : "; and ") + std::string("__fish_seen_subcommand_from ") +
                 path.substr(begin + 1, end - begin - 1);
    begin = end;
  }
  if (!inner.empty()) {
    condition += (condition.empty() ? "not " : "; and not ") +
                 std::string("__fish_seen_subcommand_from ") + inner;
  }
  return condition.empty() ? "" : " -n " + FishQuoted(condition);
}

std::string FishValues(const std::string& type) {
  std::string words = WordsOfType(type);
  if (type == "RULE-ID") words = "(ssot rules list --ids 2>/dev/null)";
  if (TakesFolders(type)) words = "(__fish_complete_directories)";
  std::string text = words.empty() ? "" : " -a " + FishQuoted(words);
  return TakesFiles(type) ? text + " -F" : text + " -f";
}

std::string FishOption(const CompletionOption& option) {
  const bool is_long = option.name.starts_with("--");
  return (is_long ? " -l " + option.name.substr(2) : " -s " + option.name.substr(1)) +
         (option.type.empty() ? "" : " -r" + FishValues(option.type)) + " -d " +
         FishQuoted(option.description);
}

}  // namespace

std::string BashCompletion(const CompletionCommand& program) {
  return "# bash completion for ssot: source <(ssot completion bash)\n"
         "_ssot() {\n"
         "  local program=${COMP_WORDS[0]} place=ssot word kind offers flags\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
         "  # bash makes a word of its own of the '=' in --format=text.\n"
         "  [[ $current == '=' ]] && current=\n"
         "  if [[ $previous == '=' || ( -z $current && ${COMP_WORDS[COMP_CWORD]} == '=' ) ]]; "
         "then\n"
         "    local back=2\n"
         "    [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]] && back=1\n"
         "    previous=${COMP_WORDS[COMP_CWORD - back]}\n"
         "  fi\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n" +
         Descend(program) + "  done\n" + LookUp(program) +
         "  mapfile -t COMPREPLY < <(compgen -W \"$offers\" -- \"$current\")\n"
         "  case $kind in\n"
         "    " +
         FilePatterns(TakesFiles) +
         ")\n"
         "      compopt -o filenames 2>/dev/null\n"
         "      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$current\") ;;\n"
         "    " +
         FilePatterns(TakesFolders) +
         ")\n"
         "      compopt -o filenames 2>/dev/null\n"
         "      mapfile -t COMPREPLY < <(compgen -d -- \"$current\") ;;\n"
         "  esac\n"
         "  [[ $kind == 'FORMAT=FILE' ]] && compopt -o nospace 2>/dev/null\n"
         "  return 0\n"
         "}\n"
         "complete -F _ssot ssot\n";
}

std::string ZshCompletion(const CompletionCommand& program) {
  return "#compdef ssot\n"
         "# zsh completion for ssot: ssot completion zsh > \"${fpath[1]}/_ssot\"\n"
         "_ssot() {\n"
         "  local program=${words[1]} place=ssot word kind offers flags\n"
         "  local current=${words[CURRENT]} previous=${words[CURRENT-1]}\n"
         "  local -a typed=(${words[2,CURRENT-1]})\n"
         "  # --format=text is one word here.\n"
         "  if [[ $current == --*=* ]]; then\n"
         "    previous=${current%%=*}\n"
         "    current=${current#*=}\n"
         "    compset -P '*='\n"
         "  fi\n"
         "  for word in $typed; do\n" +
         Descend(program) + "  done\n" + LookUp(program) +
         "  [[ $kind == 'FORMAT=FILE' ]] && compadd -S '' -- ${=offers} || compadd -- ${=offers}\n"
         "  case $kind in\n"
         "    " +
         FilePatterns(TakesFiles) +
         ") _files ;;\n"
         "    " +
         FilePatterns(TakesFolders) +
         ") _files -/ ;;\n"
         "  esac\n"
         "}\n"
         "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
         "  _ssot \"$@\"\n"
         "else\n"
         "  compdef _ssot ssot\n"
         "fi\n";
}

std::string FishCompletion(const CompletionCommand& program) {
  std::string text =
      "# fish completion for ssot: ssot completion fish > ~/.config/fish/completions/ssot.fish\n"
      "complete -c ssot -f\n";
  ForEachCommand(program, [&text](const CompletionCommand& command) {
    const std::string here = "complete -c ssot" + FishCondition(command.path, "");
    const std::string before =
        "complete -c ssot" + FishCondition(command.path, CommandWords(command));
    for (const CompletionCommand& inner : command.commands) {
      text += before + " -a " + inner.name + " -d " + FishQuoted(inner.description) + "\n";
    }
    if (!command.argument.empty()) text += here + FishValues(command.argument) + "\n";
    for (const CompletionOption& option : command.options) {
      text += (command.commands.empty() ? here : before) + FishOption(option) + "\n";
    }
  });
  return text;
}

}  // namespace ssot
