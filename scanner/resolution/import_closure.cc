#include "scanner/resolution/import_closure.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/text_arena.h"

namespace ssot {
namespace {

// `files` are sorted by path.
template <typename Found>
void ForEachBelow(const std::vector<Facts>& files, std::string_view folder, const Found& found) {
  const std::string prefix = std::string(folder) + "/";
  auto file = std::lower_bound(
      files.begin(), files.end(), prefix,
      [](const Facts& facts, const std::string& path) { return facts.path < path; });
  for (; file != files.end() && file->path.starts_with(prefix); ++file) {
    found(static_cast<FileId>(file - files.begin()));
  }
}

}  // namespace

// The module, and the submodule that the name may be.
void ImportClosure::AddImported(const Facts& facts, const ImportFact& import,
                                const ImportTarget& target, Imported* imported) const {
  const std::string_view name = facts.Name(import.name);
  if (target.kind != ImportTargetKind::kFile && target.kind != ImportTargetKind::kFolder) return;
  const auto add = [&](FileId file, std::string_view stem, bool is_whole) {
    if (file != kNone) imported->files.push_back(file);
    const bool is_package =
        file == kNone || (file < files_.size() && modules_.IsInitializer(files_[file].path));
    if (is_whole && is_package) imported->packages.push_back(stem);
  };
  add(target.file, target.stem, name.empty() || name == "*");
  const ModuleEntry* submodule = name.empty() ? nullptr : modules_.FindInside(target.stem, name);
  if (submodule != nullptr) add(submodule->file, submodule->stem, true);
  if (!name.empty()) return;
  // `import a.b.c` has a.
  const size_t parts =
      std::count(facts.Name(import.module).begin(), facts.Name(import.module).end(), '.');
  std::string_view stem = target.stem;
  for (size_t i = 0; i < parts && import.alias == 0; ++i) stem = FolderOf(stem);
  if (stem.size() < target.stem.size() && !stem.empty()) {
    imported->packages.push_back(stem);
  }
}

ImportClosure::ImportClosure(const std::vector<Facts>& files, const ModuleResolvers& resolvers,
                             const ModuleResolvers::Language& language)
    : files_(files),
      resolvers_(resolvers),
      language_(language),
      modules_(*language.modules),
      is_chosen_(files.size()),
      imported_(files.size()),
      is_known_(files.size()) {
  for (FileId file : language.files) is_chosen_[file] = 1;
}

std::vector<FileId> ImportClosure::Of(const std::vector<FileId>& starts, bool packages,
                                      unsigned jobs) {
  std::vector<bool> is_followed(files_.size());
  std::vector<bool> is_reached(files_.size());
  std::vector<FileId> open;
  const auto follow = [&](FileId file) {
    if (!is_followed[file]) open.push_back(file);
    is_followed[file] = true;
  };
  const auto reach = [&](FileId file) {
    is_reached[file] = true;
    follow(file);
  };
  std::set<std::string_view> seen;
  for (FileId start : starts) follow(start);
  while (!open.empty()) {
    const std::vector<FileId> level = std::exchange(open, {});
    FindImported(level, jobs);
    for (FileId file : level) {
      for (FileId imported : imported_[file].files) reach(imported);
      for (std::string_view package : imported_[file].packages) {
        if (!packages || !seen.insert(package).second) continue;
        ForEachBelow(files_, package, reach);
      }
    }
  }
  std::vector<FileId> reached;
  for (FileId file = 0; file < is_reached.size(); ++file) {
    if (is_reached[file]) reached.push_back(file);
  }
  return reached;
}

void ImportClosure::FindImported(const std::vector<FileId>& files, unsigned jobs) {
  ParallelFor(jobs, files.size(), [&](size_t i) {
    const FileId file = files[i];
    if (is_chosen_[file] == 0 || is_known_[file] != 0) return;
    is_known_[file] = 1;
    const Facts& facts = files_[file];
    const std::vector<ImportTarget>& targets = resolvers_.ImportsOf(language_, file).targets;
    for (size_t import = 0; import < targets.size(); ++import) {
      AddImported(facts, facts.imports[import], targets[import], &imported_[file]);
    }
  });
}

}  // namespace ssot
