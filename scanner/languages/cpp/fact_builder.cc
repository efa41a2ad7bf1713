#include "scanner/languages/cpp/fact_builder.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace ssot::cpp {
namespace {

bool IsBefore(const Span& a, const Span& b) {
  return std::tie(a.line, a.column, b.end_line, b.end_column) <
         std::tie(b.line, b.column, a.end_line, a.end_column);
}

// Sorts the items by place. Result: the new index of each old one.
template <typename Item>
std::vector<uint32_t> SortByPlace(std::vector<Item>* items) {
  std::vector<uint32_t> order(items->size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return IsBefore((*items)[a].span, (*items)[b].span);
  });
  std::vector<uint32_t> new_index(items->size());
  std::vector<Item> sorted;
  sorted.reserve(items->size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    new_index[order[i]] = i;
    sorted.push_back((*items)[order[i]]);
  }
  *items = std::move(sorted);
  return new_index;
}

}  // namespace

ValueId FactBuilder::ResolvedValue(std::string_view name, size_t module_length, uint32_t known,
                                   ValueId written) {
  facts.values.push_back(
      {ValueKind::kResolved, Name(name), written, static_cast<uint32_t>(module_length), known});
  return static_cast<ValueId>(facts.values.size() - 1);
}

Range FactBuilder::AddArguments(const std::vector<ValueId>& items) {
  const Range range{static_cast<uint32_t>(facts.arguments.size()),
                    static_cast<uint32_t>(items.size())};
  for (ValueId item : items) facts.arguments.push_back({0, item});
  return range;
}

void FactBuilder::SortCalls() {
  const std::vector<uint32_t> new_index = SortByPlace(&facts.calls);
  for (Value& value : facts.values) {
    if (value.kind == ValueKind::kCall) value.first = new_index[value.first];
  }
  for (DefinitionFact& definition : facts.definitions) {
    if (definition.forwarded != kNone) definition.forwarded = new_index[definition.forwarded];
  }
}

void FactBuilder::SortDefinitions() {
  const std::vector<uint32_t> new_index = SortByPlace(&facts.definitions);
  for (Scope& scope : facts.scopes) {
    if (scope.definition != kNone) scope.definition = new_index[scope.definition];
  }
  for (Binding& binding : facts.bindings) {
    if (binding.kind == BindingKind::kDefinition) binding.index = new_index[binding.index];
  }
}

Facts FactBuilder::TakeSorted() {
  SortCalls();
  SortDefinitions();
  std::stable_sort(facts.imports.begin(), facts.imports.end(),
                   [](const auto& a, const auto& b) { return IsBefore(a.span, b.span); });
  std::stable_sort(facts.accesses.begin(), facts.accesses.end(),
                   [](const auto& a, const auto& b) { return IsBefore(a.span, b.span); });
  return Take();
}

}  // namespace ssot::cpp
