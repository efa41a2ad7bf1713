#include "scanner/commands/run_scan.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/report_format.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/progress_line.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/commands/terminal.h"
#include "scanner/pipeline/scan.h"

namespace ssot {
namespace {

RenderOptions RenderOptionsOf(const Options& options) {
  RenderOptions render;
  render.sarif_category = options.sarif_category;
  for (const SarifSplit split : {SarifSplit::kPack, SarifSplit::kRule}) {
    if (kSarifSplitNames[static_cast<size_t>(split)] == options.sarif_split) {
      render.sarif_split = split;
    }
  }
  return render;
}

// One that cannot be written does not keep the next from being written.
bool WriteReportFiles(const Report& report, const Options& options) {
  const RenderOptions render = RenderOptionsOf(options);
  bool all_written = true;
  for (const ReportRequest& request : options.reports) {
    std::string error;
    const std::string bytes = FindReportFormat(request.format)->render(report, render);
    if (WriteFileAtomically(request.path, bytes, &error)) continue;
    PrintError(error);
    all_written = false;
  }
  return all_written;
}

void PrintReport(const Report& report, const Options& options) {
  if (options.quiet && options.format == "text") return;
  RenderOptions render = RenderOptionsOf(options);
  render.color = UseColor(options.color);
  render.width = TerminalWidth().value_or(render.width);
  render.table_width = TerminalWidth().value_or(0);
  render.quiet = options.quiet;
  WriteStandardOutput(FindReportFormat(options.format)->render(report, render));
}

// A command ends with the process, and the system takes all memory back at once.
void KeepToTheEnd(std::shared_ptr<const void> leftovers) {
  static auto& kept = *new std::vector<std::shared_ptr<const void>>;
  kept.push_back(std::move(leftovers));
}

}  // namespace

ScanResult ScanWithProgress(const Session& session, const std::string& command,
                            const Baseline* baseline, const EarlierRows* earlier_rows) {
  ScanRequest request;
  request.command = command;
  request.baseline = baseline;
  request.earlier_rows = earlier_rows;
  return ScanWithProgress(session, std::move(request));
}

ScanResult ScanWithProgress(const Session& session, ScanRequest request) {
  ProgressLine line(!session.options.quiet && UseProgress(session.options.progress));
  request.arguments = TypedArguments();
  if (line.enabled()) request.progress = [&line](const Progress& progress) { line.Show(progress); };
  ScanResult result = Scan(session, request);
  KeepToTheEnd(std::move(result.leftovers));
  return result;
}

void PrintStats(const StageStats& stats) {
  const std::string table = stats.Table();
  PrintPlain(std::string_view(table).substr(0, table.find_last_not_of('\n') + 1));
}

int RunScan(const Options& options, const std::string& command) {
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  std::optional<Baseline> baseline;
  if (!ReadBaselineOrExplain(*session, &baseline)) return kExitUsage;
  std::optional<EarlierRows> earlier_rows;
  if (!ReadEarlierRowsOrExplain(*session, &earlier_rows)) return kExitUsage;
  const ScanResult result = ScanWithProgress(*session, command, baseline ? &*baseline : nullptr,
                                             earlier_rows ? &*earlier_rows : nullptr);
  // Files first: the reader of standard output may leave early.
  const bool all_written = WriteReportFiles(result.report, session->options);
  PrintReport(result.report, session->options);
  ExplainIncomplete(result.report.ledger, session->options.strict);
  if (session->options.stats) PrintStats(result.stats);
  return all_written ? result.report.exit_code : kExitIncomplete;
}

RunCommand SetUpScanLike(CLI::App& app, const std::string& command, const Options& defaults) {
  const auto options = std::make_shared<Options>(defaults);
  AddPaths(app, *options);
  AddRuleOptions(app, *options);
  AddWalkOptions(app, *options);
  AddRevision(app, *options);
  AddSince(app, *options);
  AddBaseline(app, *options);
  AddCompare(app, *options);
  AddGateOptions(app, *options);
  AddStrict(app, *options);
  AddReportOptions(app, *options);
  AddRunOptions(app, *options);
  return [options, command] { return RunScan(*options, command); };
}

}  // namespace ssot
