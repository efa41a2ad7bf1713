#include "scanner/resolution/module_resolver.h"

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

}  // namespace ssot
