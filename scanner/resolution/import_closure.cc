#include "scanner/resolution/import_closure.h"

#include <string_view>
#include <utility>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/text_arena.h"

namespace ssot {
namespace {

// The module, and the submodule that the name may be.
void AddImported(const ModuleResolver& modules, const Facts& facts, const ImportFact& import,
                 TextArena* arena, std::vector<FileId>* imported) {
  const std::string_view name = facts.Name(import.name);
  const ImportTarget target = modules.Resolve(facts.path, import.level, facts.Name(import.module),
                                              name == "*" ? "" : name, arena);
  if (target.kind != ImportTargetKind::kFile && target.kind != ImportTargetKind::kFolder) return;
  if (target.file != kNone) imported->push_back(target.file);
  if (name.empty()) return;
  const ModuleEntry* submodule = modules.FindInside(target.stem, name);
  if (submodule != nullptr && submodule->file != kNone) imported->push_back(submodule->file);
}

}  // namespace

ImportClosure::ImportClosure(const std::vector<Facts>& files, const LanguageSemantics& semantics,
                             const std::vector<ModuleSettings>& settings)
    : files_(files), imported_(files.size()), is_known_(files.size()) {
  std::vector<FileId> chosen;
  for (FileId file = 0; file < files.size(); ++file) {
    const FrontEnd* front_end = FindFrontEnd(files[file].language);
    if (front_end != nullptr && front_end->semantics == &semantics) chosen.push_back(file);
  }
  modules_ = MakeModuleResolver(files, chosen, semantics, settings);
}

std::vector<FileId> ImportClosure::Of(const std::vector<FileId>& starts, unsigned jobs) {
  std::vector<bool> is_followed(files_.size());
  std::vector<bool> is_reached(files_.size());
  std::vector<FileId> open;
  const auto follow = [&](FileId file) {
    if (!is_followed[file]) open.push_back(file);
    is_followed[file] = true;
  };
  for (FileId start : starts) follow(start);
  while (!open.empty()) {
    const std::vector<FileId> level = std::exchange(open, {});
    FindImported(level, jobs);
    for (FileId file : level) {
      for (FileId imported : imported_[file]) {
        is_reached[imported] = true;
        follow(imported);
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
  ParallelFor(
      jobs, files.size(), [] { return TextArena(); },
      [&](size_t i, TextArena& arena) {
        const FileId file = files[i];
        if (is_known_[file] != 0) return;
        is_known_[file] = 1;
        const Facts& facts = files_[file];
        for (const ImportFact& import : facts.imports) {
          AddImported(*modules_, facts, import, &arena, &imported_[file]);
        }
        arena.Clear();
      });
}

}  // namespace ssot
