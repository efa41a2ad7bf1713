// Beside the file, then at the places where headers usually are, then the one file of the tree
// whose path ends like that. `<string.h>` is never a file of the tree: only a path with a folder
// in it is looked for as a suffix there.
#include "scanner/resolution/include_modules.h"

#include <algorithm>
#include <filesystem>

namespace ssot {
namespace {

std::string_view NameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string Join(std::string_view folder, std::string_view text) {
  std::filesystem::path path(folder);
  return (path / text).lexically_normal().string();
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                             a.begin());
}

}  // namespace

IncludeModules::IncludeModules(const std::vector<Facts>& files, const std::vector<FileId>& chosen)
    : files_(files) {
  for (FileId id : chosen) {
    const std::string_view path = files[id].path;
    by_path_[path] = id;
    by_name_[NameOf(path)].push_back(id);
    for (std::string_view folder = FolderOf(path); !folder.empty(); folder = FolderOf(folder)) {
      if (!folders_.insert(NameOf(folder)).second && folder.find('/') == folder.npos) break;
    }
  }
}

FileId IncludeModules::Find(const std::string& path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? kNone : found->second;
}

FileId IncludeModules::FindNearby(std::string_view path, bool is_quoted,
                                  std::string_view text) const {
  if (is_quoted) {
    const FileId beside = Find(Join(FolderOf(path), text));
    if (beside != kNone) return beside;
  }
  for (std::string_view folder : {"", "include", "src"}) {
    const FileId file = Find(Join(folder, text));
    if (file != kNone) return file;
  }
  return kNone;
}

// Among several the one that shares most of its path with the including file.
FileId IncludeModules::FindBySuffix(std::string_view path, std::string_view text) const {
  const auto found = by_name_.find(NameOf(text));
  if (found == by_name_.end()) return kNone;
  const std::string suffix = "/" + std::string(text);
  FileId best = kNone;
  size_t best_prefix = 0;
  for (FileId id : found->second) {
    if (!files_[id].path.ends_with(suffix)) continue;
    const size_t prefix = CommonPrefix(path, files_[id].path);
    if (best != kNone && prefix <= best_prefix) continue;
    best = id;
    best_prefix = prefix;
  }
  return best;
}

// A header that the tree should have: a relative path, a bare name, or one below a folder of it.
bool IncludeModules::IsFirstParty(std::string_view text) const {
  if (text.starts_with('.')) return true;
  const size_t slash = text.find('/');
  return slash == text.npos || folders_.contains(text.substr(0, slash));
}

ImportTarget IncludeModules::Resolve(std::string_view path, uint32_t level, std::string_view text,
                                     std::string_view /*name*/, TextArena* /*arena*/) const {
  ImportTarget target;
  target.text = text;
  if (text.empty()) return target;
  if (level == kPathFromRoot) {
    target.file = Find(std::string(text));
  } else {
    const bool is_quoted = level == 1;
    target.file = FindNearby(path, is_quoted, text);
    const bool says_enough = is_quoted || text.find('/') != text.npos;
    if (target.file == kNone && says_enough) target.file = FindBySuffix(path, text);
    if (target.file == kNone && is_quoted && IsFirstParty(text)) {
      target.kind = ImportTargetKind::kMissing;
    }
  }
  if (target.file == kNone) return target;
  target.kind = ImportTargetKind::kFile;
  target.stem = files_[target.file].path;
  return target;
}

}  // namespace ssot
