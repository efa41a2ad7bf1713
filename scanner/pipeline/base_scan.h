// The tree that --since compares with, scanned under the same rules.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/model/report.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Today's side, which is scanned already.
struct ScannedTree {
  const RunFiles& files;
  std::vector<ReadFile> read;  // one for each of `files.files`, with its facts
  const std::vector<Finding>& findings;
};

struct BaseScan {
  // With excerpts and without suppressed ones, under the base's paths. Files that are the same
  // today and have no findings are left out: nothing in them could be compared.
  std::vector<Finding> findings;
  std::map<std::string, std::string> renames;  // git's: the base's paths to today's
  std::vector<SkippedFile> failed;             // what could not be read or analysed
  // Of today's files with findings here or there: the enclosing definitions, by path.
  std::map<std::string, std::set<std::string>> scopes;
};

// What was read of a file whose content is the same in both trees is taken over.
BaseScan ScanBase(const Session& session, const CompiledRules& rules, const TextPass& text_pass,
                  const CallNames& call_names, ScannedTree today);

// Findings that the base has, too, are not new. What could not be scanned makes the report
// incomplete.
void AcceptFindingsOf(const Session& session, const BaseScan& base, Report* report);

}  // namespace ssot
