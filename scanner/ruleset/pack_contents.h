// What the files of one pack share: variables, authorities and scopes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/rule.h"
#include "scanner/ruleset/declarations.h"
#include "scanner/ruleset/load.h"
#include "scanner/ruleset/rule_files.h"
#include "scanner/ruleset/variables.h"

namespace ssot {

struct PackContents {
  Pack pack;
  bool is_extended = false;  // by another pack in force
  bool gives_way =
      false;         // chosen by nobody, and extends a pack that this repository sets up itself
  LineColumn place;  // of the pack's name in its first file …
  std::string path;  // … which is this one
  Variables variables;
  Declarations variable_declarations{"variable"};
  Declarations scope_declarations{"scope"};
  std::map<std::string, PathScope> scopes;
};

// By pack name. `files` must be those in force; values in the request replace defaults.
std::map<std::string, PackContents> ReadPacks(const std::vector<RuleFile>& files,
                                              const RuleSetRequest& request, Diagnostics* errors);

// The authorities of all packs, in the order of the files.
std::vector<Authority> ReadAuthorities(const std::vector<RuleFile>& files,
                                       const std::map<std::string, PackContents>& packs,
                                       Declarations* declarations, Diagnostics* errors);

}  // namespace ssot
