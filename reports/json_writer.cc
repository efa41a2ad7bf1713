// The report of reports/report.schema.json. What does not apply is left out; nothing is ever null.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/report_format.h"
#include "reports/report_json.h"

namespace ssot {
namespace {

void PutText(Json* object, const char* key, const std::string& text) {
  if (!text.empty()) (*object)[key] = text;
}

void PutSpan(Json* object, const Span& span) {
  (*object)["line"] = span.line;
  (*object)["column"] = span.column;
  (*object)["endLine"] = span.end_line;
  (*object)["endColumn"] = span.end_column;
}

const char* ContextName(TextContext context) {
  return kTextContextNames[static_cast<size_t>(context)].data();
}

Json RelatedJson(const RelatedLocation& related) {
  Json json = {{"path", related.path}};
  PutSpan(&json, related.span);
  json["message"] = related.message;
  return json;
}

Json FindingJson(const Finding& finding) {
  Json json = {{"ruleId", finding.rule_id},
               {"severity", SeverityName(finding.severity)},
               {"message", finding.message},
               {"path", finding.path}};
  PutSpan(&json, finding.span);
  if (finding.excerpt.first_line > 0) json["snippet"] = finding.excerpt.snippet;
  json["state"] = kFindingStateNames[static_cast<size_t>(finding.state)];
  json["fingerprint"] = finding.fingerprint;
  json["resolution"] = kResolutionNames[static_cast<size_t>(finding.resolution)];
  json["context"] = ContextName(finding.context);
  PutText(&json, "symbol", finding.symbol);
  PutText(&json, "enclosing", finding.enclosing);
  PutText(&json, "authority", finding.authority);
  if (!finding.owners.empty()) json["owners"] = finding.owners;
  if (finding.suppressed.has_value()) json["suppressed"] = {{"reason", finding.suppressed->reason}};
  json["related"] = Json::array();
  for (const RelatedLocation& related : finding.related) {
    json["related"].push_back(RelatedJson(related));
  }
  return json;
}

Json FindingsJson(const std::vector<Finding>& findings) {
  Json json = Json::array();
  for (const Finding& finding : findings) json.push_back(FindingJson(finding));
  return json;
}

Json AbsentJson(const std::vector<AbsentFinding>& absent) {
  Json json = Json::array();
  for (const AbsentFinding& finding : absent) {
    json.push_back({{"ruleId", finding.rule_id},
                    {"path", finding.path},
                    {"fingerprint", finding.fingerprint},
                    {"message", finding.message}});
  }
  return json;
}

Json CountedJson(const std::vector<CountedMatch>& matches) {
  Json json = Json::array();
  for (const CountedMatch& match : matches) {
    json.push_back({{"ruleId", match.rule_id},
                    {"path", match.path},
                    {"line", match.line},
                    {"column", match.column},
                    {"context", ContextName(match.context)}});
  }
  return json;
}

// Files left out by policy and files that failed, in one list by path.
Json SkippedJson(const Ledger& ledger) {
  struct Entry {
    const SkippedFile* file;
    bool failed;
  };
  std::vector<Entry> entries;
  for (const SkippedFile& file : ledger.skipped) entries.push_back({&file, false});
  for (const SkippedFile& file : ledger.failed) entries.push_back({&file, true});
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.file->path < b.file->path; });
  Json json = Json::array();
  for (const Entry& entry : entries) {
    json.push_back({{"path", entry.file->path}, {"reason", entry.file->reason}});
    if (entry.failed) json.back()["failed"] = true;
  }
  return json;
}

Json ParseErrorsJson(const std::vector<FileError>& errors) {
  Json json = Json::array();
  for (const FileError& error : errors) {
    Json entry = {{"path", error.path}};
    if (error.line > 0) {
      entry["line"] = error.line;
      entry["column"] = std::max<uint32_t>(error.column, 1);
    }
    entry["message"] = error.message;
    json.push_back(std::move(entry));
  }
  return json;
}

Json UnresolvedJson(const std::vector<UnresolvedImport>& imports) {
  Json json = Json::array();
  for (const UnresolvedImport& import : imports) {
    json.push_back({{"path", import.path},
                    {"line", import.line},
                    {"column", import.column},
                    {"module", import.module}});
  }
  return json;
}

Json LedgerJson(const Ledger& ledger) {
  Json json = {{"discovered", ledger.discovered},
               {"scanned", ledger.scanned},
               {"skipped", SkippedJson(ledger)},
               {"parseErrors", ParseErrorsJson(ledger.parse_errors)},
               {"unresolvedImports", ledger.unresolved_imports},
               {"notApplicable", ledger.not_applicable},
               {"unmetContracts", ledger.unmet_contracts},
               {"silentCanaries", ledger.silent_canaries}};
  if (ledger.unresolved.has_value()) json["unresolved"] = UnresolvedJson(*ledger.unresolved);
  return json;
}

Json InvocationJson(const Invocation& invocation) {
  Json json = {{"arguments", invocation.arguments},
               {"workingDirectory", invocation.working_directory},
               {"root", invocation.root},
               {"startTimeUtc", invocation.start_time_utc},
               {"endTimeUtc", invocation.end_time_utc}};
  if (invocation.repository_uri.has_value()) json["repositoryUri"] = *invocation.repository_uri;
  if (invocation.revision.has_value()) json["revision"] = *invocation.revision;
  if (invocation.branch.has_value()) json["branch"] = *invocation.branch;
  json["jobs"] = invocation.jobs;
  return json;
}

Json CommandJson(const Report& report) {
  Json json = {{"name", report.command}, {"rules", report.rules_requested}};
  if (report.baseline.has_value()) json["baseline"] = *report.baseline;
  if (report.compare.has_value()) json["compare"] = *report.compare;
  if (report.since.has_value()) json["since"] = *report.since;
  if (report.rev.has_value()) json["rev"] = *report.rev;
  return json;
}

}  // namespace

std::string RenderJson(const Report& report, const RenderOptions&) {
  Json json = {{"schemaVersion", "1.0"},
               {"tool", {{"name", "ssot"}, {"version", SSOT_VERSION}}},
               {"command", CommandJson(report)},
               {"summary", SummaryJson(report.summary)},
               {"inventory", InventoryJson(report.inventory)}};
  if (report.command != "inventory") json["findings"] = FindingsJson(report.findings);
  json["absent"] = AbsentJson(report.absent);
  if (report.counted.has_value()) json["counted"] = CountedJson(*report.counted);
  json["ledger"] = LedgerJson(report.ledger);
  if (report.invocation.has_value()) json["invocation"] = InvocationJson(*report.invocation);
  return SerializeJson(json);
}

}  // namespace ssot
