// A pass says which parts of an identity must be equal. It groups what is still free on both sides
// by these parts, and pairs within each group. Passes go from strict to lenient, so that a lenient
// one only sees what no stricter one explains.
#include "scanner/baseline/compare.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "scanner/baseline/file_sketch.h"
#include "scanner/baseline/renamed_files.h"

namespace ssot {
namespace {

constexpr double kLeastTextSimilarity = 0.3;
// Of a part with the file that it was in, where a definition is known again. A tenth is more than
// files share that have nothing to do with each other.
constexpr double kLeastPartSimilarity = 0.1;
// Where scope and text both changed.
constexpr double kLeastScopeSimilarity = 0.75;
constexpr double kLeastTextOfTwoChanges = 0.5;
constexpr size_t kMostPairs = 10'000;  // compared in one group

enum Part : unsigned { kScope = 1, kSymbol = 2, kLastName = 4, kText = 8, kOrdinal = 16 };

std::string_view LastPart(std::string_view name) {
  return name.substr(name.find_last_of(".:") + 1);
}

std::string_view Parent(std::string_view name) {
  return name.substr(0, name.size() - LastPart(name).size());
}

// 0 to 1: the part of neighbouring characters that two texts share.
double TextSimilarity(std::string_view a, std::string_view b) {
  const auto pairs_of = [](std::string_view text) {
    std::vector<std::pair<char, char>> pairs;
    for (size_t i = 1; i < text.size(); ++i) pairs.emplace_back(text[i - 1], text[i]);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  };
  const auto in_a = pairs_of(a);
  const auto in_b = pairs_of(b);
  std::vector<std::pair<char, char>> shared;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                        std::back_inserter(shared));
  const size_t total = in_a.size() + in_b.size();
  return total == 0 ? 0 : 2.0 * static_cast<double>(shared.size()) / static_cast<double>(total);
}

// How much the names of two definitions agree: Old.read is nearer to New.read than to New.write.
double ScopeSimilarity(std::string_view a, std::string_view b) {
  return (LastPart(a) == LastPart(b) ? 2 : 0) + (Parent(a) == Parent(b) ? 1 : 0) +
         TextSimilarity(a, b);
}

class Comparer {
 public:
  Comparer(const Baseline& baseline, const std::vector<Finding>& findings, const TreeView& tree)
      : baseline_(baseline), findings_(findings), tree_(tree) {
    result_.identities = IdentitiesOf(findings);
    result_.assignments.resize(findings.size());
    for (size_t i = 0; i < findings.size(); ++i) {
      if (!findings[i].suppressed) free_findings_.push_back(i);
    }
    for (const Identity& entry : baseline.findings) {
      free_entries_.push_back({&entry, &entry.path});
      old_scopes_.emplace(entry.path, entry.scope);
    }
  }

  Comparison Run() {
    StrictPasses();
    FollowRenamedFiles();
    StrictPasses();
    FollowSplitFiles();
    Pass(kSymbol | kText, Change::kMoved);
    Pass(kSymbol, Change::kRenamedAndEdited);
    for (const Entry& entry : free_entries_) {
      const bool is_looked_for = !tree_.is_looked_for || tree_.is_looked_for(*entry.identity);
      auto& left = is_looked_for ? result_.absent : result_.not_looked_for;
      left.push_back(entry.identity);
    }
    return std::move(result_);
  }

 private:
  struct Entry {
    const Identity* identity;
    const std::string* path;  // today's
    FileChange file_change = FileChange::kSame;
  };
  struct Split {
    double similarity;
    std::string from;
    std::string to;
  };
  struct Group {
    std::vector<size_t> entries;   // indices into free_entries_
    std::vector<size_t> findings;  // indices into findings_
  };
  struct Pair {
    double similarity;
    size_t entry;
    size_t finding;
  };

  void StrictPasses() {
    Pass(kScope | kSymbol | kText | kOrdinal, Change::kSame);
    Pass(kScope | kSymbol | kText, Change::kSame);
    Pass(kScope | kLastName | kText, Change::kEdited);  // calls whose target moved
    Pass(kSymbol | kText, Change::kRenamed);
    Pass(kScope | kSymbol, Change::kEdited);
  }

  bool MayTakePart(const Entry& entry, unsigned parts, Change change) const {
    // A definition that is still there has not got another name.
    if (change == Change::kRenamed || change == Change::kRenamedAndEdited) {
      return !tree_.has_scope(*entry.path, entry.identity->scope);
    }
    // The same name from somewhere else is something else, unless the whole call is the same.
    if (parts & kLastName) return entry.identity->text.find('(') != std::string::npos;
    return true;
  }

