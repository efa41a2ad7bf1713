// For people: findings with code frames, the inventory as a table, what was looked at, one line
// that sums it up.

#include <string>
#include <string_view>
#include <unordered_map>

#include "reports/code_frame.h"
#include "reports/inventory_table.h"
#include "reports/ledger_text.h"
#include "reports/report_format.h"
#include "reports/rule_text.h"
#include "reports/terminal_text.h"

namespace ssot {
namespace {

constexpr int kIncomplete = 3;

std::string Place(const std::string& path, uint32_t line, uint32_t column) {
  return PrintableText(path) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

Style SeverityStyle(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Style::kError;
    case Severity::kWarning:
      return Style::kWarning;
    case Severity::kNote:
      return Style::kNote;
  }
  return Style::kPlain;
}

std::string Headline(const Finding& finding, const Painter& paint) {
  const std::string label =
      std::string(SeverityName(finding.severity)) + "[" + PrintableText(finding.rule_id) + "]";
  return paint(Style::kBold, Place(finding.path, finding.span.line, finding.span.column)) + ": " +
         paint(SeverityStyle(finding.severity), label) + " " + PrintableText(finding.message) +
         "\n";
}

std::string Notes(const Report& report, const Finding& finding, const Painter& paint) {
  const std::string bullet = FrameIndent(finding) + "= ";
  std::string text;
  for (const RelatedLocation& related : finding.related) {
    text += bullet + paint(Style::kBold, "note:") + " " +
            Place(related.path, related.span.line, related.span.column) + ": " +
            PrintableText(related.message) + "\n";
  }
  const Rule* rule = FindRule(report, finding.rule_id);
  const std::string help = rule ? OneLine(Remediation(report, *rule, finding)) : "";
  if (!help.empty()) text += bullet + paint(Style::kBold, "help:") + " " + help + "\n";
  return text;
}

std::string FindingsText(const Report& report, unsigned width, const Painter& paint) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text += Headline(finding, paint) + CodeFrame(finding, width, paint) +
            Notes(report, finding, paint) + "\n";
  }
  return text;
}

std::string CountedText(const std::vector<CountedMatch>& matches, const Painter& paint) {
  std::string text;
  for (const CountedMatch& match : matches) {
    text += paint(Style::kBold, Place(match.path, match.line, match.column)) + ": counted[" +
            PrintableText(match.rule_id) + "] in " +
            std::string(kTextContextNames[static_cast<size_t>(match.context)]) + "\n";
  }
  return text.empty() ? text : text + "\n";
}

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

std::string FindingsSummary(const Summary& summary) {
  if (summary.files == 0) return "No findings, because no file was scanned.\n";
  if (summary.findings == 0) return "No findings; " + ScannedFiles(summary) + ".\n";
  return "Found " + Quantity(summary.findings, "finding", "findings") + " (" + BySeverity(summary) +
         ") in " + Quantity(summary.files_with_findings, "file", "files") + "; " +
         ScannedFiles(summary) + ".\n";
}

std::string InventorySummary(const Report& report) {
  uint64_t met = 0;
  uint64_t with_target = 0;
  for (const CountedRow& row : report.inventory) {
    met += row.status == RowStatus::kMet;
    with_target += row.status.has_value();
  }
  return FormatCount(met) + " of " + Quantity(with_target, "target", "targets") + " met; " +
         ScannedFiles(report.summary) + ".\n";
}

std::string Verdict(const Report& report, const Painter& paint) {
  const bool is_inventory = report.command == "inventory";
  std::string text = is_inventory ? InventorySummary(report) : FindingsSummary(report.summary);
  if (report.exit_code == kIncomplete) {
    text += paint(Style::kError, "The scan is incomplete, see above.") + "\n";
  }
  return text;
}

}  // namespace

std::string RenderText(const Report& report, const RenderOptions& options) {
  if (options.quiet) return "";
  const Painter paint(options.color);
  std::string text;
  if (report.command != "inventory") text += FindingsText(report, options.width, paint);
  if (report.counted.has_value()) text += CountedText(*report.counted, paint);
  if (!report.inventory.empty()) {
    text += InventoryTable(report.inventory, options.width, paint) + "\n";
  }
  text += LedgerText(report.ledger, paint);
  return text + Verdict(report, paint);
}

}  // namespace ssot
