#include "scanner/pipeline/project_facts.h"

#include <algorithm>
#include <exception>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "scanner/languages/front_end.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/pipeline/call_files.h"
#include "scanner/resolution/import_closure.h"
#include "scanner/resolution/importing_names.h"

namespace ssot {

namespace {

// The index points into paths.
void ReplaceFacts(Facts facts, Facts* old) {
  std::string path = std::move(old->path);
  *old = std::move(facts);
  old->path = std::move(path);
}

void ReadWhole(const Session& session, const std::vector<RunFile>& files,
               const std::vector<FileId>& wanted, std::vector<ReadFile>* read,
               ProjectFacts* project) {
  std::vector<size_t> places(project->facts->size());
  for (size_t i = 0; i < files.size(); ++i) {
    if (project->ids[i] != kNone) places[project->ids[i]] = i;
  }
  ParallelFor(session.options.jobs, wanted.size(), [&](size_t i) {
    const size_t place = places[wanted[i]];
    Facts* const facts = &(*project->facts)[wanted[i]];
    std::string error;
    try {
      Facts whole;
      if (ReadWholeFacts(session, files[place].file, &whole, &error)) {
        return ReplaceFacts(std::move(whole), facts);
      }
    } catch (const std::exception& exception) {
      error = std::string("not analysed: ") + exception.what();
    }
    // Nobody is to ask for it again, nor to believe what its outline said.
    Facts failed;
    failed.language = files[place].file.language;
    failed.parse = ParseStatus::kFailed;
    failed.name_offsets = {0, 0};
    failed.scopes.emplace_back();
    failed.blocks.emplace_back();
    failed.values.emplace_back();
    ReplaceFacts(std::move(failed), facts);
    ReadFile& file = (*read)[place];
    file.outcome = ReadOutcome::kFailed;
    file.reason = error;
    file.hits.clear();
    file.fact_rules.clear();
  });
}

// What each language's code that is looked at reaches through imports.
class Reach {
 public:
  Reach(const ProjectFacts& project, ModuleResolvers* resolvers, unsigned jobs)
      : project_(project), resolvers_(*resolvers), jobs_(jobs) {}

  std::vector<FileId> Of(const std::vector<FileId>& starts, bool packages) {
    std::map<const LanguageSemantics*, std::vector<FileId>> by_language;
    for (FileId file : starts) {
      const Language language = (*project_.facts)[file].language;
      if (HasOutlines(language)) by_language[FindFrontEnd(language)->semantics].push_back(file);
    }
    std::vector<FileId> reached;
    for (const auto& [semantics, files] : by_language) {
      auto& closure = closures_[semantics];
      if (closure == nullptr) {
        closure =
            std::make_unique<ImportClosure>(*project_.facts, resolvers_, resolvers_.Of(*semantics));
      }
      const std::vector<FileId> more = closure->Of(files, packages, jobs_);
      reached.insert(reached.end(), more.begin(), more.end());
    }
    return reached;
  }

 private:
  const ProjectFacts& project_;
  ModuleResolvers& resolvers_;
  unsigned jobs_;
  std::map<const LanguageSemantics*, std::unique_ptr<ImportClosure>> closures_;
};

// The outlines that code reaches whose functions are looked into.
std::vector<FileId> ReachedOutlines(const std::vector<ReadFile>& read, const ProjectFacts& project,
                                    Reach* reach) {
  std::vector<FileId> starts;
  for (size_t i = 0; i < read.size(); ++i) {
    const bool is_start = read[i].looks_into_functions && project.ids[i] != kNone;
    if (is_start) starts.push_back(project.ids[i]);
  }
  std::vector<FileId> outlines = reach->Of(starts, false);
  std::erase_if(outlines, [&](FileId file) { return !(*project.facts)[file].is_outline; });
  return outlines;
}

}  // namespace

ProjectFacts ResolveNames(const Session& session, const std::vector<RunFile>& files,
                          const CallNames* call_names, std::vector<ReadFile>* read) {
  ProjectFacts project;
  auto facts = std::make_unique<std::vector<Facts>>();
  facts->reserve(read->size());
  std::vector<ModuleSettings> module_settings;
  project.ids.assign(read->size(), kNone);
  for (size_t i = 0; i < read->size(); ++i) {
    const auto& settings = (*read)[i].module_settings;
    if (settings != nullptr) module_settings.push_back(*settings);
    if (!(*read)[i].has_facts) continue;
    project.ids[i] = static_cast<FileId>(facts->size());
    facts->push_back(std::move((*read)[i].facts));
  }
  project.facts = std::move(facts);
  const unsigned jobs = session.options.jobs;
  const auto resolvers =
      std::make_shared<ModuleResolvers>(*project.facts, std::move(module_settings));
  std::optional<CallFiles> call_files;
  std::vector<FileId> changed;
  ImportingNames importing(false, jobs);
  std::vector<FileId> unseen(project.facts->size());
  std::iota(unseen.begin(), unseen.end(), 0);
  // True when there were any.
  const auto read_whole = [&](const std::vector<FileId>& outlines) {
    ReadWhole(session, files, outlines, read, &project);
    if (call_files) call_files->NoteRead(outlines);
    changed.insert(changed.end(), outlines.begin(), outlines.end());
    unseen.insert(unseen.end(), outlines.begin(), outlines.end());
    for (FileId file : outlines) resolvers->UpdateImports(file);
    return !outlines.empty();
  };
  Reach reach(project, resolvers.get(), jobs);
  read_whole(ReachedOutlines(*read, project, &reach));
  if (call_names != nullptr) {
    call_files.emplace(*call_names, project, read);
    call_files->NoteReached(reach.Of(call_files->looked_at(), true));
  }
  const auto read_by_names = [&] {
    importing.Update(*project.facts, std::exchange(unseen, {}));
    return read_whole(ImportingOutlines(*project.facts, importing)) ||
           (call_files && read_whole(call_files->FindOutlines(jobs)));
  };
  while (read_by_names()) {
  }
  project.index = FactIndex::Build(*project.facts, session.rules.authorities, jobs, resolvers);
  changed.clear();
  // Until its update, the index may be asked for nothing but names of modules.
  while (call_files && read_whole(call_files->FindOutlinesInModules(jobs))) {
    while (read_by_names()) {
    }
    project.index->Update(std::exchange(changed, {}));
  }
  // What the index itself depends on.
  while (ReadWhatWasAskedFor(session, files, read, &project)) {
  }
  return project;
}

bool ReadWhatWasAskedFor(const Session& session, const std::vector<RunFile>& files,
                         std::vector<ReadFile>* read, ProjectFacts* project) {
  const std::vector<FileId> asked = project->index->AskedFor();
  if (asked.empty()) return false;
  ReadWhole(session, files, asked, read, project);
  project->index->Update(asked);
  return true;
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
  return all_chosen ? project.index->CountUnresolvedImports()
                    : ListUnresolvedImports(project, files).size();
}

}  // namespace ssot
