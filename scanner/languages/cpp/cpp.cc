#include "scanner/languages/cpp/cpp.h"

#include <unordered_set>

#include "scanner/languages/cpp/text_facts.h"

namespace ssot::cpp {
namespace {

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

Extraction ExtractC(std::string_view path, std::string_view text) {
  return ExtractText(path, text, Language::kC);
}

Extraction ExtractCpp(std::string_view path, std::string_view text) {
  return ExtractText(path, text, Language::kCpp);
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::unordered_set<std::string_view> seen;
  std::vector<std::string_view> words;
  for (size_t at = 0; at < text.size();) {
    if (!IsNameByte(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && IsNameByte(text[at])) ++at;
    const std::string_view word = text.substr(begin, at - begin);
    if (seen.insert(word).second) words.push_back(word);
  }
  return words;
}

const LanguageSemantics& Semantics() {
  static const LanguageSemantics semantics = {
      .module_system = ModuleSystem::kIncludes,
      .environment_objects = {},
      .environment_readers = {},
      .environment_writers = {},
      .environment_deleters = {},
      .environment_calls =
          {
              {"std::getenv", 0, "", AccessMode::kRead},
              {"getenv", 0, "", AccessMode::kRead},
              {"secure_getenv", 0, "", AccessMode::kRead},
              {"__secure_getenv", 0, "", AccessMode::kRead},
              {"setenv", 0, "", AccessMode::kWrite},
              {"putenv", 0, "", AccessMode::kWrite},
              {"unsetenv", 0, "", AccessMode::kDelete},
              {"_wgetenv", 0, "", AccessMode::kRead},
              {"_dupenv_s", 2, "", AccessMode::kRead},
              {"getenv_s", 3, "", AccessMode::kRead},
              {"_putenv_s", 0, "", AccessMode::kWrite},
              {"GetEnvironmentVariableA", 0, "", AccessMode::kRead},
              {"GetEnvironmentVariableW", 0, "", AccessMode::kRead},
              {"SetEnvironmentVariableA", 0, "", AccessMode::kWrite},
              {"SetEnvironmentVariableW", 0, "", AccessMode::kWrite},
              {"qgetenv", 0, "", AccessMode::kRead},
              {"qEnvironmentVariable", 0, "", AccessMode::kRead},
              {"qEnvironmentVariableIsSet", 0, "", AccessMode::kRead},
              {"qEnvironmentVariableIsEmpty", 0, "", AccessMode::kRead},
              {"qEnvironmentVariableIntValue", 0, "", AccessMode::kRead},
              {"qputenv", 0, "", AccessMode::kWrite},
              {"qunsetenv", 0, "", AccessMode::kDelete},
              {"QProcessEnvironment::value", 0, "", AccessMode::kRead},
              {"QProcessEnvironment::insert", 0, "", AccessMode::kWrite},
              {"g_getenv", 0, "", AccessMode::kRead},
              {"g_setenv", 0, "", AccessMode::kWrite},
              {"g_unsetenv", 0, "", AccessMode::kDelete},
              {"llvm::sys::Process::GetEnv", 0, "", AccessMode::kRead},
          },
      .environment_updates = {},
      .mapping_readers = {},
      .dynamic_imports = {},
      .mock_calls = {},
      .module_initializers = {},
      .module_extensions = {""},
      .attribute_calls = {},
      .builtins = {},
      .first_parameter_is_receiver = false,
  };
  return semantics;
}

}  // namespace ssot::cpp
