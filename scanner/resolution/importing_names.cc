// A name is given to a function by an import with an alias, by an assignment to a variable or an
// attribute. Only a name whose value is written as a name or a member is one; what a call returns
// has no name that could be followed.
#include "scanner/resolution/importing_names.h"

#include <algorithm>

#include "scanner/parallel/parallel_for.h"

namespace ssot {
namespace {

uint64_t LengthBit(std::string_view name) {
  return uint64_t{1} << std::min<size_t>(name.size(), 63);
}

std::string_view LastPart(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

bool HasOutlines(Language language) {
  const FrontEnd* front_end = FindFrontEnd(language);
  return front_end != nullptr && front_end->outline != nullptr;
}

// Names that bind in functions are known to their own file alone.
bool IsShared(const Facts& facts, ScopeId scope) {
  const ScopeKind kind = facts.scopes[scope].kind;
  return kind == ScopeKind::kModule || kind == ScopeKind::kClass;
}

// Calls `found(new_name, is_shared)` for each name that `facts` gives to a thing called by one of
// the others.
template <typename Contains, typename Found>
void ForEachNewName(const Facts& facts, const Contains& contains, const Found& found) {
  const auto is_one = [&](ValueId id) {
    const Value& value = facts.values[id];
    const bool has_name = value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute;
    return has_name && contains(value.name);
  };
  const auto is_alias = [&](ValueId id) {
    const Value& value = facts.values[id];
    if (value.kind != ValueKind::kChoice) return is_one(id);
    const auto first = facts.value_lists.begin() + value.first;
    return std::any_of(first, first + value.count, is_one);
  };
  for (const ImportFact& import : facts.imports) {
    if (import.alias == 0 || !contains(import.name)) continue;
    found(import.alias, IsShared(facts, facts.blocks[import.block].scope));
  }
  for (const Binding& binding : facts.bindings) {
    if (is_alias(binding.value)) found(binding.name, IsShared(facts, binding.scope));
  }
  for (const AttributeBinding& attribute : facts.attributes) {
    if (is_alias(attribute.value)) found(attribute.name, true);
  }
}

}  // namespace

bool ImportingNames::Names::Contains(std::string_view name) const {
  return (lengths & LengthBit(name)) != 0 && all.contains(std::string(name));
}

void ImportingNames::Names::Add(std::string_view name) {
  all.emplace(name);
  lengths |= LengthBit(name);
}

bool ImportingNames::Grow(const std::vector<Facts>& files, unsigned jobs, Names* names) {
  struct NewName {
    std::string_view name;
    bool is_shared;
  };
  std::vector<std::vector<NewName>> found(files.size());
  ParallelFor(jobs, files.size(), [&](size_t i) {
    const Facts& facts = files[i];
    if (facts.name_offsets.empty()) return;
    bool mentions_one = false;
    for (NameId name = 1; name + 1 < facts.name_offsets.size() && !mentions_one; ++name) {
      mentions_one = names->Contains(facts.Name(name));
    }
    if (!mentions_one) return;
    ForEachNewName(
        facts, [&](NameId name) { return names->Contains(facts.Name(name)); },
        [&](NameId name, bool is_shared) {
          found[i].push_back({facts.Name(name), is_shared});
        });
  });
  const size_t size = names->all.size();
  for (size_t i = 0; i < files.size(); ++i) {
    for (const NewName& added : found[i]) {
      if (names->all.contains(std::string(added.name))) continue;
      names->Add(added.name);
      names->has_shared = names->has_shared || (added.is_shared && HasOutlines(files[i].language));
    }
  }
  return names->all.size() > size;
}

void ImportingNames::Build(const std::vector<Facts>& files, unsigned jobs) {
  for (const FrontEnd* front_end : AllFrontEnds()) {
    for (std::string_view call : front_end->semantics->dynamic_imports) {
      importing_.Add(LastPart(call));
    }
    for (std::string_view call : front_end->semantics->mock_calls) mocking_.Add(LastPart(call));
  }
  while (Grow(files, jobs, &importing_)) {
  }
  while (Grow(files, jobs, &mocking_)) {
  }
}

std::vector<bool> ImportingNames::In(const Facts& facts, bool mocks) const {
  std::vector<bool> names;
  for (NameId name = 1; name + 1 < facts.name_offsets.size(); ++name) {
    const std::string_view text = facts.Name(name);
    if (!importing_.Contains(text) && !(mocks && mocking_.Contains(text))) continue;
    names.resize(facts.name_offsets.size());
    names[name] = true;
  }
  return names;
}

}  // namespace ssot
