// The table of rule kinds: a rule's parameters to a function that finds its matches in one file.
//
// A kind is one overload of CompileKind, in a file of its own, and one line in
// scanner/model/rule_kinds.def. Text rules are the exception: they are matched while the bytes
// are at hand, by TextPass.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/matching/name_pieces.h"
#include "scanner/model/facts.h"
#include "scanner/model/finding.h"
#include "scanner/model/rule.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

// An empty list among a rule's parameters means any.
template <typename T>
bool IsAnyOrIn(const std::vector<T>& chosen, T value) {
  return chosen.empty() || std::find(chosen.begin(), chosen.end(), value) != chosen.end();
}

// What a rule found, before it becomes a finding.
struct Match {
  Span span;
  ScopeId scope = 0;  // where it stands
  Resolution resolution = Resolution::kExact;
  std::string symbol;  // resolved: jwt.decode
  std::string name;    // the last name as written
  std::string module;
  std::string target;
  std::string target_path;    // of calls: the file of the tree that defines the target
  std::string receiver_type;  // of calls
  std::vector<ResolvedArgument> arguments;  // of calls, where they were wanted
  std::vector<HandedOnCall> handed_on;      // likewise
  std::optional<DefinitionBody> body;       // of definitions
  uint32_t side = 0;                        // which part of its rule matched
  std::string around;                       // in a configuration file: the keys around it, dotted
};

// One file, with all its names resolved.
struct FileView {
  const Facts& facts;
  const ResolvedFile& resolved;
  const std::vector<Facts>& files;  // what a FileId stands for
};

inline WantedFacts NoFacts() {
  WantedFacts wanted;
  wanted.imports = wanted.mocks = wanted.calls = wanted.accesses = wanted.definitions = false;
  return wanted;
}

// A match of a rule about the whole tree, before the whole tree has been seen.
struct Site {
  uint32_t rule = 0;  // RuleIndex
  Match match;
  Finding finding;       // what it may become; its message is the rule's without {detail}
  std::string function;  // the innermost function around it, inside its file; empty: none
};

struct TreePaths {
  std::vector<std::string_view> paths;                // of all files below the root, sorted
  std::function<bool(std::string_view)> is_reported;  // false: the file is not among the chosen
};

// One thing that is wrong.
struct Verdict {
  const Site* site = nullptr;  // null: something is missing in the file at `path`
  std::string path;
  std::string detail;  // what is missing, or the message's {detail}
  std::vector<RelatedLocation> related;
};

struct Judgement {
  std::vector<Verdict> wrong;
  std::vector<const Site*> inside;  // stand where they should
};

// The names of calls that a rule looks for, as CallParameters has them: it finds no others.
struct SoughtNames {
  std::vector<NamePattern> modules;
  std::vector<NamePattern> targets;
  std::vector<NamePattern> concepts;
};

struct RuleMatcher {
  // Appends to `matches` in source order. Thread-safe. Empty for text rules.
  std::function<void(const FileView& file, std::vector<Match>* matches)> match;
  // The facts that `match` looks at; it must be given at least these. Its functions are
  // thread-safe.
  WantedFacts wanted = NoFacts();
  // What texts hold for which the functions of `wanted` may say yes: a call's whole target, or the
  // last name of its target or its callee.
  NamePieces call_targets;
  NamePieces call_names;
  NamePieces definitions;
  std::optional<SoughtNames> sought;  // none: calls by any name
  // Of rules about calls with given arguments: whether this is one of them.
  std::function<bool(const ResolvedArgument& argument)> follows;
  // Whether the rule may find something in a file because this name or text stands in it. Such
  // files are worth an analysis that costs much. Empty: any file may be. Thread-safe.
  std::function<bool(std::string_view word)> concerns;
  // Of rules about the whole tree, whose matches are no findings yet: judges all of them at once,
  // sorted by path, line and column.
  std::function<Judgement(const TreePaths& tree, const std::vector<Site>& sites)> judge;
  bool looks_at_authority = false;  // its files are no exception
};

// The matcher of one of the kinds that look at one file at a time.
RuleMatcher CompileMatch(const MatchParameters& match);

// `authority` may be null. The parameters and the authority are copied where they are needed.
#define RULE_KIND(enumerator, key, parameters) \
  RuleMatcher CompileKind(const parameters& rule, const Authority* authority);
#include "scanner/model/rule_kinds.def"

}  // namespace ssot
