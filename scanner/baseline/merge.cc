#include <algorithm>

#include "scanner/baseline/baseline_file.h"
#include "scanner/model/inventory.h"

namespace ssot {
namespace {

template <typename Map>
const typename Map::mapped_type* Find(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

// Where one side alone changed a value, that change; null: it is gone.
template <typename Value>
const Value* MergeValue(const Value* ancestor, const Value* ours, const Value* theirs) {
  const auto equal = [](const Value* a, const Value* b) {
    return a == b || (a != nullptr && b != nullptr && *a == *b);
  };
  return equal(ancestor, ours) ? theirs : ours;
}

// Two branches that each removed one have removed two. Percentages do not add up: the lower one
// asks for less.
BaselineRow MergeRow(const BaselineRow* ancestor, const BaselineRow& ours,
                     const BaselineRow& theirs) {
  BaselineRow merged = ours;
  if (ancestor == nullptr) {
    merged.count = std::max(ours.count, theirs.count);
  } else {
    merged.count = std::max(0.0, ours.count + theirs.count - ancestor->count);
  }
  const bool is_percent = ours.unit == kRowUnitNames[static_cast<size_t>(RowUnit::kPercent)];
  if (is_percent) merged.count = std::min(ours.count, theirs.count);
  return merged;
}

std::set<Identity> MergeFindings(const std::set<Identity>& ancestor, const std::set<Identity>& ours,
                                 const std::set<Identity>& theirs) {
  std::set<Identity> merged;
  for (const Identity& finding : ours) {
    if (theirs.contains(finding) || !ancestor.contains(finding)) merged.insert(finding);
  }
  for (const Identity& finding : theirs) {
    if (!ancestor.contains(finding)) merged.insert(finding);
  }
  return merged;
}

template <typename Map>
std::set<std::string> KeysOf(const Map& a, const Map& b) {
  std::set<std::string> keys;
  for (const auto& [key, value] : a) keys.insert(key);
  for (const auto& [key, value] : b) keys.insert(key);
  return keys;
}

}  // namespace

Baseline MergeBaselines(const Baseline& ancestor, const Baseline& ours, const Baseline& theirs) {
  Baseline merged;
  merged.findings = MergeFindings(ancestor.findings, ours.findings, theirs.findings);
  std::set<std::string> paths;
  for (const Identity& finding : merged.findings) paths.insert(finding.path);
  for (const std::string& path : paths) {
    const FileSketch* our_sketch = Find(ours.files, path);
    const FileSketch* sketch =
        MergeValue(Find(ancestor.files, path), our_sketch, Find(theirs.files, path));
    if (sketch == nullptr) sketch = our_sketch;
    if (sketch == nullptr) sketch = Find(theirs.files, path);
    if (sketch != nullptr) merged.files[path] = *sketch;
  }
  for (const std::string& id : KeysOf(ours.rows, theirs.rows)) {
    const BaselineRow* old = Find(ancestor.rows, id);
    const BaselineRow* our_row = Find(ours.rows, id);
    const BaselineRow* their_row = Find(theirs.rows, id);
    if (our_row != nullptr && their_row != nullptr) {
      merged.rows[id] = MergeRow(old, *our_row, *their_row);
    } else if (const BaselineRow* row = MergeValue(old, our_row, their_row)) {
      merged.rows[id] = *row;
    }
  }
  return merged;
}

}  // namespace ssot
