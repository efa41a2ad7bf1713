// The names by which calls import modules or replace them by mocks: import_module, __import__,
// patch, and every other name that a file of the tree gives one of these. A call by no such name
// need not be evaluated to know that it imports nothing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"

namespace ssot {

class ImportingNames {
 public:
  // Looks for new names until there are none.
  void Build(const std::vector<Facts>& files, unsigned jobs);

  // Whether a file of a language with outlines gives a function that imports a name of its own by
  // which other files can reach it.
  bool has_shared() const { return importing_.has_shared; }

  // The names of the file that are such names, as a set over its NameIds; empty when there is none.
  // Without `mocks`, only those that import.
  std::vector<bool> In(const Facts& facts, bool mocks) const;

 private:
  struct Names {
    std::unordered_set<std::string> all;
    uint64_t lengths = 0;  // one bit a length, the last one for all longer names
    bool has_shared = false;
    bool Contains(std::string_view name) const;
    void Add(std::string_view name);
  };
  static bool Grow(const std::vector<Facts>& files, unsigned jobs, Names* names);

  Names importing_;
  Names mocking_;
};

}  // namespace ssot
