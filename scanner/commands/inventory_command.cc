#include <CLI/CLI.hpp>

#include "scanner/commands/command_line.h"
#include "scanner/commands/run_scan.h"

namespace ssot {

RunCommand SetUpInventory(CLI::App& app) {
  app.footer(
      "Examples:\n"
      "  ssot inventory                               the table of counts\n"
      "  ssot inventory --format json                 the same report without findings\n"
      "  ssot inventory --fail-on new                 fail while a finding stands\n\n" +
      ExitCodesForHelp("with --fail-on, something that fails stands"));
  Options defaults;
  defaults.fail_on = FailOn::kNever;
  return SetUpScanLike(app, "inventory", defaults);
}

}  // namespace ssot
