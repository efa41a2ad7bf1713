#include "scanner/pipeline/header_folders.h"

#include <algorithm>

#include "scanner/languages/cpp/cpp.h"

namespace ssot {
namespace {

std::string_view NameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                             a.begin());
}

}  // namespace

HeaderFolders::HeaderFolders(const std::vector<RunFile>& files) {
  for (const RunFile& run_file : files) {
    const SourceFile& file = run_file.file;
    if (cpp::IsFamily(file.language)) by_name_[NameOf(file.path)].push_back(file.path);
  }
}

// Among several the one that shares most of its path with the including file; empty: none.
std::string_view HeaderFolders::Find(std::string_view path, std::string_view include) const {
  const auto found = by_name_.find(NameOf(include));
  if (found == by_name_.end()) return {};
  const std::string suffix = "/" + std::string(include);
  std::string_view best;
  for (std::string_view header : found->second) {
    const bool is_better = best.empty() || CommonPrefix(path, header) > CommonPrefix(path, best);
    if (header.ends_with(suffix) && is_better) best = header;
  }
  return best;
}

std::vector<std::string> HeaderFolders::For(const Facts& facts) const {
  std::vector<std::string> folders;
  for (const ImportFact& import : facts.imports) {
    const std::string_view include = facts.Name(import.module);
    // `<string.h>` is never a file of the tree.
    const bool says_enough = import.level > 0 || include.find('/') != include.npos;
    if (!says_enough || include.starts_with('.') || include.empty()) continue;
    const std::string_view header = Find(facts.path, include);
    if (header.empty()) continue;
    std::string folder(header.substr(0, header.size() - include.size() - 1));
    if (std::find(folders.begin(), folders.end(), folder) == folders.end()) {
      folders.push_back(std::move(folder));
    }
  }
  return folders;
}

}  // namespace ssot
