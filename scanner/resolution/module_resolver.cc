#include "scanner/resolution/module_resolver.h"

#include <algorithm>
#include <array>
#include <utility>

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

ModuleResolvers::ModuleResolvers(const std::vector<Facts>& files,
                                 std::vector<ModuleSettings> settings)
    : files_(files), settings_(std::move(settings)) {
  static const LanguageSemantics kNoSemantics;
  std::array<Language*, kLanguageCount> by_language{};
  for (FileId id = 0; id < files.size(); ++id) {
    Language*& language = by_language[static_cast<size_t>(files[id].language)];
    if (language == nullptr) {
      const FrontEnd* front_end = FindFrontEnd(files[id].language);
      const auto* semantics = front_end == nullptr ? &kNoSemantics : front_end->semantics;
      const auto known = std::find_if(languages_.begin(), languages_.end(), [&](const auto& one) {
        return one->semantics == semantics;
      });
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

std::vector<ModuleResolvers::Language*> ModuleResolvers::All() {
  std::vector<Language*> all;
  for (const auto& language : languages_) all.push_back(&Of(*language->semantics));
  return all;
}

}  // namespace ssot
