// libclang in a scan: where its flags come from, and for which files it is asked.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "scanner/languages/cpp/clang_pool.h"
#include "scanner/matching/compiled_rules.h"
#include "scanner/model/diagnostic.h"
#include "scanner/pipeline/revision_folder.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Sets session->compile_commands: what --compile-commands names, else the first of
// compile_commands.json and build*/compile_commands.json at the root, else nothing. An error when
// what was named is no compilation database.
void ChooseCompileCommands(Session* session, Diagnostics* errors);

// The workers of a run, started when the first file needs them. With a commit's tree its own
// headers are what an #include finds, and none of the work tree. Any number of threads may ask.
class ClangRun {
 public:
  explicit ClangRun(const Session& session) : session_(session) {}

  // False where no worker can be started (Options::clang_worker).
  bool is_available() const { return !session_.options.clang_worker.empty(); }
  Extraction Parse(const cpp::ParseRequest& request);
  // Why the compilation database is not used; empty: it is, or there is none.
  std::string DatabaseProblem();

 private:
  void Start();

  const Session& session_;
  std::once_flag is_started_;
  std::string problem_;  // why there is no pool
  std::unique_ptr<RevisionFolder> headers_;
  std::unique_ptr<cpp::ClangPool> pool_;
};

// True when one of the rules may find something in a file with this text.
bool MayConcern(const CompiledRules& rules, const std::vector<RuleIndex>& fact_rules,
                std::string_view text);

}  // namespace ssot
