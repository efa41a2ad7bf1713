// What the next `ssot baseline update` would change, for people.
#pragma once

#include <string>

#include "scanner/baseline/baseline_file.h"
#include "scanner/pipeline/scan.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Today's baseline after a scan that was compared with `old`.
Baseline BaselineAfter(const Session& session, const Baseline& old, const ScanResult& result);

struct BaselineChanges {
  std::string lines;  // each change on its own line
  size_t added = 0;
  size_t removed = 0;
  size_t changed = 0;  // renamed, moved or edited
  size_t rows = 0;
};

// Between `old` and `updated`, which came from BaselineAfter.
BaselineChanges ChangesOf(const Baseline& old, const Baseline& updated, const ScanResult& result);

// "keys.read: jwt.decode(token)": where in its file an entry stands, and what it is.
std::string Described(const Identity& entry);

}  // namespace ssot
