#include "scanner/pipeline/project_facts.h"

#include <algorithm>
#include <exception>
#include <map>
#include <string>
#include <utility>

#include "scanner/languages/front_end.h"
#include "scanner/parallel/parallel_for.h"
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

// The outlines that code reaches whose functions are looked into.
std::vector<FileId> ReachedOutlines(const std::vector<ReadFile>& read, const ProjectFacts& project,
                                    unsigned jobs) {
  const std::vector<Facts>& facts = *project.facts;
  std::map<const LanguageSemantics*, std::vector<FileId>> starts;
  for (size_t i = 0; i < read.size(); ++i) {
    if (!read[i].looks_into_functions || project.ids[i] == kNone) continue;
    const FrontEnd* front_end = FindFrontEnd(facts[project.ids[i]].language);
    if (front_end->outline != nullptr) starts[front_end->semantics].push_back(project.ids[i]);
  }
  std::vector<FileId> reached;
  for (const auto& [semantics, files] : starts) {
    for (FileId file : ImportClosure(facts, *semantics, project.settings, files, jobs)) {
      if (facts[file].is_outline) reached.push_back(file);
    }
  }
  return reached;
}

}  // namespace

ProjectFacts ResolveNames(const Session& session, const std::vector<RunFile>& files,
                          std::vector<ReadFile>* read) {
  ProjectFacts project;
  auto facts = std::make_unique<std::vector<Facts>>();
  facts->reserve(read->size());
  project.ids.assign(read->size(), kNone);
  for (size_t i = 0; i < read->size(); ++i) {
    const auto& settings = (*read)[i].module_settings;
    if (settings != nullptr) project.settings.push_back(*settings);
    if (!(*read)[i].has_facts) continue;
    project.ids[i] = static_cast<FileId>(facts->size());
    facts->push_back(std::move((*read)[i].facts));
  }
  project.facts = std::move(facts);
  ReadWhole(session, files, ReachedOutlines(*read, project, session.options.jobs), read, &project);
  for (;;) {
    const std::vector<FileId> importing = ImportingOutlines(*project.facts, session.options.jobs);
    if (importing.empty()) break;
    ReadWhole(session, files, importing, read, &project);
  }
  project.index = FactIndex::Build(*project.facts, session.rules.authorities, session.options.jobs,
                                   project.settings);
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
  return all_chosen ? project.index->unresolved_imports()
                    : ListUnresolvedImports(project, files).size();
}

}  // namespace ssot
