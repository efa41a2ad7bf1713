// What every command does around a session: open it, say what is wrong, deliver what came out.
#pragma once

#include <optional>
#include <string>

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/earlier_report.h"
#include "scanner/config/options.h"
#include "scanner/model/diagnostic.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Nothing when something is wrong, which is then on standard error: exit with kExitUsage.
std::optional<Session> OpenOrExplain(const Options& options);

// The accepted findings that the session names, if it names any. False when they cannot be had,
// which is then on standard error: exit with kExitUsage.
bool ReadBaselineOrExplain(const Session& session, std::optional<Baseline>* baseline);

// The rows of the report that --compare names, if it names any; otherwise the same.
bool ReadEarlierRowsOrExplain(const Session& session, std::optional<EarlierRows>* rows);

// Each on its own line of standard error, "path:line:column: message" where there is a place.
void PrintDiagnostics(const Diagnostics& diagnostics);

// Says on standard error why a result is incomplete. Returns whether it is.
bool ExplainIncomplete(const Ledger& ledger, bool strict);

}  // namespace ssot
