#include "scanner/ruleset/load.h"

#include <algorithm>
#include <tuple>

#include "scanner/ruleset/config_overrides.h"
#include "scanner/ruleset/declarations.h"
#include "scanner/ruleset/kinds/match_reader.h"
#include "scanner/ruleset/pack_contents.h"
#include "scanner/ruleset/row_reader.h"
#include "scanner/ruleset/rule_files.h"
#include "scanner/ruleset/rule_reader.h"

namespace ssot {
namespace {

// The maps in the list at `key`.
std::vector<const YamlValue*> MapsAt(const RuleFile& file, std::string_view key) {
  std::vector<const YamlValue*> maps;
  const YamlValue* list = file.document.root->Find(key);
  if (list == nullptr) return maps;
  for (const YamlValue* item : list->items) {
    if (item->type == YamlType::kMap) maps.push_back(item);
  }
  return maps;
}

// False, with an error, when the id of `map` is taken. A missing id has been told of.
bool DeclareId(const YamlValue& map, const RuleFile& file, Declarations* declarations,
               Diagnostics* errors) {
  const YamlValue* id = map.Find("id");
  if (id == nullptr || id->type != YamlType::kString) return false;
  return declarations->Declare(id->text, file.document.path, id->place, errors);
}

class Loader {
 public:
  Loader(const std::vector<RuleFile>& files, const RuleSetRequest& request, Diagnostics* errors)
      : files_(files), errors_(errors), packs_(ReadPacks(files, request, errors)) {}

  RuleSet Load() {
    set_.authorities = ReadAuthorities(files_, packs_, &authority_declarations_, errors_);
    for (const RuleFile& file : files_) ReadRules(file);
    std::sort(set_.rules.begin(), set_.rules.end(),
              [](const Rule& a, const Rule& b) { return a.id < b.id; });
    for (const Rule& rule : set_.rules) rules_by_id_[rule.id] = &rule;
    FollowReferences();
    for (const RuleFile& file : files_) ReadRows(file);
    for (auto& [name, contents] : packs_) set_.packs.push_back(std::move(contents.pack));
    return std::move(set_);
  }

 private:
  void ReadRules(const RuleFile& file) {
    if (packs_.at(file.pack).gives_way) return;
    const RuleContext context{packs_.at(file.pack), authority_declarations_, set_.authorities};
    for (const YamlValue* map : MapsAt(file, "rules")) {
      Rule rule = ReadRule(*map, context, file.document.path, errors_);
      if (DeclareId(*map, file, &rule_declarations_, errors_)) {
        NoteReference(rule, *map, file);
        set_.rules.push_back(std::move(rule));
      }
    }
  }

  // Of a rule that counts the matches of another one.
  struct Reference {
    const RuleFile* file;
    const YamlValue* id;
  };

  static std::string* ReferenceOf(Rule& rule, MatchParameters** match) {
    if (auto* contract = std::get_if<ContractParameters>(&rule.parameters)) {
      *match = &contract->match;
      return &contract->rule;
    }
    if (auto* ratio = std::get_if<RatioParameters>(&rule.parameters)) {
      *match = &ratio->match;
      return &ratio->rule;
    }
    return nullptr;
  }

  void NoteReference(Rule& rule, const YamlValue& map, const RuleFile& file) {
    MatchParameters* match = nullptr;
    const std::string* id = ReferenceOf(rule, &match);
    if (id == nullptr || id->empty()) return;
    const YamlValue* parameters = map.Find(kRuleKindNames[static_cast<size_t>(rule.kind())]);
    references_[rule.id] = {&file, parameters->Find("rule")};
  }

  // The match, and where the rule says nothing of its own, scope and languages.
  void FollowReferences() {
    for (Rule& rule : set_.rules) {
      const auto reference = references_.find(rule.id);
      if (reference == references_.end()) continue;
      MatchParameters* match = nullptr;
      const std::string& id = *ReferenceOf(rule, &match);
      const auto found = rules_by_id_.find(id);
      if (found == rules_by_id_.end()) {
        Complain(reference->second, rule_declarations_.Unknown(id));
      } else if (!MatchOf(found->second->parameters, match)) {
        Complain(reference->second, "rule '" + id +
                                        "' looks at the whole tree itself; name one "
                                        "that looks at one file at a time");
      } else {
        if (rule.scope.include.empty() && rule.scope.exclude.empty()) {
          rule.scope = found->second->scope;
        }
        if (rule.languages.empty()) rule.languages = found->second->languages;
      }
    }
  }

  void Complain(const Reference& reference, std::string message) {
    const LineColumn place = reference.id->place;
    errors_->push_back(
        {reference.file->document.path, place.line, place.column, std::move(message)});
  }

  // A pack that extends another has an inventory of its own, in the other's place.
  void ReadRows(const RuleFile& file) {
    const PackContents& pack = packs_.at(file.pack);
    if (pack.is_extended || pack.gives_way) return;
    const RowContext context{packs_.at(file.pack), rule_declarations_, rules_by_id_};
    for (const YamlValue* map : MapsAt(file, "inventory")) {
      InventoryRow row = ReadRow(*map, context, file.document.path, errors_);
      if (DeclareId(*map, file, &row_declarations_, errors_)) set_.rows.push_back(std::move(row));
    }
  }

  const std::vector<RuleFile>& files_;
  Diagnostics* errors_;
  std::map<std::string, PackContents> packs_;
  Declarations authority_declarations_{"authority"};
  Declarations rule_declarations_{"rule"};
  Declarations row_declarations_{"inventory row"};
  std::map<std::string, const Rule*> rules_by_id_;
  std::map<std::string, Reference> references_;  // by the referring rule's id
  RuleSet set_;
};

auto SortKey(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.path, diagnostic.line, diagnostic.column, diagnostic.message);
}

// Sorted; what an alias repeats is told once.
void SortErrors(Diagnostics* errors) {
  std::sort(errors->begin(), errors->end(),
            [](const Diagnostic& a, const Diagnostic& b) { return SortKey(a) < SortKey(b); });
  const auto repeated = std::unique(
      errors->begin(), errors->end(),
      [](const Diagnostic& a, const Diagnostic& b) { return SortKey(a) == SortKey(b); });
  errors->erase(repeated, errors->end());
}

}  // namespace

RuleSet LoadRules(const RuleSetRequest& request, Diagnostics* errors) {
  Diagnostics found;
  const std::vector<RuleFile> files = request.sources.empty()
                                          ? OpenBuiltInRuleFiles(&found)
                                          : OpenRuleFiles(request.sources, &found);
  CheckOverrides(request, files, &found);
  RuleSet rules = Loader(files, request, &found).Load();
  OverrideSeverities(request, &rules);
  SortErrors(&found);
  errors->insert(errors->end(), found.begin(), found.end());
  return rules;
}

}  // namespace ssot
