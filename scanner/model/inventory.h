// The inventory, counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/rule.h"

namespace ssot {

enum class RowStatus : uint8_t { kMet, kUnmet, kRegressed };
inline constexpr std::string_view kRowStatusNames[] = {"met", "unmet", "regressed"};

// Why a row with a target has no status.
enum class NotCounted : uint8_t {
  kNothingInScope,  // its rules looked at no file: nothing was found because nobody looked
  kNotApplicable    // a rule of it does not apply in this tree
};
inline constexpr std::string_view kNotCountedNames[] = {"nothing in scope", "not applicable"};

struct ContextCounts {  // in hits of text rules, not in the row's unit
  uint64_t code = 0;
  uint64_t comment = 0;
  uint64_t string = 0;
  uint64_t docstring = 0;
};

struct CountedPart {
  std::string id;
  std::optional<uint64_t> count;
  std::optional<uint64_t> text_count;
};

// Absent figures are figures that do not apply.
struct CountedRow {
  InventoryRow row;
  std::optional<double> count;
  std::optional<uint64_t> files;
  std::optional<uint64_t> text_count;
  std::optional<uint64_t> text_files;
  std::optional<ContextCounts> text_by_context;
  std::optional<uint64_t> inside;  // percent rows
  std::optional<uint64_t> total;
  std::vector<CountedPart> parts;
  std::optional<RowStatus> status;        // absent without a target or without any count
  std::optional<NotCounted> not_counted;  // why the status is absent
  std::optional<double> previous;  // the figure that counts in the baseline or earlier report
  // New findings, not suppressed, of the row's rules (its parts' included) in its scope. Absent:
  // nothing to compare with was given.
  std::optional<uint64_t> fresh;
};

}  // namespace ssot
