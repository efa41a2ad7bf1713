#include "scanner/resolution/fact_index.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <tuple>
#include <utility>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/importing_names.h"
#include "scanner/resolution/project.h"

namespace ssot {
namespace {

template <typename Fact>
void SortBySpan(std::vector<Fact>* facts) {
  auto is_before = [](const Fact& a, const Fact& b) {
    return std::tie(a.span.line, a.span.column) < std::tie(b.span.line, b.span.column);
  };
  // As they mostly are: sorting would move texts about.
  if (std::is_sorted(facts->begin(), facts->end(), is_before)) return;
  std::stable_sort(facts->begin(), facts->end(), is_before);
}

bool IsSameAccess(const ResolvedAccess& a, const ResolvedAccess& b) {
  return a.span == b.span && a.of == b.of && a.mode == b.mode && a.name == b.name;
}

class ProjectIndex final : public FactIndex {
 public:
  ProjectIndex(const std::vector<Facts>& files, const std::vector<Authority>& authorities,
               std::shared_ptr<ModuleResolvers> resolvers, unsigned jobs)
      : jobs_(jobs),
        project_(files, authorities, std::move(resolvers), jobs),
        importing_names_(true, jobs) {
    std::vector<FileId> all(files.size());
    std::iota(all.begin(), all.end(), 0);
    importing_names_.Update(files, all);
  }

  void Update(const std::vector<FileId>& changed) override {
    project_.Update(changed);
    importing_names_.Update(files(), changed);
  }

  const std::vector<Facts>& files() const override { return project_.facts(); }
  std::string_view ModuleName(FileId file) const override {
    return project_.file(file).module_name;
  }

  uint64_t CountUnresolvedImports() const override {
    std::atomic<uint64_t> unresolved = 0;
    ParallelFor(jobs_, files().size(), [&](size_t i) {
      Evaluator evaluator(project_);
      uint64_t count = 0;
      for (uint32_t import = 0; import < files()[i].imports.size(); ++import) {
        count += IsUnresolved(&evaluator, static_cast<FileId>(i), import);
        evaluator.Forget();
      }
      unresolved += count;
    });
    return unresolved;
  }

  std::vector<FileId> AskedFor() const override {
    std::vector<FileId> asked;
    for (FileId file = 0; file < project_.size(); ++file) {
      if (project_.IsAskedFor(file)) asked.push_back(file);
    }
    return asked;
  }

  using FactIndex::ResolveFile;
  ResolvedFile ResolveFile(FileId file, const WantedFacts& wanted) const override {
    ResolvedFile resolved;
    const Facts& facts = files()[file];
    resolved.module = project_.file(file).module_name;
    if (facts.parse == ParseStatus::kFailed) return resolved;
    Evaluator evaluator(project_);
    if (wanted.imports) ResolveImports(&evaluator, file, &resolved.imports);
    if (wanted.definitions) ResolveDefinitions(&evaluator, file, wanted, &resolved.definitions);
    AccessList accesses(wanted);
    if (wanted.accesses) ResolveAccesses(&evaluator, file, &accesses);
    if (wanted.accesses) ResolveSettings(facts, &accesses);
    const bool needs_calls = wanted.calls || wanted.accesses;
    std::vector<bool> importing;
    if (wanted.imports && !needs_calls) importing = importing_names_.In(facts, wanted.mocks);
    for (const CallFact& call : facts.calls) {
      if (!needs_calls && !MayImport(facts, call, importing)) continue;
      Callee callee = EvaluateCallee(&evaluator, file, call);
      if (wanted.calls) ResolveCall(&evaluator, file, call, callee, wanted, &resolved.calls);
      if (wanted.imports) ResolveCallImports(&evaluator, file, call, callee, &resolved.imports);
      if (wanted.accesses) ResolveCallAccesses(&evaluator, file, call, callee, &accesses);
      evaluator.Forget();
    }
    resolved.is_doubtful = evaluator.has_asked();
    resolved.accesses = accesses.Take();
    SortBySpan(&resolved.imports);
    SortBySpan(&resolved.accesses);
    auto repeated = std::unique(resolved.accesses.begin(), resolved.accesses.end(), IsSameAccess);
    resolved.accesses.erase(repeated, resolved.accesses.end());
    return resolved;
  }

 private:
  // False for a call by a name that stands for no function that imports.
  static bool MayImport(const Facts& facts, const CallFact& call,
                        const std::vector<bool>& importing) {
    if (importing.empty()) return false;
    const Value& callee = facts.values[call.callee];
    const bool has_name = callee.kind == ValueKind::kName || callee.kind == ValueKind::kAttribute;
    return has_name ? importing[callee.name] : callee.kind != ValueKind::kCall;
  }

  unsigned jobs_;
  Project project_;
  ImportingNames importing_names_;
};

}  // namespace

std::unique_ptr<FactIndex> FactIndex::Build(const std::vector<Facts>& files,
                                            const std::vector<Authority>& authorities,
                                            unsigned jobs,
                                            std::shared_ptr<ModuleResolvers> resolvers) {
  if (resolvers == nullptr) {
    resolvers = std::make_shared<ModuleResolvers>(files, std::vector<ModuleSettings>());
  }
  return std::make_unique<ProjectIndex>(files, authorities, std::move(resolvers), jobs);
}

}  // namespace ssot
