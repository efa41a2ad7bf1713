// The accepted debt of a tree, in a file that people review and merge.
//
// A file is JSON with one finding a line, sorted, without line numbers, times or absolute paths. A
// line depends on its own finding alone: every list ends in an empty object, so that no comma comes
// or goes with a neighbour. Its schema is reports/baseline.schema.json.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "scanner/baseline/identity.h"
#include "scanner/model/diagnostic.h"
#include "scanner/model/finding.h"

namespace ssot {

// What a row of the inventory counted.
struct BaselineRow {
  std::string unit;  // one of kRowUnitNames
  double count = 0;
  friend bool operator==(const BaselineRow&, const BaselineRow&) = default;
};

struct Baseline {
  std::set<Identity> findings;
  std::map<std::string, FileSketch> files;  // by path: those with findings
  std::map<std::string, BaselineRow> rows;  // by the row's id
};

// Reads the bytes of a baseline that came from `path`. With any error the result is not to be used.
Baseline ParseBaseline(std::string_view bytes, const std::string& path, Diagnostics* errors);

// The same from disk. A file that does not exist or cannot be read is an error.
Baseline ReadBaseline(const std::string& path, Diagnostics* errors);

// The same baseline gives the same bytes.
std::string RenderBaseline(const Baseline& baseline);

// What git's merge of two branches should leave: findings that either branch added, without those
// that either removed. Counts of rows change by what both branches changed.
Baseline MergeBaselines(const Baseline& ancestor, const Baseline& ours, const Baseline& theirs);

}  // namespace ssot
