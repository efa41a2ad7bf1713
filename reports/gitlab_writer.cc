// GitLab Code Quality. GitLab compares the target branch's report with the merge request's by
// fingerprint, so unchanged findings are in it; suppressed ones are not. One entry that it does not
// understand stops the import of all.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "reports/report_format.h"
#include "reports/report_json.h"
#include "reports/repository_path.h"
#include "reports/row_figures.h"

namespace ssot {
namespace {

// A row is about no line of code; its entry stands where rows are configured.
constexpr std::string_view kConfigurationFile = ".ssot.yaml";

std::string_view SeverityOf(const Finding& finding) {
  switch (finding.severity) {
    case Severity::kError:
      return "critical";
    case Severity::kWarning:
      return "major";
    case Severity::kNote:
      return "info";
  }
  return "info";
}

// GitLab shows entries with equal fingerprints as one.
std::string Unique(const std::string& fingerprint, std::unordered_set<std::string>* seen) {
  std::string unique = fingerprint;
  for (int n = 2; !seen->insert(unique).second; ++n) {
    unique = fingerprint + "-" + std::to_string(n);
  }
  return unique;
}

Json EntryJson(const std::string& description, std::string_view check,
               const std::string& fingerprint, std::string_view severity, std::string_view path,
               uint32_t line) {
  return {{"description", description},
          {"check_name", check},
          {"fingerprint", fingerprint},
          {"severity", severity},
          {"location", {{"path", path}, {"lines", {{"begin", std::max(line, 1u)}}}}}};
}

Json FindingsJson(const Report& report) {
  std::unordered_set<std::string> fingerprints;
  Json entries = Json::array();
  for (const Finding& finding : report.findings) {
    if (finding.suppressed.has_value()) continue;
    const std::string& message = finding.message.empty() ? finding.rule_id : finding.message;
    entries.push_back(EntryJson(message, finding.rule_id,
                                Unique(finding.fingerprint, &fingerprints), SeverityOf(finding),
                                PathInRepository(report, finding.path), finding.span.line));
  }
  return entries;
}

Json RowsJson(const Report& report) {
  std::unordered_set<std::string> fingerprints;
  Json entries = Json::array();
  for (const CountedRow& counted : report.inventory) {
    if (!counted.status.has_value() || counted.status == RowStatus::kMet) continue;
    const std::string description =
        counted.row.title + ": " + StatusName(counted) + ", " + ComparedWithTarget(counted);
    entries.push_back(EntryJson(description, counted.row.id,
                                Unique("row-" + counted.row.id, &fingerprints),
                                counted.status == RowStatus::kRegressed ? "critical" : "major",
                                PathInRepository(report, std::string(kConfigurationFile)), 1));
  }
  return entries;
}

}  // namespace

std::string RenderGitlab(const Report& report, const RenderOptions&) {
  return SerializeJson(report.command == "inventory" ? RowsJson(report) : FindingsJson(report));
}

}  // namespace ssot
