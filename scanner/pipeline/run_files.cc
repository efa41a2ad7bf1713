#include "scanner/pipeline/run_files.h"

#include <algorithm>
#include <string>
#include <utility>

#include "scanner/discovery/discover.h"
#include "scanner/glob/glob.h"

namespace ssot {
namespace {

DiscoveryOptions OptionsFor(const Session& session, std::vector<std::string> paths) {
  DiscoveryOptions options;
  options.root = session.root.root;
  options.paths = std::move(paths);
  options.include = session.options.include;
  options.exclude = session.options.exclude;
  options.use_ignore_files = session.options.use_ignore_files;
  options.max_file_bytes = session.options.max_file_bytes;
  options.jobs = session.options.jobs;
  options.not_entered = session.not_entered;
  return options;
}

bool CoversRoot(const RootChoice& choice) {
  return std::find(choice.paths.begin(), choice.paths.end(), choice.root) != choice.paths.end();
}

// Adds the files that are not among the chosen ones.
void AddOthers(const std::vector<SourceFile>& below_root, std::vector<RunFile>* files) {
  const auto by_path = [](const RunFile& a, const RunFile& b) { return a.file.path < b.file.path; };
  const size_t chosen = files->size();
  for (const SourceFile& file : below_root) {
    const RunFile other{file, false};
    const auto end = files->begin() + static_cast<std::ptrdiff_t>(chosen);
    if (!std::binary_search(files->begin(), end, other, by_path)) files->push_back(other);
  }
  std::sort(files->begin(), files->end(), by_path);
}

// A baseline quotes the code that it accepts; that is no second finding.
void DropBaseline(const Session& session, std::vector<SourceFile>* files) {
  std::erase_if(*files, [&](const SourceFile& file) {
    return file.path == kDefaultBaseline || file.path == session.baseline_path;
  });
}

}  // namespace

RunFiles FindFiles(const Session& session) {
  RunFiles run;
  DiscoveredFiles chosen = session.source->FindFiles(OptionsFor(session, session.root.paths));
  DropBaseline(session, &chosen.files);
  for (SourceFile& file : chosen.files) run.files.push_back({std::move(file), true});
  run.skipped = std::move(chosen.skipped);
  run.unreadable = std::move(chosen.unreadable);
  if (!CoversRoot(session.root)) {
    const DiscoveryOptions whole = OptionsFor(session, {session.root.root});
    DiscoveredFiles all = session.source->FindFiles(whole);
    DropBaseline(session, &all.files);
    AddOthers(all.files, &run.files);
  }
  return run;
}

bool ExistsBelowRoot(const Session& session, const std::vector<std::string>& globs) {
  // A plain path needs no walk.
  const auto is_plain = [](const std::string& glob) {
    return glob.find('/') != glob.npos && glob.find_first_of("*?[{\\") == glob.npos;
  };
  for (const std::string& glob : globs) {
    if (is_plain(glob) && session.source->Exists(glob)) return true;
  }
  if (std::all_of(globs.begin(), globs.end(), is_plain)) return false;

  GlobSet set;
  std::string error;
  if (!GlobSet::Compile(globs, &set, &error)) return false;
  DiscoveryOptions options = OptionsFor(session, {session.root.root});
  options.include.clear();
  options.exclude.clear();
  options.use_ignore_files = false;
  const auto files = session.source->FindFiles(options).files;
  return std::any_of(files.begin(), files.end(),
                     [&](const SourceFile& file) { return set.Matches(file.path); });
}

}  // namespace ssot
