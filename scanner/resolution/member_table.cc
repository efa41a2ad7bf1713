#include "scanner/resolution/member_table.h"

#include <bit>

#include "scanner/model/name_filter.h"

namespace ssot {
namespace {

bool HoldsMembers(const Facts& facts, ScopeId scope) {
  ScopeKind kind = facts.scopes[scope].kind;
  return kind == ScopeKind::kModule || kind == ScopeKind::kClass;
}

// Calls `visit(first, count)` for each run of elements that `same` holds together.
template <typename Items, typename Same, typename Visit>
void ForEachRun(const Items& items, Same same, Visit visit) {
  for (uint32_t first = 0; first < items.size();) {
    uint32_t end = first + 1;
    while (end < items.size() && same(items[first], items[end])) ++end;
    visit(first, end - first);
    first = end;
  }
}

bool IsSameName(const Binding& a, const Binding& b) {
  return a.scope == b.scope && a.name == b.name;
}

bool IsSameAttribute(const AttributeBinding& a, const AttributeBinding& b) {
  return a.class_scope == b.class_scope && a.name == b.name;
}

}  // namespace

uint32_t MemberTable::Hash(ScopeId scope, std::string_view name) {
  const uint32_t hash = HashOfName(name) + scope * 0x9E3779B1u;
  return hash ^ (hash >> 15);
}

const Member* MemberTable::Find(const Facts& facts, ScopeId scope, std::string_view name) const {
  if (slots_.empty()) return nullptr;
  uint32_t mask = static_cast<uint32_t>(slots_.size()) - 1;
  for (uint32_t at = Hash(scope, name) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const Member& member = members_[slots_[at] - 1];
    if (member.scope == scope && facts.Name(member.name) == name) return &member;
  }
  return nullptr;
}

Member* MemberTable::FindOrAdd(const Facts& facts, ScopeId scope, NameId name) {
  uint32_t mask = static_cast<uint32_t>(slots_.size()) - 1;
  uint32_t at = Hash(scope, facts.Name(name)) & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    Member& member = members_[slots_[at] - 1];
    if (member.scope == scope && member.name == name) return &member;
  }
  Member& member = members_[count_++];
  member.scope = scope;
  member.name = name;
  slots_[at] = count_;
  return &member;
}

void MemberTable::Build(const Facts& facts) {
  uint32_t most = 0;
  ForEachRun(facts.bindings, IsSameName, [&](uint32_t first, uint32_t) {
    most += HoldsMembers(facts, facts.bindings[first].scope);
  });
  ForEachRun(facts.attributes, IsSameAttribute, [&](uint32_t, uint32_t) { ++most; });
  if (most == 0) return;
  members_ = std::make_unique<Member[]>(most);
  slots_.assign(std::bit_ceil(most * 2), 0);

  ForEachRun(facts.bindings, IsSameName, [&](uint32_t first, uint32_t count) {
    const Binding& binding = facts.bindings[first];
    if (!HoldsMembers(facts, binding.scope)) return;
    FindOrAdd(facts, binding.scope, binding.name)->bindings = {first, count};
  });
  ForEachRun(facts.attributes, IsSameAttribute, [&](uint32_t first, uint32_t count) {
    const AttributeBinding& attribute = facts.attributes[first];
    FindOrAdd(facts, attribute.class_scope, attribute.name)->attributes = {first, count};
  });
}

}  // namespace ssot
