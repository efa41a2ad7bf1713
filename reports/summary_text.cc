#include "reports/summary_text.h"

#include "reports/importance.h"
#include "reports/row_figures.h"
#include "reports/terminal_text.h"

namespace ssot {
namespace {

constexpr int kIncomplete = 3;

// "3 errors, 38 warnings"
std::string BySeverity(const Summary& summary) {
  std::string text;
  for (const std::string severity : {"error", "warning", "note"}) {
    const auto found = summary.by_severity.find(severity);
    if (found == summary.by_severity.end() || found->second == 0) continue;
    if (!text.empty()) text += ", ";
    text += Quantity(found->second, severity, severity + "s");
  }
  return text;
}

std::string ScannedFiles(const Summary& summary) {
  return Quantity(summary.files, "file", "files") + " scanned";
}

}  // namespace

std::string FindingsSummary(const Report& report) {
  const Summary& summary = report.summary;
  if (summary.files == 0) return "No findings, because no file was scanned.";
  std::string text = "No findings";
  if (summary.findings > 0) {
    text = "Found " + Quantity(summary.findings, "finding", "findings") + " (" +
           BySeverity(summary) + ") in " + Quantity(summary.files_with_findings, "file", "files");
    if (IsCompared(report)) {
      text += ": " + FormatCount(summary.fresh) + " new, " + FormatCount(summary.unchanged) +
              " unchanged";
    }
  }
  if (summary.suppressed > 0) text += "; " + FormatCount(summary.suppressed) + " suppressed";
  return text + "; " + ScannedFiles(summary) + ".";
}

std::string InventorySummary(const Report& report) {
  uint64_t met = 0;
  uint64_t with_target = 0;
  uint64_t not_counted = 0;
  for (const CountedRow& row : report.inventory) {
    met += row.status == RowStatus::kMet;
    with_target += row.status.has_value();
    not_counted += row.not_counted.has_value();
  }
  std::string text =
      FormatCount(met) + " of " + Quantity(with_target, "target", "targets") + " met";
  if (not_counted > 0) text += ", " + Quantity(not_counted, "row", "rows") + " not counted here";
  return text + "; " + ScannedFiles(report.summary) + ".";
}

std::string AbsentSummary(const Report& report) {
  const uint64_t count = report.absent.size();
  if (count == 0) return "";
  if (!report.baseline.has_value()) {
    return Quantity(count, "finding is", "findings are") + " gone since " +
           PrintableText(report.since.value_or("")) + ".";
  }
  return Quantity(count, "entry of the baseline is stale", "entries of the baseline are stale") +
         ": what was accepted is there no more (ssot baseline prune).";
}

std::vector<std::string> Troubles(const Report& report) {
  const Ledger& ledger = report.ledger;
  std::vector<std::string> troubles;
  for (const SkippedFile& file : ledger.failed) {
    troubles.push_back("Not analysed: " + file.path + ": " + file.reason);
  }
  for (const std::string& rule : ledger.silent_canaries) {
    troubles.push_back("The rule " + rule +
                       " did not flag its own bad example (run: ssot rules test)");
  }
  if (report.exit_code == kIncomplete && troubles.empty()) {
    troubles.push_back("The scan is incomplete: " +
                       Quantity(ledger.parse_errors.size(), "syntax error", "syntax errors"));
  }
  for (const std::string& contract : ledger.unmet_contracts) {
    troubles.push_back("Unmet contract: " + contract);
  }
  return troubles;
}

std::string Quantity(uint64_t count, const std::string& singular, const std::string& plural) {
  return FormatCount(count) + " " + (count == 1 ? singular : plural);
}

}  // namespace ssot
