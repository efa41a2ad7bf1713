#include "scanner/resolution/environment_table.h"

#include <vector>

namespace ssot {

void EnvironmentTable::Build(const LanguageSemantics& semantics) {
  for (const EnvironmentCall& call : semantics.environment_calls) {
    storage_[std::string(call.target)] = {call.key_argument, call.key_keyword, call.mode};
  }
  for (std::string_view object : semantics.environment_objects) {
    objects_.insert(object);
    auto add = [&](const std::vector<std::string_view>& methods, AccessMode mode) {
      for (std::string_view method : methods) {
        storage_[std::string(object) + "." + std::string(method)] = {0, "key", mode};
      }
    };
    add(semantics.environment_readers, AccessMode::kRead);
    add(semantics.environment_writers, AccessMode::kWrite);
    add(semantics.environment_deleters, AccessMode::kDelete);
  }
  for (const auto& [target, function] : storage_) functions_[target] = &function;
}

std::string_view EnvironmentTable::CopiedObject(std::string_view symbol) const {
  constexpr std::string_view kCopy = ".copy";
  if (!symbol.ends_with(kCopy)) return {};
  symbol.remove_suffix(kCopy.size());
  return IsObject(symbol) ? symbol : std::string_view();
}

const EnvironmentFunction* EnvironmentTable::FindFunction(std::string_view symbol) const {
  auto it = functions_.find(symbol);
  return it == functions_.end() ? nullptr : it->second;
}

}  // namespace ssot
