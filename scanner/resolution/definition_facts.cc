#include <string>
#include <vector>

#include "scanner/resolution/delegation.h"
#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

// The dotted name of a base or decorator, without arguments; as written where it is not known.
std::string NameOf(Evaluator* evaluator, FileId file, ValueId id, const Place& place) {
  const Facts& facts = evaluator->facts(file);
  const Value* value = &facts.values[id];
  if (value->kind == ValueKind::kCall) id = facts.calls[value->first].callee;
  if (value->kind == ValueKind::kSubscript) id = value->base;
  Entity entity = evaluator->Evaluate(file, id, place);
  bool is_value =
      entity.kind == EntityKind::kInstance || entity.kind == EntityKind::kForeignInstance;
  std::string_view name = is_value ? std::string_view() : evaluator->FullName(entity);
  return name.empty() ? WrittenForm(facts, id) : std::string(name);
}

bool IsPrivateName(std::string_view name) {
  return name.starts_with("_") || name.ends_with("Implementation") || name.ends_with("Impl");
}

// public_names[d]: the name under which a module exports its private definition d.
std::vector<std::string_view> PublicNames(Evaluator* evaluator, FileId file) {
  const Facts& facts = evaluator->facts(file);
  std::vector<std::string_view> public_names(facts.definitions.size());
  bool has_private = false;
  for (const DefinitionFact& definition : facts.definitions) {
    has_private |= definition.parent == 0 && IsPrivateName(facts.Name(definition.name));
  }
  if (!has_private) return public_names;
  for (const Binding& binding : facts.bindings) {
    if (binding.scope != 0) break;
    std::string_view name = facts.Name(binding.name);
    bool is_alias = binding.kind == BindingKind::kAssignment &&
                    facts.values[binding.value].kind == ValueKind::kName;
    if (!is_alias || IsPrivateName(name)) continue;
    Entity entity = evaluator->Evaluate(file, binding.value, {0, binding.block, binding.order});
    if (entity.kind != EntityKind::kDefinition || entity.file != file) continue;
    if (!IsPrivateName(facts.Name(facts.definitions[entity.definition].name))) continue;
    public_names[entity.definition] = name;
  }
  return public_names;
}

}  // namespace

void ResolveDefinitions(Evaluator* evaluator, FileId file,
                        std::vector<ResolvedDefinition>* definitions) {
  const Facts& facts = evaluator->facts(file);
  std::string_view module = evaluator->project().file(file).module_name;
  std::vector<std::string_view> public_names = PublicNames(evaluator, file);
  definitions->reserve(facts.definitions.size());
  for (DefinitionId id = 0; id < facts.definitions.size(); ++id) {
    const DefinitionFact& fact = facts.definitions[id];
    ResolvedDefinition& definition = definitions->emplace_back();
    definition.fact = &fact;
    definition.name = facts.Name(fact.name);
    definition.qualified_name = QualifiedName(facts, module, fact.parent) + "." + definition.name;
    definition.concept_name = ConceptOf(definition.name);
    definition.public_name = public_names[id];
    definition.body = BodyOf(evaluator, file, id);
    Place outside = {fact.parent, fact.block, fact.order};
    for (uint32_t i = 0; i < fact.bases.count; ++i) {
      definition.bases.push_back(
          NameOf(evaluator, file, facts.value_lists[fact.bases.first + i], outside));
    }
    for (uint32_t i = 0; i < fact.decorators.count; ++i) {
      definition.decorators.push_back(
          NameOf(evaluator, file, facts.value_lists[fact.decorators.first + i], outside));
    }
  }
}

}  // namespace ssot
