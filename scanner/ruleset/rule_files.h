// The rule files that a run's sources mean.
#pragma once

#include <string>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/ruleset/load.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {

struct RuleFile {
  YamlDocument document;
  std::string pack;  // empty when the file does not say
  LineColumn pack_place;
};

// Opens, parses and checks the shape of every file of every source, each file once, in the order
// of the sources and sorted by path within one. Files that are no YAML map are left out.
std::vector<RuleFile> OpenRuleFiles(const std::vector<RuleSource>& sources, Diagnostics* errors);

// Every built-in file.
std::vector<RuleFile> OpenBuiltInRuleFiles(Diagnostics* errors);

}  // namespace ssot
