// What one run works with: the root, the options and the rules in force.
//
// The order: root (from --root and the PATHs), then .ssot.yaml, then the rules, then the scan.
#pragma once

#include <string>
#include <vector>

#include "scanner/config/options.h"
#include "scanner/discovery/root.h"
#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"

namespace ssot {

struct Session {
  // The command line's options with the configuration merged in:
  // `rules` and `include` of the command line replace the configuration's, `exclude` adds to them,
  // and `jobs` is never 0.
  Options options;
  RootChoice root;
  ConfigFile config;
  RuleSet rules;
  std::vector<std::string> rules_requested;  // as chosen: pack names or paths; never empty
};

// Collects every error of every stage that could still run. With any error the session is not to
// be used, and the exit code is 2.
Session OpenSession(const Options& typed, Diagnostics* errors);

}  // namespace ssot
