#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

bool IsTarget(const Entity& entity) {
  return entity.kind == EntityKind::kDefinition || entity.kind == EntityKind::kSymbol ||
         entity.kind == EntityKind::kVariable;
}

bool IsInstance(const Entity& entity) {
  return entity.kind == EntityKind::kInstance || entity.kind == EntityKind::kForeignInstance;
}

}  // namespace

void ResolveCall(Evaluator* evaluator, FileId file, const CallFact& fact, const Callee& callee,
                 std::vector<ResolvedCall>* calls) {
  ResolvedCall& call = calls->emplace_back();
  call.fact = &fact;
  call.callee = WrittenForm(evaluator->facts(file), fact.callee);
  if (IsInstance(callee.base)) call.receiver_type = evaluator->FullName(callee.base);
  if (!IsTarget(callee.entity)) return;
  uint32_t module_length;
  std::string_view target = evaluator->FullName(callee.entity, &module_length);
  call.target = target;
  call.target_module = target.substr(0, module_length);
  if (target.size() > module_length) call.target_name = target.substr(module_length + 1);
  call.target_file = callee.entity.kind == EntityKind::kSymbol ? kNone : callee.entity.file;
  call.resolution = callee.entity.resolution;
}

}  // namespace ssot
