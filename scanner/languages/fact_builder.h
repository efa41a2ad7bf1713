// The facts of one file while it is parsed.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scanner/languages/name_table.h"
#include "scanner/model/facts.h"

namespace ssot {

// Equal values are stored once, so that a value's id is a cheap key.
class FactBuilder {
 public:
  // `reserved` are names with fixed ids, from 1; they must outlive the builder.
  explicit FactBuilder(std::span<const std::string_view> reserved = {});

  // Starts a new file. Keeps the memory.
  void Reset();

  NameTable& names() { return names_; }
  std::string_view Text(NameId id) const { return names_.Text(id); }

  ValueId NameValue(NameId name) {
    if (name >= name_values_.size()) name_values_.resize(names_.size() + 64, 0);
    ValueId& value = name_values_[name];
    if (value == 0) value = Unique({ValueKind::kName, name, 0, 0, 0});
    return value;
  }
  ValueId AttributeValue(ValueId base, NameId name) {
    return Unique({ValueKind::kAttribute, name, base, 0, 0});
  }
  ValueId TextValue(ValueKind kind, std::string_view text) {
    const NameId name = names_.Intern(text);
    names_.NoteWordsOf(text);
    return Unique({kind, name, 0, 0, 0});
  }
  ValueId ConstantValue(NameId name) { return Unique({ValueKind::kConstant, name, 0, 0, 0}); }
  ValueId CallValue(CallId call) { return Unique({ValueKind::kCall, 0, 0, call, 0}); }
  ValueId FunctionValue(DefinitionId definition) {
    return Unique({ValueKind::kFunction, 0, 0, definition, 0});
  }
  ValueId SubscriptValue(ValueId base, ValueId key) {
    return Unique({ValueKind::kSubscript, 0, base, key, 0});
  }
  ValueId ElementValue(ValueId collection) {
    return collection == 0 ? 0 : Unique({ValueKind::kElement, 0, collection, 0, 0});
  }
  // Item number `index` of what is unpacked.
  ValueId ItemValue(ValueId whole, uint32_t index);
  // kList, kDict, kChoice or kConcatenation of `items`.
  ValueId ListValue(ValueKind kind, const ValueId* items, size_t count);

  Range AddValueList(const ValueId* items, size_t count);

  ScopeId AddScope(ScopeKind kind, ScopeId parent, BlockId block);
  BlockId AddBlock(BlockKind kind, BlockId parent, ScopeId scope);
  // Gives `order`, the place in the file's sequence of events, to whatever happens next.
  uint32_t NextOrder() { return order_++; }

  // A name that a `global` statement of `scope` declared binds in the module.
  void Bind(NameId name, ScopeId scope, BlockId block, BindingKind kind, ValueId value,
            ValueId annotation = 0, uint32_t index = 0);

  // The function returns `value` at this place, or one of the values that it is a choice of.
  void Return(ScopeId function, BlockId block, ValueId value);

  // True for names in capitals, the convention for constants.
  bool IsConstantName(NameId name) const;

  // Sorts the bindings and copies everything out.
  Facts Take();

  Facts facts;  // but for the names

 private:
  ValueId Unique(const Value& value);
  void GrowValueSlots();

  NameTable names_;
  std::vector<ValueId> name_values_;  // by name; 0: none yet
  std::vector<ValueId> value_slots_;  // open addressing; 0: free
  uint32_t order_ = 0;
  std::unordered_set<uint64_t> globals_;  // scope and name of `global` statements
};

}  // namespace ssot
