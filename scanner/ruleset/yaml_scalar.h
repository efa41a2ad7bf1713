// What a scalar without quotes is, in the YAML 1.2 core schema.
#pragma once

#include <string_view>

#include "scanner/ruleset/yaml_document.h"

namespace ssot {

YamlType TypeOfPlainScalar(std::string_view text);

}  // namespace ssot
