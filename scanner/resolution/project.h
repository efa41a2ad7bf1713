// What resolution knows about the whole tree before any name is evaluated. Read-only between its
// building and an update but for the remembered meanings of members, and which outlines said too
// little; any thread may add these.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
#include "scanner/model/rule.h"
#include "scanner/parallel/lazy.h"
#include "scanner/resolution/definition_table.h"
#include "scanner/resolution/entity.h"
#include "scanner/resolution/environment_table.h"
#include "scanner/resolution/member_table.h"
#include "scanner/resolution/module_resolver.h"
#include "scanner/resolution/public_names.h"

namespace ssot {

// How deep one question may lead, and how many expressions it may evaluate.
inline constexpr uint32_t kMaxDepth = 96;
inline constexpr uint32_t kMaxSteps = 2000;
inline constexpr uint32_t kMaxReturns = 3;  // functions that return what functions return that …
// What all questions about one file may evaluate before each of them is kept shorter.
inline constexpr uint64_t kFileSteps = 4'000'000;
inline constexpr uint32_t kMaxStepsWhenSpent = 50;

// A function that passes a parameter on as the key of an environment access.
struct EnvironmentHelper {
  bool is_helper = false;
  AccessMode mode = AccessMode::kRead;
  uint32_t parameter = 0;  // position from 0, self included
};
inline constexpr uint32_t kHelperRounds = 4;  // helpers of helpers of …

struct LanguageTables {
  const ModuleResolvers::Language* language = nullptr;
  const LanguageSemantics* semantics = nullptr;
  ModuleResolver* modules = nullptr;
  EnvironmentTable environment;
};

// What the code of a file's functions uses.
struct ScopeUses {
  explicit ScopeUses(const Facts& facts);

  std::vector<uint32_t> calls;  // by the scope that runs them: calls_at[scope]
  std::vector<uint32_t> calls_at;
  std::vector<uint32_t> accesses;
  std::vector<uint32_t> accesses_at;
  // kHelperRounds for each definition: 0 not asked yet, 1 none, else packed EnvironmentHelper.
  std::unique_ptr<std::atomic<uint32_t>[]> helpers;
};

struct ProjectFile {
  // Most files of a tree are never asked for these.
  const MemberTable& members() const;
  const ScopeUses& uses() const;

  const Facts* facts = nullptr;
  const LanguageTables* language = nullptr;
  std::string module_name;
  bool is_package = false;                // stands for its folder: __init__.py
  std::span<const ImportTarget> targets;  // of facts->imports
  std::vector<uint32_t> stars;            // facts->imports with the name "*"
  Lazy<MemberTable> lazy_members;
  Lazy<ScopeUses> lazy_uses;
};

class Project {
 public:
  Project(const std::vector<Facts>& files, const std::vector<Authority>& authorities,
          std::shared_ptr<ModuleResolvers> resolvers, unsigned jobs);

  // See FactIndex::Update. What other files know of the changed ones is where they are, which
  // stays, what they import, which mostly does, and what their members mean, which is forgotten.
  void Update(const std::vector<FileId>& changed);

  const std::vector<Facts>& facts() const { return *facts_; }
  const ProjectFile& file(FileId id) const { return files_[id]; }
  size_t size() const { return files_.size(); }
  const std::vector<std::string>& clients() const { return clients_; }

  const PublicNames& public_names() const { return public_names_; }
  const DefinitionTable& definitions() const { return definitions_; }

  // Notes that an answer depends on what an outline may have left out of a scope.
  void AskForWhole(FileId file) const { asked_for_[file].store(true, std::memory_order_relaxed); }
  bool IsAskedFor(FileId file) const { return asked_for_[file].load(std::memory_order_relaxed); }

  // Keeps a copy of `meaning` for everybody who asks for the member again.
  void Remember(const Member& member, const MemberMeaning& meaning) const;

 private:
  void BuildFile(FileId id);
  void ChooseModuleNames(const LanguageTables& tables);
  void Forget();

  const std::vector<Facts>* facts_;
  unsigned jobs_;
  std::vector<ProjectFile> files_;
  std::shared_ptr<ModuleResolvers> resolvers_;
  std::vector<std::unique_ptr<LanguageTables>> languages_;
  DefinitionTable definitions_;
  PublicNames public_names_;
  std::vector<std::string> clients_;  // of all authorities
  std::unique_ptr<std::atomic<bool>[]> asked_for_;
  mutable std::mutex mutex_;
  mutable TextArena arena_;                        // guarded by mutex_
  mutable std::vector<const Member*> remembered_;  // likewise
};

}  // namespace ssot
