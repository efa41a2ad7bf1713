// YAML trees as bytes: the built-in rules are parsed when the program is built, since that takes
// longer than a small scan.
#pragma once

#include <string>
#include <string_view>

#include "scanner/ruleset/yaml_document.h"

namespace ssot {

// Aliases are written out.
std::string PackYaml(const YamlValue& root);

// Adds what PackYaml packed to `document` as its root. `packed` must be from the same program.
void UnpackYaml(std::string_view packed, YamlDocument* document);

}  // namespace ssot
