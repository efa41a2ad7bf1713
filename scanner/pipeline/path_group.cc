#include "scanner/pipeline/path_group.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "scanner/discovery/language.h"

namespace ssot {
namespace {

struct GroupWord {
  PathGroup group;
  std::string_view word;
};

// In the order in which groups are tried.
constexpr GroupWord kWords[] = {
    {PathGroup::kTests, "test"},
    {PathGroup::kTests, "tests"},
    {PathGroup::kTests, "testing"},
    {PathGroup::kTests, "spec"},
    {PathGroup::kTests, "specs"},
    {PathGroup::kTests, "conftest"},
    {PathGroup::kTests, "mock"},
    {PathGroup::kTests, "mocks"},
    {PathGroup::kTests, "fixtures"},
    {PathGroup::kTests, "cypress"},
    {PathGroup::kTests, "e2e"},
    {PathGroup::kLegacy, "legacy"},
    {PathGroup::kLegacy, "deprecated"},
    {PathGroup::kLegacy, "old"},
    {PathGroup::kLegacy, "backup"},
    {PathGroup::kLegacy, "backups"},
    {PathGroup::kLegacy, "archive"},
    {PathGroup::kLegacy, "archived"},
    {PathGroup::kLegacy, "obsolete"},
    {PathGroup::kConfiguration, "config"},
    {PathGroup::kConfiguration, "configs"},
    {PathGroup::kConfiguration, "configuration"},
    {PathGroup::kConfiguration, "settings"},
    {PathGroup::kConfiguration, "environment"},
    {PathGroup::kUtility, "util"},
    {PathGroup::kUtility, "utils"},
    {PathGroup::kUtility, "utility"},
    {PathGroup::kUtility, "utilities"},
    {PathGroup::kUtility, "helper"},
    {PathGroup::kUtility, "helpers"},
    {PathGroup::kUtility, "scripts"},
    {PathGroup::kUtility, "tools"},
};

constexpr PathGroup kOrder[] = {PathGroup::kTests, PathGroup::kLegacy, PathGroup::kConfiguration,
                                PathGroup::kUtility};

bool IsConfigurationLanguage(Language language) {
  constexpr Language kLanguages[] = {
      Language::kYaml,   Language::kJson,       Language::kToml,      Language::kIni,
      Language::kDotenv, Language::kDockerfile, Language::kTerraform, Language::kProperties};
  return std::find(std::begin(kLanguages), std::end(kLanguages), language) != std::end(kLanguages);
}

bool HasWordOf(PathGroup group, const std::vector<std::string>& words) {
  return std::any_of(std::begin(kWords), std::end(kWords), [&](const GroupWord& entry) {
    return entry.group == group && std::find(words.begin(), words.end(), entry.word) != words.end();
  });
}

}  // namespace

std::vector<std::string> PathWords(std::string_view path) {
  std::vector<std::string> words = {""};
  bool was_lower = false;
  for (char c : path) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if ((is_upper && was_lower) || (!is_upper && !is_lower)) words.emplace_back();
    if (is_upper) words.back() += static_cast<char>(c - 'A' + 'a');
    if (is_lower) words.back() += c;
    was_lower = is_lower;
  }
  return words;
}

PathGroup PathGroupOf(std::string_view path) {
  const std::vector<std::string> words = PathWords(path);
  const Language language = DetectLanguage(path, "");
  for (PathGroup group : kOrder) {
    if (HasWordOf(group, words)) return group;
    if (group == PathGroup::kLegacy && IsConfigurationLanguage(language)) {
      return PathGroup::kConfiguration;
    }
  }
  return language == Language::kMarkdown ? PathGroup::kDocumentation : PathGroup::kProduct;
}

}  // namespace ssot
