#include "scanner/ruleset/rule_reader.h"

#include <algorithm>
#include <cstdlib>

#include "scanner/ruleset/example_reader.h"
#include "scanner/ruleset/kinds/kind_reader.h"
#include "scanner/ruleset/placeholders.h"

namespace ssot {
namespace {

constexpr std::string_view kReports[] = {"findings", "count"};  // in RuleReport's order

class RuleReader {
 public:
  RuleReader(const YamlValue& map, const RuleContext& context, const std::string& path,
             Diagnostics* errors)
      : map_(map), context_(context), reader_(path, context.pack.variables, errors) {}

  Rule Read() {
    rule_.source_path = reader_.path();
    rule_.source_line = map_.place.line;
    rule_.pack = context_.pack.pack.name;
    ReadHead();
    ReadAuthority();
    rule_.scope = ReadScope(map_, context_.pack, &reader_);
    ReadKind();
    ReadTexts();
    rule_.bad = ReadExamples(map_, "bad", context_.pack.variables);
    rule_.good = ReadExamples(map_, "good", context_.pack.variables);
    CheckCanaries(map_, rule_, authority_, &reader_);
    return std::move(rule_);
  }

 private:
  void ReadHead() {
    rule_.id = reader_.Word(map_, "id");
    rule_.title = reader_.Text(map_, "title");
    rule_.severity = reader_.EnumOr(map_, "severity", kSeverityNames, Severity::kWarning);
    rule_.report = reader_.EnumOr(map_, "report", kReports, RuleReport::kFindings);
    rule_.languages = reader_.Enums<Language>(map_, "languages", kLanguageNames);
    rule_.phase = reader_.Word(map_, "phase");
    rule_.priority = reader_.Word(map_, "priority");
    rule_.tags = reader_.Texts(map_, "tags");
    const YamlValue* cwe = map_.Find("cwe");
    if (cwe == nullptr) return;
    for (const YamlValue* item : cwe->items) {
      if (item->type != YamlType::kInteger) continue;
      const long number = std::strtol(item->text.c_str(), nullptr, 10);
      if (number <= 0 || number > 99999) {
        reader_.Complain(item->place, "'" + item->text + "' is no CWE number");
      }
      rule_.cwe.push_back(static_cast<uint32_t>(number));
    }
  }

  void ReadAuthority() {
    const YamlValue* value = map_.Find("authority");
    if (value == nullptr || value->type != YamlType::kString) return;
    rule_.authority = value->text;
    for (const Authority& authority : context_.authorities) {
      if (authority.id == value->text) authority_ = &authority;
    }
    if (!context_.authority_declarations.Has(value->text)) {
      reader_.Complain(value->place, context_.authority_declarations.Unknown(value->text));
    }
  }

  void ReadKind() {
    std::string_view first;
    std::string known;
    for (const KindReader& kind : KindReaders()) {
      known += (known.empty() ? "" : ", ") + std::string(kind.key);
      const YamlValue* parameters = map_.Find(kind.key);
      if (parameters == nullptr) continue;
      if (first.empty()) {
        first = kind.key;
      } else {
        reader_.Complain(PlaceOfKey(kind.key), "a rule has one kind, and this one is '" +
                                                   std::string(first) + "' and '" +
                                                   std::string(kind.key) + "'; make it two rules");
      }
      if (parameters->type == YamlType::kMap) rule_.parameters = kind.read(*parameters, &reader_);
    }
    if (first.empty()) reader_.Complain(map_.place, "a rule needs a kind: one of " + known);
    if (map_.Find("authority") == nullptr) CheckNeedOfAuthority();
  }

  // What a rule compares with must be said somewhere.
  void CheckNeedOfAuthority() {
    const auto has = [](const YamlValue* map, std::string_view key) {
      return !TextItems(map->Find(key)).empty();
    };
    if (const YamlValue* contract = map_.Find("contract")) {
      const bool needs_place =
          contract->Find("exactly") != nullptr || contract->Find("at_least") != nullptr;
      if (!needs_place || has(contract, "at")) return;
      reader_.Complain(contract->place,
                       "a contract needs 'at' or an authority: where the matches must stand");
    } else if (const YamlValue* ratio = map_.Find("ratio")) {
      if (has(ratio, "inside") || has(ratio, "through")) return;
      reader_.Complain(ratio->place, "a ratio needs 'inside', 'through' or an authority");
    } else if (const YamlValue* call = map_.Find("call")) {
      const YamlValue* options = call->Find("options");
      if (options == nullptr || !has(options, "compare")) return;
      reader_.Complain(options->place, "'compare' needs an authority to compare with");
    }
  }

  void ReadTexts() {
    rule_.message = ReadTemplate("message");
    rule_.remediation = ReadTemplate("remediation");
    rule_.what = reader_.Text(map_, "what");
    rule_.why = reader_.Text(map_, "why");
    if (rule_.report == RuleReport::kFindings && map_.Find("message") == nullptr) {
      reader_.Complain(map_.place, "a rule needs 'message', unless it says 'report: count'");
    }
  }

  std::string ReadTemplate(std::string_view key) {
    std::string text = reader_.Template(map_, key);
    const bool has_authority = map_.Find("authority") != nullptr;
    for (std::string& error : CheckPlaceholders(text, has_authority, key == "message")) {
      reader_.Complain(map_.Find(key)->place, std::move(error));
    }
    return text;
  }

  LineColumn PlaceOfKey(std::string_view key) const {
    for (const YamlEntry& entry : map_.entries) {
      if (entry.key == key) return entry.place;
    }
    return map_.place;
  }

  const YamlValue& map_;
  const RuleContext& context_;
  FieldReader reader_;
  const Authority* authority_ = nullptr;
  Rule rule_;
};

}  // namespace

Rule ReadRule(const YamlValue& map, const RuleContext& context, const std::string& path,
              Diagnostics* errors) {
  return RuleReader(map, context, path, errors).Read();
}

PathScope ReadScope(const YamlValue& map, const PackContents& pack, FieldReader* reader) {
  const YamlValue* value = map.Find("scope");
  if (value == nullptr) return {};
  if (value->type == YamlType::kMap) return reader->Scope(*value);
  const auto named = pack.scopes.find(value->text);
  if (named != pack.scopes.end()) return named->second;
  if (value->type == YamlType::kString && !value->text.empty()) {
    reader->Complain(value->place, pack.scope_declarations.Unknown(value->text));
  }
  return {};
}

}  // namespace ssot
