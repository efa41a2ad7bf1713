#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/explain_finding.h"
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
  if (IsFingerprint(explain.rule)) return ExplainFinding(explain.options, explain.rule);
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
      "  ssot explain --rules ./my-rules my-rule\n"
      "  ssot explain 5d0fd01f4f3025b0f78ad61afcf83606\n\n" +
      ExitCodesForHelp(""));
  const auto explain = std::make_shared<ExplainOptions>();
  app.add_option("RULE-ID|FINGERPRINT", explain->rule,
                 "A rule; 'ssot rules list' names them. Or a finding of the JSON report")
      ->option_text(" ")
      ->required();
  AddManyArguments(app, "PATH", explain->options.paths,
                   "Where the finding is looked for (default: .)");
  AddRuleOptions(app, explain->options);
  AddWalkOptions(app, explain->options);
  AddRevision(app, explain->options);
  AddSince(app, explain->options);
  AddBaseline(app, explain->options);
  return [explain] { return RunExplain(*explain); };
}

}  // namespace ssot
