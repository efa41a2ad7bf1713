#include "scanner/ruleset/config_overrides.h"

#include <algorithm>
#include <set>

#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

struct KnownNames {
  std::set<std::string> rules;
  std::map<std::string, std::set<std::string>> variables;  // by pack
};

std::string TextAt(const YamlValue& map, std::string_view key) {
  const YamlValue* value = map.Find(key);
  return value == nullptr ? "" : value->text;
}

void Collect(const std::vector<RuleFile>& files, KnownNames* known) {
  for (const RuleFile& file : files) {
    std::set<std::string>& names = known->variables[file.pack];
    if (const YamlValue* variables = file.document.root->Find("variables")) {
      for (const YamlEntry& entry : variables->entries) names.insert(entry.key);
    }
    if (const YamlValue* rules = file.document.root->Find("rules")) {
      for (const YamlValue* rule : rules->items) known->rules.insert(TextAt(*rule, "id"));
    }
  }
}

std::vector<std::string> Listed(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

class OverrideChecker {
 public:
  OverrideChecker(const RuleSetRequest& request, KnownNames known, Diagnostics* errors)
      : request_(request), known_(std::move(known)), errors_(errors) {}

  void Check() {
    for (const auto& [pack, variables] : request_.variables) {
      const auto names = known_.variables.find(pack);
      if (names == known_.variables.end()) {
        ComplainOfPack(pack);
        continue;
      }
      for (const auto& [variable, value] : variables) CheckVariable(pack, variable, names->second);
    }
    for (const auto& [rule, severity] : request_.severities) {
      if (known_.rules.contains(rule)) continue;
      Complain("severity/" + rule,
               "unknown rule '" + rule + "'" + DidYouMean(rule, Listed(known_.rules)));
    }
  }

 private:
  void Complain(const std::string& entry, std::string message) {
    const auto place = request_.config_places.find(entry);
    const LineColumn at = place == request_.config_places.end() ? LineColumn{} : place->second;
    errors_->push_back({request_.config_path, at.line, at.column, std::move(message)});
  }

  void ComplainOfPack(const std::string& pack) {
    std::vector<std::string> packs;
    for (const auto& [name, variables] : known_.variables) packs.push_back(name);
    Complain("variables/" + pack, "unknown rule pack '" + pack + "'" + DidYouMean(pack, packs));
  }

  void CheckVariable(const std::string& pack, const std::string& variable,
                     const std::set<std::string>& names) {
    if (names.contains(variable)) return;
    Complain("variables/" + pack + "/" + variable, "pack '" + pack + "' has no variable '" +
                                                       variable + "'" +
                                                       DidYouMean(variable, Listed(names)));
  }

  const RuleSetRequest& request_;
  KnownNames known_;
  Diagnostics* errors_;
};

void Remove(const std::set<std::string>& removed, std::vector<std::string>* ids) {
  std::erase_if(*ids, [&](const std::string& id) { return removed.contains(id); });
}

}  // namespace

void CheckOverrides(const RuleSetRequest& request, const std::vector<RuleFile>& files,
                    Diagnostics* errors) {
  if (request.variables.empty() && request.severities.empty()) return;
  KnownNames known;
  Diagnostics told_elsewhere;
  Collect(files, &known);
  Collect(OpenBuiltInRuleFiles(&told_elsewhere), &known);
  Collect(OpenRuleFiles(request.replaced_sources, &told_elsewhere), &known);
  known.rules.erase("");
  known.variables.erase("");
  OverrideChecker(request, std::move(known), errors).Check();
}

void OverrideSeverities(const RuleSetRequest& request, RuleSet* rules) {
  std::set<std::string> removed;
  for (Rule& rule : rules->rules) {
    const auto severity = request.severities.find(rule.id);
    if (severity == request.severities.end()) continue;
    if (severity->second == "off") removed.insert(rule.id);
    for (size_t i = 0; i < std::size(kSeverityNames); ++i) {
      if (severity->second == kSeverityNames[i]) rule.severity = static_cast<Severity>(i);
    }
  }
  std::erase_if(rules->rules, [&](const Rule& rule) { return removed.contains(rule.id); });
  for (InventoryRow& row : rules->rows) {
    Remove(removed, &row.rules);
    Remove(removed, &row.text_rules);
    for (RowPart& part : row.parts) {
      Remove(removed, &part.rules);
      Remove(removed, &part.text_rules);
    }
  }
}

}  // namespace ssot
