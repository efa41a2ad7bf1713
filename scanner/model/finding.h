// One place that breaks a rule.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/rule.h"

namespace ssot {

// How a name was followed to what it means, from certain to guessed.
enum class Resolution : uint8_t { kExact, kAlias, kConstant, kReexport, kHeuristic, kText };
inline constexpr std::string_view kResolutionNames[] = {"exact",    "alias",     "constant",
                                                        "reexport", "heuristic", "text"};

inline constexpr std::string_view kTextContextNames[] = {"code", "comment", "string", "docstring"};

enum class FindingState : uint8_t { kNew, kUnchanged };
inline constexpr std::string_view kFindingStateNames[] = {"new", "unchanged"};

// A comment in the code that accepts a finding: `ssot-ignore: rule-id -- reason`.
struct Suppression {
  std::string reason;
  uint32_t line = 0;  // of the comment
};

// How a match is named beside its symbol; each may be empty.
struct MatchNames {
  std::string name;    // the last name as written
  std::string module;  // where it is from
  std::string target;
};

struct RelatedLocation {
  std::string path;
  Span span;
  std::string message;
};

// Samples of a file's words, by which it is known again under another name
// (scanner/baseline/file_sketch.h). All zero: nothing was sampled.
using FileSketch = std::array<uint32_t, 16>;

// The lines around a finding, as reports show them, as UTF-8 with LF between lines. Empty when the
// file could not be read again.
struct CodeExcerpt {
  std::string matched;       // the text of the span (at most 2000 bytes)
  std::string snippet;       // the lines of the finding's span (at most 8)
  uint32_t first_line = 0;   // of `context`
  std::string context;       // `snippet` with up to two lines before and after
  std::string line_hash;     // GitHub's primaryLocationLineHash, "hash:n"
  FileSketch file_sketch{};  // of the whole file
};

struct Finding {
  std::string rule_id;
  Severity severity = Severity::kWarning;
  std::string message;
  std::string path;
  Span span;
  FindingState state = FindingState::kNew;
  Resolution resolution = Resolution::kExact;
  TextContext context = TextContext::kCode;
  std::string symbol;  // what was found, resolved: jwt.decode
  MatchNames names;
  std::string enclosing;    // qualified name of the enclosing definition; empty at module level
  std::string local_scope;  // the same without the module: Class.method
  std::string authority;    // the authority's canonical path
  bool is_missing = false;  // stands for a match that is not there
  std::string fingerprint;  // 32 lower-case hexadecimal digits, unique in a report
  std::optional<Suppression> suppressed;
  std::vector<std::string> owners;  // from CODEOWNERS
  std::vector<RelatedLocation> related;
  CodeExcerpt excerpt;
};

// A match of a rule that is counted but not reported.
struct CountedMatch {
  std::string rule_id;
  std::string path;
  uint32_t line = 0;
  uint32_t column = 0;
  TextContext context = TextContext::kCode;
  uint32_t pattern = 0;    // of a text rule: index into TextParameters::any
  bool is_inside = false;  // of a contract or ratio: stands where it should
  // Of what the code means, as a Finding's; empty where text was found.
  std::string symbol = {};
  MatchNames names = {};
  std::string enclosing = {};
};

}  // namespace ssot
