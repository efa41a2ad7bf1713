#include "reports/sarif_notifications.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "reports/sarif_results.h"
#include "reports/sarif_rules.h"

namespace ssot {
namespace {

enum NotificationKind : size_t {
  kFileSkipped,
  kFileFailed,
  kSyntaxError,
  kUnresolvedImports,
  kNotApplicable,
  kSilentCanary,
  kUnmetContract,
  kLeftOut,
};

struct Descriptor {
  std::string_view id;
  std::string_view name;
  std::string_view level;
  std::string_view description;
  std::string_view help;
};

// In the order of NotificationKind.
constexpr Descriptor kDescriptors[] = {
    {"file-skipped", "FileSkipped", "note", "A file was left out by policy.",
     "Nothing has to be done. --include, --exclude and the limit on file sizes say what is left "
     "out."},
    {"file-failed", "FileFailed", "error",
     "A file could not be read or analysed; the scan is incomplete.",
     "Make the file readable, or leave it out with --exclude, and scan again."},
    {"syntax-error", "SyntaxError", "warning",
     "A file has a syntax error; what stands around it was analysed.",
     "Correct the file, or leave it out with --exclude."},
    {"unresolved-imports", "UnresolvedImports", "note",
     "Imports of the project's own modules whose files were not found.",
     "Check that the root is the folder that the imports start from."},
    {"not-applicable", "NotApplicable", "note", "A rule has nothing to apply to in this tree.",
     "Set the pack's variables in .ssot.yaml, if the authority lives in another place."},
    {"silent-canary", "SilentCanary", "error",
     "A rule did not flag its own bad example; the scan is incomplete.",
     "Run `ssot rules test` and correct the rule."},
    {"unmet-contract", "UnmetContract", "error",
     "An authority of a rule pack that was chosen by name does not exist in this tree, or a row of "
     "the inventory counts more than it may.",
     "Set the pack's variables in .ssot.yaml, if the authority lives in another place; bring the "
     "row's count down."},
    {"left-out", "LeftOut", "warning",
     "There was more to report than code scanning dashboards accept.",
     "Read the JSON report, which has everything."},
};

Json NotificationJson(NotificationKind kind, const std::string& message) {
  const Descriptor& descriptor = kDescriptors[kind];
  return {{"descriptor", {{"id", descriptor.id}, {"index", static_cast<size_t>(kind)}}},
          {"level", descriptor.level},
          {"message", {{"text", Sentence(message)}}}};
}

Json FileNotificationJson(NotificationKind kind, const std::string& path, uint32_t line,
                          uint32_t column, const std::string& message) {
  Json physical = {{"artifactLocation", SarifArtifactLocationJson(path)}};
  if (line > 0) {
    physical["region"] = {{"startLine", line}, {"startColumn", std::max(column, 1u)}};
  }
  Json notification = NotificationJson(kind, message);
  notification["locations"] = Json::array({{{"physicalLocation", std::move(physical)}}});
  return notification;
}

constexpr const char* kReasonOfSize =
    ", because code scanning accepts no file of more than 10 MB, gzipped; ";

void AddFiles(const Ledger& ledger, SkippedFiles skipped, Json* notifications) {
  for (const SkippedFile& file : ledger.failed) {
    notifications->push_back(
        FileNotificationJson(kFileFailed, file.path, 0, 0, "Not analysed: " + file.reason));
  }
  for (const FileError& error : ledger.parse_errors) {
    notifications->push_back(FileNotificationJson(kSyntaxError, error.path, error.line,
                                                  error.column, "Syntax error: " + error.message));
  }
  if (skipped == SkippedFiles::kCounted) {
    if (ledger.skipped.empty()) return;
    notifications->push_back(
        NotificationJson(kLeftOut, std::to_string(ledger.skipped.size()) +
                                       " notes about skipped files were left out" + kReasonOfSize +
                                       "the JSON report has all"));
    return;
  }
  for (const SkippedFile& file : ledger.skipped) {
    notifications->push_back(
        FileNotificationJson(kFileSkipped, file.path, 0, 0, "Skipped: " + file.reason));
  }
}

}  // namespace

Json SarifNotificationDescriptorsJson() {
  Json descriptors = Json::array();
  for (const Descriptor& descriptor : kDescriptors) {
    descriptors.push_back({{"id", descriptor.id},
                           {"name", descriptor.name},
                           {"shortDescription", {{"text", descriptor.description}}},
                           {"fullDescription", {{"text", descriptor.description}}},
                           {"help", {{"text", descriptor.help}, {"markdown", descriptor.help}}},
                           {"defaultConfiguration", {{"level", descriptor.level}}}});
  }
  return descriptors;
}

Json ScanNotificationsJson(const Report& report, SkippedFiles skipped) {
  const Ledger& ledger = report.ledger;
  Json notifications = Json::array();
  AddFiles(ledger, skipped, &notifications);
  for (const std::string& rule : ledger.silent_canaries) {
    notifications.push_back(NotificationJson(
        kSilentCanary, "The rule '" + rule + "' did not flag its own bad example"));
  }
  for (const std::string& reason : ledger.not_applicable) {
    notifications.push_back(NotificationJson(kNotApplicable, "Not applicable: " + reason));
  }
  for (const std::string& contract : ledger.unmet_contracts) {
    notifications.push_back(NotificationJson(kUnmetContract, "Unmet contract: " + contract));
  }
  if (ledger.unresolved_imports > 0) {
    notifications.push_back(
        NotificationJson(kUnresolvedImports, std::to_string(ledger.unresolved_imports) +
                                                 " imports of the project's own modules lead to "
                                                 "no file"));
  }
  return notifications;
}

Json LeftOutNotificationsJson(const SarifRun& run, size_t most_results) {
  const std::string what_stays =
      "the new and severe ones are here, the JSON report has all, and --sarif-split gives each "
      "pack "
      "or rule a run of its own";
  Json notifications = Json::array();
  if (run.over_limit > 0) {
    notifications.push_back(NotificationJson(
        kLeftOut, std::to_string(run.over_limit) +
                      " findings were left out, because code scanning "
                      "keeps no more than " +
                      std::to_string(most_results) + " results of a run; " + what_stays));
  }
  if (run.over_size > 0) {
    notifications.push_back(NotificationJson(
        kLeftOut, std::to_string(run.over_size) + " findings were left out" + kReasonOfSize +
                      "the new and severe ones are here, and the JSON report has all"));
  }
  const uint64_t locations = LocationsLeftOut(run);
  if (locations > 0) {
    notifications.push_back(NotificationJson(
        kLeftOut, std::to_string(locations) +
                      " related locations were left out, because a result may have " +
                      std::to_string(kMaxSarifLocations) + " locations; the JSON report has all"));
  }
  return notifications;
}

}  // namespace ssot
