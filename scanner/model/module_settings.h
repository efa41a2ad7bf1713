// What one of a tree's own files says about how imports find other files: a package.json, a
// tsconfig.json or a jsconfig.json. Paths are as written there, relative to the file's folder.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ssot {

// `pattern` has at most one "*", and so has each of its targets.
struct PathMapping {
  std::string pattern;
  std::vector<std::string> targets;  // the first one that exists is meant
};

enum class ModuleSettingsKind { kPackage, kCompiler };

struct ModuleSettings {
  std::string path;  // of the file, relative to the root
  ModuleSettingsKind kind = ModuleSettingsKind::kPackage;

  // kPackage
  std::string name;                       // "@scope/package"
  std::vector<std::string> entry_points;  // main, module, types, …: what the bare name may mean
  std::vector<PathMapping> exports;       // by subpath: ".", "./client", "./*"
  std::vector<PathMapping> imports;       // by name: "#internal/*"

  // kCompiler
  std::vector<std::string> extends;     // in order; a later one wins
  std::vector<std::string> references;  // other projects of the same folder
  std::string base_url;
  bool has_base_url = false;
  std::vector<PathMapping> paths;
  bool has_paths = false;
};

}  // namespace ssot
