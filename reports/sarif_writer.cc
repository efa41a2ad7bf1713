// SARIF 2.1.0, for code scanning dashboards. One run; what depends on time, machine or how paths
// were typed is only there when the report has an invocation.

#include "reports/sarif_writer.h"

#include <optional>
#include <string>
#include <utility>

#include "reports/report_format.h"
#include "reports/report_json.h"
#include "reports/repository_path.h"
#include "reports/sarif_notifications.h"
#include "reports/sarif_results.h"
#include "reports/sarif_rules.h"
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

Json InvocationsJson(const Report& report, const SarifResults& results) {
  Json json = {{"executionSuccessful", report.exit_code != kIncomplete},
               {"exitCode", report.exit_code}};
  if (report.invocation.has_value()) {
    const Invocation& invocation = *report.invocation;
    json["arguments"] = invocation.arguments;
    json["workingDirectory"] = {{"uri", FolderUri(invocation.working_directory)}};
    json["startTimeUtc"] = invocation.start_time_utc;
    json["endTimeUtc"] = invocation.end_time_utc;
  }
  json["toolExecutionNotifications"] = SarifNotificationsJson(report, results);
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

}  // namespace

std::string SarifText(const Report& report, SuppressedResults suppressed) {
  const SarifCatalog catalog = MakeSarifCatalog(report);
  SarifResults results = MakeSarifResults(report, catalog, suppressed);
  Json run = {{"tool", {{"driver", DriverJson(report, catalog)}}},
              {"automationDetails", {{"id", "ssot/"}}},
              {"columnKind", "unicodeCodePoints"},
              {"invocations", InvocationsJson(report, results)}};
  if (report.invocation.has_value()) AddPlace(*report.invocation, &run);
  if (!catalog.weaknesses.empty()) run["taxonomies"] = SarifTaxonomiesJson(catalog);
  run["results"] = std::move(results.results);
  run["properties"] = {{"metrics", SummaryJson(report.summary)},
                       {"inventory", InventoryJson(report.inventory)}};
  return SerializeJson({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"},
                        {"runs", Json::array({std::move(run)})}});
}

std::string RenderSarif(const Report& report, const RenderOptions&) {
  return SarifText(report, SuppressedResults::kMarked);
}

}  // namespace ssot
