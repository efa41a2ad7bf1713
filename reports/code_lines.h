// The lines of an excerpt, and pieces of them by column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/finding.h"

namespace ssot {

// What stands between line feeds; what follows the last one is a line too, even when it is empty.
std::vector<std::string_view> SplitLines(std::string_view text);

// The bytes of `line` from `first_column` to before `end_column`, counted in code points from 1;
// columns past the end stand for the end.
std::string_view Columns(std::string_view line, uint32_t first_column, uint32_t end_column);

// Exactly what stands in `span`, as far as the excerpt holds it, with LF between lines.
std::string SpanText(const CodeExcerpt& excerpt, const Span& span);

}  // namespace ssot
