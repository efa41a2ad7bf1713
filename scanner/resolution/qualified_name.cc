#include <string>
#include <string_view>
#include <vector>

#include "scanner/resolution/fact_index.h"

namespace ssot {

std::string QualifiedName(const Facts& facts, std::string_view module, ScopeId scope) {
  std::vector<std::string_view> inside_out;
  std::string_view known;  // the rest, with namespaces
  for (; scope != 0; scope = facts.scopes[scope].parent) {
    DefinitionId definition = facts.scopes[scope].definition;
    if (definition == kNone) continue;
    const DefinitionFact& fact = facts.definitions[definition];
    known = facts.Name(fact.qualified_name);
    if (!known.empty()) break;
    if (fact.name != 0) inside_out.push_back(facts.Name(fact.name));
  }
  std::string text(module);
  if (!known.empty()) text = std::string(module.empty() ? "." : "").append(known);
  for (auto name = inside_out.rbegin(); name != inside_out.rend(); ++name) {
    text.append(1, '.').append(*name);
  }
  return text;
}

bool IsGuarded(const Facts& facts, BlockId block) {
  for (;; block = facts.blocks[block].parent) {
    switch (facts.blocks[block].kind) {
      case BlockKind::kBody: {
        // A class body runs with what is around it, and so does that of a `with`.
        if (block == 0) return false;
        ScopeId scope = facts.blocks[block].scope;
        bool is_own_body = facts.blocks[facts.blocks[block].parent].scope != scope;
        ScopeKind kind = facts.scopes[scope].kind;
        bool runs_in_place = kind == ScopeKind::kClass || kind == ScopeKind::kBlock;
        if (is_own_body && !runs_in_place) return false;
        break;
      }
      case BlockKind::kCondition:
      case BlockKind::kTypeChecking:
      case BlockKind::kTry:
      case BlockKind::kHandler:
      case BlockKind::kElse:
        return true;
      case BlockKind::kLoop:
      case BlockKind::kFinally:
        break;
    }
  }
}

}  // namespace ssot
