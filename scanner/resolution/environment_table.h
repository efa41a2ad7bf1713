// A language's ways to reach the environment, by resolved name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "scanner/languages/front_end.h"

namespace ssot {

struct EnvironmentFunction {
  uint32_t key_argument = 0;
  std::string_view key_keyword;
  AccessMode mode = AccessMode::kRead;
};

class EnvironmentTable {
 public:
  void Build(const LanguageSemantics& semantics);

  // "os.environ"
  bool IsObject(std::string_view symbol) const { return objects_.contains(symbol); }
  // "os.environ" for "os.environ.copy"; empty otherwise.
  std::string_view CopiedObject(std::string_view symbol) const;
  // "os.getenv", "os.environ.get"; null otherwise.
  const EnvironmentFunction* FindFunction(std::string_view symbol) const;

 private:
  std::unordered_set<std::string_view> objects_;
  std::unordered_map<std::string, EnvironmentFunction> storage_;
  std::unordered_map<std::string_view, const EnvironmentFunction*> functions_;
};

}  // namespace ssot
