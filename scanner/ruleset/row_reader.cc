#include "scanner/ruleset/row_reader.h"

#include <algorithm>

#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/rule_reader.h"
#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

class RowReader {
 public:
  RowReader(const YamlValue& map, const RowContext& context, const std::string& path,
            Diagnostics* errors)
      : map_(map),
        context_(context),
        path_(path),
        errors_(errors),
        reader_(path, context.pack.variables, errors) {}

  InventoryRow Read() {
    row_.pack = context_.pack.pack.name;
    row_.id = reader_.Word(map_, "id");
    row_.title = reader_.Text(map_, "title");
    row_.unit = reader_.EnumOr(map_, "unit", kRowUnitNames, RowUnit::kFindings);
    row_.scope = ReadScope(map_, context_.pack, &reader_);
    row_.rules = RuleIds(map_);
    row_.text_rules = TextRuleIds(map_);
    row_.recorded = reader_.Number(map_, "recorded");
    row_.recorded_files = reader_.Number(map_, "recorded_files");
    row_.target = reader_.Number(map_, "target");
    row_.ratchet = reader_.Boolean(map_, "ratchet", false);
    row_.document = reader_.Word(map_, "document");
    row_.phase = reader_.Word(map_, "phase");
    row_.priority = reader_.Word(map_, "priority");
    row_.check = reader_.Text(map_, "check");
    ReadParts();
    CheckCounts();
    CheckRatchet();
    return std::move(row_);
  }

 private:
  std::vector<std::string> RuleIds(const YamlValue& map) {
    std::vector<std::string> ids;
    for (TextItem& item : TextItems(map.Find("rules"))) {
      if (!context_.rule_declarations.Has(item.text)) {
        reader_.Complain(item.place, context_.rule_declarations.Unknown(item.text));
      }
      ids.push_back(std::move(item.text));
    }
    return ids;
  }

  std::vector<std::string> TextRuleIds(const YamlValue& map) {
    std::vector<std::string> ids;
    for (TextItem& item : TextItems(map.Find("text_rules"))) {
      const auto known = context_.rules.find(item.text);
      if (!context_.rule_declarations.Has(item.text)) {
        reader_.Complain(item.place, context_.rule_declarations.Unknown(item.text));
      } else if (known != context_.rules.end() && !CountsText(*known->second)) {
        reader_.Complain(item.place, "rule '" + item.text +
                                         "' is of neither kind 'text' nor 'define'; name it in "
                                         "'rules' instead");
      }
      ids.push_back(std::move(item.text));
    }
    return ids;
  }

  static bool CountsText(const Rule& rule) {
    return rule.kind() == RuleKind::kText || rule.kind() == RuleKind::kDefine;
  }

  void ReadParts() {
    Declarations ids("part");
    const YamlValue* parts = map_.Find("parts");
    if (parts == nullptr) return;
    for (const YamlValue* map : parts->items) {
      RowPart part;
      part.id = reader_.Word(*map, "id");
      if (!part.id.empty()) ids.Declare(part.id, path_, map->place, errors_);
      part.rules = RuleIds(*map);
      part.text_rules = TextRuleIds(*map);
      part.patterns = Patterns(*map, part);
      if (part.rules.empty() && part.text_rules.empty() && map->type == YamlType::kMap) {
        reader_.Complain(map->place, "a part needs 'rules' or 'text_rules' with an item");
      }
      row_.parts.push_back(std::move(part));
    }
  }

  std::vector<std::string> Patterns(const YamlValue& map, const RowPart& part) {
    const std::vector<std::string> known = PatternsOf(part.text_rules);
    std::vector<std::string> patterns;
    for (TextItem& item : reader_.Items(map, "patterns")) {
      if (std::find(known.begin(), known.end(), item.text) == known.end()) {
        reader_.Complain(item.place, "no text rule of this part looks for '" + item.text + "'" +
                                         DidYouMean(item.text, known));
      }
      patterns.push_back(std::move(item.text));
    }
    return patterns;
  }

  std::vector<std::string> PatternsOf(const std::vector<std::string>& text_rules) const {
    std::vector<std::string> patterns;
    for (const std::string& id : text_rules) {
      const auto rule = context_.rules.find(id);
      if (rule == context_.rules.end()) continue;
      const auto* text = std::get_if<TextParameters>(&rule->second->parameters);
      if (text == nullptr) continue;
      for (const TextPattern& pattern : text->any) patterns.push_back(pattern.text);
    }
    return patterns;
  }

  void CheckCounts() {
    if (!row_.rules.empty() || !row_.text_rules.empty() || !row_.parts.empty()) return;
    reader_.Complain(map_.place, "an inventory row needs 'rules', 'text_rules' or 'parts'");
  }

  // Only true counts are compared with the baseline's.
  void CheckRatchet() {
    if (!row_.ratchet || HasTrueCount()) return;
    reader_.Complain(map_.Find("ratchet")->place,
                     "'ratchet' needs a true count, which text rules do not give; name what must "
                     "not get worse in 'rules', or remove 'ratchet'");
  }

  // Text rules of the row's own keep its parts from being summed, except in percent.
  bool HasTrueCount() const {
    if (!row_.rules.empty()) return true;
    if (row_.unit != RowUnit::kPercent && !row_.text_rules.empty()) return false;
    return std::any_of(row_.parts.begin(), row_.parts.end(),
                       [](const RowPart& part) { return !part.rules.empty(); });
  }

  const YamlValue& map_;
  const RowContext& context_;
  const std::string& path_;
  Diagnostics* errors_;
  FieldReader reader_;
  InventoryRow row_;
};

}  // namespace

InventoryRow ReadRow(const YamlValue& map, const RowContext& context, const std::string& path,
                     Diagnostics* errors) {
  return RowReader(map, context, path, errors).Read();
}

}  // namespace ssot
