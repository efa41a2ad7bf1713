// What one run works with: the root, the options and the rules in force.
//
// The order: root (from --root and the PATHs), then .ssot.yaml, then the rules, then the scan.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scanner/config/options.h"
#include "scanner/discovery/file_source.h"
#include "scanner/discovery/root.h"
#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"
#include "scanner/secrets/secret_names.h"

namespace ssot {

struct Session {
  // The command line's options with the configuration merged in:
  // `rules` and `include` of the command line replace the configuration's, `exclude` adds to them,
  // `jobs` is never 0, and `baseline` can be opened from the current folder.
  Options options;
  RootChoice root;
  ConfigFile config;
  bool is_config_committed = false;  // it is that of `commit`
  RuleSet rules;
  std::shared_ptr<const SecretNames> secret_names;  // whose values reports mask; never null
  std::string baseline_name;                        // as typed or as configured; empty: none
  std::string baseline_path;  // the same from the root; empty: it is not below it
  bool is_partial = false;    // PATHs or options typed here leave out files below the root
  std::string
      committed_baseline;  // the same from the top of `commit`, whose configuration names it
  std::shared_ptr<const FileSource> source;  // the work tree, or the tree of --rev
  std::shared_ptr<const CommitTree> commit;  // --rev: the same as `source`; else null
  std::string revision;                      // --rev: the commit's id
  bool is_bare = false;                      // --rev: the root is a bare repository
  std::shared_ptr<const CommitTree> base;    // --since: the tree of the merge base; or null
  std::vector<SkippedFile> not_entered;      // --since: submodules
  std::string compile_commands;  // the folder that holds compile_commands.json; empty: none
  std::vector<std::string> rules_requested;  // as chosen: pack names or paths; never empty
};

// Collects every error of every stage that could still run. With any error the session is not to
// be used, and the exit code is 2.
Session OpenSession(const Options& typed, Diagnostics* errors);

}  // namespace ssot
