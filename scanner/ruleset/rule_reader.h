// One rule, and one inventory row, from their maps in a rule file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/rule.h"
#include "scanner/ruleset/declarations.h"
#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/pack_contents.h"

namespace ssot {

// What a rule may refer to.
struct RuleContext {
  const PackContents& pack;
  const Declarations& authority_declarations;
  const std::vector<Authority>& authorities;
};

// `map` has been checked against RuleShape().
Rule ReadRule(const YamlValue& map, const RuleContext& context, const std::string& path,
              Diagnostics* errors);

// The scope at `map`'s "scope": given there, or by a name that the pack declares.
PathScope ReadScope(const YamlValue& map, const PackContents& pack, FieldReader* reader);

}  // namespace ssot
