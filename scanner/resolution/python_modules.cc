// An absolute import a.b.c is looked for, as files, in this order:
//   1. at the root;
//   2. at the import root of the importing file: the parent of its outermost package;
//   3. beside the importing file, when that is a script and not part of a package;
//   4. at the other folders above the importing file, its own packages only where they are projects
//      of their own;
//   5. at the other import roots of the tree.
// Then as folders without an initializer at 1, 2 and 4. The further away, the more a name must
// say: `import jwt` means the library although tests/fixtures/jwt.py exists, so a name of one
// part is not looked for at 4, and at 5 only in folders called src or lib.
#include "scanner/resolution/python_modules.h"

#include <algorithm>
#include <set>

namespace ssot {
namespace {

constexpr std::string_view kSourceFolders[] = {"src", "lib", "python", "source"};
constexpr std::string_view kProjectFiles[] = {"pyproject.toml", "setup.py", "setup.cfg"};
constexpr std::string_view kTestFolders[] = {"test", "tests", "testdata", "fixtures", "examples"};

template <size_t n>
bool IsOneOf(std::string_view word, const std::string_view (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::string_view LastPart(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool IsBelowTests(std::string_view path) {
  for (; !path.empty(); path = FolderOf(path)) {
    if (IsOneOf(LastPart(path), kTestFolders)) return true;
  }
  return false;
}

bool IsAtOrAbove(std::string_view folder, std::string_view path) {
  return folder.empty() || path == folder ||
         (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

std::string WithSlashes(std::string_view dotted) {
  std::string path(dotted);
  std::replace(path.begin(), path.end(), '.', '/');
  return path;
}

std::string WithDots(std::string_view path) {
  std::string dotted(path);
  std::replace(dotted.begin(), dotted.end(), '/', '.');
  return dotted;
}

bool IsWellFormed(std::string_view dotted) {
  constexpr size_t kMaxLength = 1000;
  return !dotted.empty() && dotted.size() < kMaxLength && dotted.front() != '.' &&
         dotted.back() != '.' && dotted.find("..") == std::string_view::npos &&
         dotted.find('/') == std::string_view::npos;
}

}  // namespace

bool PythonModules::StripModule(std::string_view path, std::string_view* stem, bool* is_package,
                                uint32_t* rank) const {
  const auto& extensions = semantics_->module_extensions;
  for (uint32_t i = 0; i < extensions.size(); ++i) {
    if (!path.ends_with(extensions[i])) continue;
    *stem = path.substr(0, path.size() - extensions[i].size());
    const auto& initializers = semantics_->module_initializers;
    *is_package =
        std::find(initializers.begin(), initializers.end(), LastPart(*stem)) != initializers.end();
    if (*is_package) *stem = FolderOf(*stem);
    *rank = i * 2 + (*is_package ? 0 : 1);
    return true;
  }
  *stem = path;
  *is_package = false;
  *rank = kNone;
  return false;
}

PythonModules::PythonModules(const std::vector<Facts>& files, const std::vector<FileId>& chosen,
                             const LanguageSemantics& semantics)
    : semantics_(&semantics) {
  entries_.reserve(chosen.size() * 2);
  entries_[""].is_folder = true;
  for (FileId file : chosen) {
    std::string_view path = files[file].path;
    std::string_view stem;
    bool is_package;
    uint32_t rank;
    StripModule(path, &stem, &is_package, &rank);
    Entry& entry = entries_[stem];
    if (entry.file == kNone || rank < entry.rank) {
      entry.file = file;
      entry.rank = rank;
      entry.is_package = is_package;
    }
    entry.stem = stem;
    parts_.insert(LastPart(stem));
    for (std::string_view folder = FolderOf(path); !folder.empty(); folder = FolderOf(folder)) {
      parts_.insert(LastPart(folder));
      Entry& above = entries_[folder];
      if (above.is_folder) break;
      above.is_folder = true;
      above.stem = folder;
    }
  }
  for (const Facts& file : files) {
    const std::string_view path = file.path;
    if (IsOneOf(LastPart(path), kProjectFiles)) projects_.insert(FolderOf(path));
  }
  std::set<std::string_view> roots;
  for (auto& [stem, entry] : entries_) {
    if (!entry.is_package) continue;
    entry.import_root = stem;
    while (!entry.import_root.empty() && IsPackage(entry.import_root)) {
      entry.import_root = FolderOf(entry.import_root);
    }
    roots.insert(entry.import_root);
  }
  roots.erase("");
  import_roots_.assign(roots.begin(), roots.end());
  for (std::string_view root : roots) uses_.try_emplace(root);
}

const ModuleEntry* PythonModules::Find(std::string_view stem) const {
  auto it = entries_.find(stem);
  return it == entries_.end() ? nullptr : &it->second;
}

const ModuleEntry* PythonModules::FindBelow(std::string_view root,
                                            std::string_view relative) const {
  if (root.empty()) return Find(relative);
  thread_local std::string path;
  path.assign(root).append(1, '/').append(relative);
  return Find(path);
}

const ModuleEntry* PythonModules::FindInside(std::string_view stem, std::string_view name) const {
  if (name.empty() || name.find('/') != std::string_view::npos) return nullptr;
  return FindBelow(stem, name);
}

bool PythonModules::IsPackage(std::string_view folder) const {
  const Entry* entry = Find(folder);
  return entry != nullptr && entry->is_package;
}

// Whether a package below `root`, the import root above it, is none by itself.
bool PythonModules::IsInsideProject(std::string_view package, std::string_view root) const {
  return package.size() > root.size() && !projects_.contains(package);
}

std::string_view PythonModules::ImportRoot(std::string_view folder) const {
  const Entry* entry = Find(folder);
  return entry != nullptr && entry->is_package ? entry->import_root : folder;
}

std::string_view PythonModules::PackageRoot(std::string_view path) const {
  const Entry* entry = Find(FolderOf(path));
  return entry != nullptr && entry->is_package ? entry->import_root : std::string_view();
}

// A folder b above a package b/p may be an import root, so that its modules are called p.m, or a
// package without an initializer, and they are b.p.m. The imports of the tree tell.
void PythonModules::NoteImport(std::string_view target_path, const ImportTarget& target,
                               std::string_view text) {
  std::string_view root = PackageRoot(target_path);
  if (root.empty()) return;
  Uses& uses = uses_.find(root)->second;
  if (text.size() == target.stem.size()) ++uses.from_root;
  if (text.size() + root.size() + 1 == target.stem.size()) ++uses.from_import_root;
}

void PythonModules::ForgetImports() {
  for (auto& [root, uses] : uses_) uses.from_root = uses.from_import_root = 0;
}

bool PythonModules::IsInitializer(std::string_view path) const {
  std::string_view stem;
  bool is_package;
  uint32_t rank;
  StripModule(path, &stem, &is_package, &rank);
  return is_package;
}

std::string PythonModules::ModuleName(std::string_view path) const {
  const auto uses = uses_.find(PackageRoot(path));
  return NameFrom(path,
                  uses != uses_.end() && uses->second.from_root > uses->second.from_import_root);
}

std::string PythonModules::NameFrom(std::string_view path, bool is_from_root) const {
  std::string_view stem;
  bool is_package;
  uint32_t rank;
  StripModule(path, &stem, &is_package, &rank);
  if (stem.empty()) return "__init__";
  std::string_view root = PackageRoot(path);
  if (!root.empty() && !is_from_root) stem.remove_prefix(root.size() + 1);
  return WithDots(stem);
}

// Steps 1 to 5.
const ModuleEntry* PythonModules::FindAbsolute(std::string_view folder,
                                               std::string_view relative) const {
  auto file_below = [&](std::string_view root) -> const Entry* {
    const Entry* entry = FindBelow(root, relative);
    return entry != nullptr && entry->file != kNone ? entry : nullptr;
  };
  bool is_single = relative.find('/') == std::string_view::npos;
  if (const Entry* entry = file_below("")) return entry;
  std::string_view own_root = ImportRoot(folder);  // `folder` itself for a script
  if (!own_root.empty()) {
    if (const Entry* entry = file_below(own_root)) return entry;
  }
  if (!is_single) {
    for (std::string_view above = folder; !above.empty(); above = FolderOf(above)) {
      if (IsInsideProject(above, own_root)) continue;
      if (const Entry* entry = file_below(above)) return entry;
    }
  }
  for (std::string_view root : import_roots_) {
    if (is_single && !IsOneOf(LastPart(root), kSourceFolders)) continue;
    if (IsBelowTests(root) && !IsAtOrAbove(root, folder)) continue;
    if (const Entry* entry = file_below(root)) return entry;
  }
  return nullptr;
}

const ModuleEntry* PythonModules::FindNamespace(std::string_view folder,
                                                std::string_view relative) const {
  auto folder_below = [&](std::string_view root) -> const Entry* {
    const Entry* entry = FindBelow(root, relative);
    return entry != nullptr && entry->is_folder ? entry : nullptr;
  };
  if (const Entry* entry = folder_below("")) return entry;
  const std::string_view own_root = ImportRoot(folder);
  for (std::string_view above = folder; !above.empty(); above = FolderOf(above)) {
    if (IsInsideProject(above, own_root)) continue;
    if (const Entry* entry = folder_below(above)) return entry;
  }
  return nullptr;
}

// True when the beginning of the path is in the tree in a way that no library can be: a package
// or module, or folders at least two deep.
bool PythonModules::IsFirstParty(std::string_view folder, std::string_view relative) const {
  std::string_view parent = FolderOf(relative);
  for (std::string_view head = parent; !head.empty(); head = FolderOf(head)) {
    const Entry* entry = FindAbsolute(folder, head);
    if (entry != nullptr) return head != parent || entry->is_package;
    if (head.find('/') != std::string_view::npos && FindNamespace(folder, head) != nullptr) {
      return true;
    }
  }
  return false;
}

ImportTarget PythonModules::ResolveRelative(std::string_view path, uint32_t level,
                                            std::string_view text, TextArena* arena) const {
  ImportTarget target;
  target.kind = ImportTargetKind::kMissing;
  std::string_view base = FolderOf(path);
  for (uint32_t up = 1; up < level; ++up) {
    if (base.empty()) {
      target.text = arena->Concatenate({std::string(level, '.'), text});
      return target;
    }
    base = FolderOf(base);
  }
  const Entry* entry = text.empty() ? Find(base) : FindBelow(base, WithSlashes(text));
  if (entry != nullptr) {
    target.kind = entry->file != kNone ? ImportTargetKind::kFile : ImportTargetKind::kFolder;
    target.file = entry->file;
    target.stem = entry->stem;
    return target;
  }
  std::string inside = base.empty() ? "x" : std::string(base) + "/x";
  // Of a module in that folder. What imports say of its name is not known yet.
  std::string package = NameFrom(inside, false);
  package.resize(package.size() - 1);
  target.text = arena->Concatenate({package, text});
  return target;
}

ImportTarget PythonModules::Resolve(std::string_view path, uint32_t level, std::string_view text,
                                    std::string_view name, TextArena* arena) const {
  if (level > 0) return ResolveRelative(path, level, text, arena);
  ImportTarget target;
  target.text = text;
  if (!IsWellFormed(text)) return target;
  if (!parts_.contains(text.substr(0, text.find('.')))) return target;
  std::string relative = WithSlashes(text);
  std::string_view folder = FolderOf(path);
  if (const Entry* entry = FindAbsolute(folder, relative)) {
    target.kind = ImportTargetKind::kFile;
    target.file = entry->file;
    target.stem = entry->stem;
    return target;
  }
  bool is_single = relative.find('/') == std::string::npos;
  if (const Entry* entry = FindNamespace(folder, relative)) {
    bool has_name = !name.empty() && FindInside(entry->stem, name) != nullptr;
    if (has_name || !is_single) {
      target.kind = ImportTargetKind::kFolder;
      target.stem = entry->stem;
      return target;
    }
  }
  if (IsFirstParty(folder, relative)) target.kind = ImportTargetKind::kMissing;
  return target;
}

}  // namespace ssot
