// Python's modules and the files that hold them.
//
// A module is found by its path below the root without extension, its stem: a/b for a/b.py and
// for a/b/__init__.py.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/resolution/module_resolver.h"

namespace ssot {

class PythonModules final : public ModuleResolver {
 public:
  // See MakeModuleResolver.
  PythonModules(const std::vector<Facts>& files, const std::vector<FileId>& chosen,
                const LanguageSemantics& semantics);

  ImportTarget Resolve(std::string_view path, uint32_t level, std::string_view text,
                       std::string_view name, TextArena* arena) const override;

  // Dotted, from the import root, or from the root where that is how the tree imports it.
  std::string ModuleName(std::string_view path) const override;

  // Evidence for ModuleName: how an import statement called a file.
  void NoteImport(std::string_view target_path, const ImportTarget& target,
                  std::string_view text) override;
  void ForgetImports() override;

  const ModuleEntry* Find(std::string_view stem) const override;
  const ModuleEntry* FindInside(std::string_view stem, std::string_view name) const override;
  bool IsInitializer(std::string_view path) const override;

 private:
  using Entry = ModuleEntry;

  // The folder above the outermost package that the file belongs to; empty for the root, and for a
  // file in no package.
  std::string_view PackageRoot(std::string_view path) const;
  bool StripModule(std::string_view path, std::string_view* stem, bool* is_package,
                   uint32_t* rank) const;
  bool IsPackage(std::string_view folder) const;
  std::string_view ImportRoot(std::string_view folder) const;
  bool IsInsideProject(std::string_view package, std::string_view root) const;
  const Entry* FindBelow(std::string_view root, std::string_view relative) const;
  const Entry* FindAbsolute(std::string_view folder, std::string_view relative) const;
  const Entry* FindNamespace(std::string_view folder, std::string_view relative) const;
  bool IsFirstParty(std::string_view folder, std::string_view relative) const;
  std::string NameFrom(std::string_view path, bool is_from_root) const;
  ImportTarget ResolveRelative(std::string_view path, uint32_t level, std::string_view text,
                               TextArena* arena) const;

  const LanguageSemantics* semantics_ = nullptr;
  std::unordered_map<std::string_view, Entry> entries_;
  std::unordered_set<std::string_view>
      parts_;  // every file and folder name: what may be first-party
  std::unordered_set<std::string_view> projects_;  // folders with pyproject.toml or its like
  struct Uses {
    std::atomic<uint32_t> from_root = 0;
    std::atomic<uint32_t> from_import_root = 0;
  };
  std::unordered_map<std::string_view, Uses> uses_;  // of each import root
  std::vector<std::string_view> import_roots_;       // sorted; without the root itself
};

}  // namespace ssot
