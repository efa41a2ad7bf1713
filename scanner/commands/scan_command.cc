#include <CLI/CLI.hpp>

#include "scanner/commands/command_line.h"
#include "scanner/commands/run_scan.h"

namespace ssot {

RunCommand SetUpScan(CLI::App& app) {
  app.footer(
      "Examples:\n"
      "  ssot scan                                    what --root would choose, with the rules in "
      "force\n"
      "  ssot scan --report sarif=ssot.sarif src      text on the screen, SARIF in a file\n"
      "  ssot scan --since origin/main                fail on what this branch adds\n"
      "  ssot scan --rules ./my-rules --fail-on never only look\n\n" +
      ExitCodesForHelp("at least one failing finding or unmet contract stands"));
  return SetUpScanLike(app, "scan", Options());
}

}  // namespace ssot
