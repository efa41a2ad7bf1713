// Modules and the files that hold them.
//
// A module is found by its path below the root without extension, its stem: a/b for a/b.py and
// for a/b/__init__.py. All text that the table hands out points into the paths of the files or
// into its own storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
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
  std::string_view stem;  // kFile, kFolder
  std::string_view text;  // kLibrary, kMissing: the absolute name
};

class ModuleTable {
 public:
  struct Entry {
    FileId file = kNone;
    uint32_t rank = 0;  // the lower one wins when several files have one stem
    bool is_package = false;
    bool is_folder = false;  // has modules somewhere below
    std::string_view stem;
  };

  // `files` and `semantics` must outlive the table; `chosen` are the files of its language.
  void Build(const std::vector<Facts>& files, const std::vector<FileId>& chosen,
             const LanguageSemantics& semantics);

  const Entry* Find(std::string_view stem) const;

  // The stem of the module `name` inside the module or folder `stem`, or null.
  const Entry* FindInside(std::string_view stem, std::string_view name) const;

  // The folder above the outermost package that the file belongs to; empty for the root, and for a
  // file in no package.
  std::string_view PackageRoot(std::string_view path) const;

  // Notes that an import statement called a file below that folder `text`, as evidence for
  // ModuleName.
  void CountUse(std::string_view root, const ImportTarget& target, std::string_view text);

  // Dotted, from the import root, or from the root where that is how the tree imports it.
  std::string ModuleName(std::string_view path) const;

  // True for a file that stands for its folder.
  bool IsInitializer(std::string_view path) const;

  // The module `text`, with `level` leading dots, as the file at `path` means it. `name` is the
  // name that is imported from it, or empty. New text goes to `arena`.
  ImportTarget Resolve(std::string_view path, uint32_t level, std::string_view text,
                       std::string_view name, TextArena* arena) const;

 private:
  bool StripModule(std::string_view path, std::string_view* stem, bool* is_package,
                   uint32_t* rank) const;
  bool IsPackage(std::string_view folder) const;
  std::string_view ImportRoot(std::string_view folder) const;
  const Entry* FindBelow(std::string_view root, std::string_view relative) const;
  const Entry* FindAbsolute(std::string_view folder, std::string_view relative) const;
  const Entry* FindNamespace(std::string_view folder, std::string_view relative) const;
  bool IsFirstParty(std::string_view folder, std::string_view relative) const;
  ImportTarget ResolveRelative(std::string_view path, uint32_t level, std::string_view text,
                               TextArena* arena) const;

  const LanguageSemantics* semantics_ = nullptr;
  std::unordered_map<std::string_view, Entry> entries_;
  std::unordered_set<std::string_view>
      parts_;  // every file and folder name: what may be first-party
  struct Uses {
    uint32_t from_root = 0;
    uint32_t from_import_root = 0;
  };
  std::unordered_map<std::string_view, Uses> uses_;  // by import root
  std::vector<std::string_view> import_roots_;       // sorted; without the root itself
};

// "a/b" for "a/b/c.py"; empty for a file at the root.
std::string_view FolderOf(std::string_view path);

}  // namespace ssot
