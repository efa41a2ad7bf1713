#include "scanner/languages/configuration/configuration.h"

#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

// Nothing in these files is a name of another file.
const LanguageSemantics kNoNames;

template <Language language, void (*read)(SettingsBuilder*)>
Extraction Extract(std::string_view path, std::string_view text) {
  SettingsBuilder settings(text);
  read(&settings);
  return settings.Finish(path, language);
}

template <Language language, void (*read)(SettingsBuilder*)>
FrontEnd Of() {
  return {language, Extract<language, read>, &kNoNames, nullptr, false};
}

}  // namespace

const std::vector<FrontEnd>& FrontEnds() {
  static const std::vector<FrontEnd> kFrontEnds = {
      Of<Language::kDotenv, ReadDotenv>(),
      Of<Language::kShell, ReadShell>(),
      Of<Language::kDockerfile, ReadDockerfile>(),
      Of<Language::kIni, ReadIni>(),
      Of<Language::kProperties, ReadProperties>(),
      Of<Language::kToml, ReadToml>(),
      Of<Language::kJson, ReadJson>(),
      Of<Language::kYaml, ReadYaml>(),
      Of<Language::kTerraform, ReadTerraform>(),
  };
  return kFrontEnds;
}

}  // namespace ssot::configuration
