// `extends` in a rule file: a pack that builds on others.
//
// The other pack is in force together with this one, with values for its variables and scopes in
// place of its own. What .ssot.yaml says comes before. Its inventory is left out, since the pack
// that builds on it has one of its own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/ruleset/load.h"
#include "scanner/ruleset/pack_contents.h"
#include "scanner/ruleset/rule_files.h"

namespace ssot {

// The packs that `files` extend and that none of them belongs to, in the order of the files.
std::vector<std::string> ExtendedPacks(const std::vector<RuleFile>& files);

// Gives the extended packs their values, and lets those who extend them use their variables. Before
// scopes are read.
void ExtendVariables(const std::vector<RuleFile>& files, const RuleSetRequest& request,
                     std::map<std::string, PackContents>* packs, Diagnostics* errors);

// Gives the extended packs their scopes. After their own have been read.
void ExtendScopes(const std::vector<RuleFile>& files, const RuleSetRequest& request,
                  std::map<std::string, PackContents>* packs, Diagnostics* errors);

}  // namespace ssot
