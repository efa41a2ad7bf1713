// The front end for TypeScript and JavaScript, and for the scripts of Vue and Svelte components.
#pragma once

#include <string_view>

#include "scanner/languages/front_end.h"

namespace ssot::typescript {

Extraction ExtractTypeScript(std::string_view path, std::string_view text);
Extraction ExtractJavaScript(std::string_view path, std::string_view text);
Extraction ExtractVue(std::string_view path, std::string_view text);
Extraction ExtractSvelte(std::string_view path, std::string_view text);

const LanguageSemantics& Semantics();

}  // namespace ssot::typescript
