// A name is given to a function by an import with an alias, by an assignment to a variable or an
// attribute. Only a name whose value is written as a name or a member is one; what a call returns
// has no name that could be followed.
#include "scanner/resolution/importing_names.h"

#include <algorithm>
#include <numeric>

#include "scanner/parallel/parallel_for.h"

namespace ssot {
namespace {

std::string_view LastPart(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

// One of 64 bits, by how the name looks: cheaper than a hash, and it tells most names apart.
uint64_t ShapeBit(std::string_view name) {
  if (name.empty()) return 1;
  const size_t shape = name.size() * 11 + static_cast<unsigned char>(name.front()) +
                       static_cast<unsigned char>(name.back()) * size_t{5};
  return uint64_t{1} << (shape & 63);
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
    const bool has_name = binding.kind != BindingKind::kReturn;
    if (has_name && is_alias(binding.value)) found(binding.name, IsShared(facts, binding.scope));
  }
  for (const AttributeBinding& attribute : facts.attributes) {
    if (is_alias(attribute.value)) found(attribute.name, true);
  }
}

}  // namespace

void ImportingNames::Names::Add(std::string_view text, bool is_shared) {
  const auto [place, is_new] = places.emplace(text, list.size());
  if (is_new) list.push_back({std::string(text), HashOfName(text), false});
  shapes |= ShapeBit(text);
  list[place->second].is_shared |= is_shared;
}

bool ImportingNames::Names::MayStandIn(const Facts& facts, size_t first) const {
  return std::any_of(list.begin() + static_cast<std::ptrdiff_t>(first), list.end(),
                     [&](const Name& name) { return facts.name_filter.MayHold(name.hash); });
}

void ImportingNames::Names::Mark(const Facts& facts, std::vector<bool>* names) const {
  if (!MayStandIn(facts)) return;
  for (NameId name = 1; name + 1 < facts.name_offsets.size(); ++name) {
    const std::string_view text = facts.Name(name);
    if ((shapes & ShapeBit(text)) == 0 || !places.contains(text)) continue;
    names->resize(facts.name_offsets.size());
    (*names)[name] = true;
  }
}

const ImportingNames::OfLanguage* ImportingNames::Of(const Facts& facts) const {
  const FrontEnd* front_end = FindFrontEnd(facts.language);
  if (front_end == nullptr) return nullptr;
  const auto found = languages_.find(front_end->semantics);
  return found == languages_.end() ? nullptr : &found->second;
}

ImportingNames::ImportingNames(bool mocks, unsigned jobs) : mocks_(mocks), jobs_(jobs) {
  for (const FrontEnd* front_end : AllFrontEnds()) {
    OfLanguage& language = languages_[front_end->semantics];
    for (std::string_view call : front_end->semantics->dynamic_imports) {
      language.importing.Add(LastPart(call), false);
    }
    for (std::string_view call : front_end->semantics->mock_calls) {
      language.mocking.Add(LastPart(call), false);
    }
  }
}

void ImportingNames::Update(const std::vector<Facts>& files, const std::vector<FileId>& changed) {
  Grow(files, changed, &OfLanguage::importing);
  if (mocks_) Grow(files, changed, &OfLanguage::mocking);
}

// Every further round looks at all files that hold a name of the round before.
void ImportingNames::Grow(const std::vector<Facts>& files, std::vector<FileId> open,
                          Names OfLanguage::*which) {
  struct NewName {
    std::string_view text;
    bool is_shared;
  };
  std::map<const OfLanguage*, size_t> firsts;  // new ones
  while (!open.empty()) {
    std::vector<std::vector<NewName>> found(open.size());
    ParallelFor(jobs_, open.size(), [&](size_t i) {
      const Facts& facts = files[open[i]];
      const OfLanguage* language = Of(facts);
      if (language == nullptr) return;
      const Names& names = language->*which;
      const auto first = firsts.find(language);
      if (!names.MayStandIn(facts, first == firsts.end() ? 0 : first->second)) return;
      std::vector<bool> known;
      names.Mark(facts, &known);
      if (known.empty()) return;
      ForEachNewName(
          facts, [&](NameId name) { return known[name]; },
          [&](NameId name, bool is_shared) {
            found[i].push_back({facts.Name(name), is_shared});
          });
    });
    bool has_grown = false;
    for (auto& [semantics, language] : languages_) {
      firsts[&language] = (language.*which).list.size();
    }
    for (size_t i = 0; i < open.size(); ++i) {
      if (found[i].empty()) continue;
      Names& names = languages_[FindFrontEnd(files[open[i]].language)->semantics].*which;
      const size_t size = names.list.size();
      for (const NewName& name : found[i]) names.Add(name.text, name.is_shared);
      has_grown = has_grown || names.list.size() > size;
    }
    open.resize(has_grown ? files.size() : 0);
    std::iota(open.begin(), open.end(), 0);
  }
}

bool ImportingNames::MayBeLeftOutOf(const Facts& outline) const {
  const OfLanguage* language = Of(outline);
  if (language == nullptr) return false;
  const auto is_called = [&](const Names::Name& name) {
    return name.is_shared &&
           (outline.name_filter.MayHold(name.hash) || outline.name_filter.MayHold(kUnnamedCall));
  };
  const std::vector<Names::Name>& names = language->importing.list;
  return std::any_of(names.begin(), names.end(), is_called);
}

std::vector<bool> ImportingNames::In(const Facts& facts, bool mocks) const {
  std::vector<bool> names;
  const OfLanguage* language = Of(facts);
  if (language == nullptr) return names;
  language->importing.Mark(facts, &names);
  if (mocks) language->mocking.Mark(facts, &names);
  return names;
}

std::vector<FileId> ImportingOutlines(const std::vector<Facts>& files,
                                      const ImportingNames& names) {
  std::vector<FileId> outlines;
  for (FileId file = 0; file < files.size(); ++file) {
    if (files[file].is_outline && names.MayBeLeftOutOf(files[file])) outlines.push_back(file);
  }
  return outlines;
}

}  // namespace ssot
