// Which rules can hold in this tree.
#pragma once

#include <string>
#include <vector>

#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/session.h"

namespace ssot {

struct Applicability {
  std::vector<bool> runs;                    // by rule
  std::vector<bool> unmet;                   // by rule: those of `unmet_contracts`
  std::vector<std::string> not_applicable;   // "authority jwt: no file matches …"
  std::vector<std::string> unmet_contracts;  // the same, in packs that were chosen by name
};

// An authority of which no file exists: in a pack that is in force by default, its rules do not
// run, except text rules and rules that only count; a pack that was chosen by name is broken by it.
// Likewise a contract whose own place has no file.
Applicability FindApplicability(const Session& session, const RunFiles& files);

}  // namespace ssot
