// Reads the files that say how imports find other files: package.json, tsconfig*.json and
// jsconfig.json.
#pragma once

#include <optional>
#include <string_view>

#include "scanner/model/module_settings.h"

namespace ssot::typescript {

// By its name alone; `path` is relative to the root.
bool IsModuleSettings(std::string_view path);

// Comments and trailing commas are allowed. Null when the text is no JSON object; what is of
// another type than expected is passed over.
std::optional<ModuleSettings> ReadModuleSettings(std::string_view path, std::string_view text);

}  // namespace ssot::typescript
