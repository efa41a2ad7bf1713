#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/report_format.h"
#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/compare.h"
#include "scanner/commands/baseline_changes.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/run_scan.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/commands/wording.h"

namespace ssot {
namespace {

struct BaselineOptions {
  Options options;
  std::string ancestor;  // of merge
  std::string ours;
  std::string theirs;
};
using SharedBaselineOptions = std::shared_ptr<BaselineOptions>;

// Opens the session with the baseline that it is about: its own, or the default one of its root.
// It is on disk, also with --rev: a commit's cannot be written. Beside the objects of a bare
// repository it would never be found again.
std::optional<Session> OpenWithBaseline(const Options& options) {
  std::optional<Session> session = OpenOrExplain(options);
  if (!session) return session;
  if (session->is_bare && options.baseline.empty()) {
    PrintError(
        "a bare repository has no files, so a baseline cannot be in it; name one outside "
        "with --baseline");
    return std::nullopt;
  }
  session->committed_baseline.clear();
  if (!session->options.baseline.empty()) return session;
  const std::filesystem::path path = std::filesystem::path(session->root.root) / kDefaultBaseline;
  std::error_code error;
  const std::string near = std::filesystem::proximate(path, error).string();
  session->options.baseline = error || near.starts_with("..") ? path.string() : near;
  session->baseline_name = kDefaultBaseline;
  return session;
}

// Nothing when the result says too little about the tree to be kept.
std::optional<ScanResult> ScanCompletely(const Session& session, const Baseline& old) {
  ScanResult result = ScanWithProgress(session, "baseline", &old);
  if (session.options.stats) PrintStats(result.stats);
  if (!ExplainIncomplete(result.report.ledger, session.options.strict)) return result;
  PrintError("the scan is incomplete, so the baseline was left as it is");
  return std::nullopt;
}

int Write(const Session& session, const Baseline& baseline, const std::string& what) {
  std::string error;
  if (!WriteFileAtomically(session.options.baseline, RenderBaseline(baseline), &error)) {
    PrintError(error);
    return kExitIncomplete;
  }
  if (!session.options.quiet) {
    WriteStandardOutput(session.options.baseline + ": " +
                        CountOf(baseline.findings.size(), "finding") + what + "\n");
  }
  return kExitOk;
}

std::string Totals(const BaselineChanges& changes) {
  std::string text = std::to_string(changes.added) + " added, " + std::to_string(changes.removed) +
                     " removed, " + std::to_string(changes.changed) + " changed";
  if (changes.rows > 0) text += ", " + CountOf(changes.rows, "row") + " changed";
  return text;
}

int RunCreate(const Options& options) {
  const std::optional<Session> session = OpenWithBaseline(options);
  if (!session) return kExitUsage;
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(session->options.baseline, error))) {
    PrintError("'" + session->options.baseline +
               "' exists; renew it with 'ssot baseline update', or remove it first");
    return kExitUsage;
  }
  const Baseline empty;
  const std::optional<ScanResult> result = ScanCompletely(*session, empty);
  if (!result) return kExitIncomplete;
  return Write(*session, BaselineAfter(*session, empty, *result), "");
}

// What update, prune and diff begin with.
struct ComparedRun {
  Session session;
  Baseline old;  // result->comparison points into it
  std::optional<ScanResult> result;
};

// Null: the exit code is in `*exit_code`.
std::unique_ptr<ComparedRun> CompareWithFile(const Options& options, int* exit_code) {
  *exit_code = kExitUsage;
  std::optional<Session> session = OpenWithBaseline(options);
  if (!session) return nullptr;
  std::optional<Baseline> old;
  if (!ReadBaselineOrExplain(*session, &old)) return nullptr;
  auto run = std::make_unique<ComparedRun>();
  run->session = std::move(*session);
  run->old = std::move(*old);
  *exit_code = kExitIncomplete;
  run->result = ScanCompletely(run->session, run->old);
  return run->result ? std::move(run) : nullptr;
}

int RunUpdate(const Options& options) {
  int exit_code = kExitOk;
  const auto run = CompareWithFile(options, &exit_code);
  if (!run) return exit_code;
  const Baseline updated = BaselineAfter(run->session, run->old, *run->result);
  const BaselineChanges changes = ChangesOf(run->old, updated, *run->result);
  return Write(run->session, updated, " (" + Totals(changes) + ")");
}

int RunPrune(const Options& options) {
  int exit_code = kExitOk;
  const auto run = CompareWithFile(options, &exit_code);
  if (!run) return exit_code;
  const Baseline pruned = PrunedBaseline(run->old, *run->result->comparison);
  const size_t removed = run->old.findings.size() - pruned.findings.size();
  return Write(run->session, pruned, " (" + std::to_string(removed) + " removed)");
}

