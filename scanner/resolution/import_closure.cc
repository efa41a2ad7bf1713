#include "scanner/resolution/import_closure.h"

#include <string_view>
#include <utility>

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

  void Follow() {
    while (!open_.empty()) {
      const Facts& facts = files_[open_.back()];
      open_.pop_back();
      for (const ImportFact& import : facts.imports) ReachImported(facts, import);
      arena_.Clear();
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
  void ReachImported(const Facts& facts, const ImportFact& import) {
    const std::string_view name = facts.Name(import.name);
    const ImportTarget target = modules_.Resolve(
        facts.path, import.level, facts.Name(import.module), name == "*" ? "" : name, &arena_);
    if (target.kind != ImportTargetKind::kFile && target.kind != ImportTargetKind::kFolder) return;
    Reach(target.file);
    if (name.empty()) return;
    const ModuleEntry* submodule = modules_.FindInside(target.stem, name);
    if (submodule != nullptr) Reach(submodule->file);
  }

  const std::vector<Facts>& files_;
  const ModuleResolver& modules_;
  std::vector<bool> is_reached_;
  std::vector<FileId> open_;
  TextArena arena_;
};

}  // namespace

std::vector<FileId> ImportClosure(const std::vector<Facts>& files,
                                  const LanguageSemantics& semantics,
                                  const std::vector<ModuleSettings>& settings,
                                  const std::vector<FileId>& starts) {
  std::vector<FileId> chosen;
  for (FileId file = 0; file < files.size(); ++file) {
    const FrontEnd* front_end = FindFrontEnd(files[file].language);
    if (front_end != nullptr && front_end->semantics == &semantics) chosen.push_back(file);
  }
  const auto modules = MakeModuleResolver(files, chosen, semantics, settings);
  Closure closure(files, *modules);
  for (FileId start : starts) closure.Reach(start);
  closure.Follow();
  return closure.Reached();
}

}  // namespace ssot
