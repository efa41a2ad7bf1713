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
    : helpers(
          std::make_unique<std::atomic<uint32_t>[]>(facts.definitions.size() * kHelperRounds)) {
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
    tables.semantics = language->semantics;
    tables.files = &language->files;
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
  std::atomic<bool> keeps_imports = true;  // and with them what they say of modules' names
  ParallelFor(jobs_, changed.size(), [&](size_t i) {
    const ProjectFile old = std::exchange(files_[changed[i]], {});
    ProjectFile& file = files_[changed[i]];
    file.language = old.language;
    BuildFile(changed[i]);
    file.module_name = old.module_name;
    if (file.imports_hash != old.imports_hash) keeps_imports = false;
  });
  if (!keeps_imports) {
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
  ParallelFor(jobs_, tables.files->size(), [&](size_t at) {
    const ProjectFile& file = files_[(*tables.files)[at]];
    for (size_t i = 0; i < file.targets.size(); ++i) {
      const ImportFact& import = file.facts->imports[i];
      const ImportTarget& target = file.targets[i];
      if (import.level > 0 || target.file == kNone) continue;
      tables.modules->NoteImport(files_[target.file].facts->path, target,
                                 file.facts->Name(import.module));
    }
  });
  ParallelFor(jobs_, tables.files->size(), [&](size_t at) {
    ProjectFile& file = files_[(*tables.files)[at]];
    file.module_name = tables.modules->ModuleName(file.facts->path);
  });
}

void Project::BuildFile(FileId id) {
  const Facts& facts = (*facts_)[id];
  ProjectFile& file = files_[id];
  file.facts = &facts;
  file.is_package = file.language->modules->IsInitializer(facts.path);
  if (facts.parse == ParseStatus::kFailed) return;
  file.targets.reserve(facts.imports.size());
  for (uint32_t i = 0; i < facts.imports.size(); ++i) {
    const ImportFact& fact = facts.imports[i];
    std::string_view name = facts.Name(fact.name);
    if (name == "*") {
      if (file.stars.size() < kMaxStars) file.stars.push_back(i);
      name = "";
    }
    const bool is_found = fact.file != 0;  // by the front end
    file.imports_hash = file.imports_hash * 0x9E3779B97F4A7C15u + fact.level +
                        HashOfName(facts.Name(is_found ? fact.file : fact.module)) * uint64_t{64};
    file.targets.push_back(file.language->modules->Resolve(
        facts.path, is_found ? kPathFromRoot : fact.level,
        facts.Name(is_found ? fact.file : fact.module), name, &file.arena));
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
