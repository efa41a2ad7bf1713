// The files of a run: those to report on, and those that only help to resolve names.
#pragma once

#include <vector>

#include "scanner/model/source_file.h"
#include "scanner/pipeline/session.h"

namespace ssot {

struct RunFile {
  SourceFile file;
  bool is_chosen = true;  // at or below one of the PATHs; false: elsewhere below the root
};

struct RunFiles {
  std::vector<RunFile> files;  // sorted by path
  // Of the chosen ones.
  std::vector<SkippedFile> skipped;
  std::vector<UnreadableFile> unreadable;
};

RunFiles FindFiles(const Session& session);

// True when a file below the root matches one of the globs, whatever the options and ignore files
// leave out.
bool ExistsBelowRoot(const Session& session, const std::vector<std::string>& globs);

}  // namespace ssot
