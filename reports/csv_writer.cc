// CSV as RFC 4180 has it, with a line of headings: of a scan one line a finding, of the inventory
// one line a row with the scalars of the JSON report.

#include <string>
#include <string_view>
#include <vector>

#include "reports/report_format.h"
#include "reports/report_json.h"
#include "reports/utf8.h"

namespace ssot {
namespace {

constexpr std::string_view kFindingColumns[] = {"path",       "line",    "column",     "endLine",
                                                "endColumn",  "ruleId",  "severity",   "state",
                                                "suppressed", "message", "fingerprint"};

// The scalars of a row in the order of report.schema.json.
constexpr std::string_view kRowColumns[] = {
    "id",     "title",    "unit",     "count",         "files",  "textCount", "textFiles",
    "inside", "total",    "recorded", "recordedFiles", "target", "status",    "document",
    "phase",  "priority", "check",    "previous",      "change", "notCounted"};

// Spreadsheets run what begins like a formula; an apostrophe makes it text.
std::string Cell(std::string_view text) {
  std::string value = ValidUtf8(text);
  for (char& c : value) {
    if (c == '\0') c = ' ';  // readers take it for the end
  }
  if (!value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos) {
    value.insert(0, 1, '\'');
  }
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

template <typename Cells>
std::string Line(const Cells& cells) {
  std::string line;
  for (const auto& cell : cells) {
    if (&cell != &*std::begin(cells)) line += ',';
    line += cell;
  }
  return line + "\r\n";
}

std::string FindingLine(const Finding& finding) {
  return Line(std::vector<std::string>{
      Cell(finding.path), std::to_string(finding.span.line), std::to_string(finding.span.column),
      std::to_string(finding.span.end_line), std::to_string(finding.span.end_column),
      Cell(finding.rule_id), std::string(SeverityName(finding.severity)),
      std::string(kFindingStateNames[static_cast<size_t>(finding.state)]),
      finding.suppressed.has_value() ? "true" : "false", Cell(finding.message),
      Cell(finding.fingerprint)});
}

std::string RowLine(const Json& row) {
  std::vector<std::string> cells;
  for (const std::string_view column : kRowColumns) {
    const auto found = row.find(column);
    if (found == row.end()) {
      cells.emplace_back();
    } else {
      cells.push_back(found->is_string() ? Cell(found->get<std::string>()) : found->dump());
    }
  }
  return Line(cells);
}

}  // namespace

std::string RenderCsv(const Report& report, const RenderOptions&) {
  if (report.command == "inventory") {
    std::string text = Line(kRowColumns);
    for (const Json& row : InventoryJson(report.inventory)) text += RowLine(row);
    return text;
  }
  std::string text = Line(kFindingColumns);
  for (const Finding& finding : report.findings) text += FindingLine(finding);
  return text;
}

}  // namespace ssot
