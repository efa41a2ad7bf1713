#include "scanner/pipeline/importers.h"

#include <atomic>
#include <memory>
#include <set>
#include <vector>

#include "scanner/parallel/parallel_for.h"

namespace ssot {

std::map<std::string, uint32_t> CountImporters(const ProjectFacts& project, unsigned jobs) {
  const std::vector<Facts>& files = *project.facts;
  const auto counts = std::make_unique<std::atomic<uint32_t>[]>(files.size());
  WantedFacts imports_only;
  imports_only.calls = imports_only.accesses = imports_only.definitions = false;
  ParallelFor(jobs, files.size(), [&](size_t i) {
    const auto file = static_cast<FileId>(i);
    std::set<FileId> imported;
    for (const ResolvedImport& import : project.index->ResolveFile(file, imports_only).imports) {
      imported.insert(import.module_file);
      imported.insert(import.origin_file);
    }
    imported.erase(kNone);
    imported.erase(file);
    for (FileId target : imported) ++counts[target];
  });
  std::map<std::string, uint32_t> importers;
  for (size_t i = 0; i < files.size(); ++i) {
    if (counts[i] > 0) importers[files[i].path] = counts[i];
  }
  return importers;
}

}  // namespace ssot
