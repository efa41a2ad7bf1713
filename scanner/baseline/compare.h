// Which findings are accepted debt.
//
// Findings and entries of the baseline are assigned to each other one to one, from certain to
// likely: first those with the same identity, then those whose function has another name, whose
// text was edited, whose file has another name or was split, that moved inside their file, and that
// were renamed and edited at once. What is left over is new on one side and absent on the other; so
// a copy of accepted debt is new, and fixing one finding and adding another is one of each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/identity.h"
#include "scanner/model/finding.h"
#include "scanner/model/inventory.h"

namespace ssot {

enum class Change : uint8_t {
  kSame,     // the same identity
  kRenamed,  // the enclosing definition has another name
  kEdited,   // the finding's own code was edited, or resolves to something else
  kMoved,    // into another definition of the same file
  kRenamedAndEdited,
};
inline constexpr std::string_view kChangeNames[] = {"unchanged", "renamed", "edited", "moved",
                                                    "renamed and edited"};

enum class FileChange : uint8_t {
  kSame,
  kRenamed,
  kSplit,  // a part of the file is a file of its own now
};
inline constexpr std::string_view kFileChangeNames[] = {"", "file renamed", "file split"};

struct Assignment {
  const Identity* entry = nullptr;  // of the baseline; null: the finding is new
  Change change = Change::kSame;
  FileChange file_change = FileChange::kSame;
};

struct Comparison {
  std::vector<Identity> identities;     // of the findings, in their order
  std::vector<Assignment> assignments;  // of the findings, in their order
  // Entries that nothing was assigned to, sorted: those that the run looked for, and the others.
  std::vector<const Identity*> absent;
  std::vector<const Identity*> not_looked_for;
  std::map<std::string, std::string> renamed_files;  // the baseline's path to today's
};

// What the comparison asks about today's tree. Paths as in identities.
struct TreeView {
  std::function<bool(const std::string& path)> has_file;  // scanned or not
  // A definition of this name inside the file.
  std::function<bool(const std::string& path, const std::string& scope)> has_scope;
  // Whether the run looked where an entry would be found: at its file and with its rule. Empty: it
  // looked everywhere.
  std::function<bool(const Identity& entry)> is_looked_for;
  // What git says: old paths to today's. Other renames are found by the files' sketches.
  std::map<std::string, std::string> renames = {};
};

// `findings` as the report lists them, with excerpts. Suppressed ones are left unassigned. The
// result points into `baseline`. Takes time nearly in proportion to both sides; deterministic.
Comparison Compare(const Baseline& baseline, const std::vector<Finding>& findings,
                   const TreeView& tree);

// Today's findings as a baseline, with the entries of `old` that the run did not look for. `old` is
// what `comparison` compared with. Rows stay as they were.
Baseline UpdatedBaseline(const Baseline& old, const Comparison& comparison,
                         const std::vector<Finding>& findings);

// `old` without the absent entries.
Baseline PrunedBaseline(const Baseline& old, const Comparison& comparison);

// Sets the rows' earlier figures, and marks those that are worse than before and do not meet their
// target. `earlier` is by the row's id; a row that had another unit is a new one.
void CompareRows(const std::map<std::string, BaselineRow>& earlier, std::vector<CountedRow>* rows);

// One sentence for each compared row that ratchets and whose true count is worse than before.
std::vector<std::string> BrokenRatchets(const std::vector<CountedRow>& rows);

}  // namespace ssot
