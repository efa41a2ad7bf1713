// Each row's places are the findings of its rules, and of its parts' rules, in its scope; what
// rules found at one place is one. A place that belongs to several rows is told in the first and
// counted in all: the plan names each edit once. So a row's files stand in the order of what is
// left for that row to tell.
#include "scanner/pipeline/make_plan.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "scanner/discovery/language.h"
#include "scanner/glob/glob.h"
#include "scanner/languages/front_end.h"
#include "scanner/matching/inventory_count.h"
#include "scanner/matching/message_template.h"
#include "scanner/pipeline/path_group.h"

namespace ssot {
namespace {

// A finding, or a match of a rule that only counts.
struct Item {
  const Rule* rule = nullptr;
  std::string_view path;
  const Finding* finding = nullptr;  // null: only counted
  PlanPlace place;
  MatchNames names;
  size_t spot = 0;  // items with the same are at the same place
};

// A word of a command line for a POSIX shell.
std::string ShellWord(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_not_of(
                                             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_-./") == std::string::npos;
  if (is_plain) return word;
  std::string quoted = "'";
  for (char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

uint64_t PlacesOf(const PlanRow& row) {
  uint64_t places = 0;
  for (const PlanFile& file : row.files) places += file.places;
  return places;
}

// What is left for the row to tell of the file, on how many lines.
std::pair<uint64_t, uint64_t> LeftOf(const PlanFile& file) {
  std::set<uint32_t> lines;
  for (const PlanStep& step : file.steps) {
    for (const PlanPlace& place : step.places) lines.insert(place.line);
  }
  return {file.places - file.told, lines.size()};
}

// Tests follow the code that they test; before them, what removes most for fewest edits.
void SortFiles(std::vector<PlanFile>* files) {
  const auto rank = [](const PlanFile& file) {
    const auto [places, lines] = LeftOf(file);
    return std::tuple(places == 0, file.group == PathGroup::kTests, ~places, lines, ~file.places,
                      file.importers);
  };
  std::stable_sort(files->begin(), files->end(),
                   [&](const PlanFile& a, const PlanFile& b) { return rank(a) < rank(b); });
}

class Planner {
 public:
  explicit Planner(const PlanRequest& request) : request_(request), report_(request.report) {
    for (const Rule& rule : report_.rules) rules_[rule.id] = &rule;
    for (const Authority& authority : report_.authorities) authorities_[authority.id] = &authority;
    CollectItems();
    for (size_t i = 0; i < items_.size(); ++i) items_of_[items_[i].path].push_back(i);
    NumberSpots();
  }

  Plan Make() {
    for (const CountedRow& row : report_.inventory) AddRow(row);
    for (PlanPhase& phase : plan_.phases)
      std::stable_sort(phase.rows.begin(), phase.rows.end(), IsLarger);
    SortPhases();
    TellSteps();
    AddOthers();
    for (const auto& [path, items] : items_of_) ++plan_.files_by_group[PathGroupOf(path)];
    plan_.files = items_of_.size();
    plan_.places = spots_;
    return std::move(plan_);
  }

 private:
  static bool IsLarger(const PlanRow& a, const PlanRow& b) { return PlacesOf(a) > PlacesOf(b); }

  void CollectItems() {
    for (const Finding& finding : report_.findings) {
      if (finding.suppressed) continue;
      const Rule* rule = RuleOf(finding.rule_id);
      if (rule == nullptr) continue;
      items_.push_back({rule,
                        finding.path,
                        &finding,
                        {finding.span.line, finding.span.column, finding.symbol, finding.enclosing,
                         finding.fingerprint},
                        finding.names});
    }
    if (!report_.counted) return;
    const std::map<std::string_view, GlobFilter> places = PlacesOfCountingRules();
    for (const CountedMatch& match : *report_.counted) {
      const Rule* rule = RuleOf(match.rule_id);
      const auto of_rows = places.find(match.rule_id);
      if (rule == nullptr || of_rows == places.end()) continue;
      if (!of_rows->second.Contains(match.path)) continue;
      items_.push_back({rule,
                        match.path,
                        nullptr,
                        {match.line, match.column, match.symbol, match.enclosing, ""},
                        match.names});
    }
  }

  // By rule of a row: everywhere but in the canonical files of the row's authorities. What only
  // counts and stands there is what the row's target leaves.
  std::map<std::string_view, GlobFilter> PlacesOfCountingRules() const {
    std::map<std::string_view, std::vector<std::string>> canonical;
    for (const CountedRow& row : report_.inventory) {
      const std::set<std::string_view> rules = RulesOf(row.row);
      std::vector<std::string> globs;
      for (const std::string_view id : rules) {
        const Authority* authority = AuthorityOf(RuleOf(id));
        if (authority == nullptr) continue;
        globs.insert(globs.end(), authority->canonical.begin(), authority->canonical.end());
      }
      for (const std::string_view id : rules) {
        canonical[id].insert(canonical[id].end(), globs.begin(), globs.end());
      }
    }
    std::map<std::string_view, GlobFilter> places;
    for (const auto& [id, globs] : canonical) places.emplace(id, GlobFilter({}, globs));
    return places;
  }

  // What is missing somewhere is no edit of what stands at the file's beginning.
  void NumberSpots() {
    for (const auto& [path, items] : items_of_) {
      std::map<std::pair<uint32_t, uint32_t>, size_t> known;
      for (size_t i : items) {
        Item& item = items_[i];
        const bool is_missing = item.finding != nullptr && item.finding->is_missing;
        const std::pair at(item.place.line, item.place.column);
        item.spot = is_missing ? spots_ : known.try_emplace(at, spots_).first->second;
        if (item.spot == spots_) ++spots_;
      }
    }
  }

  const Authority* AuthorityOf(const Rule* rule) const {
    const auto found = rule == nullptr ? authorities_.end() : authorities_.find(rule->authority);
    return found == authorities_.end() ? nullptr : found->second;
  }

  const Rule* RuleOf(std::string_view id) const {
    const auto found = rules_.find(id);
    return found == rules_.end() ? nullptr : found->second;
  }

  void AddRow(const CountedRow& counted) {
    if (counted.not_counted) plan_.not_counted.push_back(counted);
    if (counted.status == RowStatus::kMet) plan_.done.push_back(counted);
    if (!counted.status || counted.status == RowStatus::kMet) return;
    PlanRow row;
    row.counted = counted;
    row.verify = VerifyCommand(counted.row.id);
    const std::set<std::string_view> rules = RulesOf(counted.row);
    const GlobFilter scope(counted.row.scope.include, counted.row.scope.exclude);
    std::map<std::string_view, std::vector<size_t>> by_file;
    for (const auto& [path, items] : items_of_) {
      if (!scope.Contains(path)) continue;
      for (size_t i : items) {
        if (rules.contains(items_[i].rule->id)) by_file[path].push_back(i);
      }
    }
    if (by_file.empty()) {
      plan_.only_counted.push_back(counted);
      return;
    }
    for (const auto& [path, items] : by_file) row.files.push_back(FileOf(path, items));
    PhaseOf(counted.row).rows.push_back(std::move(row));
  }

  PlanFile FileOf(std::string_view path, const std::vector<size_t>& items) {
    PlanFile file;
    file.path = path;
    file.group = PathGroupOf(path);
    const auto importers = request_.importers.find(file.path);
    if (importers != request_.importers.end()) file.importers = importers->second;
    const auto owners = request_.owners.find(file.path);
    if (owners != request_.owners.end()) file.owners = owners->second;
    file.risk = file.importers >= kHighRiskImporters     ? PlanRisk::kHigh
                : file.importers >= kMediumRiskImporters ? PlanRisk::kMedium
                                                         : PlanRisk::kLow;
    std::set<size_t> spots;
    std::set<uint32_t> lines;
    for (size_t i : items) {
      spots.insert(items_[i].spot);
      lines.insert(items_[i].place.line);
    }
    file.places = spots.size();
    file.edits = lines.size();
    return file;
  }

  PlanPhase& PhaseOf(const InventoryRow& row) {
    for (PlanPhase& phase : plan_.phases) {
      if (phase.document == row.document && phase.phase == row.phase &&
          phase.priority == row.priority) {
        return phase;
      }
    }
    plan_.phases.push_back({row.document, row.phase, row.priority, {}});
    return plan_.phases.back();
  }

  // Documents stay in their order.
  void SortPhases() {
    std::vector<std::string> documents;
    for (const PlanPhase& phase : plan_.phases) {
      if (std::find(documents.begin(), documents.end(), phase.document) == documents.end()) {
        documents.push_back(phase.document);
      }
    }
    const auto rank = [&](const PlanPhase& phase) {
      return std::find(documents.begin(), documents.end(), phase.document) - documents.begin();
    };
    std::stable_sort(plan_.phases.begin(), plan_.phases.end(),
                     [&](const PlanPhase& a, const PlanPhase& b) {
                       return std::pair(rank(a), a.phase) < std::pair(rank(b), b.phase);
                     });
  }

  // In the order of the finished plan: what to do stands where a place is met first.
  void TellSteps() {
    for (PlanPhase& phase : plan_.phases) {
      for (PlanRow& row : phase.rows) {
        const std::set<std::string_view> rules = RulesOf(row.counted.row);
        for (PlanFile& file : row.files) TellFile(rules, &file);
        SortFiles(&row.files);
      }
    }
  }

  void TellFile(const std::set<std::string_view>& rules, PlanFile* file) {
    std::set<size_t> told_here;
    for (size_t i : items_of_[file->path]) {
      const Item& item = items_[i];
      if (!rules.contains(item.rule->id) || told_here.contains(item.spot)) continue;
      told_here.insert(item.spot);
      if (!told_.insert(item.spot).second) {
        ++file->told;
        continue;
      }
      StepFor(item, file).places.push_back(item.place);
    }
  }

  PlanStep& StepFor(const Item& item, PlanFile* file) {
    const std::string instruction = InstructionFor(item);
    for (PlanStep& step : file->steps) {
      if (step.rule_id == item.rule->id && step.instruction == instruction) return step;
    }
    file->steps.push_back({item.rule->id, item.rule->title, instruction, {}});
    return file->steps.back();
  }

  std::string InstructionFor(const Item& item) const {
    if (item.finding != nullptr && item.finding->is_missing) {
      return item.finding->message + ". Bring it back, or name its new place in the rule.";
    }
    const MessageValues values = ValuesOf(item.path, item.place.symbol, item.names,
                                          item.place.enclosing, AuthorityOf(item.rule));
    std::string instruction = MessageTemplate(item.rule->remediation).Fill(values);
    const bool names_authority = instruction.find(values.facade) != std::string::npos ||
                                 instruction.find(values.canonical) != std::string::npos;
    if (names_authority && AreForeign(item.path, values.facade)) {
      instruction += " It is in another language: ask it over its API.";
    }
    return instruction;
  }

  // Whether code of the one file cannot call the other's.
  static bool AreForeign(std::string_view path, std::string_view authority) {
    const FrontEnd* one = FindFrontEnd(DetectLanguage(path, ""));
    const FrontEnd* other = FindFrontEnd(DetectLanguage(authority, ""));
    return one != nullptr && other != nullptr && one->is_code && other->is_code &&
           one->semantics != other->semantics;
  }

  void AddOthers() {
    std::map<std::string_view, std::vector<size_t>> by_file;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (told_.insert(items_[i].spot).second) by_file[items_[i].path].push_back(i);
    }
    for (const auto& [path, items] : by_file) {
      PlanFile file = FileOf(path, items);
      for (size_t i : items) StepFor(items_[i], &file).places.push_back(items_[i].place);
      plan_.other_files.push_back(std::move(file));
    }
    SortFiles(&plan_.other_files);
  }

  std::string VerifyCommand(const std::string& row) const {
    std::string command = "ssot inventory";
    for (const std::string& argument : request_.arguments) command += " " + ShellWord(argument);
    return command + " --format csv | grep " + ShellWord("^" + row + ",");
  }

  const PlanRequest& request_;
  const Report& report_;
  std::map<std::string_view, const Rule*> rules_;
  std::map<std::string_view, const Authority*> authorities_;
  std::vector<Item> items_;
  std::map<std::string_view, std::vector<size_t>> items_of_;  // by path
  size_t spots_ = 0;
  std::set<size_t> told_;  // spots
  Plan plan_;
};

}  // namespace

Plan MakePlan(const PlanRequest& request) {
  return Planner(request).Make();
}

}  // namespace ssot
