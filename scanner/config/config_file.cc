// Reads .ssot.yaml.
#include <re2/re2.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "scanner/config/byte_size.h"
#include "scanner/config/config_file_shape.h"
#include "scanner/config/options.h"
#include "scanner/glob/glob.h"
#include "scanner/ruleset/load.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {
namespace {

class ConfigReader {
 public:
  ConfigReader(const YamlDocument& document, Diagnostics* errors)
      : document_(document), errors_(errors) {
    config_.path = document.path;
  }

  ConfigFile Read() {
    ReadRules();
    config_.include = ReadGlobs("include");
    config_.exclude = ReadGlobs("exclude");
    for (const YamlEntry& pack : EntriesAt("variables")) ReadVariables(pack);
    for (const YamlEntry& rule : EntriesAt("severity")) {
      config_.places["severity/" + rule.key] = rule.place;
      config_.severities[rule.key] = rule.value->text;
    }
    ReadSecretNames();
    const YamlValue* reasons = document_.root->Find("suppression-reasons");
    config_.requires_reasons = reasons == nullptr || reasons->text != "optional";
    ReadMaxFileSize();
    config_.rules_are_known = AreRulesKnown();
    const YamlValue* baseline = document_.root->Find("baseline");
    if (baseline != nullptr && baseline->type == YamlType::kString) {
      config_.baseline = baseline->text;
    }
    return std::move(config_);
  }

 private:
  void Complain(LineColumn place, std::string message) {
    errors_->push_back({document_.path, place.line, place.column, std::move(message)});
  }

  const std::vector<YamlEntry>& EntriesAt(std::string_view key) const {
    static const std::vector<YamlEntry> kNone;
    const YamlValue* map = document_.root->Find(key);
    return map == nullptr ? kNone : map->entries;
  }

  std::vector<const YamlValue*> StringsAt(std::string_view key) const {
    const YamlValue* list = document_.root->Find(key);
    if (list == nullptr) return {};
    std::vector<const YamlValue*> strings = list->items;
    std::erase_if(strings, [](const YamlValue* item) { return item->type != YamlType::kString; });
    return strings;
  }

  // Without `rules` all built-in packs are meant, unless that is what a misspelled key was to say.
  bool AreRulesKnown() const {
    const YamlValue* rules = document_.root->Find("rules");
    if (rules != nullptr)
      return !config_.rules.empty() && config_.rules.size() == rules->items.size();
    const std::vector<YamlEntry>& keys = document_.root->entries;
    return std::none_of(keys.begin(), keys.end(), [](const YamlEntry& entry) {
      return !Nearest(entry.key, {"rules"}).empty();
    });
  }

  void ReadRules() {
    for (const YamlValue* item : StringsAt("rules")) {
      config_.rules.push_back(item->text);
      config_.rule_places.push_back(item->place);
    }
  }

  std::vector<std::string> ReadGlobs(std::string_view key) {
    std::vector<std::string> globs;
    for (const YamlValue* item : StringsAt(key)) {
      Glob glob;
      std::string error;
      globs.push_back(item->text);
      if (Glob::Compile(item->text, &glob, &error)) continue;
      Complain(item->place, "bad glob '" + item->text + "': " + error);
    }
    return globs;
  }

  void ReadVariables(const YamlEntry& pack) {
    config_.places["variables/" + pack.key] = pack.place;
    auto& variables = config_.variables[pack.key];
    for (const YamlEntry& variable : pack.value->entries) {
      config_.places["variables/" + pack.key + "/" + variable.key] = variable.place;
      std::vector<std::string>& values = variables[variable.key];
      if (variable.value->type == YamlType::kString) values.push_back(variable.value->text);
      for (const YamlValue* item : variable.value->items) values.push_back(item->text);
      if (values.empty()) variables.erase(variable.key);
    }
  }

  void ReadSecretNames() {
    for (const YamlValue* item : StringsAt("secret-names")) {
      const RE2 pattern(item->text, RE2::Quiet);
      if (!pattern.ok()) {
        Complain(item->place, "bad regular expression '" + item->text + "': " + pattern.error());
      }
      config_.secret_names.push_back(item->text);
    }
  }

  void ReadMaxFileSize() {
    const YamlValue* size = document_.root->Find("max-file-size");
    if (size == nullptr || size->text.empty()) return;
    const bool is_scalar = size->type == YamlType::kInteger || size->type == YamlType::kString;
    if (!is_scalar || ParseByteSize(size->text, &config_.max_file_bytes)) return;
    Complain(size->place,
             "'max-file-size' is a number of bytes, or a number with KiB, MiB or GiB "
             "as in '10MiB', not '" +
                 size->text + "'");
  }

  const YamlDocument& document_;
  Diagnostics* errors_;
  ConfigFile config_;
};

bool StandsBefore(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.line, a.column, a.message) < std::tie(b.line, b.column, b.message);
}

YamlDocument DocumentOf(const std::string& path) {
  YamlDocument document;
  document.path = path;
  document.may_be_empty = true;  // it still marks the root
  return document;
}

// `found` are the parser's errors.
ConfigFile ReadConfig(const YamlDocument& document, Diagnostics found, Diagnostics* errors) {
  ConfigFile config;
  config.path = document.path;
  config.rules_are_known = false;
  if (document.root != nullptr) {
    CheckShape(document.path, *document.root, ConfigFileShape(), "the file", &found);
    config = ConfigReader(document, &found).Read();
  }
  std::sort(found.begin(), found.end(), StandsBefore);
  errors->insert(errors->end(), found.begin(), found.end());
  return config;
}

}  // namespace

ConfigFile ParseConfigFile(std::string_view bytes, const std::string& path, Diagnostics* errors) {
  YamlDocument document = DocumentOf(path);
  Diagnostics found;
  ParseYaml(bytes, &document, &found);
  return ReadConfig(document, std::move(found), errors);
}

ConfigFile LoadConfigFile(const std::string& path, Diagnostics* errors) {
  YamlDocument document = DocumentOf(path);
  Diagnostics found;
  ReadYaml(&document, &found);
  return ReadConfig(document, std::move(found), errors);
}

}  // namespace ssot
