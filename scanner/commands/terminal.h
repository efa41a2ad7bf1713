// What the terminal may be sent.
#pragma once

#include <optional>
#include <string_view>

namespace ssot {

// `when` is --color: auto, always or never. Auto asks, in this order: NO_COLOR, CLICOLOR_FORCE,
// TERM=dumb, and whether standard output is a terminal.
bool UseColor(std::string_view when);

// `when` is --progress: auto, always or never. Auto: standard error is a terminal that can move
// its cursor, and CI is not set.
bool UseProgress(std::string_view when);

// Columns of standard output's terminal; nothing when it is none.
std::optional<unsigned> TerminalWidth();

}  // namespace ssot
