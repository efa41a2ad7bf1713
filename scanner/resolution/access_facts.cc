#include <algorithm>

#include "scanner/resolution/environment_use.h"
#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/name_constant.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

constexpr std::string_view kUnknownKey = "{}";

// One fact for each name that the key may be.
void AddAccesses(ResolvedAccess access, const Entity& key, AccessList* accesses) {
  if (key.kind != EntityKind::kStrings) return;
  access.resolution = std::max(access.resolution, key.resolution);
  for (uint32_t i = 0; i < key.string_count; ++i) {
    if (!accesses->Wants(access.of, key.strings[i].text)) continue;
    access.name = key.strings[i].text;
    accesses->Add(access);
  }
}

void AddEnvironmentAccesses(ResolvedAccess access, const Entity& key, AccessList* accesses) {
  access.of = AccessOf::kEnvironment;
  if (key.kind == EntityKind::kStrings) {
    AddAccesses(std::move(access), key, accesses);
    return;
  }
  access.name = kUnknownKey;
  access.resolution = Resolution::kHeuristic;
  accesses->Add(std::move(access));
}

ResolvedAccess AccessOfCall(const CallFact& call) {
  ResolvedAccess access;
  access.span = call.span;
  access.block = call.block;
  access.scope = call.scope;
  return access;
}

// False for x in `x.get("key")` that cannot be a mapping: requests.get, Model.get.
bool MayBeMapping(const Entity& base) {
  switch (base.kind) {
    case EntityKind::kModule:
    case EntityKind::kFolder:
    case EntityKind::kDefinition:
    case EntityKind::kStrings:
      return false;
    case EntityKind::kSymbol:
      return base.text.size() > base.module_length;
    default:
      return true;
  }
}

// Dict["Client"] is a type, and "a" in ["a", "b"] no question about settings.
bool MayHoldSettings(const Evaluator& evaluator, const Entity& base) {
  if (base.kind == EntityKind::kSymbol && base.text.starts_with("typing.")) return false;
  if (base.kind == EntityKind::kCollection) {
    const LocatedValue& located = *base.located;
    return evaluator.facts(located.file).values[located.value].kind == ValueKind::kDict;
  }
  return MayBeMapping(base);
}

const EnvironmentCall* FindAttributeCall(const LanguageSemantics& semantics, const Entity& callee) {
  if (callee.kind != EntityKind::kBuiltin) return nullptr;
  for (const EnvironmentCall& call : semantics.attribute_calls) {
    if (call.target == callee.text) return &call;
  }
  return nullptr;
}

void AddKeyAccess(Evaluator* evaluator, FileId file, const AccessFact& fact, ResolvedAccess access,
                  AccessList* accesses) {
  const Facts& facts = evaluator->facts(file);
  const Value& value = facts.values[fact.value];
  Entity base = evaluator->Evaluate(file, value.base, PlaceOf(fact));
  bool is_membership = fact.syntax == AccessSyntax::kMembership;
  auto form_of = [&](std::string object) {
    return is_membership ? "in " + std::move(object) : std::move(object) + "[]";
  };
  if (IsEnvironmentObject(*evaluator, file, base)) {
    access.form = form_of(std::string(base.text));
    access.resolution = base.resolution;
    Entity key = evaluator->Evaluate(file, value.first, PlaceOf(fact));
    AddEnvironmentAccesses(std::move(access), key, accesses);
    return;
  }
  if (!MayHoldSettings(*evaluator, base)) return;
  Entity key = evaluator->Evaluate(file, value.first, PlaceOf(fact));
  if (key.kind != EntityKind::kStrings) return;
  access.of = AccessOf::kConfiguration;
  access.resolution = Resolution::kHeuristic;
  access.form = form_of(WrittenForm(facts, value.base));
  AddAccesses(std::move(access), key, accesses);
}

// process.env.NAME, where members and keys are the same.
bool AddEnvironmentMember(Evaluator* evaluator, FileId file, const AccessFact& fact,
                          ResolvedAccess access, AccessList* accesses) {
  if (!evaluator->project().file(file).language->semantics->has_object_members) return false;
  const Facts& facts = evaluator->facts(file);
  const Value& value = facts.values[fact.value];
  if (!accesses->Wants(AccessOf::kEnvironment, facts.Name(value.name))) return false;
  Entity base = evaluator->Evaluate(file, value.base, PlaceOf(fact));
  bool is_environment = IsEnvironmentObject(*evaluator, file, base);
  if (is_environment) {
    access.of = AccessOf::kEnvironment;
    access.name = facts.Name(value.name);
    access.form = base.text;
    access.resolution = base.resolution;
    accesses->Add(std::move(access));
  }
  evaluator->Forget();
  return is_environment;
}

bool IsNameOnly(Evaluator* evaluator, FileId file, const AccessFact& fact) {
  if (fact.mode != AccessMode::kRead) return false;
  bool is_name = IsNameConstant(evaluator, file, fact.value, PlaceOf(fact));
  evaluator->Forget();
  return is_name;
}

