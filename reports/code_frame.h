// The lines around a finding, numbered, with its span underlined.
#pragma once

#include <string>

#include "reports/terminal_text.h"
#include "scanner/model/finding.h"

namespace ssot {

// Lines that end in a line feed. `width` is the terminal's, in columns: longer lines are cut
// around the span. Empty when the finding has no excerpt.
//
//      |
//   11 | import os
//   12 | import jwt
//      |        ^^^
//      |
std::string CodeFrame(const Finding& finding, unsigned width, const Painter& paint);

// As many spaces as the frame has before its bars.
std::string FrameIndent(const Finding& finding);

}  // namespace ssot
