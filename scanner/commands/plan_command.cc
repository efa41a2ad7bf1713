#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "reports/plan_writer.h"
#include "reports/report_format.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/run_scan.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/pipeline/make_plan.h"

namespace ssot {
namespace {

// What `ssot inventory` must be given to count the same in the work tree, where the work is done.
std::vector<std::string> ArgumentsOf(const Options& options) {
  std::vector<std::string> arguments;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) arguments.insert(arguments.end(), {name, value});
  };
  add("--root", options.root);
  add("--config", options.config);
  for (const std::string& rules : options.rules) add("--rules", rules);
  for (const std::string& glob : options.include) add("--include", glob);
  for (const std::string& glob : options.exclude) add("--exclude", glob);
  add("--compile-commands", options.compile_commands);
  if (options.has_max_file_bytes) {
    add("--max-file-size", std::to_string(options.max_file_bytes));
  }
  if (options.file_seconds != Options().file_seconds) {
    add("--file-timeout", std::to_string(options.file_seconds));
  }
  if (!options.use_suppressions) arguments.emplace_back("--no-suppressions");
  if (!options.use_ignore_files) arguments.emplace_back("--no-ignore");
  arguments.insert(arguments.end(), options.paths.begin(), options.paths.end());
  return arguments;
}

std::string Render(const std::string& format, const Report& report, const Plan& plan) {
  return format == "json" ? RenderPlanJson(report, plan) : RenderPlanMarkdown(report, plan);
}

int RunPlan(const Options& typed) {
  Options options = typed;
  options.list_counted = true;  // a plan names every place
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  std::optional<Baseline> baseline;
  if (!ReadBaselineOrExplain(*session, &baseline)) return kExitUsage;
  ScanRequest request;
  request.command = "plan";
  request.counts_importers = true;
  request.baseline = baseline ? &*baseline : nullptr;
  const ScanResult result = ScanWithProgress(*session, request);
  const OwnersByPath owners = FindOwners(*session->source, result.report);
  const std::vector<std::string> arguments = ArgumentsOf(typed);
  const Plan plan = MakePlan({result.report, result.importers, owners, arguments});
  bool all_written = true;
  for (const ReportRequest& file : options.reports) {
    std::string error;
    if (WriteFileAtomically(file.path, Render(file.format, result.report, plan), &error)) continue;
    PrintError(error);
    all_written = false;
  }
  const bool is_silent = options.quiet && options.format != "json";
  if (!is_silent) WriteStandardOutput(Render(options.format, result.report, plan));
  ExplainIncomplete(result.report.ledger, options.strict);
  if (options.stats) PrintStats(result.stats);
  return all_written ? result.report.exit_code : kExitIncomplete;
}

}  // namespace

RunCommand SetUpPlan(CLI::App& app) {
  app.footer(
      "Examples:\n"
      "  ssot plan > plan.md                          Markdown to paste into an issue\n"
      "  ssot plan --format json                      all of it, for programs\n"
      "  ssot plan services/payments                  what one team has to do\n\n" +
      ExitCodesForHelp("with --fail-on, something that fails stands"));
  const auto options = std::make_shared<Options>();
  options->fail_on = FailOn::kNever;
  options->format = "markdown";
  AddPaths(app, *options);
  AddRuleOptions(app, *options);
  AddWalkOptions(app, *options);
  AddRevision(app, *options);
  AddSince(app, *options);
  AddBaseline(app, *options);
  AddGateOptions(app, *options);
  AddStrict(app, *options);
  AddPlanOptions(app, *options);
  AddRunOptions(app, *options);
  return [options] { return RunPlan(*options); };
}

}  // namespace ssot
