// A rule by its id, for the commands that take one.
#pragma once

#include <optional>
#include <string>

#include "scanner/config/options.h"
#include "scanner/model/rule.h"

namespace ssot {

struct FoundRule {
  Rule rule;
  std::optional<Authority> authority;
};

// Looks among the rules in force, then in all built-in packs. Nothing when there is none, or when
// the rules in force cannot be loaded; standard error says which, and the exit code is kExitUsage.
std::optional<FoundRule> FindRuleOrExplain(const Options& options, const std::string& id);

}  // namespace ssot
