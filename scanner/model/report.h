// Everything a report writer may know about a run. Writers see a `Report` and nothing else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scanner/model/finding.h"
#include "scanner/model/inventory.h"
#include "scanner/model/rule.h"
#include "scanner/model/source_file.h"

namespace ssot {

struct FileError {
  std::string path;
  uint32_t line = 0;  // 0: the whole file
  uint32_t column = 0;
  std::string message;
};

// A relative or first-party import whose file was not found.
struct UnresolvedImport {
  std::string path;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string module;  // as facts say it
};

// What was looked at and what was not. discovered = scanned + skipped + failed; the JSON report
// lists `failed` among `skipped` with the reason.
struct Ledger {
  uint64_t discovered = 0;
  uint64_t scanned = 0;
  std::vector<SkippedFile> skipped;     // by policy
  std::vector<SkippedFile> failed;      // unreadable or not analysable: exit code 3
  std::vector<FileError> parse_errors;  // recovered syntax errors
  uint64_t unresolved_imports = 0;
  std::optional<std::vector<UnresolvedImport>> unresolved;  // with --list-unresolved: each of them
  std::vector<std::string> not_applicable;                  // "authority jwt: no file matches …"
  // The same, in packs chosen by name, and rows that ratchet and got worse: exit code 1.
  std::vector<std::string> unmet_contracts;
  std::vector<std::string> silent_canaries;  // rule ids
};

// An accepted finding of the baseline that is there no more.
struct AbsentFinding {
  std::string rule_id;
  std::string path;
  std::string fingerprint;
  std::string message;
};

struct RuleTotals {
  uint64_t findings = 0;
  uint64_t files = 0;
  uint64_t fresh = 0;  // new
};

struct Summary {
  uint64_t findings = 0;
  uint64_t fresh = 0;  // new
  uint64_t unchanged = 0;
  uint64_t suppressed = 0;
  uint64_t absent = 0;
  uint64_t files = 0;  // scanned
  uint64_t files_with_findings = 0;
  std::map<std::string, RuleTotals> by_rule;    // every rule in force that reports findings
  std::map<std::string, uint64_t> by_severity;  // all three severities
};

// All that depends on time, machine or how paths were typed. Left out by --reproducible.
struct Invocation {
  std::vector<std::string> arguments;
  std::string working_directory;
  std::string root;            // absolute
  std::string start_time_utc;  // 2025-09-12T10:15:30Z
  std::string end_time_utc;
  std::optional<std::string> repository_uri;   // of the git remote "origin", without credentials
  std::optional<std::string> repository_root;  // absolute: the work tree's top, at or above root
  std::optional<std::string> revision;         // HEAD's commit id
  std::optional<std::string> branch;
  uint32_t jobs = 0;
};

struct Report {
  std::string command;                       // scan, inventory
  std::vector<std::string> rules_requested;  // as chosen: pack names or paths
  std::vector<Pack> packs;
  std::vector<Authority> authorities;
  std::vector<Rule> rules;
  std::optional<std::string> baseline;  // --baseline, as typed or configured
  std::optional<std::string> since;     // --since
  std::optional<std::string> compare;   // --compare
  std::optional<std::string> rev;       // --rev
  Summary summary;
  std::vector<CountedRow> inventory;
  std::vector<Finding> findings;                     // sorted by path, line, column, rule
  std::vector<AbsentFinding> absent;                 // sorted by path, rule, fingerprint
  std::optional<std::vector<CountedMatch>> counted;  // with --list-counted
  Ledger ledger;
  int exit_code = 0;
  std::optional<Invocation> invocation;
};

}  // namespace ssot
