// Which files rules about calls may find something in, by the names that stand in them.
#pragma once

#include <vector>

#include "scanner/matching/call_names.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/resolution/target_names.h"

namespace ssot {

class CallFiles {
 public:
  // `call_names` and both others must outlive it; `read` stands for the files of the run.
  CallFiles(const CallNames& call_names, const ProjectFacts& project, std::vector<ReadFile>* read);

  // Files that rules about calls look at.
  const std::vector<FileId>& looked_at() const { return looked_at_; }

  // Files that code of these may reach: they may give things another name.
  void NoteReached(const std::vector<FileId>& files);

  // Files that have been read whole.
  void NoteRead(const std::vector<FileId>& files);

  // Notes where further calls may be found. The outlines that have to be read whole for that: ask
  // again once they are, until there are none.
  std::vector<FileId> FindOutlines(unsigned jobs);

  // Likewise, by the names that the index gives modules.
  std::vector<FileId> FindOutlinesInModules(unsigned jobs);

 private:
  const CallNames& call_names_;
  const ProjectFacts& project_;
  std::vector<ReadFile>& read_;
  TargetNames names_;
  std::vector<FileId> looked_at_;
  std::vector<bool> has_words_;    // by FileId: in its text
  std::vector<bool> is_reached_;   // by FileId
  std::vector<bool> is_open_;      // by FileId: its names may not all have been seen
  std::vector<RuleBits> modules_;  // by FileId: rules that mean the module itself
};

}  // namespace ssot
