#include "scanner/languages/typescript/module_settings_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ssot::typescript {
namespace {

using Json = nlohmann::ordered_json;  // conditions count in the order in which they are written

constexpr int kMaxConditions = 8;  // nested in "exports"

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Where the string, comment or character at `at` ends.
size_t EndOfPiece(std::string_view text, size_t at) {
  if (text[at] == '"') {
    for (size_t i = at + 1; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '"') {
        return i + 1;
      }
    }
    return text.size();
  }
  if (text.substr(at, 2) == "//") return std::min(text.find('\n', at), text.size());
  if (text.substr(at, 2) == "/*") {
    const size_t end = text.find("*/", at + 2);
    return end == text.npos ? text.size() : end + 2;
  }
  return at + 1;
}

// Commas before a closing bracket, which the JSON parser refuses, become blanks.
std::string WithoutTrailingCommas(std::string_view text) {
  std::string plain(text);
  size_t comma = text.npos;  // nothing but blanks and comments since
  for (size_t at = 0; at < text.size();) {
    const size_t end = EndOfPiece(text, at);
    const char c = text[at];
    const bool is_comment = c == '/' && end > at + 1;
    if (c == ',') {
      comma = at;
    } else if (!IsSpace(c) && !is_comment) {
      if ((c == '}' || c == ']') && comma != text.npos) plain[comma] = ' ';
      comma = text.npos;
    }
    at = end;
  }
  return plain;
}

const Json* Find(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string TextOf(const Json* value) {
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::vector<std::string> TextsOf(const Json* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return {value->get<std::string>()};
  std::vector<std::string> texts;
  if (!value->is_array()) return texts;
  for (const Json& item : *value) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

// { "import": "./a.mjs", "types": "./a.d.ts", "node": { … } }: whatever the condition, it may be.
void AddTargets(const Json& value, int depth, std::vector<std::string>* targets) {
  if (value.is_string()) {
    targets->push_back(value.get<std::string>());
  } else if (value.is_structured() && depth < kMaxConditions) {
    for (const Json& item : value) AddTargets(item, depth + 1, targets);
  }
}

std::vector<PathMapping> MappingsOf(const Json* object) {
  std::vector<PathMapping> mappings;
  if (object == nullptr || !object->is_object()) return mappings;
  for (const auto& [pattern, value] : object->items()) {
    PathMapping& mapping = mappings.emplace_back();
    mapping.pattern = pattern;
    AddTargets(value, 0, &mapping.targets);
  }
  return mappings;
}

std::vector<PathMapping> ExportsOf(const Json* exports) {
  if (exports == nullptr) return {};
  const bool has_subpaths =
      exports->is_object() && !exports->empty() && exports->begin().key().starts_with(".");
  if (has_subpaths) return MappingsOf(exports);
  PathMapping whole{".", {}};
  AddTargets(*exports, 0, &whole.targets);
  return {whole};
}

void ReadPackage(const Json& json, ModuleSettings* settings) {
  settings->kind = ModuleSettingsKind::kPackage;
  settings->name = TextOf(Find(json, "name"));
  for (const char* key : {"source", "types", "typings", "module", "main", "browser"}) {
    const std::string path = TextOf(Find(json, key));
    if (!path.empty()) settings->entry_points.push_back(path);
  }
  settings->exports = ExportsOf(Find(json, "exports"));
  settings->imports = MappingsOf(Find(json, "imports"));
}

void ReadCompiler(const Json& json, ModuleSettings* settings) {
  settings->kind = ModuleSettingsKind::kCompiler;
  settings->extends = TextsOf(Find(json, "extends"));
  if (const Json* references = Find(json, "references"); references && references->is_array()) {
    for (const Json& reference : *references) {
      const std::string path = TextOf(Find(reference, "path"));
      if (!path.empty()) settings->references.push_back(path);
    }
  }
  const Json* options = Find(json, "compilerOptions");
  if (options == nullptr) return;
  if (const Json* base_url = Find(*options, "baseUrl"); base_url && base_url->is_string()) {
    settings->base_url = base_url->get<std::string>();
    settings->has_base_url = true;
  }
  if (const Json* paths = Find(*options, "paths"); paths && paths->is_object()) {
    settings->paths = MappingsOf(paths);
    settings->has_paths = true;
  }
}

}  // namespace

bool IsModuleSettings(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  if (file == "package.json" || file == "jsconfig.json") return true;
  return file.starts_with("tsconfig") && file.ends_with(".json");
}

std::optional<ModuleSettings> ReadModuleSettings(std::string_view path, std::string_view text) {
  const Json json = Json::parse(WithoutTrailingCommas(text), nullptr, /*allow_exceptions=*/false,
                                /*ignore_comments=*/true);
  if (!json.is_object()) return std::nullopt;
  ModuleSettings settings;
  settings.path = path;
  if (path.ends_with("package.json")) {
    ReadPackage(json, &settings);
  } else {
    ReadCompiler(json, &settings);
  }
  return settings;
}

}  // namespace ssot::typescript
