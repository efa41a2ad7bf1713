#include "scanner/resolution/typescript_modules.h"

#include <algorithm>
#include <optional>

namespace ssot {
namespace {

constexpr int kMaxExtends = 16;
constexpr std::string_view kBuildFolders[] = {"dist", "build", "lib", "out", "esm", "cjs", "es"};

// What an import with a compiled file's extension may mean before it is compiled.
struct Replacement {
  std::string_view written;
  std::vector<std::string_view> sources;
};
const Replacement kReplacements[] = {
    {".js", {".ts", ".tsx", ".d.ts", ".jsx"}},
    {".jsx", {".tsx", ".d.ts"}},
    {".mjs", {".mts", ".d.mts"}},
    {".cjs", {".cts", ".d.cts"}},
};

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// "a/b" and "../c/./d" to "a/c/d"; nothing when that leads out of the root.
std::optional<std::string> Join(std::string_view folder, std::string_view relative) {
  std::string path(folder);
  while (!relative.empty()) {
    const size_t slash = std::min(relative.find('/'), relative.size());
    const std::string_view part = relative.substr(0, slash);
    relative.remove_prefix(std::min(slash + 1, relative.size()));
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (path.empty()) return std::nullopt;
      path.resize(FolderOf(path).size());
      continue;
    }
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

bool IsRelative(std::string_view text) {
  return text == "." || text == ".." || text.starts_with("./") || text.starts_with("../");
}

// The part of `text` that the star of `pattern` stands for.
std::optional<std::string_view> MatchStar(std::string_view pattern, std::string_view text) {
  const size_t star = pattern.find('*');
  if (star == pattern.npos) {
    if (pattern != text) return std::nullopt;
    return std::string_view();
  }
  const std::string_view prefix = pattern.substr(0, star);
  const std::string_view suffix = pattern.substr(star + 1);
  const bool fits = text.size() >= prefix.size() + suffix.size() && text.starts_with(prefix) &&
                    text.ends_with(suffix);
  if (!fits) return std::nullopt;
  return text.substr(star, text.size() - prefix.size() - suffix.size());
}

std::string FillStar(std::string_view target, std::string_view text) {
  std::string path(target);
  const size_t star = path.find('*');
  if (star != path.npos) path.replace(star, 1, text);
  return path;
}

std::vector<PathMapping> Anchored(const std::vector<PathMapping>& mappings,
                                  std::string_view folder) {
  std::vector<PathMapping> anchored;
  for (const PathMapping& mapping : mappings) {
    PathMapping& copy = anchored.emplace_back();
    copy.pattern = mapping.pattern;
    for (const std::string& target : mapping.targets) {
      if (auto path = Join(folder, target)) copy.targets.push_back(std::move(*path));
    }
  }
  return anchored;
}

// "@scope/package/sub/path": the package's name and what is behind it.
std::string_view PackageName(std::string_view text) {
  size_t slash = text.find('/');
  if (text.starts_with('@') && slash != text.npos) slash = text.find('/', slash + 1);
  return text.substr(0, slash);
}

// "npm:jose@5/jwt", as Deno writes "jose/jwt".
std::string_view WithoutRegistry(std::string_view text, TextArena* arena) {
  if (!text.starts_with("npm:") && !text.starts_with("jsr:")) return text;
  text.remove_prefix(4);
  if (text.starts_with('/')) text.remove_prefix(1);
  const size_t version = text.find('@', 1);
  if (version == text.npos) return text;
  const size_t rest = text.find('/', version);
  return arena->Concatenate(
      {text.substr(0, version), rest == text.npos ? std::string_view() : text.substr(rest)});
}

// True for what is no module of code: styles, images, data.
bool IsAsset(std::string_view text) {
  constexpr std::string_view kAssets[] = {
      "avif", "bin",   "bmp",   "css",     "csv",  "eot",  "frag", "gif",  "glb",
      "gltf", "glsl",  "gql",   "graphql", "hbs",  "html", "ico",  "jpeg", "jpg",
      "json", "json5", "jsonc", "less",    "md",   "mdx",  "mp3",  "mp4",  "node",
      "otf",  "pcss",  "pdf",   "png",     "pug",  "sass", "scss", "sql",  "styl",
      "svg",  "toml",  "ttf",   "txt",     "vert", "wasm", "wav",  "webm", "webmanifest",
      "webp", "woff",  "woff2", "xml",     "yaml", "yml",  "zip"};
  const std::string_view file = LastPart(text);
  const size_t dot = file.rfind('.');
  return dot != file.npos && std::find(std::begin(kAssets), std::end(kAssets),
                                       file.substr(dot + 1)) != std::end(kAssets);
}

}  // namespace

TypeScriptModules::TypeScriptModules(const std::vector<Facts>& files,
                                     const std::vector<FileId>& chosen,
                                     const LanguageSemantics& semantics,
                                     const std::vector<ModuleSettings>& settings)
    : files_(files), semantics_(semantics) {
  by_path_.reserve(chosen.size());
  for (FileId id : chosen) by_path_.emplace(files[id].path, id);
  for (const ModuleSettings& one : settings) {
    if (one.kind == ModuleSettingsKind::kPackage) AddPackage(one);
  }
  AddCompilers(settings);
}

void TypeScriptModules::AddPackage(const ModuleSettings& settings) {
  Package package;
  package.folder = FolderOf(settings.path);
  package.name = settings.name;
  package.entry_points = settings.entry_points;
  package.exports = settings.exports;
  package.imports = Anchored(settings.imports, package.folder);
  const size_t index = packages_.size();
  packages_by_folder_.emplace(package.folder, index);
  if (!package.name.empty()) {
    // Of several packages with one name the outermost counts: others are examples.
    auto [known, is_new] = packages_by_name_.emplace(package.name, index);
    if (!is_new && package.folder.size() < packages_[known->second].folder.size()) {
      known->second = index;
    }
  }
  packages_.push_back(std::move(package));
}

void TypeScriptModules::AddCompilers(const std::vector<ModuleSettings>& settings) {
  std::map<std::string_view, const ModuleSettings*> by_path;
  for (const ModuleSettings& one : settings) {
    if (one.kind == ModuleSettingsKind::kCompiler) by_path.emplace(one.path, &one);
  }
  for (const auto& [path, one] : by_path) {
    const std::string_view file = LastPart(path);
    if (file != "tsconfig.json" && file != "jsconfig.json") continue;
    Compiler compiler = Flatten(by_path, *one, 0);
    for (const std::string& reference : one->references) {  // a file that only lists projects
      if (compiler.has_paths || compiler.has_base_url) break;
      const auto found = by_path.find(ExtendedPath(FolderOf(path), reference));
      if (found != by_path.end()) compiler = Flatten(by_path, *found->second, 0);
    }
    auto [known, is_new] = compilers_by_folder_.emplace(FolderOf(path), compiler);
    if (!is_new && file == "tsconfig.json") known->second = std::move(compiler);
  }
}

// The settings with those that they extend.
TypeScriptModules::Compiler TypeScriptModules::Flatten(
    const std::map<std::string_view, const ModuleSettings*>& by_path,
    const ModuleSettings& settings, int depth) const {
  Compiler compiler;
  const std::string_view folder = FolderOf(settings.path);
  for (const std::string& extended : settings.extends) {
    const auto found = by_path.find(ExtendedPath(folder, extended));
    if (found == by_path.end() || depth >= kMaxExtends) continue;
    Compiler base = Flatten(by_path, *found->second, depth + 1);
    if (base.has_base_url) {
      compiler.base_url = std::move(base.base_url);
      compiler.has_base_url = true;
    }
    if (base.has_paths) {
      compiler.paths = std::move(base.paths);
      compiler.has_paths = true;
    }
  }
  if (settings.has_base_url) {
    if (auto path = Join(folder, settings.base_url)) {
      compiler.base_url = std::move(*path);
      compiler.has_base_url = true;
    }
  }
  if (settings.has_paths) {
    compiler.paths = Anchored(settings.paths,
                              compiler.has_base_url ? std::string_view(compiler.base_url) : folder);
    compiler.has_paths = true;
  }
  return compiler;
}

// The file that `"extends": text` names; empty when it is not in the tree.
std::string TypeScriptModules::ExtendedPath(std::string_view folder, std::string_view text) const {
  std::optional<std::string> path;
  if (IsRelative(text)) {
    path = Join(folder, text);
  } else {
    const std::string_view name = PackageName(text);
    const auto package = packages_by_name_.find(std::string(name));
    if (package == packages_by_name_.end()) return {};
    std::string_view rest = text.substr(name.size());
    path = Join(packages_[package->second].folder, rest.empty() ? "tsconfig.json" : rest);
  }
  if (!path) return {};
  if (path->ends_with(".json")) return *path;
  const std::string_view last = LastPart(*path);
  const bool is_file = last.starts_with("tsconfig") || last.starts_with("jsconfig");
  return *path + (is_file || !IsRelative(text) ? ".json" : "/tsconfig.json");
}

std::string_view TypeScriptModules::WithoutExtension(std::string_view path) const {
  std::string_view stem = path;
  for (std::string_view extension : semantics_.module_extensions) {
    if (!path.ends_with(extension)) continue;
    const std::string_view shorter = path.substr(0, path.size() - extension.size());
    if (shorter.size() < stem.size()) stem = shorter;  // .d.ts rather than .ts
  }
  return stem;
}

std::string TypeScriptModules::ModuleName(std::string_view path) const {
  return std::string(WithoutExtension(path));
}

FileId TypeScriptModules::FindExact(const std::string& path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? kNone : found->second;
}

FileId TypeScriptModules::FindWithExtension(const std::string& stem) const {
  std::string path = stem;
  for (std::string_view extension : semantics_.module_extensions) {
    path.resize(stem.size());
    path += extension;
    const FileId file = FindExact(path);
    if (file != kNone) return file;
  }
  return kNone;
}

FileId TypeScriptModules::FindFile(const std::string& path) const {
  FileId file = FindExact(path);
  if (file != kNone) return file;
  file = FindWithExtension(path);
  if (file != kNone) return file;
  for (const Replacement& replacement : kReplacements) {
    if (!path.ends_with(replacement.written)) continue;
    const std::string stem = path.substr(0, path.size() - replacement.written.size());
    for (std::string_view source : replacement.sources) {
      file = FindExact(stem + std::string(source));
      if (file != kNone) return file;
    }
  }
  file = FindWithExtension(path.empty() ? "index" : path + "/index");
  if (file != kNone) return file;
  const auto package = packages_by_folder_.find(path);
  if (package == packages_by_folder_.end()) return kNone;
  for (const std::string& entry : packages_[package->second].entry_points) {
    file = FindBuilt(packages_[package->second], entry);
    if (file != kNone) return file;
  }
  return kNone;
}

// What a package offers is often built: dist/x.js comes from src/x.ts.
FileId TypeScriptModules::FindBuilt(const Package& package, std::string_view target) const {
  const auto path = Join("", target);
  if (!path) return kNone;
  auto find = [&](std::string_view inside) {
    const auto whole = Join(package.folder, inside);
    const bool is_itself = !whole || *whole == package.folder;
    if (is_itself) return kNone;
    FileId file = FindExact(*whole);
    if (file == kNone) file = FindWithExtension(*whole);
    const std::string_view bare = WithoutExtension(*whole);
    if (file == kNone) file = FindWithExtension(std::string(bare));
    return file != kNone ? file : FindWithExtension(std::string(bare) + "/index");
  };
  const FileId file = find(*path);
  if (file != kNone) return file;
  std::string_view rest = *path;
  while (!rest.empty()) {
    const std::string_view first = rest.substr(0, rest.find('/'));
    const bool is_built = std::find(std::begin(kBuildFolders), std::end(kBuildFolders), first) !=
                          std::end(kBuildFolders);
    if (!is_built || first.size() == rest.size()) return kNone;
    rest.remove_prefix(first.size() + 1);
    const FileId source = find("src/" + std::string(rest));
    if (source != kNone) return source;
  }
  return kNone;
}

// As the compiler does it: an exact pattern, else the one with the longest text before its star.
// `*is_named` tells that a pattern of one's own, and not just "*", names the text.
FileId TypeScriptModules::FindMapped(const std::vector<PathMapping>& mappings,
                                     std::string_view text, bool* is_named) const {
  const PathMapping* best = nullptr;
  size_t best_length = 0;
  for (const PathMapping& mapping : mappings) {
    if (!MatchStar(mapping.pattern, text)) continue;
    const size_t star = mapping.pattern.find('*');
    const size_t length = star == std::string::npos ? std::string::npos : star + 1;
    if (best == nullptr || length > best_length) {
      best = &mapping;
      best_length = length;
    }
  }
  if (best == nullptr) return kNone;
  *is_named = best->pattern != "*";
  const std::string_view star = *MatchStar(best->pattern, text);
  for (const std::string& target : best->targets) {
    const FileId file = FindFile(FillStar(target, star));
    if (file != kNone) return file;
  }
  return kNone;
}

FileId TypeScriptModules::FindInPackage(const Package& package, std::string_view subpath) const {
  const std::string key = subpath.empty() ? "." : "./" + std::string(subpath);
  for (const PathMapping& mapping : package.exports) {
    const auto star = MatchStar(mapping.pattern, key);
    if (!star) continue;
    for (const std::string& target : mapping.targets) {
      const FileId file = FindBuilt(package, FillStar(target, *star));
      if (file != kNone) return file;
    }
  }
  std::vector<std::string> guesses;
  if (subpath.empty()) {
    guesses = package.entry_points;
    guesses.insert(guesses.end(), {"src/index", "index", "lib/index", "src/main"});
  } else {
    guesses = {std::string(subpath), "src/" + std::string(subpath)};
  }
  for (const std::string& guess : guesses) {
    const FileId file = FindBuilt(package, guess);
    if (file != kNone) return file;
  }
  return kNone;
}

const TypeScriptModules::Package* TypeScriptModules::NearestPackage(std::string_view folder) const {
  for (;; folder = FolderOf(folder)) {
    const auto found = packages_by_folder_.find(std::string(folder));
    if (found != packages_by_folder_.end()) return &packages_[found->second];
    if (folder.empty()) return nullptr;
  }
}

const TypeScriptModules::Compiler* TypeScriptModules::NearestCompiler(
    std::string_view folder) const {
  if (compilers_by_folder_.empty()) return nullptr;
  for (;; folder = FolderOf(folder)) {
    const auto found = compilers_by_folder_.find(std::string(folder));
    if (found != compilers_by_folder_.end()) return &found->second;
    if (folder.empty()) return nullptr;
  }
}

FileId TypeScriptModules::FindPackageImport(std::string_view folder, std::string_view text) const {
  bool is_named;
  const Package* package = NearestPackage(folder);
  if (package == nullptr) return kNone;
  const FileId file = FindMapped(package->imports, text, &is_named);
  if (file != kNone) return file;
  for (const PathMapping& mapping : package->imports) {
    const auto star = MatchStar(mapping.pattern, text);
    if (!star) continue;
    for (const std::string& target : mapping.targets) {
      std::string_view inside = target;
      if (!package->folder.empty()) inside.remove_prefix(package->folder.size() + 1);
      const FileId built = FindBuilt(*package, FillStar(inside, *star));
      if (built != kNone) return built;
    }
  }
  return kNone;
}

// "@/x" and "~/x", which no package can be called: by convention the sources of the project.
FileId TypeScriptModules::FindAlias(std::string_view folder, std::string_view text,
                                    bool* is_named) const {
  if (!text.starts_with("@/") && !text.starts_with("~/")) return kNone;
  *is_named = true;
  const Package* package = NearestPackage(folder);
  const std::string_view root = package == nullptr ? std::string_view() : package->folder;
  for (std::string_view source : {"src", "app", ""}) {
    const auto path = Join(root, std::string(source) + "/" + std::string(text.substr(2)));
    const FileId file = path ? FindFile(*path) : kNone;
    if (file != kNone) return file;
  }
  return kNone;
}

ImportTarget TypeScriptModules::Found(FileId file) const {
  ImportTarget target;
  target.kind = ImportTargetKind::kFile;
  target.file = file;
  target.stem = WithoutExtension(files_[file].path);
  return target;
}

ImportTarget TypeScriptModules::Resolve(std::string_view path, uint32_t /*level*/,
                                        std::string_view written, std::string_view /*name*/,
                                        TextArena* arena) const {
  const std::string_view text = WithoutRegistry(written, arena);
  ImportTarget target;
  target.text = text;
  const std::string_view folder = FolderOf(path);
  const std::string_view plain = text.substr(0, text.find('?'));  // "./icon.svg?raw"
  if (plain.empty() || plain.size() > 4096) return target;
  if (IsRelative(plain)) {
    const auto joined = Join(folder, plain);
    if (!joined) {
      target.kind = IsAsset(plain) ? ImportTargetKind::kLibrary : ImportTargetKind::kMissing;
      return target;
    }
    const FileId file = FindFile(*joined);
    if (file != kNone) return Found(file);
    target.text = arena->Copy(*joined);
    target.kind = IsAsset(plain) ? ImportTargetKind::kLibrary : ImportTargetKind::kMissing;
    return target;
  }

  bool is_named = false;
  FileId file = kNone;
  if (plain.starts_with('#')) {
    is_named = true;
    file = FindPackageImport(folder, plain);
  }
  const Compiler* compiler = NearestCompiler(folder);
  if (file == kNone && compiler != nullptr) {
    bool is_mapped = false;
    file = FindMapped(compiler->paths, plain, &is_mapped);
    is_named = is_named || is_mapped;
    if (file == kNone && compiler->has_base_url && !plain.starts_with('/')) {
      const auto below = Join(compiler->base_url, plain);
      if (below) file = FindFile(*below);
    }
  }
  if (file == kNone) {
    const std::string_view name = PackageName(plain);
    const auto package = packages_by_name_.find(std::string(name));
    if (package != packages_by_name_.end()) {
      is_named = false;  // what a package offers may be built, and then it is not in the tree
      const std::string_view rest = plain.substr(std::min(name.size() + 1, plain.size()));
      file = FindInPackage(packages_[package->second], rest);
    }
  }
  if (file == kNone) file = FindAlias(folder, plain, &is_named);
  if (file != kNone) return Found(file);
  if (is_named && !IsAsset(plain)) target.kind = ImportTargetKind::kMissing;
  return target;
}

}  // namespace ssot
