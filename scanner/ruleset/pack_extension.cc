#include "scanner/ruleset/pack_extension.h"

#include <algorithm>
#include <set>

#include "scanner/ruleset/field_reader.h"
#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

// The entries of `extends` that are maps; the shape has told of others.
std::vector<const YamlEntry*> Extensions(const RuleFile& file) {
  std::vector<const YamlEntry*> extensions;
  const YamlValue* extends = file.document.root->Find("extends");
  if (extends == nullptr) return extensions;
  for (const YamlEntry& entry : extends->entries) extensions.push_back(&entry);
  return extensions;
}

// Where nobody chose packs, one that .ssot.yaml sets up is this repository's own.
bool Inherits(const RuleSetRequest& request, const std::string& base) {
  return request.chosen_by_name || !request.variables.contains(base);
}

bool IsConfigured(const RuleSetRequest& request, const std::string& pack,
                  const std::string& variable) {
  const auto configured = request.variables.find(pack);
  return configured != request.variables.end() && configured->second.contains(variable);
}

void ShareVariables(const PackContents& base, PackContents* extender) {
  for (const PackVariable& variable : base.pack.variables) {
    if (!extender->variables.Knows(variable.name)) {
      extender->variables.Set(variable.name, variable.value);
    }
  }
}

class VariableExtender {
 public:
  VariableExtender(const std::vector<RuleFile>& files, const RuleSetRequest& request,
                   std::map<std::string, PackContents>* packs, Diagnostics* errors)
      : request_(request), packs_(packs), errors_(errors) {
    for (const RuleFile& file : files) {
      if (!Extensions(file).empty()) extenders_.insert(file.pack);
    }
  }

  void Extend(const RuleFile& file, const YamlEntry& extension) {
    const std::string& path = file.document.path;
    const std::string problem = WhyNot(file, extension.key);
    if (!problem.empty()) {
      errors_->push_back({path, extension.place.line, extension.place.column, problem});
      return;
    }
    PackContents* base = &packs_->at(extension.key);
    PackContents* extender = &packs_->at(file.pack);
    const bool inherits = Inherits(request_, extension.key);
    (inherits ? base->is_extended : extender->gives_way) = true;
    const YamlValue* values = extension.value->Find("variables");
    if (values != nullptr && inherits) {
      FieldReader reader(path, extender->variables, errors_);
      for (const YamlEntry& entry : values->entries) {
        GiveValue(entry, reader.Texts(*values, entry.key), path, base);
      }
    }
    ShareVariables(*base, extender);
  }

 private:
  // Empty when `file`'s pack may extend `base`.
  std::string WhyNot(const RuleFile& file, const std::string& base) {
    if (!packs_->contains(base)) {
      return "unknown rule pack '" + base + "'" + DidYouMean(base, BuiltInPackNames());
    }
    if (base == file.pack) return "a pack cannot extend itself";
    if (extenders_.contains(base)) {
      return "pack '" + base + "' extends packs itself, and so cannot be extended";
    }
    const auto [known, is_new] = extended_by_.emplace(base, file.pack);
    if (is_new) return "";
    return "pack '" + base + "' is extended by '" + known->second +
           "' already; of the packs in force, one can extend it";
  }

  void GiveValue(const YamlEntry& entry, std::vector<std::string> value, const std::string& path,
                 PackContents* base) {
    auto& variables = base->pack.variables;
    const auto variable = std::find_if(variables.begin(), variables.end(),
                                       [&](const PackVariable& v) { return v.name == entry.key; });
    if (variable == variables.end()) {
      errors_->push_back({path, entry.place.line, entry.place.column,
                          base->variable_declarations.Unknown(entry.key)});
      return;
    }
    if (IsConfigured(request_, base->pack.name, entry.key)) return;
    variable->value = std::move(value);
    base->variables.Set(variable->name, variable->value);
  }

  const RuleSetRequest& request_;
  std::map<std::string, PackContents>* packs_;
  Diagnostics* errors_;
  std::set<std::string> extenders_;
  std::map<std::string, std::string> extended_by_;  // base -> the pack that extends it
};

}  // namespace

std::vector<std::string> ExtendedPacks(const std::vector<RuleFile>& files) {
  std::vector<std::string> names;
  for (const RuleFile& file : files) {
    for (const YamlEntry* extension : Extensions(file)) {
      const std::string& name = extension->key;
      const bool is_there = std::any_of(files.begin(), files.end(),
                                        [&](const RuleFile& other) { return other.pack == name; });
      if (!is_there && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  return names;
}

void ExtendVariables(const std::vector<RuleFile>& files, const RuleSetRequest& request,
                     std::map<std::string, PackContents>* packs, Diagnostics* errors) {
  VariableExtender extender(files, request, packs, errors);
  for (const RuleFile& file : files) {
    for (const YamlEntry* extension : Extensions(file)) extender.Extend(file, *extension);
  }
}

void ExtendScopes(const std::vector<RuleFile>& files, const RuleSetRequest& request,
                  std::map<std::string, PackContents>* packs, Diagnostics* errors) {
  for (const RuleFile& file : files) {
    for (const YamlEntry* extension : Extensions(file)) {
      const auto base = packs->find(extension->key);  // an unknown one has been told of
      const YamlValue* scopes = extension->value->Find("scopes");
      if (base == packs->end() || scopes == nullptr || !Inherits(request, base->first)) continue;
      FieldReader reader(file.document.path, packs->at(file.pack).variables, errors);
      for (const YamlEntry& entry : scopes->entries) {
        const auto scope = base->second.scopes.find(entry.key);
        if (scope != base->second.scopes.end()) {
          scope->second = reader.Scope(*entry.value);
        } else {
          errors->push_back({file.document.path, entry.place.line, entry.place.column,
                             base->second.scope_declarations.Unknown(entry.key)});
        }
      }
    }
  }
}

}  // namespace ssot
