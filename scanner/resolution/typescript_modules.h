// How TypeScript and JavaScript find files: relative paths, the paths and baseUrl of the nearest
// tsconfig.json, packages of the same tree, and a package's own imports (#name).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/resolution/module_resolver.h"

namespace ssot {

class TypeScriptModules final : public ModuleResolver {
 public:
  // See MakeModuleResolver.
  TypeScriptModules(const std::vector<Facts>& files, const std::vector<FileId>& chosen,
                    const LanguageSemantics& semantics,
                    const std::vector<ModuleSettings>& settings);

  ImportTarget Resolve(std::string_view path, uint32_t level, std::string_view text,
                       std::string_view name, TextArena* arena) const override;

  // The path below the root without extension.
  std::string ModuleName(std::string_view path) const override;

 private:
  // A package.json or tsconfig.json, its paths made relative to the root.
  struct Package {
    std::string folder;
    std::string name;
    std::vector<std::string> entry_points;
    std::vector<PathMapping> exports;
    std::vector<PathMapping> imports;
  };
  struct Compiler {
    std::string base_url;
    bool has_base_url = false;
    std::vector<PathMapping> paths;
    bool has_paths = false;
  };

  void AddPackage(const ModuleSettings& settings);
  void AddCompilers(const std::vector<ModuleSettings>& settings);
  Compiler Flatten(const std::map<std::string_view, const ModuleSettings*>& by_path,
                   const ModuleSettings& settings, int depth) const;
  std::string ExtendedPath(std::string_view folder, std::string_view text) const;

  std::string_view WithoutExtension(std::string_view path) const;
  FileId FindFile(const std::string& path) const;   // path as written in an import
  FileId FindExact(const std::string& path) const;  // an existing path
  FileId FindWithExtension(const std::string& stem) const;
  FileId FindBuilt(const Package& package, std::string_view target) const;
  FileId FindMapped(const std::vector<PathMapping>& mappings, std::string_view text,
                    bool* is_named) const;
  FileId FindInPackage(const Package& package, std::string_view subpath) const;
  FileId FindPackageImport(std::string_view folder, std::string_view text) const;
  FileId FindAlias(std::string_view folder, std::string_view text, bool* is_named) const;
  const Package* NearestPackage(std::string_view folder) const;
  const Compiler* NearestCompiler(std::string_view folder) const;

  ImportTarget Found(FileId file) const;

  const std::vector<Facts>& files_;
  const LanguageSemantics& semantics_;
  std::unordered_map<std::string_view, FileId> by_path_;
  std::vector<Package> packages_;
  std::unordered_map<std::string, size_t> packages_by_name_;
  std::unordered_map<std::string, size_t> packages_by_folder_;
  std::unordered_map<std::string, Compiler> compilers_by_folder_;
};

}  // namespace ssot
