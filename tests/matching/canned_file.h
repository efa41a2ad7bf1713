// A file whose names are resolved by hand.
#pragma once

#include <string>
#include <vector>

#include "scanner/matching/rule_matcher.h"

namespace ssot {

struct CannedFile {
  std::vector<Facts> files;  // the first is the file itself
  ResolvedFile resolved;

  explicit CannedFile(const std::vector<std::string>& paths = {"app/file.py"}) {
    for (const std::string& path : paths) {
      Facts& facts = files.emplace_back();
      facts.path = path;
      facts.language = Language::kPython;
      facts.name_offsets = {0, 0};  // the empty name
      facts.scopes.emplace_back();
      facts.blocks.emplace_back();
    }
  }

  FileView view() const { return {files.front(), resolved, files}; }
};

// The symbols of a rule's matches, in order.
template <typename Parameters>
std::vector<std::string> SymbolsFound(const Parameters& parameters, const CannedFile& file,
                                      const Authority* authority = nullptr) {
  std::vector<Match> matches;
  CompileKind(parameters, authority).match(file.view(), &matches);
  std::vector<std::string> symbols;
  for (const Match& match : matches) symbols.push_back(match.symbol);
  return symbols;
}

}  // namespace ssot
