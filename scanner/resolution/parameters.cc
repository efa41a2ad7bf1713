#include "scanner/resolution/parameters.h"

#include <algorithm>
#include <vector>

#include "scanner/resolution/scope_lookup.h"

namespace ssot {
namespace {

constexpr size_t kMaxLooks = 256;  // bindings of a function that are looked through

template <typename Accepts>
const Binding* FindParameter(const Facts& facts, ScopeId function, const Accepts& accepts) {
  const size_t first = BindingsOf(facts, function, 0).first;  // where the scope's bindings begin
  for (size_t i = first; i < std::min(facts.bindings.size(), first + kMaxLooks); ++i) {
    const Binding& binding = facts.bindings[i];
    if (binding.scope != function) break;
    if (binding.kind == BindingKind::kParameter && accepts(binding)) return &binding;
  }
  return nullptr;
}

bool HasDecorator(const Facts& facts, DefinitionId definition, std::string_view name) {
  const Range& decorators = facts.definitions[definition].decorators;
  for (uint32_t i = 0; i < decorators.count; ++i) {
    const Value& value = facts.values[facts.value_lists[decorators.first + i]];
    if (value.kind == ValueKind::kName && facts.Name(value.name) == name) return true;
  }
  return false;
}

}  // namespace

bool IsParameter(const Facts& facts, ScopeId function, ValueId value, const Place& place,
                 uint32_t* position) {
  if (facts.values[value].kind != ValueKind::kName) return false;
  std::vector<uint32_t> bindings;
  if (FindBindings(facts, facts.values[value].name, place, &bindings) != LookupOutcome::kFound) {
    return false;
  }
  const Binding& nearest = facts.bindings[bindings[0]];
  *position = nearest.index;
  return nearest.kind == BindingKind::kParameter && nearest.scope == function;
}

std::string_view ParameterName(const Facts& facts, ScopeId function, uint32_t position) {
  const Binding* parameter = FindParameter(
      facts, function, [&](const Binding& binding) { return binding.index == position; });
  return parameter == nullptr ? std::string_view() : facts.Name(parameter->name);
}

uint32_t ParameterPosition(const Facts& facts, ScopeId function, std::string_view name) {
  const Binding* parameter = FindParameter(
      facts, function, [&](const Binding& binding) { return facts.Name(binding.name) == name; });
  return parameter == nullptr ? kNoParameter : parameter->index;
}

bool SkipsFirstParameter(const Facts& facts, const Entity& function) {
  if (HasDecorator(facts, function.definition, "classmethod")) return true;
  return function.is_bound && !HasDecorator(facts, function.definition, "staticmethod");
}

}  // namespace ssot
