#include "scanner/resolution/definition_table.h"

#include "scanner/languages/front_end.h"

namespace ssot {
namespace {

bool HasQualifiedNames(Language language) {
  const FrontEnd* front_end = FindFrontEnd(language);
  return front_end != nullptr && front_end->semantics->module_system == ModuleSystem::kIncludes;
}

}  // namespace

void DefinitionTable::Build(const std::vector<Facts>& files) {
  files_ = &files;
  entries_.clear();
  for (FileId file = 0; file < files.size(); ++file) {
    const Facts& facts = files[file];
    if (!HasQualifiedNames(facts.language)) continue;
    for (DefinitionId id = 0; id < facts.definitions.size(); ++id) {
      const NameId name = facts.definitions[id].qualified_name;
      if (name != 0) entries_[facts.Name(name)].push_back({file, id});
    }
  }
}

const DefinitionTable::Entry* DefinitionTable::Find(FileId near,
                                                    std::string_view qualified_name) const {
  const auto found = entries_.find(qualified_name);
  if (found == entries_.end()) return nullptr;
  const Entry* best = nullptr;
  int best_rank = -1;
  for (const Entry& entry : found->second) {
    const bool has_body =
        (*files_)[entry.file].definitions[entry.definition].body != BodyShape::kStub;
    const int rank = (entry.file == near ? 2 : 0) + (has_body ? 1 : 0);
    if (rank <= best_rank) continue;
    best = &entry;
    best_rank = rank;
  }
  return best;
}

}  // namespace ssot
