#include "scanner/resolution/module_resolver.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/model/name_filter.h"
#include "scanner/resolution/include_modules.h"
#include "scanner/resolution/python_modules.h"
#include "scanner/resolution/typescript_modules.h"

namespace ssot {

std::unique_ptr<ModuleResolver> MakeModuleResolver(const std::vector<Facts>& files,
                                                   const std::vector<FileId>& chosen,
                                                   const LanguageSemantics& semantics,
                                                   const std::vector<ModuleSettings>& settings) {
  switch (semantics.module_system) {
    case ModuleSystem::kDotted:
      return std::make_unique<PythonModules>(files, chosen, semantics);
    case ModuleSystem::kSpecifiers:
      return std::make_unique<TypeScriptModules>(files, chosen, semantics, settings);
    case ModuleSystem::kIncludes:
      return std::make_unique<IncludeModules>(files, chosen);
  }
  return nullptr;
}

namespace {

uint64_t HashOfImports(const Facts& facts) {
  uint64_t hash = 0;
  for (const ImportFact& import : facts.imports) {
    for (NameId part : {import.module, import.name, import.file}) {
      hash = hash * 0x9E3779B97F4A7C15u + HashOfName(facts.Name(part));
    }
    hash += uint64_t{import.level} << 32;
  }
  return hash;
}

std::unique_ptr<FileImports> FindImports(const Facts& facts, const ModuleResolver& modules) {
  auto found = std::make_unique<FileImports>();
  found->hash = HashOfImports(facts);
  found->targets.reserve(facts.imports.size());
  for (const ImportFact& import : facts.imports) {
    const std::string_view name = facts.Name(import.name);
    const bool is_found = import.file != 0;  // by the front end
    found->targets.push_back(modules.Resolve(facts.path, is_found ? kPathFromRoot : import.level,
                                             facts.Name(is_found ? import.file : import.module),
                                             name == "*" ? "" : name, &found->arena));
  }
  return found;
}

}  // namespace

ModuleResolvers::ModuleResolvers(const std::vector<Facts>& files,
                                 std::vector<ModuleSettings> settings)
    : files_(files), settings_(std::move(settings)), imports_(files.size()) {
  static const LanguageSemantics kNoSemantics;
  std::array<Language*, kLanguageCount> by_language{};
  for (FileId id = 0; id < files.size(); ++id) {
    Language*& language = by_language[static_cast<size_t>(files[id].language)];
    if (language == nullptr) {
      const FrontEnd* front_end = FindFrontEnd(files[id].language);
      const auto* semantics = front_end == nullptr ? &kNoSemantics : front_end->semantics;
      const auto known = std::find_if(languages_.begin(), languages_.end(),
                                      [&](const auto& one) { return one->semantics == semantics; });
      if (known == languages_.end()) {
        language = languages_.emplace_back(std::make_unique<Language>()).get();
        language->semantics = semantics;
      } else {
        language = known->get();
      }
    }
    language->files.push_back(id);
  }
}

ModuleResolvers::Language& ModuleResolvers::Of(const LanguageSemantics& semantics) {
  const auto found = std::find_if(languages_.begin(), languages_.end(), [&](const auto& language) {
    return language->semantics == &semantics;
  });
  Language& language = **found;
  if (language.modules == nullptr) {
    language.modules = MakeModuleResolver(files_, language.files, semantics, settings_);
  }
  return language;
}

const FileImports& ModuleResolvers::ImportsOf(const Language& language, FileId file) const {
  return imports_[file].Get([&] { return FindImports(files_[file], *language.modules); });
}

bool ModuleResolvers::UpdateImports(FileId file) {
  const FileImports* known = imports_[file].Peek();
  const bool is_same = known != nullptr && known->hash == HashOfImports(files_[file]);
  imports_[file].Reset();
  return !is_same;
}

std::vector<ModuleResolvers::Language*> ModuleResolvers::All() {
  std::vector<Language*> all;
  for (const auto& language : languages_) all.push_back(&Of(*language->semantics));
  return all;
}

}  // namespace ssot
