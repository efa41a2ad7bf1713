// The table of rule kinds: a rule's parameters to a function that finds its matches in one file.
//
// A kind is one overload of CompileKind, in a file of its own, and one line in
// scanner/model/rule_kinds.def. Text rules are the exception: they are matched while the bytes
// are at hand, by TextPass.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

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
  std::string around;  // in a configuration file: the keys around it, dotted
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

struct RuleMatcher {
  // Appends to `matches` in source order. Thread-safe. Empty for text rules.
  std::function<void(const FileView& file, std::vector<Match>* matches)> match;
  // The facts that `match` looks at; it must be given at least these. Its functions are
  // thread-safe.
  WantedFacts wanted = NoFacts();
  // Whether the rule may find something in a file because this name or text stands in it. Such
  // files are worth an analysis that costs much. Empty: any file may be. Thread-safe.
  std::function<bool(std::string_view word)> concerns;
};

// `authority` may be null. The parameters and the authority are copied where they are needed.
#define RULE_KIND(enumerator, key, parameters) \
  RuleMatcher CompileKind(const parameters& rule, const Authority* authority);
#include "scanner/model/rule_kinds.def"

}  // namespace ssot
