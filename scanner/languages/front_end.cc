#include "scanner/languages/front_end.h"

#include <optional>
#include <utility>

#include "scanner/languages/configuration/configuration.h"
#include "scanner/languages/cpp/cpp.h"
#include "scanner/languages/python/python.h"
#include "scanner/languages/typescript/module_settings_reader.h"
#include "scanner/languages/typescript/typescript.h"

namespace ssot {
namespace {

std::vector<FrontEnd> MakeTable() {
  using typescript::Semantics;
  std::vector<FrontEnd> table = {
      {Language::kPython, python::Extract, &python::Semantics(), python::Outline},
      {Language::kC, cpp::ExtractC, &cpp::Semantics()},
      {Language::kCpp, cpp::ExtractCpp, &cpp::Semantics()},
      {Language::kTypeScript, typescript::ExtractTypeScript, &Semantics()},
      {Language::kJavaScript, typescript::ExtractJavaScript, &Semantics()},
      {Language::kVue, typescript::ExtractVue, &Semantics()},
      {Language::kSvelte, typescript::ExtractSvelte, &Semantics()},
  };
  const std::vector<FrontEnd>& configuration = configuration::FrontEnds();
  table.insert(table.end(), configuration.begin(), configuration.end());
  return table;
}

const std::vector<FrontEnd>& Table() {
  static const std::vector<FrontEnd> kTable = MakeTable();
  return kTable;
}

}  // namespace

std::vector<const FrontEnd*> AllFrontEnds() {
  std::vector<const FrontEnd*> all;
  for (const FrontEnd& front_end : Table()) all.push_back(&front_end);
  return all;
}

bool HasOutlines(Language language) {
  const FrontEnd* front_end = FindFrontEnd(language);
  return front_end != nullptr && front_end->outline != nullptr;
}

bool IsModuleSettings(std::string_view path) {
  return typescript::IsModuleSettings(path);
}

std::unique_ptr<ModuleSettings> ReadModuleSettings(std::string_view path, std::string_view text) {
  std::optional<ModuleSettings> settings = typescript::ReadModuleSettings(path, text);
  return settings ? std::make_unique<ModuleSettings>(std::move(*settings)) : nullptr;
}

const FrontEnd* FindFrontEnd(Language language) {
  for (const FrontEnd& front_end : Table()) {
    if (front_end.language == language) return &front_end;
  }
  return nullptr;
}

}  // namespace ssot
