#include "scanner/languages/fact_builder.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ssot {
namespace {

constexpr size_t kInitialValueSlots = 2048;  // a power of two

size_t HashValue(const Value& value) {
  const auto pair = [](uint64_t high, uint64_t low) { return high << 32 | low; };
  const uint64_t a = pair(value.name, value.base) + static_cast<uint64_t>(value.kind);
  const uint64_t b = pair(value.first, value.count);
  const uint64_t hash = a * 0x9E3779B97F4A7C15u ^ b * 0xD6E8FEB86659FD93u;
  return static_cast<size_t>(hash ^ (hash >> 32));
}

template <typename Function>
void ForEachArray(Facts* facts, Function function) {
  function(&facts->scopes);
  function(&facts->blocks);
  function(&facts->values);
  function(&facts->value_lists);
  function(&facts->bindings);
  function(&facts->attributes);
  function(&facts->imports);
  function(&facts->calls);
  function(&facts->arguments);
  function(&facts->accesses);
  function(&facts->definitions);
  function(&facts->exports);
}

bool SameValue(const Value& a, const Value& b) {
  return a.kind == b.kind && a.name == b.name && a.base == b.base && a.first == b.first &&
         a.count == b.count;
}

}  // namespace

FactBuilder::FactBuilder(std::span<const std::string_view> reserved) : names_(reserved) {
  Reset();
}

void FactBuilder::Reset() {
  const size_t slots = std::max(std::bit_ceil(facts.values.size() * 4), kInitialValueSlots);
  ForEachArray(&facts, [](auto* array) {
    constexpr size_t kMostKept = 1 << 20;
    if (array->capacity() > kMostKept) std::decay_t<decltype(*array)>().swap(*array);
    array->clear();
  });
  facts.has_exports = false;
  names_.Reset();
  value_slots_.resize(slots);
  std::fill(value_slots_.begin(), value_slots_.end(), 0);
  name_values_.clear();
  facts.values.emplace_back();
  facts.scopes.emplace_back();
  facts.blocks.emplace_back();
  order_ = 0;
  globals_.clear();
}

ValueId FactBuilder::Unique(const Value& value) {
  size_t mask = value_slots_.size() - 1;
  for (size_t i = HashValue(value) & mask;; i = (i + 1) & mask) {
    ValueId id = value_slots_[i];
    if (id == 0) {
      id = static_cast<ValueId>(facts.values.size());
      value_slots_[i] = id;
      facts.values.push_back(value);
      if (facts.values.size() * 2 > value_slots_.size()) GrowValueSlots();
      return id;
    }
    if (SameValue(facts.values[id], value)) return id;
  }
}

void FactBuilder::GrowValueSlots() {
  value_slots_.assign(value_slots_.size() * 2, 0);
  size_t mask = value_slots_.size() - 1;
  for (ValueId id = 1; id < facts.values.size(); ++id) {
    size_t i = HashValue(facts.values[id]) & mask;
    while (value_slots_[i] != 0) i = (i + 1) & mask;
    value_slots_[i] = id;
  }
}

Range FactBuilder::AddValueList(const ValueId* items, size_t count) {
  Range range{static_cast<uint32_t>(facts.value_lists.size()), static_cast<uint32_t>(count)};
  facts.value_lists.insert(facts.value_lists.end(), items, items + count);
  return range;
}

ValueId FactBuilder::ItemValue(ValueId whole, uint32_t index) {
  const Value value = facts.values[whole];
  switch (value.kind) {
    case ValueKind::kList:
      return index < value.count ? facts.value_lists[value.first + index] : 0;
    case ValueKind::kName:
    case ValueKind::kAttribute:
    case ValueKind::kSubscript:
    case ValueKind::kChoice:
    case ValueKind::kElement:
    case ValueKind::kItem:
      return Unique({ValueKind::kItem, 0, whole, index, 0});
    default:
      return 0;
  }
}

ValueId FactBuilder::ListValue(ValueKind kind, const ValueId* items, size_t count) {
  Range range = AddValueList(items, count);
  return Unique({kind, 0, 0, range.first, range.count});
}

ScopeId FactBuilder::AddScope(ScopeKind kind, ScopeId parent, BlockId block) {
  facts.scopes.push_back({kind, parent, block, kNone, NextOrder()});
  return static_cast<ScopeId>(facts.scopes.size() - 1);
}

BlockId FactBuilder::AddBlock(BlockKind kind, BlockId parent, ScopeId scope) {
  facts.blocks.push_back({kind, parent, scope});
  return static_cast<BlockId>(facts.blocks.size() - 1);
}

void FactBuilder::Bind(NameId name, ScopeId scope, BlockId block, BindingKind kind, ValueId value,
                       ValueId annotation, uint32_t index) {
  if (name == 0) return;
  uint64_t key = static_cast<uint64_t>(scope) << 32 | name;
  if (kind == BindingKind::kGlobal) {
    globals_.insert(key);
  } else if (!globals_.empty() && globals_.count(key) > 0) {
    scope = 0;
  }
  facts.bindings.push_back({name, scope, block, NextOrder(), kind, value, annotation, index});
}

void FactBuilder::Return(ScopeId function, BlockId block, ValueId value) {
  const Value returned = facts.values[value];
  const bool is_choice = returned.kind == ValueKind::kChoice;
  for (uint32_t i = 0; i < (is_choice ? returned.count : 1); ++i) {
    const ValueId one = is_choice ? facts.value_lists[returned.first + i] : value;
    facts.bindings.push_back({0, function, block, NextOrder(), BindingKind::kReturn, one, 0, 0});
  }
}

bool FactBuilder::IsConstantName(NameId name) const {
  std::string_view text = Text(name);
  bool has_letter = false;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') {
      has_letter = true;
    } else if (c != '_' && (c < '0' || c > '9')) {
      return false;
    }
  }
  return has_letter && text.size() > 1;
}

Facts FactBuilder::Take() {
  auto is_before = [](const Binding& a, const Binding& b) {
    return std::tie(a.scope, a.name, a.order) < std::tie(b.scope, b.name, b.order);
  };
  // Stable: what is hoisted to the beginning of a scope has one order.
  std::stable_sort(facts.bindings.begin(), facts.bindings.end(), is_before);
  std::sort(facts.attributes.begin(), facts.attributes.end(),
            [](const AttributeBinding& a, const AttributeBinding& b) {
              return std::tie(a.class_scope, a.name, a.order) <
                     std::tie(b.class_scope, b.name, b.order);
            });
  // Copies are as large as they need to be, and the builder keeps its room to grow.
  Facts taken = facts;
  names_.CopyTo(&taken);
  return taken;
}

}  // namespace ssot