// A NAME in capitals counts where it is imported or belongs to the module.
void AddConstantAccess(Evaluator* evaluator, FileId file, const AccessFact& fact,
                       ResolvedAccess access, AccessList* accesses) {
  if (fact.mode != AccessMode::kRead) return;
  const Facts& facts = evaluator->facts(file);
  NameId name = facts.values[fact.value].name;
  std::vector<uint32_t> bindings;
  LookupOutcome outcome = FindBindings(facts, name, PlaceOf(fact), &bindings);
  const Binding* binding = nullptr;
  if (outcome == LookupOutcome::kFound) {
    binding = &facts.bindings[bindings[0]];
  } else if (outcome == LookupOutcome::kModule) {
    Range range = BindingsOf(facts, 0, name);
    if (range.count > 0) binding = &facts.bindings[range.first + range.count - 1];
  }
  if (binding == nullptr) return;
  bool is_import = binding->kind == BindingKind::kImport;
  if (!is_import && binding->scope != 0) return;
  access.of = AccessOf::kConstant;
  access.name = access.form = facts.Name(name);
  if (is_import) {
    const ImportFact& import = facts.imports[binding->index];
    if (import.alias != 0 && import.name != 0 && import.alias != import.name) {
      access.name = facts.Name(import.name);
      access.resolution = Resolution::kAlias;
    }
  }
  if (!accesses->Wants(access.of, access.name)) return;
  if (!IsNameOnly(evaluator, file, fact)) accesses->Add(std::move(access));
}

// Attributes are many, and their names few.
class WantedAttributes {
 public:
  WantedAttributes(const Facts& facts, const AccessList& accesses)
      : facts_(facts), accesses_(accesses), known_(facts.name_offsets.size(), kNotAsked) {}

  bool Wants(NameId name) {
    if (known_[name] == kNotAsked) {
      known_[name] = accesses_.Wants(AccessOf::kAttribute, facts_.Name(name)) ? kYes : kNo;
    }
    return known_[name] == kYes;
  }

 private:
  enum Answer : uint8_t { kNotAsked, kYes, kNo };

  const Facts& facts_;
  const AccessList& accesses_;
  std::vector<Answer> known_;
};

}  // namespace

void ResolveAccesses(Evaluator* evaluator, FileId file, AccessList* accesses) {
  const Facts& facts = evaluator->facts(file);
  WantedAttributes attributes(facts, *accesses);
  for (const AccessFact& fact : facts.accesses) {
    ResolvedAccess access;
    access.span = fact.span;
    access.mode = fact.mode;
    access.block = fact.block;
    access.scope = fact.scope;
    switch (fact.syntax) {
      case AccessSyntax::kName:
        AddConstantAccess(evaluator, file, fact, std::move(access), accesses);
        break;
      case AccessSyntax::kAttribute:
        if (AddEnvironmentMember(evaluator, file, fact, access, accesses)) break;
        if (!attributes.Wants(facts.values[fact.value].name)) break;
        if (IsNameOnly(evaluator, file, fact)) break;
        access.of = AccessOf::kAttribute;
        access.name = facts.Name(facts.values[fact.value].name);
        access.form = WrittenForm(facts, fact.value);
        accesses->Add(std::move(access));
        break;
      case AccessSyntax::kSubscript:
      case AccessSyntax::kMembership:
        AddKeyAccess(evaluator, file, fact, std::move(access), accesses);
        evaluator->Forget();
        break;
    }
  }
}

void ResolveCallAccesses(Evaluator* evaluator, FileId file, const CallFact& call,
                         const Callee& callee, AccessList* accesses) {
  const Facts& facts = evaluator->facts(file);
  const LanguageSemantics& semantics = *evaluator->project().file(file).language->semantics;
  ResolvedAccess access = AccessOfCall(call);
  if (std::optional<EnvironmentUse> use = FindEnvironmentUse(evaluator, file, call, callee)) {
    access.mode = use->mode;
    access.resolution = use->resolution;
    Entity key = evaluator->Evaluate(file, use->key, PlaceOf(call));
    bool is_helper = callee.entity.kind == EntityKind::kDefinition;
    if (is_helper && key.kind != EntityKind::kStrings) return;
    access.form = use->form.empty() ? WrittenForm(facts, call.callee) : std::string(use->form);
    AddEnvironmentAccesses(std::move(access), key, accesses);
    return;
  }
  if (call.arguments.count == 0) return;
  if (std::optional<EnvironmentChange> change =
          FindEnvironmentChange(evaluator, file, call, callee)) {
    access.of = AccessOf::kEnvironment;
    access.mode = change->mode;
    access.resolution = change->resolution;
    access.form = change->form;
    for (const Entity& key : change->keys) AddAccesses(access, key, accesses);
    return;
  }
  if (const EnvironmentCall* attribute = FindAttributeCall(semantics, callee.entity)) {
    ValueId key = ArgumentOf(facts, call, attribute->key_argument, attribute->key_keyword);
    access.of = AccessOf::kAttribute;
    access.mode = attribute->mode;
    access.form = attribute->target;
    AddAccesses(std::move(access), evaluator->Evaluate(file, key, PlaceOf(call)), accesses);
    return;
  }
  const Value& value = facts.values[call.callee];
  if (value.kind != ValueKind::kAttribute) return;
  const auto& readers = semantics.mapping_readers;
  if (std::find(readers.begin(), readers.end(), facts.Name(value.name)) == readers.end()) return;
  if (!MayBeMapping(callee.base)) return;
  Entity key = evaluator->Evaluate(file, ArgumentOf(facts, call, 0, ""), PlaceOf(call));
  if (key.kind != EntityKind::kStrings) return;
  access.of = AccessOf::kConfiguration;
  access.resolution = Resolution::kHeuristic;
  access.form = WrittenForm(facts, call.callee);
  AddAccesses(std::move(access), key, accesses);
}

}  // namespace ssot
