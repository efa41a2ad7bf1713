#include "reports/ledger_text.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "reports/row_figures.h"
#include "reports/summary_text.h"

namespace ssot {
namespace {

constexpr size_t kMaxListed = 10;

std::string SkippedLine(const std::vector<SkippedFile>& skipped) {
  std::map<std::string, uint64_t> by_reason;
  for (const SkippedFile& file : skipped) ++by_reason[file.reason];
  std::vector<std::pair<std::string, uint64_t>> reasons(by_reason.begin(), by_reason.end());
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string line = "Skipped " + Quantity(skipped.size(), "file", "files") + ": ";
  for (size_t i = 0; i < reasons.size(); ++i) {
    if (i > 0) line += ", ";
    line += FormatCount(reasons[i].second) + " " + PrintableText(reasons[i].first);
  }
  return line + ".\n";
}

std::string Place(const FileError& error) {
  std::string place = PrintableText(error.path);
  if (error.line > 0) {
    place += ":" + std::to_string(error.line) + ":" + std::to_string(std::max(error.column, 1u));
  }
  return place;
}

// The first of `entries` below a heading.
std::string Listed(const std::string& heading, const std::vector<std::string>& entries) {
  std::string text = heading + ":\n";
  for (size_t i = 0; i < std::min(entries.size(), kMaxListed); ++i) {
    text += "  " + entries[i] + "\n";
  }
  if (entries.size() > kMaxListed) {
    text +=
        "  and " + FormatCount(entries.size() - kMaxListed) + " more (--format json lists all)\n";
  }
  return text;
}

std::string FailedFiles(const std::vector<SkippedFile>& failed, const Painter& paint) {
  std::string text =
      paint(Style::kError, Quantity(failed.size(), "file", "files") + " could not be analysed:") +
      "\n";
  for (const SkippedFile& file : failed) {
    text += "  " + PrintableText(file.path) + ": " + PrintableText(file.reason) + "\n";
  }
  return text;
}

std::string SyntaxErrors(const std::vector<FileError>& errors) {
  std::vector<std::string> entries;
  for (const FileError& error : errors) {
    entries.push_back(Place(error) + ": " + PrintableText(error.message));
  }
  return Listed(Quantity(errors.size(), "syntax error", "syntax errors") +
                    " (what stands around them was analysed)",
                entries);
}

std::string UnresolvedImports(const Ledger& ledger) {
  std::string text = Quantity(ledger.unresolved_imports, "import", "imports") +
                     " of the project's own modules led to no file";
  if (!ledger.unresolved.has_value()) return text + " (--list-unresolved lists them).\n";
  text += ":\n";
  for (const UnresolvedImport& import : *ledger.unresolved) {
    text += "  " + PrintableText(import.path) + ":" + std::to_string(import.line) + ":" +
            std::to_string(import.column) + ": " + PrintableText(import.module) + "\n";
  }
  return text;
}

// Both kinds of authority that does not exist here.
std::string Missing(const std::string& heading, const std::vector<std::string>& reasons) {
  std::vector<std::string> entries;
  for (const std::string& reason : reasons) entries.push_back(PrintableText(reason));
  return Listed(heading, entries);
}

std::string SilentCanaries(const std::vector<std::string>& rules, const Painter& paint) {
  std::string text =
      paint(Style::kError, Quantity(rules.size(), "rule", "rules") + " did not flag " +
                               (rules.size() == 1 ? "its" : "their") +
                               " own bad example (run: ssot rules test):") +
      "\n";
  for (const std::string& rule : rules) text += "  " + PrintableText(rule) + "\n";
  return text;
}

}  // namespace

std::string LedgerText(const Ledger& ledger, const Painter& paint) {
  std::string text = "Scanned " + FormatCount(ledger.scanned) + " of " +
                     Quantity(ledger.discovered, "file", "files") + ".\n";
  if (!ledger.skipped.empty()) text += SkippedLine(ledger.skipped);
  if (!ledger.parse_errors.empty()) text += SyntaxErrors(ledger.parse_errors);
  if (ledger.unresolved_imports > 0) text += UnresolvedImports(ledger);
  if (!ledger.not_applicable.empty()) {
    text += Missing("Not applicable here", ledger.not_applicable);
  }
  if (!ledger.unmet_contracts.empty()) {
    text += Missing(paint(Style::kError, "Unmet contracts"), ledger.unmet_contracts);
  }
  if (!ledger.failed.empty()) text += FailedFiles(ledger.failed, paint);
  if (!ledger.silent_canaries.empty()) text += SilentCanaries(ledger.silent_canaries, paint);
  return text;
}

}  // namespace ssot
