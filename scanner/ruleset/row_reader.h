// The rows of the inventory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/rule.h"
#include "scanner/ruleset/declarations.h"
#include "scanner/ruleset/pack_contents.h"

namespace ssot {

// What a row may refer to. `rules` holds every rule by its id.
struct RowContext {
  const PackContents& pack;
  const Declarations& rule_declarations;
  const std::map<std::string, const Rule*>& rules;
};

// `map` has been checked against the shape of rows.
InventoryRow ReadRow(const YamlValue& map, const RowContext& context, const std::string& path,
                     Diagnostics* errors);

}  // namespace ssot
