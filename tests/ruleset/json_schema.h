// As much of JSON Schema (draft 2020-12) as the schemas of this project use. A keyword that is not
// known here fails the test, so that no part of a schema goes unchecked.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scanner/ruleset/shape.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {

nlohmann::json ReadJson(std::string_view text);
nlohmann::json ToJson(const YamlValue& value);

// Where `value` breaks `schema`: one line each, "/rules/0/id: …".
std::vector<std::string> SchemaErrors(const nlohmann::json& value, const nlohmann::json& schema);

// Where a shape and a schema allow different things: one line each.
std::vector<std::string> ShapeDifferences(const Shape& shape, const nlohmann::json& schema);

}  // namespace ssot
