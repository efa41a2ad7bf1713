// SARIF 2.1.0, for code scanning dashboards. What depends on time, machine or how paths were typed
// is only there when the report has an invocation.

#include "reports/sarif_writer.h"

#include <optional>
#include <string>
#include <utility>

#include "reports/gzip_meter.h"
#include "reports/report_format.h"
#include "reports/report_json.h"
#include "reports/repository_path.h"
#include "reports/sarif_notifications.h"
#include "reports/sarif_results.h"
#include "reports/sarif_rules.h"
#include "reports/sarif_runs.h"
#include "reports/uri.h"

namespace ssot {
namespace {

constexpr int kIncomplete = 3;

Json DriverJson(const Report& report, const SarifCatalog& catalog) {
  Json driver = {{"name", "ssot"},
                 {"version", SSOT_VERSION},
                 {"semanticVersion", SSOT_VERSION},
                 {"shortDescription", {{"text", "Finds violations of a single source of truth."}}},
                 {"rules", SarifRulesJson(report, catalog)},
                 {"notifications", SarifNotificationDescriptorsJson()}};
  if (!catalog.weaknesses.empty()) {
    driver["supportedTaxonomies"] = Json::array({{{"name", "CWE"}, {"index", 0}}});
  }
  return driver;
}

Json InvocationsJson(const Report& report, Json notifications) {
  Json json = {{"executionSuccessful", report.exit_code != kIncomplete},
               {"exitCode", report.exit_code}};
  if (report.invocation.has_value()) {
    const Invocation& invocation = *report.invocation;
    json["arguments"] = invocation.arguments;
    json["workingDirectory"] = {{"uri", FolderUri(invocation.working_directory)}};
    json["startTimeUtc"] = invocation.start_time_utc;
    json["endTimeUtc"] = invocation.end_time_utc;
  }
  json["toolExecutionNotifications"] = std::move(notifications);
  return Json::array({std::move(json)});
}

// Both bases end in '/'. REPOSITORY is the work tree's top, when that is not the root itself.
Json UriBasesJson(const Invocation& invocation) {
  const std::optional<std::string> path = RootInRepository(invocation);
  if (!path.has_value() || path->empty()) {
    return {{"%SRCROOT%", {{"uri", FolderUri(invocation.root)}}}};
  }
  return {{"REPOSITORY", {{"uri", FolderUri(*invocation.repository_root)}}},
          {"%SRCROOT%", {{"uri", PathUri(*path) + "/"}, {"uriBaseId", "REPOSITORY"}}}};
}

// Null without a remote: SARIF knows a repository by its URI.
Json ProvenanceJson(const Invocation& invocation) {
  if (!invocation.repository_uri.has_value()) return nullptr;
  const std::optional<std::string> uri = RemoteUri(*invocation.repository_uri);
  if (!uri.has_value()) return nullptr;
  Json provenance = {{"repositoryUri", *uri}};
  if (invocation.revision.has_value()) provenance["revisionId"] = *invocation.revision;
  if (invocation.branch.has_value()) provenance["branch"] = *invocation.branch;
  const std::optional<std::string> path = RootInRepository(invocation);
  if (path.has_value()) {
    provenance["mappedTo"] = {{"uriBaseId", path->empty() ? "%SRCROOT%" : "REPOSITORY"}};
  }
  return Json::array({std::move(provenance)});
}

void AddPlace(const Invocation& invocation, Json* run) {
  (*run)["originalUriBaseIds"] = UriBasesJson(invocation);
  Json provenance = ProvenanceJson(invocation);
  if (!provenance.is_null()) (*run)["versionControlProvenance"] = std::move(provenance);
}

Json RunJson(const Report& report, const SarifRun& run, Json notifications) {
  const SarifCatalog& catalog = run.catalog;
  Json json = {{"tool", {{"driver", DriverJson(report, catalog)}}},
               {"automationDetails", {{"id", run.id}}},
               {"columnKind", "unicodeCodePoints"},
               {"invocations", InvocationsJson(report, std::move(notifications))}};
  if (report.invocation.has_value()) AddPlace(*report.invocation, &json);
  if (!catalog.weaknesses.empty()) json["taxonomies"] = SarifTaxonomiesJson(catalog);
  json["results"] = SarifResultsJson(report, run);
  return json;
}

// What is about the whole scan stands in the first run.
std::string FileText(const Report& report, const SarifRuns& runs, SkippedFiles skipped) {
  Json all = Json::array();
  for (const SarifRun& run : runs.runs) {
    Json notifications = Json::array();
    if (all.empty()) notifications = ScanNotificationsJson(report, skipped);
    for (Json& left_out : LeftOutNotificationsJson(run, runs.most_results)) {
      notifications.push_back(std::move(left_out));
    }
    all.push_back(RunJson(report, run, std::move(notifications)));
  }
  all[0]["properties"] = {{"metrics", SummaryJson(report.summary)},
                          {"inventory", InventoryJson(report.inventory)}};
  return SerializeJson({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", std::move(all)}});
}

// About how many of the findings fit, from the most important on. Never holds all of them as JSON:
// they may be very many.
size_t CountThatFits(const Report& report, SarifRuns* runs, SkippedFiles skipped) {
  KeepFindings(0, runs);
  GzipMeter meter(kMaxSarifBytes);
  meter.Add(FileText(report, *runs, skipped));
  SarifRun one;
  for (size_t i = 0; i < runs->by_importance.size(); ++i) {
    one.findings = {runs->by_importance[i].second};
    meter.Add(SerializeJson(SarifResultsJson(report, one)));
    if (meter.Exceeds()) return i;
  }
  return runs->by_importance.size();
}

}  // namespace

std::string SarifText(const Report& report, const RenderOptions& options, SarifReader reader) {
  SarifRuns runs = MakeSarifRuns(report, options, reader);
  const size_t all = runs.by_importance.size();
  if (CountThatFits(report, &runs, SkippedFiles::kListed) == all) {
    KeepFindings(all, &runs);
    std::string text = FileText(report, runs, SkippedFiles::kListed);
    if (FitsGzipped(text, kMaxSarifBytes)) return text;
  }
  size_t count = CountThatFits(report, &runs, SkippedFiles::kCounted);
  while (true) {
    KeepFindings(count, &runs);
    std::string text = FileText(report, runs, SkippedFiles::kCounted);
    if (count == 0 || FitsGzipped(text, kMaxSarifBytes)) return text;
    count -= count / 50 + 1;
  }
}

std::string RenderSarif(const Report& report, const RenderOptions& options) {
  return SarifText(report, options, SarifReader::kAny);
}

}  // namespace ssot
