// The names by which calls import modules or replace them by mocks: import_module, __import__,
// patch, and every other name that a file of the tree gives one of these. A call by no such name
// need not be evaluated to know that it imports nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
#include "scanner/model/name_filter.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

class ImportingNames {
 public:
  // Without `mocks`, only the names that import.
  ImportingNames(bool mocks, unsigned jobs);

  // Looks for further names until there are none; `changed` are the files that it has not seen as
  // they are.
  void Update(const std::vector<Facts>& files, const std::vector<FileId>& changed);

  // Whether a line that was left out of an outline may import by such a name.
  bool MayBeLeftOutOf(const Facts& outline) const;

  // The names of the file that are such names, as a set over its NameIds; empty when there is none.
  // Without `mocks`, only those that import.
  std::vector<bool> In(const Facts& facts, bool mocks) const;

 private:
  struct Names {
    struct Name {
      std::string text;
      uint32_t hash = 0;
      bool is_shared = false;  // by which code of other functions can reach it
    };
    std::vector<Name> list;
    std::unordered_map<std::string, size_t, NameHash, std::equal_to<>> places;  // in the list
    uint64_t shapes = 0;                                                        // of all of them

    void Add(std::string_view text, bool is_shared);
    // Whether the file may hold one of those from `first` on.
    bool MayStandIn(const Facts& facts, size_t first = 0) const;
    void Mark(const Facts& facts, std::vector<bool>* names) const;
  };
  struct OfLanguage {
    Names importing;
    Names mocking;
  };
  using Languages = std::map<const LanguageSemantics*, OfLanguage>;

  void Grow(const std::vector<Facts>& files, std::vector<FileId> open, Names OfLanguage::*which);
  const OfLanguage* Of(const Facts& facts) const;

  bool mocks_;
  unsigned jobs_;
  Languages languages_;  // names mean nothing to files of another one
};

// The outlines that may lack a call that imports: by a name that another file, or an attribute,
// gives a function that imports; `names` are those of `files`. The names that such functions have
// everywhere are to be looked for before an outline is read. Read whole, they may give further
// names: update the names and ask until there are none.
std::vector<FileId> ImportingOutlines(const std::vector<Facts>& files, const ImportingNames& names);

}  // namespace ssot
