// The match that a rule about the whole tree counts: given inside its parameters as one of the
// kinds that look at one file, or taken from another rule by its id.
#pragma once

#include <string>
#include <vector>

#include "scanner/model/rule.h"
#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/shape.h"

namespace ssot {

// `rule`, and one field a kind.
std::vector<Field> MatchFields();

// The match at `map`, and the id at its `rule`, of which one is given. `noun` is what errors call
// the rule ("a contract").
MatchParameters ReadMatch(const YamlValue& map, const std::string& noun, FieldReader* reader,
                          std::string* rule);

// The match of a rule; false: it is of a kind that looks at the whole tree.
bool MatchOf(const RuleParameters& rule, MatchParameters* match);

}  // namespace ssot
