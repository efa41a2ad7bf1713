// The inventory's rows, counted from what the rules found.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/model/finding.h"
#include "scanner/model/inventory.h"

namespace ssot {

// By rule: the files that it looked at, whether it found something there or not.
using LookedAtFiles = std::vector<std::vector<std::string_view>>;

// One row for each of the rule set's, in its order. `counted` holds every hit of the text rules.
//
// A row's true count is over the findings of its `rules` inside its scope: distinct files in a
// row of files, findings in any other. It is absent when none of the rules ran and looked at a file
// in the row's scope: nothing was found where nobody looked, and such a row has no status. Its text
// count is over its `text_rules`: distinct files in a row of files, else what each text rule's unit
// counts; absent when none of them ran. A row without rules of its own sums its parts; the parts of
// a row with rules of its own break it down into findings and, where a part names patterns,
// occurrences. A contract counts all its matches, those that stand where they should included.
//
// A row in percent counts which part of the matches of its `rules` is inside; without rules of its
// own, which part of its parts has no finding.
std::vector<CountedRow> CountInventory(const CompiledRules& rules,
                                       const std::vector<Finding>& findings,
                                       const std::vector<CountedMatch>& counted,
                                       const LookedAtFiles& looked_at);

// The fact rules of the row and of its parts, by id. `row` must outlive them.
std::set<std::string_view> RulesOf(const InventoryRow& row);

}  // namespace ssot
