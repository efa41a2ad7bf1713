// Names that a front end has resolved itself.
#include "scanner/resolution/evaluator.h"

namespace ssot {

Entity Evaluator::EvaluateKnown(FileId file, const Value& value) {
  const std::string_view name = facts(file).Name(value.name);
  const uint32_t known = value.count;
  Entity entity = Symbol(name, value.first);
  if (const DefinitionTable::Entry* found = project_.definitions().Find(file, name)) {
    entity = Definition(found->file, found->definition);
    entity.module_length = value.first;
  } else if ((known & kKnownInTree) != 0 && (known & kKnownInstance) == 0) {
    entity.kind = EntityKind::kVariable;  // of the tree, and its body was not seen
  }
  if ((known & kKnownInstance) != 0) {
    const uint32_t module_length = entity.module_length;
    entity = InstanceOf(entity);
    entity.module_length = module_length;
  }
  if ((known & kKnownByAlias) != 0) entity.Weaken(Resolution::kAlias);
  if ((known & kKnownByGuess) != 0) entity.Weaken(Resolution::kHeuristic);
  return entity;
}

}  // namespace ssot
