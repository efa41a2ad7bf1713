// Which file an import means. Each module system has its own rules; the rest of resolution knows
// this interface alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
#include "scanner/model/module_settings.h"
#include "scanner/parallel/lazy.h"
#include "scanner/resolution/text_arena.h"

namespace ssot {

using FileId = uint32_t;

enum class ImportTargetKind : uint8_t {
  kLibrary,  // nothing in the tree
  kFile,
  kFolder,   // a namespace package: a folder without an initializer
  kMissing,  // relative or first-party, and there is no such file
};

// What the module of an import statement is.
struct ImportTarget {
  ImportTargetKind kind = ImportTargetKind::kLibrary;
  FileId file = kNone;
  std::string_view stem;  // kFile, kFolder: the path without extension
  std::string_view text;  // kLibrary, kMissing: the absolute name
};

// A place where modules are: a file, a folder of them, or both.
struct ModuleEntry {
  FileId file = kNone;
  uint32_t rank = 0;  // the lower one wins when several files have one stem
  bool is_package = false;
  bool is_folder = false;  // has modules somewhere below
  std::string_view stem;
  std::string_view import_root;  // of a package: the folder above the outermost one around it
};

// Built once, in one thread; afterwards any number of threads may ask, or tell of imports, but not
// both at once. All text that it hands out points into the paths of the files or into its own
// storage.
class ModuleResolver {
 public:
  virtual ~ModuleResolver() = default;

  // The module `text`, with `level` leading dots, as the file at `path` means it. `name` is the
  // name that is imported from it, or empty. New text goes to `arena`.
  virtual ImportTarget Resolve(std::string_view path, uint32_t level, std::string_view text,
                               std::string_view name, TextArena* arena) const = 0;

  // The name under which facts and rules know the module at `path`.
  virtual std::string ModuleName(std::string_view path) const = 0;

  // Tells of an import that was resolved to a file of the tree; once all are told, ModuleName may
  // be asked. ForgetImports: they are told anew.
  virtual void NoteImport(std::string_view /*target_path*/, const ImportTarget& /*target*/,
                          std::string_view /*text*/) {}
  virtual void ForgetImports() {}

  // For languages whose folders are modules too; null in others. The module of a stem, and the one
  // called `name` inside the module or folder `stem`.
  virtual const ModuleEntry* Find(std::string_view /*stem*/) const { return nullptr; }
  virtual const ModuleEntry* FindInside(std::string_view /*stem*/,
                                        std::string_view /*name*/) const {
    return nullptr;
  }

  // True for a file that stands for its folder in the sense of FindInside.
  virtual bool IsInitializer(std::string_view /*path*/) const { return false; }
};

// `files` and `semantics` must outlive the resolver; `chosen` are the files of its language.
// `settings` are read now and not kept.
std::unique_ptr<ModuleResolver> MakeModuleResolver(const std::vector<Facts>& files,
                                                   const std::vector<FileId>& chosen,
                                                   const LanguageSemantics& semantics,
                                                   const std::vector<ModuleSettings>& settings);

// What the imports of a file mean. Texts point into its facts, too.
struct FileImports {
  std::vector<ImportTarget> targets;  // of Facts::imports
  uint64_t hash = 0;                  // of what they name, in their order
  TextArena arena;
};

// The resolvers of a tree's languages.
class ModuleResolvers {
 public:
  // `files` must outlive it.
  ModuleResolvers(const std::vector<Facts>& files, std::vector<ModuleSettings> settings);

  struct Language {
    const LanguageSemantics* semantics = nullptr;
    std::vector<FileId> files;  // ascending
    std::unique_ptr<ModuleResolver> modules;
  };
  // These are for one thread.
  // Made when it is first asked for; there must be files of it.
  Language& Of(const LanguageSemantics& semantics);
  // Of all files.
  std::vector<Language*> All();

  // Of one of the language's files; found out when somebody asks first. Any thread may ask.
  const FileImports& ImportsOf(const Language& language, FileId file) const;
  // To be called by one thread when the file's facts have changed. False when it was known what the
  // file imports, and that is the same as before.
  bool UpdateImports(FileId file);

 private:
  const std::vector<Facts>& files_;
  std::vector<ModuleSettings> settings_;
  std::vector<std::unique_ptr<Language>> languages_;
  std::vector<Lazy<FileImports>> imports_;  // by FileId
};

// "a/b" for "a/b/c.py"; empty for a file at the root.
inline std::string_view FolderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace ssot
