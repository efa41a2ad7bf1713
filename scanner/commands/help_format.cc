#include "scanner/commands/help_format.h"

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "scanner/commands/wording.h"

namespace ssot {
namespace {

constexpr size_t kColumn = 28;  // where descriptions begin
constexpr size_t kWidth = 100;
constexpr const char* kGeneralGroup = "Options";  // CLI11's name for what has no group

std::string Entry(const std::string& name, const std::string& description) {
  const std::string head = "  " + name;
  const bool fits = head.size() + 2 <= kColumn;
  return head +
         (fits ? std::string(kColumn - head.size(), ' ') : "\n" + std::string(kColumn, ' ')) +
         WrapText(description, kColumn, kWidth) + "\n";
}

class Format : public CLI::Formatter {
 public:
  Format() {
    label("Positionals", "Arguments");
    label("SUBCOMMAND", "COMMAND");
  }

  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    return make_description(app) + "\n" + make_usage(app, std::move(name)) + make_positionals(app) +
           make_subcommands(app, mode) + Groups(app) + "\n" + make_footer(app);
  }

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::string type = is_positional ? "" : option->get_option_text();
    return Entry(option->get_name(is_positional, !is_positional) + (type.empty() ? "" : " " + type),
                 option->get_description());
  }

  std::string make_subcommand(const CLI::App* command) const override {
    return Entry(command->get_name(), command->get_description());
  }

 private:
  std::string Groups(const CLI::App* app) const {
    std::string text;
    for (const std::string& group : app->get_groups()) {
      if (group != kGeneralGroup) text += Group(app, group, group);
    }
    return text + Group(app, kGeneralGroup, "General");
  }

  std::string Group(const CLI::App* app, const std::string& group,
                    const std::string& heading) const {
    const std::vector<const CLI::Option*> options =
        app->get_options([&group](const CLI::Option* option) {
          return option->get_group() == group && option->nonpositional();
        });
    return options.empty() ? "" : make_group(heading, false, options);
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> HelpFormat() {
  return std::make_shared<Format>();
}

}  // namespace ssot
