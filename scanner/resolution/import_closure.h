// What code reaches through imports.
#pragma once

#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
#include "scanner/model/module_settings.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

// The files of `semantics`' language that `starts`, all of that language, import, and those that
// these import, and so on; `starts` among them. Ascending.
std::vector<FileId> ImportClosure(const std::vector<Facts>& files,
                                  const LanguageSemantics& semantics,
                                  const std::vector<ModuleSettings>& settings,
                                  const std::vector<FileId>& starts, unsigned jobs);

}  // namespace ssot
