#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/find_rule.h"
#include "scanner/commands/rule_text.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"

namespace ssot {
namespace {

struct ExplainOptions {
  Options options;
  std::string rule;
};

int RunExplain(const ExplainOptions& explain) {
  const std::optional<FoundRule> found = FindRuleOrExplain(explain.options, explain.rule);
  if (!found) return kExitUsage;
  WriteStandardOutput(RuleExplained(found->rule, found->authority ? &*found->authority : nullptr));
  return kExitOk;
}

}  // namespace

RunCommand SetUpExplain(CLI::App& app) {
  app.footer(
      "Examples:\n"
      "  ssot explain jwt-import\n"
      "  ssot explain --rules ./my-rules my-rule\n\n" +
      ExitCodesForHelp(""));
  const auto explain = std::make_shared<ExplainOptions>();
  app.add_option("RULE-ID", explain->rule, "A rule; 'ssot rules list' names them")
      ->option_text(" ")
      ->required();
  AddRuleOptions(app, explain->options);
  return [explain] { return RunExplain(*explain); };
}

}  // namespace ssot
