#include "scanner/resolution/scope_lookup.h"

#include <algorithm>
#include <utility>

namespace ssot {
namespace {

bool IsWithin(const Facts& facts, BlockId block, BlockId ancestor) {
  while (block != ancestor) {
    if (block == 0) return false;
    block = facts.blocks[block].parent;
  }
  return true;
}

bool IsGuard(BindingKind kind) {
  return kind == BindingKind::kGlobal || kind == BindingKind::kNonlocal;
}

// Bodies of `with` and the like are blocks that always run: the block around them counts.
BlockId SkipPlainBodies(const Facts& facts, BlockId block) {
  while (block != 0 && facts.blocks[block].kind == BlockKind::kBody &&
         facts.blocks[facts.blocks[block].parent].scope == facts.blocks[block].scope) {
    block = facts.blocks[block].parent;
  }
  return block;
}

// True when the binding happens whenever the body of its scope runs to the end.
bool IsUnconditional(const Facts& facts, const Binding& binding) {
  ScopeKind kind = facts.scopes[binding.scope].kind;
  if (kind == ScopeKind::kLambda || kind == ScopeKind::kComprehension) return true;
  const Block& block = facts.blocks[SkipPlainBodies(facts, binding.block)];
  return block.kind == BlockKind::kBody && block.scope == binding.scope;
}

// A name that is bound more often than this under conditions is not followed further back.
constexpr size_t kMaxCandidates = 64;

// Backwards from the place to the first binding that always runs before it.
void FindReachingBindings(const Facts& facts, Range range, const Place& place,
                          std::vector<uint32_t>* bindings) {
  auto first = facts.bindings.begin() + range.first;
  auto end = std::partition_point(first, first + range.count,
                                  [&](const Binding& b) { return b.order < place.order; });
  for (auto binding = end; binding != first && bindings->size() < kMaxCandidates;) {
    --binding;
    if (IsGuard(binding->kind)) continue;
    bindings->push_back(static_cast<uint32_t>(binding - facts.bindings.begin()));
    if (IsWithin(facts, place.block, SkipPlainBodies(facts, binding->block))) return;
  }
}

bool IsDeclaredGlobal(const Facts& facts, Range range) {
  auto first = facts.bindings.begin() + range.first;
  return std::any_of(first, first + range.count,
                     [](const Binding& b) { return b.kind == BindingKind::kGlobal; });
}

}  // namespace

// The search asks too much at random for a processor to guess: it is written without branches.
Range BindingsOf(const Facts& facts, ScopeId scope, NameId name) {
  const auto key_of = [](uint64_t of_scope, uint64_t of_name) { return of_scope << 32 | of_name; };
  const auto comes_before = [&, key = key_of(scope, name)](const Binding& binding) {
    return key_of(binding.scope, binding.name) < key;
  };
  auto first = facts.bindings.begin();
  for (auto count = static_cast<std::ptrdiff_t>(facts.bindings.size()); count > 0;) {
    const std::ptrdiff_t half = (count + 1) / 2;
    first += comes_before(first[half - 1]) * half;
    count -= half;
  }
  auto is_same = [&](const Binding& b) { return b.scope == scope && b.name == name; };
  auto last = first;
  while (last != facts.bindings.end() && last - first < 8 && is_same(*last)) ++last;
  if (last - first == 8) last = std::partition_point(last, facts.bindings.end(), is_same);
  return {static_cast<uint32_t>(first - facts.bindings.begin()),
          static_cast<uint32_t>(last - first)};
}

void FindFinalBindings(const Facts& facts, Range range, std::vector<uint32_t>* bindings) {
  uint32_t i = range.first + range.count;
  while (i-- > range.first && bindings->size() < kMaxCandidates) {
    if (IsGuard(facts.bindings[i].kind)) continue;
    bindings->push_back(i);
    if (IsUnconditional(facts, facts.bindings[i])) return;
  }
}

LookupOutcome FindBindings(const Facts& facts, NameId name, const Place& place,
                           std::vector<uint32_t>* bindings) {
  size_t before = bindings->size();
  bool later = place.later;
  bool left_function = false;
  ScopeId id = place.scope;
  for (uint32_t climbed = 0; climbed < kMaxScopes; ++climbed, id = facts.scopes[id].parent) {
    const Scope& scope = facts.scopes[id];
    bool is_hidden = scope.kind == ScopeKind::kClass && left_function;
    if (!is_hidden) {
      Range range = BindingsOf(facts, id, name);
      if (range.count > 0) {
        if (id == 0 && later) return LookupOutcome::kModule;
        if (later || scope.kind == ScopeKind::kComprehension) {
          FindFinalBindings(facts, range, bindings);
        } else {
          FindReachingBindings(facts, range, place, bindings);
        }
        if (bindings->size() > before) return LookupOutcome::kFound;
        if (IsDeclaredGlobal(facts, range)) return LookupOutcome::kModule;
        bool is_local = !IsGuard(facts.bindings[range.first].kind);
        if (scope.kind == ScopeKind::kFunction && is_local) return LookupOutcome::kUnbound;
      }
    }
    if (id == 0) return LookupOutcome::kMissing;
    if (scope.kind == ScopeKind::kFunction || scope.kind == ScopeKind::kLambda) {
      later = true;
      left_function = true;
    }
  }
  return LookupOutcome::kUnbound;
}

NameId FindLocalName(const Facts& facts, ScopeId scope, std::string_view text) {
  constexpr uint32_t kMaxLooks = 1024;
  uint32_t looks = 0;
  for (; scope != 0; scope = facts.scopes[scope].parent) {
    Range range = BindingsOf(facts, scope, 0);  // where the scope's bindings would begin
    for (size_t i = range.first; i < facts.bindings.size(); ++i) {
      const Binding& binding = facts.bindings[i];
      if (binding.scope != scope) break;
      if (facts.Name(binding.name) == text) return binding.name;
      if (++looks > kMaxLooks) return 0;
    }
    if (++looks > kMaxLooks) return 0;
  }
  return 0;
}

std::vector<ScopeId> OwnerScopes(const Facts& facts) {
  std::vector<ScopeId> owners(facts.scopes.size(), kNone);
  for (ScopeId scope = 0; scope < facts.scopes.size(); ++scope) {
    ScopeId owner = scope;
    auto has_code = [&](ScopeId id) {
      ScopeKind kind = facts.scopes[id].kind;
      return kind != ScopeKind::kComprehension && kind != ScopeKind::kLambda &&
             kind != ScopeKind::kBlock;
    };
    while (owners[owner] == kNone && !has_code(owner)) owner = facts.scopes[owner].parent;
    if (owners[owner] != kNone) owner = owners[owner];
    // Every scope on the way has the same owner.
    for (ScopeId id = scope; owners[id] == kNone; id = facts.scopes[id].parent) owners[id] = owner;
  }
  return owners;
}

bool IsInHandler(const Facts& facts, BlockId block) {
  for (;; block = facts.blocks[block].parent) {
    block = SkipPlainBodies(facts, block);
    if (facts.blocks[block].kind == BlockKind::kHandler) return true;
    if (facts.blocks[block].kind == BlockKind::kBody) return false;
  }
}

}  // namespace ssot
