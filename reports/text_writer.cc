// For people: findings with code frames, rules and the inventory as tables, what was looked at, one
// line that sums it up.

#include <string>
#include <string_view>

#include "reports/code_frame.h"
#include "reports/importance.h"
#include "reports/inventory_table.h"
#include "reports/ledger_text.h"
#include "reports/report_format.h"
#include "reports/rule_table.h"
#include "reports/rule_text.h"
#include "reports/summary_text.h"
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

// What a comment or the baseline accepts is counted, not listed.
bool IsListed(const Report& report, const Finding& finding) {
  if (finding.suppressed.has_value()) return false;
  return !IsCompared(report) || finding.state == FindingState::kNew;
}

std::string FindingsText(const Report& report, unsigned width, const Painter& paint) {
  std::string text;
  for (const Finding& finding : report.findings) {
    if (!IsListed(report, finding)) continue;
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

// What the listing leaves out, in a line of its own.
std::string NotListed(const Report& report) {
  if (!IsCompared(report) || report.summary.unchanged == 0) return "";
  return Quantity(report.summary.unchanged, "unchanged finding is", "unchanged findings are") +
         " not listed (--format json and --format csv list all).\n";
}

std::string Verdict(const Report& report, const Painter& paint) {
  const bool is_inventory = report.command == "inventory";
  std::string text = is_inventory ? "" : NotListed(report);
  const std::string absent = AbsentSummary(report);
  if (!absent.empty()) text += absent + "\n";
  text += (is_inventory ? InventorySummary(report) : FindingsSummary(report)) + "\n";
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
  const bool is_inventory = report.command == "inventory";
  if (!is_inventory) text += FindingsText(report, options.width, paint);
  if (report.counted.has_value()) text += CountedText(*report.counted, paint);
  const std::string rules = is_inventory ? "" : RuleTable(report, paint);
  if (!rules.empty()) text += rules + "\n";
  if (!report.inventory.empty()) {
    text += InventoryTable(report.inventory, options.table_width, paint) + "\n";
  }
  text += LedgerText(report.ledger, paint);
  return text + Verdict(report, paint);
}

}  // namespace ssot
