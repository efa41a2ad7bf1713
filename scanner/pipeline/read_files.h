// The step in which files are read: everything that needs a file's bytes happens while they are at
// hand, and then they are dropped.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scanner/baseline/suppressions.h"
#include "scanner/matching/call_names.h"
#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/model/facts.h"
#include "scanner/model/module_settings.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/session.h"

namespace ssot {

enum class ReadOutcome : uint8_t { kScanned, kBinary, kFailed };

// What is kept of one file.
struct ReadFile {
  ReadOutcome outcome = ReadOutcome::kScanned;
  std::string reason;  // of kFailed
  std::string blob;    // git's id of the content; only in sessions with a base
  bool has_facts = false;
  Facts facts;
  std::shared_ptr<const ModuleSettings> module_settings;  // of package.json and its like, else null
  std::vector<TextHit> hits;
  std::vector<SuppressionDirective> directives;
  std::vector<RuleIndex> text_rules;  // those that looked at its text
  std::vector<RuleIndex> fact_rules;  // to be matched once names are resolved
  bool looks_into_functions = false;  // some of them look for calls or accesses
  // The rules that look for calls here (CallNames), those of them that may find any, and the words
  // in its text that have a meaning for any such rule.
  RuleBits call_rules = 0;
  RuleBits finding_rules = ~RuleBits{0};
  std::vector<std::string> call_words;
};

// What a step took, summed over all threads.
struct StepCost {
  double seconds = 0;
  uint64_t files = 0;
  uint64_t bytes = 0;
};

struct ReadCosts {
  StepCost read;
  StepCost prefilter;
  StepCost extract;
  StepCost clang;
  StepCost without_clang;  // C and C++ files in which no rule could find anything: no time
  StepCost text;
  std::string clang_problem;  // why compile_commands.json was not used; empty: it was, or is none
};

// One ReadFile for each of `files`, in their order, whatever the number of threads. Files that no
// front end and no text rule wants are only looked at for being binary. Of files whose rules do not
// look into functions, or cannot find anything there, only an outline is read, where their language
// has outlines. What goes wrong with one file, also a lack of memory, is that file's outcome alone.
// `call_names` are those whose literals `text_pass` was given; null: rules about calls may find
// something in any file. `on_file` is called after each file, from any thread; it may be empty.
std::vector<ReadFile> ReadFiles(const Session& session, const std::vector<RunFile>& files,
                                const CompiledRules& rules, const TextPass& text_pass,
                                const CallNames* call_names, const std::function<void()>& on_file,
                                ReadCosts* costs);

// Reads the facts of one file again, all of them. False with the reason in `*error` when it can no
// longer be read.
bool ReadWholeFacts(const Session& session, const SourceFile& file, Facts* facts,
                    std::string* error);

}  // namespace ssot
