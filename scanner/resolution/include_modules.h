// The files that `#include` means, by their paths: for what the compiler did not say.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/resolution/module_resolver.h"

namespace ssot {

// In Resolve, `level` is 0 for <a/b.h>, 1 for "a/b.h" and kPathFromRoot for a path that the front
// end has found.
inline constexpr uint32_t kPathFromRoot = 2;

class IncludeModules final : public ModuleResolver {
 public:
  IncludeModules(const std::vector<Facts>& files, const std::vector<FileId>& chosen);

  ImportTarget Resolve(std::string_view path, uint32_t level, std::string_view text,
                       std::string_view name, TextArena* arena) const override;
  std::string ModuleName(std::string_view path) const override { return std::string(path); }

 private:
  FileId Find(const std::string& path) const;
  FileId FindNearby(std::string_view path, bool is_quoted, std::string_view text) const;
  FileId FindBySuffix(std::string_view path, std::string_view text) const;
  bool IsFirstParty(std::string_view text) const;

  const std::vector<Facts>& files_;
  std::unordered_map<std::string_view, FileId> by_path_;
  std::unordered_map<std::string_view, std::vector<FileId>> by_name_;  // of the file, ascending
  std::unordered_set<std::string_view> folders_;                       // every folder's own name
};

}  // namespace ssot
