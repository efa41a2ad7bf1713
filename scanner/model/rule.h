// Rules as the loader hands them on: checked, with variables filled in, not yet compiled for
// matching. Globs are in the syntax of scanner/glob/glob.h, regular expressions are RE2's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/source_file.h"

namespace ssot {

enum class Severity : uint8_t { kNote, kWarning, kError };
inline constexpr std::string_view kSeverityNames[] = {"note", "warning", "error"};
inline constexpr std::string_view SeverityName(Severity severity) {
  return kSeverityNames[static_cast<size_t>(severity)];
}

// A path is in scope when an `include` matches it (none given: every path) and no `exclude` does.
struct PathScope {
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

// The one true place for something.
struct Authority {
  std::string id;
  std::string title;
  std::vector<std::string> canonical;  // globs: the implementation
  std::vector<std::string> facades;    // globs: the ways in that others may use
  std::vector<std::string> home;       // globs: where its own rules do not apply
  std::vector<std::string> clients;    // dotted names; a call on one of them is a delegation
};

enum class TextUnit : uint8_t {
  kFiles,         // files with a hit
  kLines,         // lines with a hit
  kMatches,       // every occurrence of every pattern
  kPairs,         // (line, pattern)
  kFilePatterns,  // (file, pattern)
};
inline constexpr std::string_view kTextUnitNames[] = {"files", "lines", "matches", "pairs",
                                                      "file-patterns"};

struct TextPattern {
  std::string text;  // a literal, or an RE2 regular expression
  bool is_regex = false;
};

struct TextParameters {
  std::vector<TextPattern> any;            // a hit is an occurrence of one of these in a line
  std::vector<std::string> requires_text;  // literals that must all stand somewhere in the file
  std::vector<std::string> skip_lines;     // RE2: lines that match are not looked at
  bool ignore_case = false;
  TextUnit unit = TextUnit::kMatches;
  std::vector<TextContext> contexts;  // empty: any
};

// A dotted name that a target is compared with. `jwt` matches the target `jwt` and everything
// below it (`jwt.decode`, `jwt.api_jwt.decode`) in `modules` lists, and only itself in `names`
// and `targets`. A `*` stands for one part's any characters, `**` for any parts.
using NamePattern = std::string;

struct ImportParameters {
  std::vector<NamePattern> modules;  // empty: any module
  std::vector<NamePattern> names;    // of imported names; empty: the module itself and any name
  std::vector<std::string>
      from_authority_paths;       // globs; imports that resolve into these files are allowed
  std::vector<ImportForm> forms;  // empty: all but mock
  bool include_type_only = true;
};

// Literal arguments, and entries of mappings among the arguments, by their names. Positional ones
// have no name, unless the rule gives them one.
struct CallArguments {
  std::vector<std::string> names;  // of keywords and keys; positional ones always count; empty: any
  std::vector<std::string> values;  // at least one must be given; empty: no condition
};

// Options that are to be as the authority's own calls have them.
struct CallOptions {
  std::vector<std::string> positions;  // the options' names by position; "" for what is none
  std::vector<std::string> compare;    // names of options
  std::vector<std::string> never;      // "verify=false": wrong wherever it stands
};

struct CallParameters {
  std::vector<NamePattern> modules;  // any call into these modules or libraries
  std::vector<NamePattern> targets;  // calls of these fully resolved targets
  std::vector<NamePattern>
      concepts;  // calls of functions with these names in any spelling (validate_token)
  std::vector<NamePattern> receivers;  // with `methods`: the receiver's last name (websocket, ws) …
  std::vector<NamePattern> receiver_types;  // … or its resolved type (fastapi.WebSocket)
  std::vector<std::string> methods;
  // Of the calls found, only those with an argument that comes out of a call of one of these.
  std::vector<NamePattern> argument_from;
  CallArguments arguments;  // narrows all of the above
  CallOptions options;      // if any is given, only calls with other options are found
};

enum class AccessOf : uint8_t { kEnvironment, kConfiguration, kAttribute, kConstant };
inline constexpr std::string_view kAccessOfNames[] = {"environment", "configuration", "attribute",
                                                      "constant"};

struct AccessParameters {
  std::vector<std::string> names;  // RE2, matched against the whole name
  std::vector<AccessOf> of;        // empty: any
  std::vector<AccessMode> modes;   // empty: any
};

enum class DefinitionBody : uint8_t { kNormal, kDelegation, kStub };
inline constexpr std::string_view kDefinitionBodyNames[] = {"normal", "delegation", "stub"};

struct DefineParameters {
  std::vector<std::string> names;      // RE2, matched against the whole name
  std::vector<std::string> concepts;   // the name in one spelling for all languages
  std::vector<DefinitionWhat> what;    // empty: any
  std::vector<NamePattern> bases;      // classes: one of the resolved bases
  std::vector<DefinitionBody> bodies;  // empty: any
};

// What rules about the whole tree count: a match of one of the kinds above.
using MatchParameters = std::variant<DefineParameters, ImportParameters, CallParameters,
                                     AccessParameters, TextParameters>;

enum class ContractBound : uint8_t { kExactly, kAtMost, kAtLeast };
inline constexpr std::string_view kContractBoundNames[] = {"exactly", "at_most", "at_least"};

struct ContractExemptions {
  std::vector<std::string> paths;      // globs
  std::vector<std::string> names;      // RE2, of the match or of a definition around it
  std::vector<DefinitionBody> bodies;  // of definitions
};

// Exactly, at most or at least `number` matches, all of them at one place.
struct ContractParameters {
  ContractBound bound = ContractBound::kExactly;
  uint32_t number = 1;
  std::string rule;  // whose match it counts; empty: its own
  MatchParameters match;
  std::vector<std::string> at;  // globs; empty: the authority's canonical files, or anywhere
  ContractExemptions exempt;
};

// Something is used where it is imported, called, or a method of it is called.
struct UseParameters {
  std::vector<NamePattern> names;       // of what is used, and of all that lies below
  std::vector<std::string> defined_in;  // globs: files of the tree that define it
};

enum class TogetherIn : uint8_t { kFile, kFunction };
inline constexpr std::string_view kTogetherInNames[] = {"file", "function"};

struct TogetherParameters {
  TogetherIn in = TogetherIn::kFile;
  UseParameters first;
  UseParameters second;
};

// Which part of the matches stands inside the authority's files, or is a call into them.
struct RatioParameters {
  std::string rule;  // whose match it counts; empty: its own
  MatchParameters match;
  std::vector<std::string> inside;   // globs; empty: the authority's files
  std::vector<NamePattern> through;  // calls of these, or of methods of these, are inside, too
};

enum class RuleKind : uint8_t {
#define RULE_KIND(enumerator, key, parameters) enumerator,
#include "scanner/model/rule_kinds.def"
};

inline constexpr std::string_view kRuleKindNames[] = {
#define RULE_KIND(enumerator, key, parameters) key,
#include "scanner/model/rule_kinds.def"
};

// In the order of RuleKind.
using RuleParameters =
    std::variant<TextParameters, ImportParameters, CallParameters, AccessParameters,
                 DefineParameters, ContractParameters, TogetherParameters, RatioParameters>;

// Code that shows what a rule means. A bad example is also the rule's canary: it must be flagged
// where it says so (`# expect: rule-id`), or anywhere when it says nothing. A good one must not.
struct Example {
  std::string path;  // where the code would stand, inside the rule's scope
  std::string code;
  Language language = Language::kOther;
  std::vector<Example> with = {};  // more files of the same tree; they have none of their own
};

enum class RuleReport : uint8_t { kFindings, kCount };

struct Rule {
  std::string id;
  std::string pack;
  std::string title;
  Severity severity = Severity::kWarning;
  RuleReport report = RuleReport::kFindings;
  std::vector<Language> languages;  // empty: all
  PathScope scope;
  std::string authority;  // an Authority's id, or empty
  RuleParameters parameters;
  std::string message;  // placeholders {symbol} {name} {module} {target} {enclosing} {authority}
                        // {canonical} {facade} {path} {detail}
  std::string what;
  std::string why;
  std::string remediation;
  std::vector<Example> bad;
  std::vector<Example> good;
  std::string phase;
  std::string priority;
  std::vector<uint32_t> cwe;
  std::vector<std::string> tags;
  std::string source_path;  // the rule file, and the rule's place in it
  uint32_t source_line = 0;

