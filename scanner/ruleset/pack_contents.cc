#include "scanner/ruleset/pack_contents.h"

#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/pack_extension.h"

namespace ssot {
namespace {

// The entries of the map at `key`; none when it is missing or something else.
const std::vector<YamlEntry>& Entries(const RuleFile& file, std::string_view key) {
  static const std::vector<YamlEntry> kNone;
  const YamlValue* map = file.document.root->Find(key);
  return map == nullptr ? kNone : map->entries;
}

class PackReader {
 public:
  PackReader(const RuleFile& file, PackContents* contents, Diagnostics* errors)
      : file_(file), path_(file.document.path), contents_(contents), errors_(errors) {}

  void ReadHead() {
    Pack& pack = contents_->pack;
    if (contents_->path.empty()) {
      contents_->path = path_;
      contents_->place = file_.pack_place;
      pack.name = file_.pack;
    }
    SetOnce("title", &pack.title);
    SetOnce("description", &pack.description);
    for (const YamlEntry& entry : Entries(file_, "variables")) ReadVariable(entry);
  }

  void ReadScopes() {
    FieldReader reader(path_, contents_->variables, errors_);
    for (const YamlEntry& entry : Entries(file_, "scopes")) {
      if (!contents_->scope_declarations.Declare(entry.key, path_, entry.place, errors_)) continue;
      contents_->scopes[entry.key] = reader.Scope(*entry.value);
    }
  }

 private:
  void Complain(LineColumn place, std::string message) {
    errors_->push_back({path_, place.line, place.column, std::move(message)});
  }

  void SetOnce(const std::string& key, std::string* text) {
    const YamlValue* value = file_.document.root->Find(key);
    if (value == nullptr || value->type != YamlType::kString) return;
    if (!text->empty() && *text != value->text && !file_.pack.empty()) {
      Complain(value->place, "pack '" + file_.pack + "' has another '" + key +
                                 "' already, in another of its files; keep one");
    }
    *text = value->text;
  }

  void ReadVariable(const YamlEntry& entry) {
    if (!IsVariableName(entry.key)) {
      Complain(entry.place, "bad variable name '" + entry.key +
                                "'; use letters, digits, '_' and '-', beginning with a letter");
      return;
    }
    if (!contents_->variable_declarations.Declare(entry.key, path_, entry.place, errors_)) return;
    PackVariable variable;
    variable.name = entry.key;
    const YamlValue* description = entry.value->Find("description");
    if (description != nullptr) variable.description = description->text;
    for (TextItem& item : TextItems(entry.value->Find("default"))) {
      if (item.text.find("${") != std::string::npos) {
        Complain(item.place, "a default cannot refer to other variables; write the value out");
      }
      variable.value.push_back(std::move(item.text));
    }
    contents_->variables.Set(variable.name, variable.value);
    contents_->pack.variables.push_back(std::move(variable));
  }

  const RuleFile& file_;
  const std::string& path_;
  PackContents* contents_;
  Diagnostics* errors_;
};

void OverrideVariables(const RuleSetRequest& request, PackContents* contents) {
  const auto overrides = request.variables.find(contents->pack.name);
  if (overrides == request.variables.end()) return;
  for (PackVariable& variable : contents->pack.variables) {
    const auto value = overrides->second.find(variable.name);
    if (value == overrides->second.end()) continue;
    variable.value = value->second;
    contents->variables.Set(variable.name, variable.value);
  }
}

}  // namespace

std::map<std::string, PackContents> ReadPacks(const std::vector<RuleFile>& files,
                                              const RuleSetRequest& request, Diagnostics* errors) {
  std::map<std::string, PackContents> packs;
  for (const RuleFile& file : files) PackReader(file, &packs[file.pack], errors).ReadHead();
  for (auto& [name, contents] : packs) {
    contents.pack.chosen_by_name = request.chosen_by_name;
    OverrideVariables(request, &contents);
    if (!contents.pack.title.empty() || name.empty()) continue;
    errors->push_back({contents.path, contents.place.line, contents.place.column,
                       "pack '" + name + "' has no title; give one of its files a 'title'"});
  }
  ExtendVariables(files, request, &packs, errors);
  for (const RuleFile& file : files) PackReader(file, &packs[file.pack], errors).ReadScopes();
  ExtendScopes(files, request, &packs, errors);
  return packs;
}

std::vector<Authority> ReadAuthorities(const std::vector<RuleFile>& files,
                                       const std::map<std::string, PackContents>& packs,
                                       Declarations* declarations, Diagnostics* errors) {
  std::vector<Authority> authorities;
  for (const RuleFile& file : files) {
    FieldReader reader(file.document.path, packs.at(file.pack).variables, errors);
    for (const YamlEntry& entry : Entries(file, "authorities")) {
      if (!declarations->Declare(entry.key, file.document.path, entry.place, errors)) continue;
      const YamlValue& map = *entry.value;
      authorities.push_back({entry.key, reader.Text(map, "title"), reader.Globs(map, "canonical"),
                             reader.Globs(map, "facades"), reader.Globs(map, "home"),
                             reader.NamePatterns(map, "clients")});
    }
  }
  return authorities;
}

}  // namespace ssot
