#include "scanner/commands/find_rule.h"

#include <vector>

#include "scanner/commands/run_session.h"
#include "scanner/commands/standard_output.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

std::optional<FoundRule> FindIn(const RuleSet& rules, const std::string& id) {
  for (const Rule& rule : rules.rules) {
    if (rule.id != id) continue;
    FoundRule found{rule, std::nullopt};
    for (const Authority& authority : rules.authorities) {
      if (authority.id == rule.authority) found.authority = authority;
    }
    return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundRule> FindRuleOrExplain(const Options& options, const std::string& id) {
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return std::nullopt;
  if (std::optional<FoundRule> found = FindIn(session->rules, id)) return found;

  Diagnostics errors;
  const RuleSet built_in = LoadRules(RuleSetRequest(), &errors);
  if (std::optional<FoundRule> found = FindIn(built_in, id)) return found;

  std::vector<std::string> known;
  for (const RuleSet* rules : {&session->rules, &built_in}) {
    for (const Rule& rule : rules->rules) known.push_back(rule.id);
  }
  const std::string near = Nearest(id, known);
  PrintError("unknown rule '" + id + "'; " +
             (near.empty() ? "see 'ssot rules list'" : "did you mean '" + near + "'?"));
  return std::nullopt;
}

}  // namespace ssot
