// Definitions by their qualified names, for languages in which a name is the same in every file.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/resolution/module_resolver.h"

namespace ssot {

class DefinitionTable {
 public:
  struct Entry {
    FileId file = kNone;
    DefinitionId definition = kNone;
  };

  // `files` must outlive the table.
  explicit DefinitionTable(const std::vector<Facts>& files) { Build(files); }

  // Anew.
  void Build(const std::vector<Facts>& files);

  // Of several, one in `near`, then one with a body, then the first. Null: there is none.
  const Entry* Find(FileId near, std::string_view qualified_name) const;

 private:
  const std::vector<Facts>* files_ = nullptr;
  std::unordered_map<std::string_view, std::vector<Entry>> entries_;
};

}  // namespace ssot
