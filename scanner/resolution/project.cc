#include "scanner/resolution/project.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/include_modules.h"
#include "scanner/resolution/scope_lookup.h"

namespace ssot {
namespace {

// Sorts the indices of `items` by the function, class or module whose code they belong to:
// those of scope s are (*sorted)[(*at)[s]] up to (*sorted)[(*at)[s + 1]].
template <typename Item>
void SortByOwner(const std::vector<ScopeId>& owners, const std::vector<Item>& items,
                 std::vector<uint32_t>* sorted, std::vector<uint32_t>* at) {
  at->assign(owners.size() + 1, 0);
  for (const Item& item : items) ++(*at)[owners[item.scope] + 1];
  std::partial_sum(at->begin(), at->end(), at->begin());
  std::vector<uint32_t> next(at->begin(), at->end() - 1);
  sorted->resize(items.size());
  for (uint32_t i = 0; i < items.size(); ++i) (*sorted)[next[owners[items[i].scope]]++] = i;
}

constexpr size_t kMaxStars = 256;  // star imports of one file that are followed

}  // namespace

ScopeUses::ScopeUses(const Facts& facts)
    : helpers(std::make_unique<std::atomic<uint32_t>[]>(facts.definitions.size() * kHelperRounds)) {
  const std::vector<ScopeId> owners = OwnerScopes(facts);
  SortByOwner(owners, facts.calls, &calls, &calls_at);
  SortByOwner(owners, facts.accesses, &accesses, &accesses_at);
}

const MemberTable& ProjectFile::members() const {
  return lazy_members.Get([this] {
    auto members = std::make_unique<MemberTable>();
    members->Build(*facts);
    return members;
  });
}

const ScopeUses& ProjectFile::uses() const {
  return lazy_uses.Get([this] { return std::make_unique<ScopeUses>(*facts); });
}

Project::Project(const std::vector<Facts>& files, const std::vector<Authority>& authorities,
                 std::shared_ptr<ModuleResolvers> resolvers, unsigned jobs)
    : facts_(&files),
      jobs_(jobs),
      files_(files.size()),
      resolvers_(std::move(resolvers)),
      definitions_(files),
      asked_for_(std::make_unique<std::atomic<bool>[]>(files.size())) {
  for (const ModuleResolvers::Language* language : resolvers_->All()) {
    auto& tables = *languages_.emplace_back(std::make_unique<LanguageTables>());
    tables.language = language;
    tables.semantics = language->semantics;
    tables.modules = language->modules.get();
    tables.environment.Build(*language->semantics);
    for (FileId id : language->files) files_[id].language = &tables;
  }
  for (const Authority& authority : authorities) {
    clients_.insert(clients_.end(), authority.clients.begin(), authority.clients.end());
  }
  ParallelFor(jobs, files.size(), [&](size_t id) { BuildFile(static_cast<FileId>(id)); });
  for (const auto& tables : languages_) ChooseModuleNames(*tables);
  public_names_.Build(*this, jobs_);
}

void Project::Update(const std::vector<FileId>& changed) {
  Forget();
  definitions_.Build(*facts_);
  bool has_other_imports = false;  // which say something else of the names of modules
  for (FileId id : changed) {
    const ProjectFile old = std::exchange(files_[id], {});
    files_[id].language = old.language;
    files_[id].module_name = old.module_name;
    has_other_imports |= resolvers_->UpdateImports(id);
    BuildFile(id);
  }
  if (has_other_imports) {
    for (const auto& tables : languages_) {
      tables->modules->ForgetImports();
      ChooseModuleNames(*tables);
    }
  }
  public_names_.Build(*this, jobs_);
}

// Everything that was found out by asking.
void Project::Forget() {
  for (const Member* member : remembered_) member->meaning = nullptr;
  remembered_.clear();
  arena_.Clear();
  ParallelFor(jobs_, files_.size(), [&](size_t id) {
    asked_for_[id] = false;
    files_[id].lazy_uses.Reset();
  });
}

void Project::ChooseModuleNames(const LanguageTables& tables) {
  const std::vector<FileId>& files = tables.language->files;
  ParallelFor(jobs_, files.size(), [&](size_t at) {
    const ProjectFile& file = files_[files[at]];
    for (size_t i = 0; i < file.targets.size(); ++i) {
      const ImportFact& import = file.facts->imports[i];
      const ImportTarget& target = file.targets[i];
      if (import.level > 0 || target.file == kNone) continue;
      tables.modules->NoteImport(files_[target.file].facts->path, target,
                                 file.facts->Name(import.module));
    }
  });
  ParallelFor(jobs_, files.size(), [&](size_t at) {
    ProjectFile& file = files_[files[at]];
    file.module_name = tables.modules->ModuleName(file.facts->path);
  });
}

void Project::BuildFile(FileId id) {
  const Facts& facts = (*facts_)[id];
  ProjectFile& file = files_[id];
  file.facts = &facts;
  file.is_package = file.language->modules->IsInitializer(facts.path);
  if (facts.parse == ParseStatus::kFailed) return;
  file.targets = resolvers_->ImportsOf(*file.language->language, id).targets;
  for (uint32_t i = 0; i < facts.imports.size() && file.stars.size() < kMaxStars; ++i) {
    if (facts.Name(facts.imports[i].name) == "*") file.stars.push_back(i);
  }
}

void Project::Remember(const Member& member, const MemberMeaning& meaning) const {
  std::lock_guard lock(mutex_);
  if (member.meaning.load(std::memory_order_acquire) != nullptr) return;
  MemberMeaning* kept = arena_.Array<MemberMeaning>(1);
  *kept = meaning;
  kept->origin_name = arena_.Copy(meaning.origin_name);
  Entity& entity = kept->entity;
  entity.text = arena_.Copy(entity.text);
  if (entity.string_count > 0) {
    ConstantString* strings = arena_.Array<ConstantString>(entity.string_count);
    for (uint32_t i = 0; i < entity.string_count; ++i) {
      strings[i] = {arena_.Copy(entity.strings[i].text), entity.strings[i].has_gaps};
    }
    entity.strings = strings;
  }
  if (entity.located != nullptr) {
    LocatedValue* located = arena_.Array<LocatedValue>(1);
    *located = *entity.located;
    entity.located = located;
  }
  member.meaning.store(kept, std::memory_order_release);
  remembered_.push_back(&member);
}

}  // namespace ssot