int RunDiff(const Options& options) {
  int exit_code = kExitOk;
  const auto run = CompareWithFile(options, &exit_code);
  if (!run) return exit_code;
  const Baseline updated = BaselineAfter(run->session, run->old, *run->result);
  const BaselineChanges changes = ChangesOf(run->old, updated, *run->result);
  if (!run->session.options.quiet) {
    WriteStandardOutput(changes.lines + Totals(changes) + "\n");
  }
  return changes.lines.empty() ? kExitOk : kExitFailed;
}

// Git hands over an empty file where a side has none.
Baseline ReadSide(const std::string& path, Diagnostics* errors) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size == 0) return {};
  return ReadBaseline(path, errors);
}

int RunMerge(const BaselineOptions& merge) {
  Diagnostics errors;
  const Baseline ancestor = ReadSide(merge.ancestor, &errors);
  const Baseline ours = ReadSide(merge.ours, &errors);
  const Baseline theirs = ReadSide(merge.theirs, &errors);
  PrintDiagnostics(errors);
  if (!errors.empty()) return kExitUsage;
  std::string error;
  const std::string merged = RenderBaseline(MergeBaselines(ancestor, ours, theirs));
  if (WriteFileAtomically(merge.ours, merged, &error)) return kExitOk;
  PrintError(error);
  return kExitIncomplete;
}

CLI::App& AddPart(CLI::App& app, const std::string& name, const std::string& description,
                  const std::string& footer) {
  CLI::App* part = app.add_subcommand(name, description);
  part->group("Commands");
  part->footer(footer);
  return *part;
}

void AddScanningPart(CLI::App& app, const SharedBaselineOptions& baseline, const std::string& name,
                     const std::string& description, const std::string& footer) {
  CLI::App& part = AddPart(app, name, description, footer);
  Options& options = baseline->options;
  AddPaths(part, options);
  AddRuleOptions(part, options);
  AddWalkOptions(part, options);
  AddRevision(part, options);
  AddBaseline(part, options);
  AddStrict(part, options);
  AddRunOptions(part, options);
}

void AddMerge(CLI::App& app, const SharedBaselineOptions& baseline) {
  CLI::App& merge =
      AddPart(app, "merge", "Merge two branches' baselines, as git's merge driver",
              "Writes the result over OURS. To install it:\n"
              "  git config merge.ssot-baseline.driver 'ssot baseline merge %O %A %B'\n"
              "  echo '.ssot-baseline.json merge=ssot-baseline' >> .gitattributes\n\n"
              "Examples:\n"
              "  ssot baseline merge ancestor.json ours.json theirs.json\n\n" +
                  ExitCodesForHelp(""));
  merge.add_option("ANCESTOR", baseline->ancestor, "What both branches began with (%O)")
      ->option_text(" ")
      ->required();
  merge.add_option("OURS", baseline->ours, "Our file; takes the result (%A)")
      ->option_text(" ")
      ->required();
  merge.add_option("THEIRS", baseline->theirs, "Their file (%B)")->option_text(" ")->required();
}

}  // namespace

RunCommand SetUpBaseline(CLI::App& app) {
  app.require_subcommand(1);
  app.footer(
      "A baseline (default: .ssot-baseline.json at the root) lists findings that are accepted for "
      "now:\nscan reports them as unchanged.\n\n"
      "Examples:\n"
      "  ssot baseline create\n"
      "  ssot scan --baseline .ssot-baseline.json\n\n" +
      ExitCodesForHelp("'diff' found a difference"));
  const auto baseline = std::make_shared<BaselineOptions>();
  AddScanningPart(app, baseline, "create", "Accept every finding of today",
                  "Refuses to replace a file.\n\nExamples:\n  ssot baseline create\n"
                  "  ssot baseline create --rev main --baseline main.json\n\n" +
                      ExitCodesForHelp(""));
  AddScanningPart(app, baseline, "update", "Accept today's findings instead of those in the file",
                  "With PATHs, entries elsewhere stay.\n\nExamples:\n  ssot baseline update\n"
                  "  ssot baseline update src/auth\n\n" +
                      ExitCodesForHelp(""));
  AddScanningPart(app, baseline, "prune", "Remove entries that are there no more",
                  "Accepts nothing. With PATHs, entries elsewhere stay.\n\nExamples:\n"
                  "  ssot baseline prune\n\n" +
                      ExitCodesForHelp(""));
  AddScanningPart(app, baseline, "diff", "Print what 'update' would change",
                  "'+' would be added, '-' removed, '~' was renamed, moved or edited.\n\n"
                  "Examples:\n  ssot baseline diff\n\n" +
                      ExitCodesForHelp("there is a difference"));
  AddMerge(app, baseline);
  return [baseline, &app] {
    if (app.got_subcommand("create")) return RunCreate(baseline->options);
    if (app.got_subcommand("update")) return RunUpdate(baseline->options);
    if (app.got_subcommand("prune")) return RunPrune(baseline->options);
    if (app.got_subcommand("diff")) return RunDiff(baseline->options);
    return RunMerge(*baseline);
  };
}

}  // namespace ssot
