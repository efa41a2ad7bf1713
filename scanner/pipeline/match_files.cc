#include "scanner/pipeline/match_files.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <string>
#include <utility>

#include "scanner/matching/project_pass.h"
#include "scanner/matching/wanted_answers.h"
#include "scanner/parallel/parallel_for.h"

namespace ssot {
namespace {

FileMatches MatchOne(const CompiledRules& rules, const ProjectFacts& project, FileId id,
                     const std::string& path, const ReadFile& read, WantedAnswers* wanted,
                     char* is_open) {
  *is_open = false;
  if (id == kNone) return MatchFile(rules, path, {}, read.hits, nullptr);
  const ResolvedFile resolved =
      project.index->ResolveFile(id, wanted->By(read.fact_rules, read.finding_rules));
  *is_open = resolved.is_doubtful;
  const FileView view{(*project.facts)[id], resolved, *project.facts};
  return MatchFile(rules, path, read.fact_rules, read.hits, &view);
}

FileMatches Join(std::vector<FileMatches> files) {
  FileMatches all;
  for (FileMatches& file : files) {
    std::move(file.findings.begin(), file.findings.end(), std::back_inserter(all.findings));
    std::move(file.counted.begin(), file.counted.end(), std::back_inserter(all.counted));
    std::move(file.sites.begin(), file.sites.end(), std::back_inserter(all.sites));
  }
  return all;
}

TreePaths PathsOf(const std::vector<RunFile>& files) {
  TreePaths tree;
  for (const RunFile& file : files) tree.paths.push_back(file.file.path);
  tree.is_reported = [&files](std::string_view path) {
    const auto found = std::lower_bound(
        files.begin(), files.end(), path,
        [](const RunFile& file, std::string_view wanted) { return file.file.path < wanted; });
    return found != files.end() && found->file.path == path && found->is_chosen;
  };
  return tree;
}

}  // namespace

void MatchFiles(const CompiledRules& rules, const CallNames& call_names,
                const ProjectFacts& project, const std::vector<RunFile>& files, unsigned jobs,
                const std::function<void()>& on_file, std::vector<ReadFile>* read,
                OpenMatches* matches) {
  const auto remember = [&] { return WantedAnswers(rules, &call_names); };
  ParallelFor(jobs, files.size(), remember, [&](size_t i, WantedAnswers& wanted) {
    ReadFile& file = (*read)[i];
    char& is_open = matches->is_open[i];
    if (is_open) matches->of_files[i] = FileMatches();
    if (is_open && (!file.fact_rules.empty() || !file.hits.empty())) {
      try {
        matches->of_files[i] =
            MatchOne(rules, project, project.ids[i], files[i].file.path, file, &wanted, &is_open);
      } catch (const std::exception& error) {
        file.outcome = ReadOutcome::kFailed;
        file.reason = std::string("not matched: ") + error.what();
      }
    }
    if (on_file) on_file();
  });
}

FileMatches JoinMatches(const CompiledRules& rules, const std::vector<RunFile>& files,
                        OpenMatches matches) {
  FileMatches all = Join(std::move(matches.of_files));
  JudgeSites(rules, rules.OfWholeTree(), PathsOf(files), &all);
  return all;
}

}  // namespace ssot
