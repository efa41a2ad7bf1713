// The names of one file that other files can reach: those bound in its module and in its classes.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot {

struct MemberMeaning;  // see entity.h

struct Member {
  ScopeId scope = 0;
  NameId name = 0;
  Range bindings;    // Facts::bindings
  Range attributes;  // Facts::attributes, for classes
  // What it means, once somebody has asked. Owned by the project.
  mutable std::atomic<const MemberMeaning*> meaning = nullptr;
};

class MemberTable {
 public:
  void Build(const Facts& facts);

  // Null when the scope, a module or class, does not bind the name itself.
  const Member* Find(const Facts& facts, ScopeId scope, std::string_view name) const;

 private:
  static uint32_t Hash(ScopeId scope, std::string_view name);
  Member* FindOrAdd(const Facts& facts, ScopeId scope, NameId name);

  std::unique_ptr<Member[]> members_;
  uint32_t count_ = 0;
  std::vector<uint32_t> slots_;  // open addressing; index into members_ plus one, 0: free
};

}  // namespace ssot
