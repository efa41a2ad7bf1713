// How `--help` looks.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}

namespace ssot {

// Groups in the order of their declaration, general options last, lines wrapped.
std::shared_ptr<CLI::FormatterBase> HelpFormat();

}  // namespace ssot
