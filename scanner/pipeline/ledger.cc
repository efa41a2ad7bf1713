#include "scanner/pipeline/ledger.h"

#include <algorithm>

namespace ssot {
namespace {

void SortByPath(std::vector<SkippedFile>* files) {
  std::sort(files->begin(), files->end(),
            [](const SkippedFile& a, const SkippedFile& b) { return a.path < b.path; });
}

void AddParseErrors(const Facts& facts, Ledger* ledger) {
  for (const ParseError& error : facts.errors) {
    ledger->parse_errors.push_back({facts.path, error.line, error.column, error.message});
  }
}

}  // namespace

Ledger KeepLedger(const RunFiles& files, const ProjectFacts& project,
                  const std::vector<ReadFile>& read) {
  Ledger ledger;
  ledger.skipped = files.skipped;
  for (const UnreadableFile& file : files.unreadable) {
    ledger.failed.push_back({file.path, file.reason});
  }
  for (size_t i = 0; i < read.size(); ++i) {
    if (!files.files[i].is_chosen) continue;
    const std::string& path = files.files[i].file.path;
    switch (read[i].outcome) {
      case ReadOutcome::kScanned:
        ++ledger.scanned;
        if (project.ids[i] != kNone) AddParseErrors((*project.facts)[project.ids[i]], &ledger);
        break;
      case ReadOutcome::kBinary:
        ledger.skipped.push_back({path, "binary"});
        break;
      case ReadOutcome::kFailed:
        ledger.failed.push_back({path, read[i].reason});
        break;
    }
  }
  SortByPath(&ledger.skipped);
  SortByPath(&ledger.failed);
  ledger.unresolved_imports = CountUnresolvedImports(project, files.files);
  ledger.discovered = ledger.scanned + ledger.skipped.size() + ledger.failed.size();
  return ledger;
}

}  // namespace ssot
