#include "scanner/pipeline/project_facts.h"

#include <algorithm>
#include <utility>

namespace ssot {

ProjectFacts ResolveNames(std::vector<ReadFile>* read, const std::vector<Authority>& authorities,
                          unsigned jobs) {
  ProjectFacts project;
  std::vector<ModuleSettings> settings;
  auto facts = std::make_unique<std::vector<Facts>>();
  project.ids.assign(read->size(), kNone);
  for (size_t i = 0; i < read->size(); ++i) {
    if ((*read)[i].module_settings != nullptr) settings.push_back(*(*read)[i].module_settings);
    if (!(*read)[i].has_facts) continue;
    project.ids[i] = static_cast<FileId>(facts->size());
    facts->push_back(std::move((*read)[i].facts));
  }
  project.facts = std::move(facts);
  project.index = FactIndex::Build(*project.facts, authorities, jobs, settings);
  return project;
}

std::vector<ReadFile> ReturnFacts(ProjectFacts project, std::vector<ReadFile> read) {
  project.index.reset();
  for (size_t i = 0; i < read.size(); ++i) {
    if (project.ids[i] != kNone) read[i].facts = std::move((*project.facts)[project.ids[i]]);
  }
  return read;
}

std::vector<UnresolvedImport> ListUnresolvedImports(const ProjectFacts& project,
                                                    const std::vector<RunFile>& files) {
  WantedFacts imports_only;
  imports_only.calls = imports_only.accesses = imports_only.definitions = false;
  std::vector<UnresolvedImport> unresolved;
  for (size_t i = 0; i < files.size(); ++i) {
    if (!files[i].is_chosen || project.ids[i] == kNone) continue;
    const ResolvedFile resolved = project.index->ResolveFile(project.ids[i], imports_only);
    for (const ResolvedImport& import : resolved.imports) {
      if (!import.is_unresolved) continue;
      unresolved.push_back(
          {files[i].file.path, import.span.line, import.span.column, std::string(import.module)});
    }
  }
  return unresolved;
}

uint64_t CountUnresolvedImports(const ProjectFacts& project, const std::vector<RunFile>& files) {
  const bool all_chosen =
      std::all_of(files.begin(), files.end(), [](const RunFile& file) { return file.is_chosen; });
  return all_chosen ? project.index->unresolved_imports()
                    : ListUnresolvedImports(project, files).size();
}

}  // namespace ssot
