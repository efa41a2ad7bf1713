#include "scanner/commands/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace ssot {
namespace {

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

bool IsSwitchedOn(const char* name) {
  const std::string_view value = Environment(name);
  return !value.empty() && value != "0" && value != "false";
}

bool IsDumbTerminal() {
  return Environment("TERM") == "dumb";
}

}  // namespace

bool UseColor(std::string_view when) {
  if (when != "auto") return when == "always";
  if (!Environment("NO_COLOR").empty()) return false;
  if (IsSwitchedOn("CLICOLOR_FORCE")) return true;
  return !IsDumbTerminal() && isatty(STDOUT_FILENO) != 0;
}

bool UseProgress(std::string_view when) {
  if (when != "auto") return when == "always";
  return !IsSwitchedOn("CI") && !IsDumbTerminal() && isatty(STDERR_FILENO) != 0;
}

std::optional<unsigned> TerminalWidth() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return std::nullopt;
}

}  // namespace ssot
