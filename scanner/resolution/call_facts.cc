#include "scanner/resolution/argument_calls.h"
#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

bool IsTarget(const Entity& entity) {
  return entity.kind == EntityKind::kDefinition || entity.kind == EntityKind::kSymbol ||
         entity.kind == EntityKind::kVariable;
}

std::string_view LastWrittenName(const Facts& facts, ValueId callee) {
  const Value& value = AsWritten(facts, callee);
  bool has_name = value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute;
  if (!has_name) return {};
  const std::string_view name = facts.Name(value.name);
  const size_t colons = name.rfind("::");
  return colons == name.npos ? name : name.substr(colons + 2);
}

bool IsWanted(const WantedFacts& wanted, std::string_view target, std::string_view name) {
  if (!wanted.call_target && !wanted.call_name) return true;
  return (wanted.call_name && wanted.call_name(name)) ||
         (wanted.call_target && !target.empty() && wanted.call_target(target));
}

std::vector<uint32_t> FollowedArguments(const std::vector<ResolvedArgument>& arguments,
                                        const WantedFacts& wanted) {
  std::vector<uint32_t> followed;
  for (const ResolvedArgument& argument : arguments) {
    if (wanted.handed_on(argument)) followed.push_back(argument.written);
  }
  return followed;
}

bool IsInstance(const Entity& entity) {
  return entity.kind == EntityKind::kInstance || entity.kind == EntityKind::kForeignInstance;
}

}  // namespace

void ResolveCall(Evaluator* evaluator, FileId file, const CallFact& fact, const Callee& callee,
                 const WantedFacts& wanted, std::vector<ResolvedCall>* calls) {
  const Facts& facts = evaluator->facts(file);
  uint32_t module_length = 0;
  std::string_view target;
  if (IsTarget(callee.entity)) target = evaluator->FullName(callee.entity, &module_length);
  std::string_view whole = evaluator->project().file(file).language->semantics->default_export;
  if (!whole.empty() && !target.empty() && target.size() == module_length) {
    target = evaluator->arena().Concatenate({target, ".", whole});
  }
  const std::string_view name = LastWrittenName(facts, fact.callee);
  if (!IsWanted(wanted, target, name)) return;
  ResolvedCall& call = calls->emplace_back();
  call.fact = &fact;
  call.callee = WrittenForm(facts, fact.callee);
  if (wanted.argument_calls && wanted.argument_calls(target, name)) {
    call.argument_calls = CallsBehindArguments(evaluator, file, fact);
  }
  if (wanted.arguments) call.arguments = ResolveArguments(evaluator, file, fact);
  if (wanted.handed_on) {
    const std::vector<uint32_t> followed = FollowedArguments(call.arguments, wanted);
    if (!followed.empty()) {
      call.handed_on = CallsThatReceive(evaluator, file, fact, callee, followed);
    }
  }
  if (IsInstance(callee.base)) call.receiver_type = evaluator->FullName(callee.base);
  if (target.empty()) return;
  call.target = target;
  call.target_module = target.substr(0, module_length);
  call.target_name = target.substr(module_length);
  const size_t begin = call.target_name.find_first_not_of(".:");
  if (module_length > 0) call.target_name.erase(0, begin);
  call.target_file = callee.entity.kind == EntityKind::kSymbol ? kNone : callee.entity.file;
  call.resolution = callee.entity.resolution;
}

}  // namespace ssot
