// Markdown for the summary of a CI job and for merge requests. A step summary of GitHub may have
// 1 MiB and is dropped whole above it; what surrounds the listing comes first, and the listing gets
// the room that is left.

#include <algorithm>
#include <string>
#include <vector>

#include "reports/importance.h"
#include "reports/markdown_text.h"
#include "reports/report_format.h"
#include "reports/row_figures.h"
#include "reports/summary_text.h"

namespace ssot {
namespace {

constexpr size_t kMaxBytes = 1024 * 1024;
constexpr size_t kReserve = 48 * 1024;  // for what else the step says, and for what was cut
constexpr size_t kMaxTroubles = 20;
constexpr size_t kMaxInventoryBytes = 256 * 1024;

// As many of `lines` as `room` bytes hold.
std::string Fitting(const std::vector<std::string>& lines, size_t room, size_t* left_out) {
  std::string text;
  size_t taken = 0;
  while (taken < lines.size() && text.size() + lines[taken].size() <= room) text += lines[taken++];
  *left_out = lines.size() - taken;
  return text;
}

std::string Cut(size_t left_out, const std::string& what) {
  if (left_out == 0) return "";
  return "\n**" + FormatCount(left_out) + " more " + what +
         " left out here, because a step summary holds 1 MiB; `--format json` has all.**\n";
}

std::string TroublesMarkdown(const Report& report) {
  const std::vector<std::string> troubles = Troubles(report);
  if (troubles.empty()) return "";
  std::string text = "### What went wrong\n\n";
  for (size_t i = 0; i < std::min(troubles.size(), kMaxTroubles); ++i) {
    text += "- " + MarkdownText(troubles[i]) + "\n";
  }
  if (troubles.size() > kMaxTroubles) {
    text += "- and " + FormatCount(troubles.size() - kMaxTroubles) + " more\n";
  }
  return text + "\n";
}

std::string HeadMarkdown(const Report& report) {
  const bool is_inventory = report.command == "inventory";
  std::string text = is_inventory ? "## ssot inventory\n\n" : "## ssot scan\n\n";
  text += (is_inventory ? InventorySummary(report) : FindingsSummary(report)) + "\n\n";
  const std::string absent = AbsentSummary(report);
  if (!absent.empty()) text += MarkdownText(absent) + "\n\n";
  return text + TroublesMarkdown(report);
}

std::string FindingLine(const Finding& finding) {
  const std::string place = finding.path + ":" + std::to_string(finding.span.line) + ":" +
                            std::to_string(finding.span.column);
  return "| " + std::string(SeverityName(finding.severity)) + " | " +
         MarkdownCode(finding.rule_id) + " | " + MarkdownCode(place) + " | " +
         MarkdownProse(finding.message) + " |\n";
}

std::string FindingsMarkdown(const Report& report, size_t room) {
  const bool is_compared = IsCompared(report);
  std::vector<std::string> lines;
  for (const Finding* finding : ByImportance(report.findings)) {
    if (finding->suppressed.has_value()) continue;
    if (is_compared && finding->state != FindingState::kNew) continue;
    lines.push_back(FindingLine(*finding));
  }
  if (lines.empty()) return "";
  size_t left_out = 0;
  const std::string listing = Fitting(lines, room, &left_out);
  return std::string(is_compared ? "### New findings\n\n" : "### Findings\n\n") +
         "| severity | rule | place | message |\n| --- | --- | --- | --- |\n" + listing +
         Cut(left_out, left_out == 1 ? "finding is" : "findings are") + "\n";
}

std::string Way(const CountedRow& counted) {
  const std::string bar = ProgressBar(counted);
  return bar == "-" ? bar : "`" + bar + "`";
}

// " (+3)", or nothing to compare with.
std::string Change(const CountedRow& counted) {
  return counted.previous.has_value() ? " (" + ChangeFigure(counted) + ")" : "";
}

std::string RowLines(const CountedRow& counted) {
  const InventoryRow& row = counted.row;
  std::string lines = "| " + MarkdownCode(row.id) + " | " + MarkdownText(row.title) + " | " +
                      std::string(kRowUnitNames[static_cast<size_t>(row.unit)]) + " | " +
                      TextFigure(counted) + " | " + TrueFigure(counted) + Change(counted) + " | " +
                      RecordedFigure(row) + " | " + TargetFigure(row) + " | " +
                      StatusName(counted) + " | " + Way(counted) + " | " +
                      (row.phase.empty() ? "-" : MarkdownText(row.phase)) + " |\n";
  for (const CountedPart& part : counted.parts) {
    lines += "| | part " + MarkdownCode(part.id) + " | | " +
             (part.text_count.has_value() ? FormatCount(*part.text_count) : "-") + " | " +
             (part.count.has_value() ? FormatCount(*part.count) : "-") + " | | | | | |\n";
  }
  return lines;
}

std::string InventoryMarkdown(const Report& report) {
  if (report.inventory.empty()) return "";
  std::vector<std::string> lines;
  for (const CountedRow& counted : report.inventory) lines.push_back(RowLines(counted));
  size_t left_out = 0;
  const std::string listing = Fitting(lines, kMaxInventoryBytes, &left_out);
  return "### Inventory\n\n"
         "| row | title | unit | text count | true count | recorded | target | status | way | "
         "phase "
         "|\n| --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- | --- |\n" +
         listing + Cut(left_out, left_out == 1 ? "row is" : "rows are") +
         "\nIn brackets: the number of files. Way: from the recorded figure to the target.\n\n";
}

std::string LedgerMarkdown(const Ledger& ledger) {
  std::string text = "Scanned " + FormatCount(ledger.scanned) + " of " +
                     Quantity(ledger.discovered, "file", "files") + ": " +
                     FormatCount(ledger.skipped.size()) + " skipped, " +
                     FormatCount(ledger.failed.size()) + " not analysed";
  if (!ledger.parse_errors.empty()) {
    text += "; " + Quantity(ledger.parse_errors.size(), "syntax error", "syntax errors");
  }
  return text + ".\n";
}

}  // namespace

std::string RenderMarkdown(const Report& report, const RenderOptions&) {
  const std::string head = HeadMarkdown(report);
  const std::string tail = InventoryMarkdown(report) + LedgerMarkdown(report.ledger);
  const size_t room = kMaxBytes - kReserve - head.size() - tail.size();
  const bool is_inventory = report.command == "inventory";
  return head + (is_inventory ? "" : FindingsMarkdown(report, room)) + tail;
}

}  // namespace ssot
