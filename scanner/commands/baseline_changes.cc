#include "scanner/commands/baseline_changes.h"

#include <charconv>
#include <set>

#include "scanner/baseline/compare.h"

namespace ssot {
namespace {

std::string NumberText(double number) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof(text), number).ptr;
  return {text, end};
}

std::string PlaceOf(const Finding& finding) {
  return finding.path + ":" + std::to_string(finding.span.line) + ":" +
         std::to_string(finding.span.column);
}

std::string ChangeText(const Assignment& assignment) {
  std::string text(kFileChangeNames[static_cast<size_t>(assignment.file_change)]);
  if (assignment.change != Change::kSame) {
    text += (text.empty() ? "" : ", ") +
            std::string(kChangeNames[static_cast<size_t>(assignment.change)]);
  }
  return text.empty() ? "counted anew" : text;
}

void AddRowChanges(const Baseline& old, const Baseline& updated, BaselineChanges* changes) {
  std::set<std::string> ids;
  for (const auto* side : {&old, &updated}) {
    for (const auto& [id, row] : side->rows) ids.insert(id);
  }
  const auto figure = [](const Baseline& side, const std::string& id) {
    const auto row = side.rows.find(id);
    return row == side.rows.end() ? std::string("none") : NumberText(row->second.count);
  };
  for (const std::string& id : ids) {
    const std::string before = figure(old, id);
    const std::string after = figure(updated, id);
    if (before == after) continue;
    ++changes->rows;
    changes->lines += "row " + id + ": " + before + " -> " + after + "\n";
  }
}

}  // namespace

std::string Described(const Identity& entry) {
  const std::string& what = entry.text.empty() ? entry.symbol : entry.text;
  return entry.scope.empty() ? what : entry.scope + ": " + what;
}

Baseline BaselineAfter(const Session& session, const Baseline& old, const ScanResult& result) {
  Baseline updated = UpdatedBaseline(old, *result.comparison, result.report.findings);
  // Counts of a part of the tree say nothing about the whole.
  if (session.is_partial) return updated;
  if (session.options.rules.empty()) updated.rows.clear();
  for (const CountedRow& row : result.report.inventory) {
    if (!row.count) continue;
    const std::string unit(kRowUnitNames[static_cast<size_t>(row.row.unit)]);
    updated.rows[row.row.id] = {unit, *row.count};
  }
  return updated;
}

BaselineChanges ChangesOf(const Baseline& old, const Baseline& updated, const ScanResult& result) {
  BaselineChanges changes;
  const Comparison& comparison = *result.comparison;
  for (size_t i = 0; i < comparison.identities.size(); ++i) {
    const Finding& finding = result.report.findings[i];
    const Assignment& assignment = comparison.assignments[i];
    const Identity& today = comparison.identities[i];
    if (finding.suppressed) continue;
    const std::string line = PlaceOf(finding) + " " + today.rule_id + " " + Described(today);
    if (assignment.entry == nullptr) {
      ++changes.added;
      changes.lines += "+ " + line + "\n";
    } else if (*assignment.entry != today) {
      ++changes.changed;
      changes.lines += "~ " + line + " (" + ChangeText(assignment) + "; was " +
                       assignment.entry->path + " " + Described(*assignment.entry) + ")\n";
    }
  }
  for (const Identity* entry : comparison.absent) {
    ++changes.removed;
    changes.lines += "- " + entry->path + " " + entry->rule_id + " " + Described(*entry) + "\n";
  }
  AddRowChanges(old, updated, &changes);
  return changes;
}

}  // namespace ssot
