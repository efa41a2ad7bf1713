// Whether a definition implements something, or leaves that to others.
#pragma once

#include "scanner/resolution/evaluator.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

DefinitionBody BodyOf(Evaluator* evaluator, FileId file, DefinitionId definition,
                      const std::vector<bool>& has_code);

// For each scope whether a function that is no stub is defined in it.
std::vector<bool> ScopesWithCode(const Facts& facts);

// `pattern` as in scanner/model/rule.h, against a dotted name or the end of it.
bool MatchesNameEnd(std::string_view pattern, std::string_view name);

}  // namespace ssot
