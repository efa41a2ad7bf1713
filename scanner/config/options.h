// One run's options: what .ssot.yaml and the command line say, put together.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"
#include "scanner/ruleset/load.h"

namespace ssot {

enum class FailOn : uint8_t { kNew, kAny, kNever };

// `.ssot.yaml`. Paths in it are relative to its folder.
struct ConfigFile {
  std::string path;                 // as opened; empty: there is none
  std::vector<std::string> rules;   // pack names, files or folders
  std::vector<std::string> include;  // globs
  std::vector<std::string> exclude;  // globs
  std::map<std::string, std::map<std::string, std::vector<std::string>>> variables;  // pack -> name -> values
  std::map<std::string, std::string> severities;  // rule id -> error|warning|note|off
  uint64_t max_file_bytes = 0;  // 0: not given
  std::string baseline;         // the file of accepted findings; empty: none
  std::vector<std::string> secret_names;  // RE2: names whose values are masked; empty: the default
  bool requires_reasons = true;  // ssot-ignore comments without a reason have no effect
  bool rules_are_known = true;   // false: an error left open which rules are meant
  std::vector<LineColumn> rule_places;  // of each of `rules`
  ConfigPlaces places;                  // of the entries of `variables` and `severities`
};

// Checks the bytes of a configuration file that came from `path`. Errors carry file:line:column; with any, the result is
// not to be used, but where `rules_are_known` it may be asked for more errors.
ConfigFile ParseConfigFile(std::string_view bytes, const std::string& path, Diagnostics* errors);

// The same from disk. A file that does not exist or cannot be read is an error.
ConfigFile LoadConfigFile(const std::string& path, Diagnostics* errors);

// Where `ssot baseline` keeps a root's accepted findings unless it is told otherwise.
inline constexpr const char* kDefaultBaseline = ".ssot-baseline.json";

struct ReportRequest {
  std::string format;
  std::string path;  // empty: standard output
};

struct Options {
  std::vector<std::string> paths;   // as typed; default "."
  std::string root;                 // --root, as typed
  std::string config;               // --config, as typed; default: .ssot.yaml at the root, if any
  std::vector<std::string> rules;   // --rules; default: the configuration's, else all built-in packs
  std::string format = "text";      // to standard output
  std::vector<ReportRequest> reports;  // --report F=PATH
  std::string sarif_category = "ssot";  // --sarif-category
  std::string sarif_split = "none";     // --sarif-split: none, pack, rule
  std::string baseline;             // --baseline, as typed; default: the configuration's, if any
  std::string compare;              // --compare: an earlier JSON report, for the inventory
  std::string since;                // --since: findings of the merge base of REV and HEAD are not new
  std::string rev;                  // --rev: scan that commit's tree; empty: the work tree
  bool use_suppressions = true;     // --no-suppressions: directives in comments have no effect
  FailOn fail_on = FailOn::kNew;    // inventory: kNever
  Severity severity = Severity::kWarning;  // the least that fails
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  bool use_ignore_files = true;     // --no-ignore
  std::string compile_commands;     // --compile-commands, as typed; default: found at the root
  std::string clang_worker;         // the program to start as libclang's worker; empty: do without
  unsigned file_seconds = 60;       // --file-timeout: processor time of libclang for one file
  unsigned jobs = 0;                // 0: one a core
  bool strict = false;              // recovered syntax errors make the scan incomplete
  bool reproducible = false;        // leave out all that depends on time, machine or typing
  bool list_counted = false;        // every match of rules that only count
  bool list_unresolved = false;     // every import whose file was not found
  bool quiet = false;               // no text report on standard output, no progress
  bool stats = false;               // time, files and bytes per stage on standard error
  std::string color = "auto";       // auto, always, never
  std::string progress = "auto";
  uint64_t max_file_bytes = 10 * 1024 * 1024;  // larger files are skipped and listed
  bool has_max_file_bytes = false;  // --max-file-size was typed: it outranks the configuration
};

}  // namespace ssot