  RuleKind kind() const { return static_cast<RuleKind>(parameters.index()); }
};

enum class RowUnit : uint8_t { kFiles, kPairs, kDefinitions, kFindings, kPaths, kPercent };
inline constexpr std::string_view kRowUnitNames[] = {"files",    "pairs", "definitions",
                                                     "findings", "paths", "percent"};

// One part of a row: what it counts, from facts and from text.
struct RowPart {
  std::string id;
  std::vector<std::string> rules;
  std::vector<std::string> text_rules;
  std::vector<std::string> patterns;  // of the text rules: count only these; empty: all
};

// A metric of the inventory. Without rules of its own a row counts the sum of its parts; with
// rules of its own the parts are a breakdown.
struct InventoryRow {
  std::string id;
  std::string title;
  RowUnit unit = RowUnit::kFindings;
  PathScope scope;  // narrows what the rules found; empty: everything
  std::vector<std::string> rules;
  std::vector<std::string> text_rules;
  std::vector<RowPart> parts;
  std::optional<double> recorded;
  std::optional<double> recorded_files;
  std::optional<double> target;
  bool ratchet = false;  // the true count may not get worse than the baseline's
  std::string document;
  std::string phase;
  std::string priority;
  std::string check;
  std::string pack;
};

struct PackVariable {
  std::string name;
  std::string description;
  std::vector<std::string> value;  // the default, or what .ssot.yaml says
};

struct Pack {
  std::string name;
  std::string title;
  std::string description;
  std::vector<PackVariable> variables;
  bool chosen_by_name = false;
};

// Everything in force for one run.
struct RuleSet {
  std::vector<Pack> packs;
  std::vector<Authority> authorities;  // ids are unique
  std::vector<Rule> rules;             // sorted by id; ids are unique
  std::vector<InventoryRow> rows;      // in the order of the files: as the documents list them
};

}  // namespace ssot
