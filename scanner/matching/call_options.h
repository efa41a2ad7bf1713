// Options of calls, compared with those of the authority's own calls.
#pragma once

#include <vector>

#include "scanner/matching/rule_matcher.h"
#include "scanner/model/rule.h"

namespace ssot {

// A call outside the authority is wrong when it gives an option a value that no call of the
// authority gives it, leaves out one that all of them give, gives one that none of them gives, or
// gives one of the values that are never right. Values that are not known are taken to be right.
// `authority` may be null; then only what is never right is found.
std::function<Judgement(const TreePaths& tree, const std::vector<Site>& sites)> CompileCallOptions(
    const CallOptions& options, const Authority* authority);

}  // namespace ssot