  static std::string KeyOf(const std::string& path, const Identity& identity, unsigned parts) {
    std::string key = path + '\0' + identity.rule_id;
    if (parts & kScope) key += '\0' + identity.scope;
    if (parts & kSymbol) key += '\0' + identity.symbol;
    if (parts & kLastName) key += '\0' + std::string(LastPart(identity.symbol));
    if (parts & kText) key += '\0' + identity.text;
    if (parts & kOrdinal) key += '\0' + std::to_string(identity.ordinal);
    return key;
  }

  // Pairs what is equal in these parts.
  void Pass(unsigned parts, Change change) {
    if (free_entries_.empty() || free_findings_.empty()) return;
    std::unordered_map<std::string, size_t> by_key;
    std::vector<Group> groups;
    for (size_t i = 0; i < free_entries_.size(); ++i) {
      const Entry& entry = free_entries_[i];
      if (!MayTakePart(entry, parts, change)) continue;
      const auto [place, is_first] =
          by_key.try_emplace(KeyOf(*entry.path, *entry.identity, parts), groups.size());
      if (is_first) groups.emplace_back();
      groups[place->second].entries.push_back(i);
    }
    for (size_t i : free_findings_) {
      const Identity& identity = result_.identities[i];
      const auto group = by_key.find(KeyOf(identity.path, identity, parts));
      if (group != by_key.end()) groups[group->second].findings.push_back(i);
    }
    for (const Group& group : groups) PairWithin(group, parts, change);
    DropAssigned();
  }

  void PairWithin(const Group& group, unsigned parts, Change change) {
    if (group.findings.empty()) return;
    if (change == Change::kRenamedAndEdited) return PairTwiceChanged(group);
    const bool compares_text = !(parts & kText);
    const bool compares_scope = !(parts & kScope);
    const bool is_large = group.entries.size() * group.findings.size() > kMostPairs;
    if (is_large || (!compares_text && !compares_scope)) {
      const size_t count = std::min(group.entries.size(), group.findings.size());
      for (size_t i = 0; i < count; ++i) {
        if (compares_text && !IsSimilarText(group.entries[i], group.findings[i])) continue;
        Assign(group.entries[i], group.findings[i], change);
      }
      return;
    }
    std::vector<Pair> pairs;
    for (size_t entry : group.entries) {
      for (size_t finding : group.findings) {
        const Identity& old = *free_entries_[entry].identity;
        const Identity& today = result_.identities[finding];
        const double similarity = compares_text ? TextSimilarity(old.text, today.text)
                                                : ScopeSimilarity(old.scope, today.scope);
        if (compares_text && similarity < kLeastTextSimilarity) continue;
        pairs.push_back({similarity, entry, finding});
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
      return std::tuple(-a.similarity, a.entry, a.finding) <
             std::tuple(-b.similarity, b.entry, b.finding);
    });
    for (const Pair& pair : pairs) Assign(pair.entry, pair.finding, change);
  }

  // Two changes at once leave little to know a finding by: both the names and the texts must be
  // alike, and each of the two the other's only choice.
  void PairTwiceChanged(const Group& group) {
    if (group.entries.size() * group.findings.size() > kMostPairs) return;
    std::vector<Pair> pairs;
    std::map<size_t, size_t> choices_of_entry;
    std::map<size_t, size_t> choices_of_finding;
    for (size_t entry : group.entries) {
      for (size_t finding : group.findings) {
        if (free_entries_[entry].file_change != FileChange::kSame ||
            !IsTwiceChanged(entry, finding))
          continue;
        pairs.push_back({0, entry, finding});
        ++choices_of_entry[entry];
        ++choices_of_finding[finding];
      }
    }
    for (const Pair& pair : pairs) {
      if (choices_of_entry[pair.entry] > 1 || choices_of_finding[pair.finding] > 1) continue;
      Assign(pair.entry, pair.finding, Change::kRenamedAndEdited);
    }
  }

  bool IsTwiceChanged(size_t entry, size_t finding) const {
    const Identity& old = *free_entries_[entry].identity;
    const Identity& today = result_.identities[finding];
    // What had findings before was not named just now.
    if (old_scopes_.contains({today.path, today.scope})) return false;
    return IsOneNameAlike(old.scope, today.scope) &&
           TextSimilarity(old.text, today.text) >= kLeastTextOfTwoChanges;
  }

