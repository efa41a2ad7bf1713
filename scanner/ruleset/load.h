// Rule files to a RuleSet.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"

namespace ssot {

// A built-in rule file, embedded in the binary.
struct EmbeddedFile {
  std::string_view path;  // relative to rules/: "jwt.yaml"
  std::string_view text;
  std::string_view tree;  // of the text (PackYaml)
};
const std::vector<EmbeddedFile>& BuiltInRuleFiles();
std::string_view RuleSchema();  // rules/rule.schema.json

// A built-in pack, a file, or a folder (every *.yaml, *.yml and *.json below it, but no
// *.schema.json and no name that begins with a dot). The name of a built-in pack always means the
// pack; a file of that name is to be written as ./name.
// With a `tree`, `path` is one of that commit's, from its top.
struct RuleSource {
  std::string name;  // as the user gave it
  std::string path;  // resolved against the folder of whoever named it; may be empty for a pack
  Diagnostic named_at = {};  // where it is named: .ssot.yaml's place; empty: the command line
  const CommitTree* tree = nullptr;  // null: on disk. Asked by LoadRules alone
  std::string tree_name = {};        // the revision as typed, for diagnostics: "v1:rules/a.yaml"
};

// Where .ssot.yaml says something: by "variables/PACK", "variables/PACK/NAME", "severity/RULE-ID".
using ConfigPlaces = std::map<std::string, LineColumn>;

struct RuleSetRequest {
  std::vector<RuleSource> sources = {};  // empty: all built-in packs
  bool chosen_by_name = false;           // by --rules or .ssot.yaml, not by default
  // pack -> variable -> values, from .ssot.yaml
  std::map<std::string, std::map<std::string, std::vector<std::string>>> variables = {};
  std::map<std::string, std::string> severities = {};  // rule id -> error|warning|note|off
  std::string config_path = "";                        // for diagnostics about the two maps above
  ConfigPlaces config_places = {};                     // of the entries of the two maps
  // Sources that .ssot.yaml names and the command line replaced: what they declare is not in
  // force, but .ssot.yaml may speak of it.
  std::vector<RuleSource> replaced_sources = {};
};

// Every error of every file at once in `*errors`, sorted by file, line and column; with any, the
// result is not to be used. Each says file:line:column, what, and "did you mean …" where a known
// key or name is near.
RuleSet LoadRules(const RuleSetRequest& request, Diagnostics* errors);

// The names of the built-in packs, sorted.
std::vector<std::string> BuiltInPackNames();

// The known name nearest to `word` by edit distance, or empty when none is near.
std::string Nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace ssot
