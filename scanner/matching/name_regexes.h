// Regular expressions of which one must match a whole name.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/matching/name_pieces.h"

namespace ssot {

// Immutable and cheap to copy; any number of threads may match with it. The loader has refused
// expressions that are not well formed; one that got here all the same matches nothing.
class NameRegexes {
 public:
  explicit NameRegexes(const std::vector<std::string>& patterns);

  bool empty() const { return any_ == nullptr; }
  bool Match(std::string_view name) const;

  // What every match cannot do without, as far as RE2 can say.
  NamePieces Pieces() const;

 private:
  std::shared_ptr<const RE2> any_;  // the patterns as one alternation
  std::vector<std::string> patterns_;
};

}  // namespace ssot
