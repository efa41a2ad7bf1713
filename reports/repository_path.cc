#include "reports/repository_path.h"

namespace ssot {

std::optional<std::string> RootInRepository(const Invocation& invocation) {
  if (!invocation.repository_root.has_value()) return std::nullopt;
  const std::string& top = *invocation.repository_root;
  const std::string& root = invocation.root;
  if (root == top) return "";
  if (root.size() <= top.size() || root.compare(0, top.size(), top) != 0) return std::nullopt;
  if (top.back() == '/') return root.substr(top.size());
  return root[top.size()] == '/' ? std::optional(root.substr(top.size() + 1)) : std::nullopt;
}

std::string PathInRepository(const Report& report, const std::string& path) {
  if (!report.invocation.has_value()) return path;
  const std::string root = RootInRepository(*report.invocation).value_or("");
  return root.empty() ? path : root + "/" + path;
}

Report SeenFromRepository(Report report) {
  if (!report.invocation.has_value()) return report;
  const std::string root = RootInRepository(*report.invocation).value_or("");
  if (root.empty()) return report;
  const auto extend = [&](std::string* path) { path->insert(0, root + "/"); };
  for (Finding& finding : report.findings) {
    extend(&finding.path);
    for (RelatedLocation& related : finding.related) extend(&related.path);
  }
  for (AbsentFinding& absent : report.absent) extend(&absent.path);
  if (report.counted.has_value()) {
    for (CountedMatch& match : *report.counted) extend(&match.path);
  }
  Ledger& ledger = report.ledger;
  for (SkippedFile& file : ledger.skipped) extend(&file.path);
  for (SkippedFile& file : ledger.failed) extend(&file.path);
  for (FileError& error : ledger.parse_errors) extend(&error.path);
  if (ledger.unresolved.has_value()) {
    for (UnresolvedImport& import : *ledger.unresolved) extend(&import.path);
  }
  report.invocation->root = *report.invocation->repository_root;
  return report;
}

}  // namespace ssot
