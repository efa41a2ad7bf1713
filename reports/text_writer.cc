#include "reports/report_format.h"

namespace ssot {

std::string RenderText(const Report& report, const RenderOptions&) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text += finding.path + ":" + std::to_string(finding.span.line) + ":" +
            std::to_string(finding.span.column) + ": " +
            std::string(SeverityName(finding.severity)) + "[" + finding.rule_id + "] " +
            finding.message + "\n";
  }
  return text;
}

}  // namespace ssot