  // A definition that was taken out of another one.
  static bool IsNestedIn(std::string_view inner, std::string_view name) {
    return !name.empty() && inner.size() > name.size() && inner.ends_with(name) &&
           std::string_view(".:").find(inner[inner.size() - name.size() - 1]) != inner.npos;
  }

  // The class has another name and the function the same one, or the other way round. A similar
  // whole means little: methods of one class all begin alike.
  static bool IsOneNameAlike(std::string_view a, std::string_view b) {
    if (IsNestedIn(a, b) || IsNestedIn(b, a)) return true;
    if (LastPart(a) == LastPart(b))
      return TextSimilarity(Parent(a), Parent(b)) >= kLeastScopeSimilarity;
    return Parent(a) == Parent(b) &&
           TextSimilarity(LastPart(a), LastPart(b)) >= kLeastScopeSimilarity;
  }

  bool IsSimilarText(size_t entry, size_t finding) const {
    return TextSimilarity(free_entries_[entry].identity->text, result_.identities[finding].text) >=
           kLeastTextSimilarity;
  }

  // Unless one of them is taken.
  void Assign(size_t entry, size_t finding, Change change) {
    Entry& taken = free_entries_[entry];
    Assignment& assignment = result_.assignments[finding];
    if (taken.identity == nullptr || assignment.entry != nullptr) return;
    assignment = {taken.identity, change, taken.file_change};
    taken.identity = nullptr;
  }

  void DropAssigned() {
    std::erase_if(free_entries_, [](const Entry& entry) { return entry.identity == nullptr; });
    std::erase_if(free_findings_,
                  [&](size_t i) { return result_.assignments[i].entry != nullptr; });
  }

  // Files with free findings, by path.
  std::map<std::string, FileSketch> FilesWithFreeFindings() const {
    std::map<std::string, FileSketch> files;
    for (size_t i : free_findings_) {
      files.try_emplace(result_.identities[i].path, findings_[i].excerpt.file_sketch);
    }
    return files;
  }

  void FollowRenamedFiles() {
    std::map<std::string, FileSketch> candidates = FilesWithFreeFindings();
    std::vector<SketchedFile> gone;
    for (const Entry& entry : free_entries_) {
      const std::string& path = entry.identity->path;
      if ((!gone.empty() && gone.back().path == path) || tree_.has_file(path)) continue;
      const auto known = tree_.renames.find(path);
      if (known != tree_.renames.end()) {
        result_.renamed_files.insert(*known);
        candidates.erase(known->second);
        continue;
      }
      const auto file = baseline_.files.find(path);
      if (file != baseline_.files.end()) gone.push_back({path, file->second});
    }
    std::vector<SketchedFile> sketched;
    for (const auto& [path, sketch] : candidates) sketched.push_back({path, sketch});
    result_.renamed_files.merge(FindRenamedFiles(gone, sketched));
    for (Entry& entry : free_entries_) FollowRename(&entry);
  }

  void FollowRename(Entry* entry) const {
    const auto renamed = result_.renamed_files.find(entry->identity->path);
    const bool is_renamed = renamed != result_.renamed_files.end();
    entry->path = is_renamed ? &renamed->second : &entry->identity->path;
    entry->file_change = is_renamed ? FileChange::kRenamed : FileChange::kSame;
  }

  // What left its file with a part of it is looked for where that part is now.
  void FollowSplitFiles() {
    for (const Split& split : FindSplits()) {
      for (Entry& entry : free_entries_) {
        if (entry.identity->path != split.from || !HasLeft(*entry.identity)) continue;
        entry.path = &split.to;
        entry.file_change = FileChange::kSplit;
      }
      StrictPasses();
      for (Entry& entry : free_entries_) FollowRename(&entry);
    }
  }

  // What stands in no definition may have left its file unnoticed.
  bool HasLeft(const Identity& entry) const {
    return entry.scope.empty() || !tree_.has_scope(entry.path, entry.scope);
  }

