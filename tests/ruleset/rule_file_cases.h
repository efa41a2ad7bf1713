// Rule files with what is wrong in them, for the loader's tests and the schema's.
#pragma once

#include <string>
#include <vector>

namespace ssot {

enum class SchemaSees { kNothing, kError };  // whether rule.schema.json refuses the file too

struct RuleFileCase {
  std::string name;
  std::string yaml;
  std::vector<std::string> errors;  // "line:column: message"; none: the file is sound
  SchemaSees schema_sees = SchemaSees::kNothing;
};

const std::vector<RuleFileCase>& RuleFileCases();

}  // namespace ssot
