// The files of a run with all that the front ends saw in them, and their names resolved. What
// `ssot facts` prints; a scan takes the same steps with rules at hand.
#pragma once

#include <memory>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/session.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

struct Analysis {
  // Of every file below the root that has a front end, by path. Never null; it stands apart so that
  // moving an Analysis leaves it where the index looks for it.
  std::unique_ptr<const std::vector<Facts>> facts;
  std::vector<FileId> chosen;  // of these, the ones at or below the session's PATHs, ascending
  std::unique_ptr<FactIndex> index;  // over `facts`
  Ledger ledger;                     // of the chosen files
};

Analysis Analyse(const Session& session);

}  // namespace ssot