  // A part of a file is like it, holds nothing else that is accepted, and has one of its
  // definitions as it was. The most similar ones first.
  std::vector<Split> FindSplits() const {
    std::map<std::string, FileSketch> parts = FilesWithFreeFindings();
    std::erase_if(parts, [&](const auto& part) { return baseline_.files.contains(part.first); });
    for (const auto& [from, to] : result_.renamed_files) parts.erase(to);
    std::unordered_set<std::string> definitions;
    for (size_t i : free_findings_) {
      const Identity& identity = result_.identities[i];
      if (!identity.scope.empty() && parts.contains(identity.path)) {
        definitions.insert(KeyOf(identity.path, identity, kScope | kSymbol | kText));
      }
    }
    std::map<std::pair<std::string, std::string>, double> found;
    for (const Entry& entry : free_entries_) {
      const Identity& identity = *entry.identity;
      const auto file = baseline_.files.find(identity.path);
      if (file == baseline_.files.end() || identity.scope.empty() || !HasLeft(identity)) continue;
      for (const auto& [path, sketch] : parts) {
        if (!definitions.contains(KeyOf(path, identity, kScope | kSymbol | kText))) continue;
        const double similarity = Similarity(file->second, sketch);
        if (similarity >= kLeastPartSimilarity) found[{identity.path, path}] = similarity;
      }
    }
    std::vector<Split> splits;
    for (const auto& [paths, similarity] : found) {
      splits.push_back({similarity, paths.first, paths.second});
    }
    std::stable_sort(splits.begin(), splits.end(),
                     [](const Split& a, const Split& b) { return a.similarity > b.similarity; });
    return splits;
  }

  const Baseline& baseline_;
  const std::vector<Finding>& findings_;
  const TreeView& tree_;
  Comparison result_;
  std::set<std::pair<std::string_view, std::string_view>> old_scopes_;  // path and scope
  std::vector<Entry> free_entries_;  // sorted by the baseline's path
  std::vector<size_t> free_findings_;
};

constexpr double kSameSketch = 0.75;

bool IsWorse(const CountedRow& row, double figure) {
  return row.row.unit == RowUnit::kPercent ? figure < *row.previous : figure > *row.previous;
}

std::string NumberText(double number) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof(text), number).ptr;
  return {text, end};
}

}  // namespace

Comparison Compare(const Baseline& baseline, const std::vector<Finding>& findings,
                   const TreeView& tree) {
  return Comparer(baseline, findings, tree).Run();
}

Baseline UpdatedBaseline(const Baseline& old, const Comparison& comparison,
                         const std::vector<Finding>& findings) {
  Baseline updated;
  updated.rows = old.rows;
  for (const Identity* entry : comparison.not_looked_for) {
    updated.findings.insert(*entry);
    const auto file = old.files.find(entry->path);
    if (file != old.files.end()) updated.files.insert(*file);
  }
  for (size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].suppressed) continue;
    const Identity& identity = comparison.identities[i];
    const FileSketch& sketch = findings[i].excerpt.file_sketch;
    updated.findings.insert(identity);
    if (sketch == FileSketch{}) continue;
    // A file that changed a little keeps its sketch: fewer lines to review and to merge.
    const auto file = old.files.find(identity.path);
    const bool is_same = file != old.files.end() && Similarity(file->second, sketch) >= kSameSketch;
    updated.files.insert_or_assign(identity.path, is_same ? file->second : sketch);
  }
  return updated;
}

Baseline PrunedBaseline(const Baseline& old, const Comparison& comparison) {
  Baseline pruned = old;
  for (const Identity* entry : comparison.absent) pruned.findings.erase(*entry);
  std::set<std::string> paths;
  for (const Identity& entry : pruned.findings) paths.insert(entry.path);
  std::erase_if(pruned.files, [&](const auto& file) { return !paths.contains(file.first); });
  return pruned;
}

void CompareRows(const std::map<std::string, BaselineRow>& earlier, std::vector<CountedRow>* rows) {
  for (CountedRow& row : *rows) {
    const auto before = earlier.find(row.row.id);
    const std::string_view unit = kRowUnitNames[static_cast<size_t>(row.row.unit)];
    if (before == earlier.end() || before->second.unit != unit) continue;
    if (row.not_counted || (!row.count && !row.text_count)) continue;
    const double figure = row.count ? *row.count : static_cast<double>(*row.text_count);
    row.previous = before->second.count;
    const bool is_worse = IsWorse(row, figure);
    if (is_worse && row.status == RowStatus::kUnmet) row.status = RowStatus::kRegressed;
  }
}

std::vector<std::string> BrokenRatchets(const std::vector<CountedRow>& rows) {
  std::vector<std::string> broken;
  for (const CountedRow& row : rows) {
    if (!row.row.ratchet || !row.count || !row.previous || !IsWorse(row, *row.count)) continue;
    const bool is_percent = row.row.unit == RowUnit::kPercent;
    broken.push_back("row '" + row.row.id + "' may not get worse: " + NumberText(*row.count) +
                     (is_percent ? " % after " : " after ") + NumberText(*row.previous) +
                     (is_percent ? " %" : ""));
  }
  return broken;
}

}  // namespace ssot
