// Each row's places are the findings of its rules, and of its parts' rules, in its scope. A place
// that belongs to several rows is told in the first and counted in all: the plan names each edit
// once. Files are ordered by what they hold over all rows, so that a file keeps its rank.
#include "scanner/pipeline/make_plan.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "scanner/glob/glob.h"
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
};

std::string_view LastName(std::string_view symbol) {
  return symbol.substr(symbol.find_last_of(".:") + 1);  // of a.b, and a::b
}

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

class Planner {
 public:
  Planner(const Report& report, const std::map<std::string, uint32_t>& importers,
          const std::vector<std::string>& arguments)
      : report_(report), importers_(importers), arguments_(arguments) {
    for (const Rule& rule : report.rules) rules_[rule.id] = &rule;
    for (const Authority& authority : report.authorities) authorities_[authority.id] = &authority;
    CollectItems();
    for (size_t i = 0; i < items_.size(); ++i) items_of_[items_[i].path].push_back(i);
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
    plan_.places = items_.size();
    return std::move(plan_);
  }

 private:
  static bool IsLarger(const PlanRow& a, const PlanRow& b) {
    return a.counted.count.value_or(0) > b.counted.count.value_or(0);
  }

  void CollectItems() {
    for (const Finding& finding : report_.findings) {
      if (finding.suppressed) continue;
      const Rule* rule = RuleOf(finding.rule_id);
      if (rule == nullptr) continue;
      items_.push_back({rule,
                        finding.path,
                        &finding,
                        {finding.span.line, finding.span.column, finding.symbol, finding.enclosing,
                         finding.fingerprint}});
    }
    if (!report_.counted) return;
    std::set<std::string_view> of_rows;
    for (const CountedRow& row : report_.inventory) of_rows.merge(RulesOf(row.row));
    for (const CountedMatch& match : *report_.counted) {
      const Rule* rule = RuleOf(match.rule_id);
      if (rule == nullptr || !of_rows.contains(match.rule_id)) continue;
      items_.push_back({rule, match.path, nullptr, {match.line, match.column, "", "", ""}});
    }
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
    SortFiles(&row.files);
    PhaseOf(counted.row).rows.push_back(std::move(row));
  }

  PlanFile FileOf(std::string_view path, const std::vector<size_t>& items) {
    PlanFile file;
    file.path = path;
    file.group = PathGroupOf(path);
    const auto importers = importers_.find(file.path);
    file.importers = importers == importers_.end() ? 0 : importers->second;
    file.risk = file.importers >= kHighRiskImporters     ? PlanRisk::kHigh
                : file.importers >= kMediumRiskImporters ? PlanRisk::kMedium
                                                         : PlanRisk::kLow;
    file.places = items.size();
    std::set<uint32_t> lines;
    for (size_t i : items) {
      lines.insert(items_[i].place.line);
      if (items_[i].finding != nullptr) file.owners = items_[i].finding->owners;
    }
    file.edits = lines.size();
    return file;
  }

  static void SortFiles(std::vector<PlanFile>* files) {
    std::stable_sort(files->begin(), files->end(), [](const PlanFile& a, const PlanFile& b) {
      return std::tuple(b.places, a.edits, a.importers) <
             std::tuple(a.places, b.edits, b.importers);
    });
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
      }
    }
  }

  void TellFile(const std::set<std::string_view>& rules, PlanFile* file) {
    for (size_t i : items_of_[file->path]) {
      const Item& item = items_[i];
      if (!rules.contains(item.rule->id)) continue;
      if (!told_.insert(i).second) {
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
    MessageValues values;
    values.path = item.path;
    values.symbol = values.target = item.place.symbol;
    values.name = LastName(item.place.symbol);
    if (values.symbol.size() > values.name.size()) {
      const size_t dot = values.symbol.size() - values.name.size() - 1;
      values.module = values.symbol.substr(0, values.symbol.find_last_not_of(".:", dot) + 1);
    }
    values.enclosing = item.place.enclosing;
    const auto authority = authorities_.find(item.rule->authority);
    if (authority != authorities_.end()) {
      const Authority& one = *authority->second;
      values.authority = one.title;
      if (!one.canonical.empty()) values.canonical = one.canonical.front();
      values.facade =
          one.facades.empty() ? values.canonical : std::string_view(one.facades.front());
    }
    return MessageTemplate(item.rule->remediation).Fill(values);
  }

  void AddOthers() {
    std::map<std::string_view, std::vector<size_t>> by_file;
    for (size_t i = 0; i < items_.size(); ++i) {
      if (!told_.contains(i)) by_file[items_[i].path].push_back(i);
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
    for (const std::string& argument : arguments_) command += " " + ShellWord(argument);
    return command + " --format csv | grep " + ShellWord("^" + row + ",");
  }

  const Report& report_;
  const std::map<std::string, uint32_t>& importers_;
  const std::vector<std::string>& arguments_;
  std::map<std::string_view, const Rule*> rules_;
  std::map<std::string_view, const Authority*> authorities_;
  std::vector<Item> items_;
  std::map<std::string_view, std::vector<size_t>> items_of_;  // by path
  std::set<size_t> told_;
  Plan plan_;
};

}  // namespace

Plan MakePlan(const Report& report, const std::map<std::string, uint32_t>& importers,
              const std::vector<std::string>& arguments) {
  return Planner(report, importers, arguments).Make();
}

}  // namespace ssot
