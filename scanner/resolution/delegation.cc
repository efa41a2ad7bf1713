// A function that only returns a call is a delegation when the call leads to code of the tree, or
// to an object that by its name does the work: self.auth_client.validate_token(token). One that
// only returns a library's call is an implementation, however short, and so is one that only makes
// an object or leaves the work to a private function beside it.
#include "scanner/resolution/delegation.h"

#include <algorithm>
#include <string>

#include "scanner/resolution/callee.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

// A receiver whose name ends so is taken to do the work.
constexpr std::string_view kDelegates[] = {
    "adapter", "auth",     "authority", "backend", "client",    "delegate",
    "facade",  "gateway",  "handler",   "impl",    "inner",     "interface",
    "manager", "provider", "proxy",     "service", "validator", "wrapped",
};

std::string_view LastPart(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

bool IsNamedDelegate(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  while (lower.ends_with('_')) lower.pop_back();
  return std::any_of(std::begin(kDelegates), std::end(kDelegates),
                     [&](std::string_view word) { return lower.ends_with(word); });
}

// The last name of the receiver as written: auth_client in self.auth_client.validate(token).
std::string_view ReceiverName(const Facts& facts, ValueId receiver) {
  const Value* value = &AsWritten(facts, receiver);
  if (value->kind == ValueKind::kCall) value = &AsWritten(facts, facts.calls[value->first].callee);
  bool has_name = value->kind == ValueKind::kName || value->kind == ValueKind::kAttribute;
  return has_name ? facts.Name(value->name) : std::string_view();
}

// auth::Client as auth.Client, which is how patterns say it.
std::string Dotted(std::string_view name) {
  std::string dotted;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool is_separator = name.substr(i).starts_with("::");
    dotted += is_separator ? '.' : name[i];
    i += is_separator ? 1 : 0;
  }
  return dotted;
}

bool IsClient(Evaluator* evaluator, const Callee& callee, std::string_view receiver) {
  const std::string base = Dotted(evaluator->FullName(callee.base));
  const std::string target = Dotted(evaluator->FullName(callee.entity));
  const std::string_view owner =
      std::string_view(target).substr(0, std::min(target.rfind('.'), target.size()));
  for (const std::string& pattern : evaluator->project().clients()) {
    for (std::string_view name : {std::string_view(base), owner, receiver}) {
      if (!name.empty() && MatchesNameEnd(pattern, name)) return true;
    }
  }
  return false;
}

bool IsDelegation(Evaluator* evaluator, FileId file, const CallFact& call, int depth);

// A function of the tree does the work, unless it is the caller's own private one: then it is what
// that one does that counts.
bool DoesTheWork(Evaluator* evaluator, FileId file, const Entity& target, int depth) {
  constexpr int kMaxPrivateSteps = 8;
  const Facts& facts = evaluator->facts(target.file);
  const DefinitionFact& definition = facts.definitions[target.definition];
  if (definition.what == DefinitionWhat::kClass) return false;
  std::string_view name = facts.Name(definition.name);
  bool is_private = target.file == file && name.starts_with("_") && !name.starts_with("__");
  if (!is_private) return true;
  if (depth >= kMaxPrivateSteps || definition.body != BodyShape::kForwards) return false;
  return definition.forwarded != kNone &&
         IsDelegation(evaluator, file, facts.calls[definition.forwarded], depth + 1);
}

bool IsDelegation(Evaluator* evaluator, FileId file, const CallFact& call, int depth) {
  const Facts& facts = evaluator->facts(file);
  Callee callee = EvaluateCallee(evaluator, file, call);
  const Entity& target = callee.entity;
  const Value& written = AsWritten(facts, call.callee);
  bool has_receiver = written.kind == ValueKind::kAttribute;
  std::string_view receiver = has_receiver ? ReceiverName(facts, written.base) : std::string_view();
  if (IsClient(evaluator, callee, receiver)) return true;
  switch (target.kind) {
    case EntityKind::kDefinition:
      return DoesTheWork(evaluator, file, target, depth);
    case EntityKind::kVariable:
      return true;
    case EntityKind::kSymbol:
      return callee.base.kind == EntityKind::kInstance && callee.base.skips_own;
    case EntityKind::kUnknown:
      return has_receiver && (receiver == "super" || IsNamedDelegate(receiver));
    default:
      return false;
  }
}

bool DerivesFromInterface(Evaluator* evaluator, FileId file, const DefinitionFact& definition) {
  const Facts& facts = evaluator->facts(file);
  Place outside = {definition.parent, definition.block, definition.order};
  for (uint32_t i = 0; i < definition.bases.count; ++i) {
    ValueId value = facts.value_lists[definition.bases.first + i];
    if (facts.values[value].kind == ValueKind::kSubscript) value = facts.values[value].base;
    Entity base = evaluator->Evaluate(file, value, outside);
    if (base.kind != EntityKind::kSymbol) continue;
    std::string_view name = LastPart(base.text);
    if (name == "Protocol" || name == "ABC") return true;
  }
  return false;
}

}  // namespace

// Patterns have `*` for any characters of one part and `**` for any parts.
bool MatchesNameEnd(std::string_view pattern, std::string_view name) {
  auto matches = [](auto&& self, std::string_view p, std::string_view n) -> bool {
    if (p.empty()) return n.empty();
    if (p.front() != '*') {
      return !n.empty() && p.front() == n.front() && self(self, p.substr(1), n.substr(1));
    }
    bool spans_parts = p.starts_with("**");
    std::string_view rest = p.substr(spans_parts ? 2 : 1);
    for (size_t taken = 0; taken <= n.size(); ++taken) {
      if (self(self, rest, n.substr(taken))) return true;
      if (taken < n.size() && n[taken] == '.' && !spans_parts) return false;
    }
    return false;
  };
  for (;;) {
    if (matches(matches, pattern, name)) return true;
    size_t dot = name.find('.');
    if (dot == std::string_view::npos) return false;
    name.remove_prefix(dot + 1);
  }
}

std::vector<bool> ScopesWithCode(const Facts& facts) {
  std::vector<bool> has_code(facts.scopes.size());
  for (const DefinitionFact& definition : facts.definitions) {
    if (definition.body != BodyShape::kStub) has_code[definition.parent] = true;
  }
  return has_code;
}

DefinitionBody BodyOf(Evaluator* evaluator, FileId file, DefinitionId id,
                      const std::vector<bool>& has_code) {
  const Facts& facts = evaluator->facts(file);
  const DefinitionFact& definition = facts.definitions[id];
  if (definition.body == BodyShape::kStub) return DefinitionBody::kStub;
  if (definition.what == DefinitionWhat::kClass) {
    bool is_interface =
        !has_code[definition.scope] && DerivesFromInterface(evaluator, file, definition);
    return is_interface ? DefinitionBody::kStub : DefinitionBody::kNormal;
  }
  bool is_delegation = definition.body == BodyShape::kForwards && definition.forwarded != kNone &&
                       IsDelegation(evaluator, file, facts.calls[definition.forwarded], 0);
  return is_delegation ? DefinitionBody::kDelegation : DefinitionBody::kNormal;
}

}  // namespace ssot
