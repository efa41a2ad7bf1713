// The names under which private definitions are exported: `Manager = _ManagerImplementation`,
// `from .impl import _ManagerImplementation as Manager`.
#pragma once

#include <map>
#include <string_view>
#include <utility>

#include "scanner/model/facts.h"
#include "scanner/resolution/module_resolver.h"

namespace ssot {

class Evaluator;
class Project;

class PublicNames {
 public:
  // Anew.
  void Build(const Project& project, unsigned jobs);

  // Empty when the definition has no other name.
  std::string_view Find(FileId file, DefinitionId definition) const;

 private:
  std::map<std::pair<FileId, DefinitionId>, std::string_view> names_;
};

}  // namespace ssot
