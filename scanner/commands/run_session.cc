#include "scanner/commands/run_session.h"

#include <algorithm>
#include <vector>

#include "scanner/commands/standard_output.h"

namespace ssot {
namespace {

constexpr size_t kMostLines = 20;

// At most kMostLines of them, and how many more there are.
void PrintSome(const std::vector<std::string>& lines) {
  for (size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) PrintError(lines[i]);
  if (lines.size() > kMostLines) {
    PrintError("and " + std::to_string(lines.size() - kMostLines) + " more; see the report");
  }
}

Baseline ReadCommittedBaseline(const Session& session, Diagnostics* errors) {
  const std::string shown = session.options.rev + ":" + session.committed_baseline;
  std::string bytes;
  if (session.commit->ReadFromTop(session.committed_baseline, &bytes)) {
    return ParseBaseline(bytes, shown, errors);
  }
  errors->push_back({shown, 0, 0,
                     "the commit has no such baseline, although its .ssot.yaml names it; name a "
                     "file with --baseline"});
  return {};
}

}  // namespace

std::optional<Session> OpenOrExplain(const Options& options) {
  Diagnostics errors;
  Session session = OpenSession(options, &errors);
  if (errors.empty()) return session;
  PrintDiagnostics(errors);
  return std::nullopt;
}

bool ReadBaselineOrExplain(const Session& session, std::optional<Baseline>* baseline) {
  if (session.options.baseline.empty()) return true;
  Diagnostics errors;
  *baseline = session.committed_baseline.empty() ? ReadBaseline(session.options.baseline, &errors)
                                                 : ReadCommittedBaseline(session, &errors);
  PrintDiagnostics(errors);
  return errors.empty();
}

bool ReadEarlierRowsOrExplain(const Session& session, std::optional<EarlierRows>* rows) {
  if (session.options.compare.empty()) return true;
  Diagnostics errors;
  *rows = ReadEarlierRows(session.options.compare, &errors);
  PrintDiagnostics(errors);
  return errors.empty();
}

void PrintDiagnostics(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    // A place comes first on its line, so that editors and terminals can jump to it.
    if (diagnostic.line > 0) {
      PrintPlain(FormatDiagnostic(diagnostic));
    } else {
      PrintError(FormatDiagnostic(diagnostic));
    }
  }
}

bool ExplainIncomplete(const Ledger& ledger, bool strict) {
  std::vector<std::string> lines;
  for (const SkippedFile& file : ledger.failed) {
    lines.push_back(file.path + ": not scanned: " + file.reason);
  }
  for (const std::string& rule : ledger.silent_canaries) {
    lines.push_back("rule '" + rule +
                    "' does not find its own bad example; correct the rule, see "
                    "'ssot rules test'");
  }
  if (strict) {
    for (const FileError& error : ledger.parse_errors) {
      lines.push_back(error.path + ":" + std::to_string(error.line) + ":" +
                      std::to_string(error.column) + ": " + error.message);
    }
  }
  PrintSome(lines);
  return !lines.empty();
}

}  // namespace ssot
