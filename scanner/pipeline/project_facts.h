// The facts of all files, with their names resolved.
#pragma once

#include <memory>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

struct ProjectFacts {
  std::unique_ptr<std::vector<Facts>> facts;  // by path; stays where it is when this moves
  std::vector<FileId> ids;                    // of the files that were read; kNone: without facts
  std::unique_ptr<FactIndex> index;           // over `facts`
};

// Takes the facts out of `read`, which stands for `files`. Where functions are looked into, their
// names lead to what the file imports: of these files, too, all facts are read. And so are those of
// files in which rules about calls may find something by a name that other files give.
// `call_names` as for ReadFiles.
ProjectFacts ResolveNames(const Session& session, const std::vector<RunFile>& files,
                          const CallNames* call_names, std::vector<ReadFile>* read);

// Whether an answer depended on something that an outline left out. If so, all facts of that file
// are there now and the index knows them: everything has to be asked again.
bool ReadWhatWasAskedFor(const Session& session, const std::vector<RunFile>& files,
                         std::vector<ReadFile>* read, ProjectFacts* project);

// The other way round: the facts are in the result again, and the project is gone.
std::vector<ReadFile> ReturnFacts(ProjectFacts project, std::vector<ReadFile> read);

// Relative or first-party imports of the chosen files that lead to no file.
uint64_t CountUnresolvedImports(const ProjectFacts& project, const std::vector<RunFile>& files);

// Each of them, by path and place.
std::vector<UnresolvedImport> ListUnresolvedImports(const ProjectFacts& project,
                                                    const std::vector<RunFile>& files);

}  // namespace ssot
