// Language by name, by extension, or by the first line's "#!".
#pragma once

#include <string_view>

#include "scanner/model/source_file.h"

namespace ssot {

// `first_line` is looked at only when the name says nothing; it may be empty.
Language DetectLanguage(std::string_view path, std::string_view first_line);

// True when the name alone does not tell, so that the caller should read the first line.
bool NeedsFirstLine(std::string_view path);

}  // namespace ssot
