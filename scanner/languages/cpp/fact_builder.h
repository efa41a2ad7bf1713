// The facts of one file while they are gathered, in any order.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/languages/fact_builder.h"

namespace ssot::cpp {

class FactBuilder : public ssot::FactBuilder {
 public:
  NameId Name(std::string_view text) { return names().Intern(text); }
  ValueId WrittenName(std::string_view text) { return NameValue(Name(text)); }
  ValueId Attribute(ValueId base, std::string_view name) {
    return AttributeValue(base, Name(name));
  }
  // kList, kChoice or kConcatenation.
  ValueId List(ValueKind kind, const std::vector<ValueId>& items) {
    return ListValue(kind, items.data(), items.size());
  }
  // A string that is known by another name: its resolution is `constant`.
  ValueId ConstantString(std::string_view text) {
    return List(ValueKind::kConcatenation, {TextValue(ValueKind::kString, text)});
  }
  // `known` are KnownName bits.
  ValueId ResolvedValue(std::string_view name, size_t module_length, uint32_t known,
                        ValueId written);
  Range AddValues(const std::vector<ValueId>& items) {
    return AddValueList(items.data(), items.size());
  }
  Range AddArguments(const std::vector<ValueId>& items);  // positional ones
  void BindName(std::string_view name, ScopeId scope, BlockId block, BindingKind kind,
                ValueId value, uint32_t index = 0) {
    Bind(Name(name), scope, block, kind, value, 0, index);
  }

  // Imports, calls, accesses and definitions by place.
  Facts TakeSorted();

 private:
  void SortCalls();
  void SortDefinitions();
};

}  // namespace ssot::cpp
