#include "scanner/commands/command.h"

namespace ssot {

#define COMMAND(name, summary, set_up) RunCommand set_up(CLI::App& app);
#include "scanner/commands/commands.def"

const std::vector<Command>& Commands() {
  static const std::vector<Command> commands = {
#define COMMAND(name, summary, set_up) {name, summary, set_up},
#include "scanner/commands/commands.def"
  };
  return commands;
}

}  // namespace ssot
