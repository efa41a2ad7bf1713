// The examples of a rule. A bad one is the rule's canary, so it must lie where the rule looks.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/model/rule.h"
#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/variables.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {

std::vector<Example> ReadExamples(const YamlValue& rule, std::string_view key,
                                  const Variables& variables);

// Complains of each bad example whose path or language the rule does not look at. `authority` may
// be null. `rule.bad` must have been read from `map`.
void CheckCanaries(const YamlValue& map, const Rule& rule, const Authority* authority,
                   FieldReader* reader);

}  // namespace ssot
