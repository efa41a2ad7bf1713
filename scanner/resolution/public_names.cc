#include "scanner/resolution/public_names.h"

#include <vector>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/evaluator.h"
#include "scanner/resolution/project.h"

namespace ssot {
namespace {

struct Export {
  FileId file;
  DefinitionId definition;
  std::string_view name;
};

bool IsPrivate(std::string_view name) {
  return name.starts_with("_") || name.ends_with("Implementation") || name.ends_with("Impl");
}

// The name that the binding gives another name to; empty when it does something else.
std::string_view RenamedFrom(const Facts& facts, const Binding& binding) {
  if (binding.kind == BindingKind::kImport) {
    return facts.Name(facts.imports[binding.index].name);
  }
  if (binding.kind != BindingKind::kAssignment) return {};
  const Value& value = facts.values[binding.value];
  bool is_name = value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute;
  return is_name ? facts.Name(value.name) : std::string_view();
}

std::vector<Export> ExportsOf(const Project& project, FileId file) {
  std::vector<Export> exports;
  Evaluator evaluator(project);
  const Facts& facts = *project.file(file).facts;
  for (const Binding& binding : facts.bindings) {
    if (binding.scope != 0) break;  // sorted by scope
    std::string_view name = facts.Name(binding.name);
    if (!IsPrivate(RenamedFrom(facts, binding)) || IsPrivate(name)) continue;
    Entity entity =
        binding.kind == BindingKind::kImport
            ? evaluator.EvaluateImport(file, binding.index)
            : evaluator.Evaluate(file, binding.value, {0, binding.block, binding.order});
    if (entity.kind != EntityKind::kDefinition) continue;
    const Facts& there = evaluator.facts(entity.file);
    if (!IsPrivate(there.Name(there.definitions[entity.definition].name))) continue;
    exports.push_back({entity.file, entity.definition, name});
  }
  return exports;
}

}  // namespace

void PublicNames::Build(const Project& project, unsigned jobs) {
  names_.clear();
  std::vector<std::vector<Export>> exports(project.size());
  ParallelFor(jobs, project.size(),
              [&](size_t i) { exports[i] = ExportsOf(project, static_cast<FileId>(i)); });
  // The definition's own file knows best; among others the first one counts.
  for (bool is_own : {true, false}) {
    for (FileId file = 0; file < exports.size(); ++file) {
      for (const Export& e : exports[file]) {
        if ((e.file == file) == is_own) names_.try_emplace({e.file, e.definition}, e.name);
      }
    }
  }
}

std::string_view PublicNames::Find(FileId file, DefinitionId definition) const {
  auto it = names_.find({file, definition});
  return it == names_.end() ? std::string_view() : it->second;
}

}  // namespace ssot
