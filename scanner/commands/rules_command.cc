#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/find_rule.h"
#include "scanner/commands/rule_text.h"
#include "scanner/commands/rules_test.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/commands/wording.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

struct RulesOptions {
  Options options;
  std::vector<std::string> paths;
  std::string rule;
  bool only_ids = false;
  bool only_packs = false;
};
using SharedRulesOptions = std::shared_ptr<RulesOptions>;

std::string Padded(std::string_view text, size_t width) {
  return std::string(text) + std::string(width - std::min(width, text.size()) + 2, ' ');
}

std::string RuleTable(const RuleSet& rules) {
  size_t id_width = 0;
  size_t pack_width = 0;
  for (const Rule& rule : rules.rules) {
    id_width = std::max(id_width, rule.id.size());
    pack_width = std::max(pack_width, rule.pack.size());
  }
  std::string text;
  for (const Rule& rule : rules.rules) {
    const std::string_view severity =
        rule.report == RuleReport::kCount ? "count" : SeverityName(rule.severity);
    text += Padded(rule.id, id_width) + Padded(severity, 7) +
            Padded(kRuleKindNames[static_cast<size_t>(rule.kind())], 6) +
            Padded(rule.pack, pack_width) + rule.title + "\n";
  }
  return text;
}

std::string Totals(const RuleSet& rules) {
  return CountOf(rules.rules.size(), "rule") + " and " +
         CountOf(rules.rows.size(), "inventory row") + " in " + CountOf(rules.packs.size(), "pack");
}

int RunList(const RulesOptions& rules) {
  const std::optional<Session> session = OpenOrExplain(rules.options);
  if (!session) return kExitUsage;
  std::string text;
  if (rules.only_packs) {
    for (const Pack& pack : session->rules.packs) text += pack.name + "\n";
  } else if (rules.only_ids) {
    for (const Rule& rule : session->rules.rules) text += rule.id + "\n";
  } else {
    text = RuleTable(session->rules) + Totals(session->rules) + "\n";
  }
  WriteStandardOutput(text);
  return kExitOk;
}

int RunShow(const RulesOptions& rules) {
  const std::optional<FoundRule> found = FindRuleOrExplain(rules.options, rules.rule);
  if (!found) return kExitUsage;
  WriteStandardOutput(RuleAsYaml(found->rule));
  return kExitOk;
}

int RunCheck(const RulesOptions& rules) {
  Options options = rules.options;
  options.rules.insert(options.rules.end(), rules.paths.begin(), rules.paths.end());
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  WriteStandardOutput(Totals(session->rules) + ", no errors\n");
  return kExitOk;
}

int RunSchema() {
  WriteStandardOutput(RuleSchema());
  return kExitOk;
}

CLI::App& AddPart(CLI::App& app, const std::string& name, const std::string& description,
                  const std::string& footer) {
  CLI::App* part = app.add_subcommand(name, description);
  part->group("Commands");
  part->footer(footer);
  return *part;
}

void AddList(CLI::App& app, const SharedRulesOptions& rules) {
  CLI::App& list = AddPart(app, "list", "List the rules in force",
                           "Columns: id, severity (or count), kind, pack, title.\n\n"
                           "Examples:\n"
                           "  ssot rules list\n"
                           "  ssot rules list --rules ./my-rules --ids\n\n" +
                               ExitCodesForHelp(""));
  AddRuleOptions(list, rules->options);
  CLI::Option* ids = list.add_flag("--ids", rules->only_ids, "Only the rules' ids, one a line");
  list.add_flag("--packs", rules->only_packs, "Only the packs' names, one a line")->excludes(ids);
}

void AddShow(CLI::App& app, const SharedRulesOptions& rules) {
  CLI::App& show = AddPart(app, "show", "Print a rule as it was loaded, as YAML",
                           "Examples:\n"
                           "  ssot rules show jwt-import\n\n" +
                               ExitCodesForHelp(""));
  show.add_option("RULE-ID", rules->rule, "A rule; 'ssot rules list' names them")
      ->option_text(" ")
      ->required();
  AddRuleOptions(show, rules->options);
}

void AddCheck(CLI::App& app, const SharedRulesOptions& rules) {
  CLI::App& check = AddPart(app, "check", "Validate rule files and the configuration",
                            "Prints every error of every file, each with its line and column.\n\n"
                            "Examples:\n"
                            "  ssot rules check\n"
                            "  ssot rules check my-rules/jwt.yaml\n\n" +
                                ExitCodesForHelp(""));
  AddManyArguments(check, "PATH", rules->paths,
                   "Rule files and folders (default: the rules in force)");
  AddRuleOptions(check, rules->options);
}

void AddTest(CLI::App& app, const SharedRulesOptions& rules) {
  CLI::App& test = AddPart(
      app, "test", "Run the rules' own examples, or annotated folders",
      "Without PATH: every bad example must be found and every good one must be silent. With "
      "PATH: each folder with a\nrules.yaml is a case; comments beside the lines say what must be "
      "found (expect: RULE-ID), and nothing else may be.\n\n"
      "Examples:\n"
      "  ssot rules test\n"
      "  ssot rules test fixtures/python\n\n" +
          ExitCodesForHelp("at least one expectation does not hold"));
  AddManyArguments(test, "PATH", rules->paths, "Folders with annotated cases");
  AddRuleOptions(test, rules->options);
  AddJobs(test, rules->options);
}

}  // namespace

RunCommand SetUpRules(CLI::App& app) {
  const auto rules = std::make_shared<RulesOptions>();
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  ssot rules list\n"
      "  ssot rules check --rules ./my-rules\n\n" +
      ExitCodesForHelp("'rules test' found an expectation that does not hold"));
  AddList(app, rules);
  AddShow(app, rules);
  AddCheck(app, rules);
  AddTest(app, rules);
  AddPart(app, "schema", "Print the JSON Schema of rule files",
          "Examples:\n"
          "  ssot rules schema > rule.schema.json\n\n" +
              ExitCodesForHelp(""));
  return [rules, &app] {
    if (app.got_subcommand("list")) return RunList(*rules);
    if (app.got_subcommand("show")) return RunShow(*rules);
    if (app.got_subcommand("check")) return RunCheck(*rules);
    if (app.got_subcommand("test")) return RunRulesTest(rules->options, rules->paths);
    return RunSchema();
  };
}

}  // namespace ssot
