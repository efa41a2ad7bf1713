// What .ssot.yaml changes in the rules in force.
#pragma once

#include <vector>

#include "scanner/ruleset/declarations.h"
#include "scanner/ruleset/load.h"
#include "scanner/ruleset/rule_files.h"

namespace ssot {

// Complains, at its place in .ssot.yaml, of each pack, variable and rule that neither `files` nor
// any built-in file nor the request's replaced sources declare.
void CheckOverrides(const RuleSetRequest& request, const std::vector<RuleFile>& files,
                    Diagnostics* errors);

// Sets severities, and takes rules that are "off" out of the set and its rows.
void OverrideSeverities(const RuleSetRequest& request, RuleSet* rules);

}  // namespace ssot
