// The remediation plan: what to change, where first, and how to see that it is done.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/inventory.h"

namespace ssot {

// How much breaks when a file breaks, by how many files import it.
enum class PlanRisk : uint8_t { kLow, kMedium, kHigh };
inline constexpr std::string_view kPlanRiskNames[] = {"low", "medium", "high"};
inline constexpr uint32_t kMediumRiskImporters = 5;
inline constexpr uint32_t kHighRiskImporters = 20;

// Kinds of files, by path and language (scanner/pipeline/path_group.h).
enum class PathGroup : uint8_t {
  kProduct,
  kConfiguration,
  kTests,
  kLegacy,
  kUtility,
  kDocumentation
};
inline constexpr std::string_view kPathGroupNames[] = {"product", "configuration", "tests",
                                                       "legacy",  "utility",       "documentation"};

// One place to change.
struct PlanPlace {
  uint32_t line = 0;
  uint32_t column = 0;
  std::string symbol;       // what stands there
  std::string enclosing;    // the function, class or key around it; may be empty
  std::string fingerprint;  // empty: of a rule that only counts
};

// The places of one rule in one file that are mended in the same way.
struct PlanStep {
  std::string rule_id;
  std::string title;
  std::string instruction;  // the rule's remediation with the finding's names
  std::vector<PlanPlace> places;
};

struct PlanFile {
  std::string path;
  PathGroup group = PathGroup::kProduct;
  std::vector<std::string> owners;
  uint32_t importers = 0;  // files that import it
  PlanRisk risk = PlanRisk::kLow;
  uint64_t places = 0;          // of this row
  uint64_t edits = 0;           // lines that they stand on
  std::vector<PlanStep> steps;  // those that no earlier row has told
  uint64_t told = 0;            // places that an earlier row has told
};

struct PlanRow {
  CountedRow counted;
  std::string verify;           // a command line
  std::vector<PlanFile> files;  // in the order in which to change them
};

// Rows of one document, phase and priority.
struct PlanPhase {
  std::string document;
  std::string phase;
  std::string priority;
  std::vector<PlanRow> rows;
};

struct Plan {
  std::vector<PlanPhase> phases;         // by document as the rule files list them, then by phase
  std::vector<CountedRow> done;          // rows at their targets
  std::vector<CountedRow> only_counted;  // unmet rows of which no place is known
  std::vector<CountedRow> not_counted;   // rows that say nothing here: CountedRow::not_counted
  std::vector<PlanFile> other_files;     // findings that no row counts
  std::map<PathGroup, uint64_t> files_by_group;
  uint64_t places = 0;
  uint64_t files = 0;
};

}  // namespace ssot
