#include "scanner/resolution/import_closure.h"

#include <string_view>
#include <utility>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/module_resolver.h"

namespace ssot {
namespace {

class Closure {
 public:
  Closure(const std::vector<Facts>& files, const ModuleResolver& modules)
      : files_(files), modules_(modules), is_reached_(files.size()) {}

  void Reach(FileId file) {
    if (file == kNone || is_reached_[file]) return;
    is_reached_[file] = true;
    open_.push_back(file);
  }

  void Follow(unsigned jobs) {
    while (!open_.empty()) {
      const std::vector<FileId> level = std::exchange(open_, {});
      std::vector<std::vector<FileId>> imported(level.size());
      ParallelFor(
          jobs, level.size(), [] { return TextArena(); },
          [&](size_t i, TextArena& arena) {
            const Facts& facts = files_[level[i]];
            for (const ImportFact& import : facts.imports) {
              AddImported(facts, import, &arena, &imported[i]);
            }
            arena.Clear();
          });
      for (const std::vector<FileId>& files : imported) {
        for (FileId file : files) Reach(file);
      }
    }
  }

  std::vector<FileId> Reached() const {
    std::vector<FileId> reached;
    for (FileId file = 0; file < is_reached_.size(); ++file) {
      if (is_reached_[file]) reached.push_back(file);
    }
    return reached;
  }

 private:
  // The module, and the submodule that the name may be.
  void AddImported(const Facts& facts, const ImportFact& import, TextArena* arena,
                   std::vector<FileId>* imported) const {
    const std::string_view name = facts.Name(import.name);
    const ImportTarget target = modules_.Resolve(
        facts.path, import.level, facts.Name(import.module), name == "*" ? "" : name, arena);
    if (target.kind != ImportTargetKind::kFile && target.kind != ImportTargetKind::kFolder) return;
    imported->push_back(target.file);
    if (name.empty()) return;
    const ModuleEntry* submodule = modules_.FindInside(target.stem, name);
    if (submodule != nullptr) imported->push_back(submodule->file);
  }

  const std::vector<Facts>& files_;
  const ModuleResolver& modules_;
  std::vector<bool> is_reached_;
  std::vector<FileId> open_;
};

}  // namespace

std::vector<FileId> ImportClosure(const std::vector<Facts>& files,
                                  const LanguageSemantics& semantics,
                                  const std::vector<ModuleSettings>& settings,
                                  const std::vector<FileId>& starts, unsigned jobs) {
  std::vector<FileId> chosen;
  for (FileId file = 0; file < files.size(); ++file) {
    const FrontEnd* front_end = FindFrontEnd(files[file].language);
    if (front_end != nullptr && front_end->semantics == &semantics) chosen.push_back(file);
  }
  const auto modules = MakeModuleResolver(files, chosen, semantics, settings);
  Closure closure(files, *modules);
  for (FileId start : starts) closure.Reach(start);
  closure.Follow(jobs);
  return closure.Reached();
}

}  // namespace ssot
