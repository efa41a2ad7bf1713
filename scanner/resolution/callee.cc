#include "scanner/resolution/callee.h"

#include "scanner/resolution/written_form.h"

namespace ssot {

Callee EvaluateCallee(Evaluator* evaluator, FileId file, const CallFact& call) {
  const Facts& facts = evaluator->facts(file);
  const Value& value = facts.values[call.callee];
  Callee callee;
  if (value.kind == ValueKind::kResolved) {
    const Value& written = AsWritten(facts, call.callee);
    if (written.kind == ValueKind::kAttribute) {
      callee.base = evaluator->Evaluate(file, written.base, PlaceOf(call));
    }
    callee.entity = evaluator->Evaluate(file, call.callee, PlaceOf(call));
  } else if (value.kind == ValueKind::kAttribute) {
    callee.base = evaluator->Evaluate(file, value.base, PlaceOf(call));
    callee.entity = evaluator->MemberOf(callee.base, facts.Name(value.name));
  } else {
    callee.entity = evaluator->Evaluate(file, call.callee, PlaceOf(call));
  }
  return callee;
}

ValueId ArgumentOf(const Facts& facts, const CallFact& call, uint32_t position,
                   std::string_view keyword) {
  uint32_t positional = 0;
  bool is_unpacked = false;  // behind *arguments nobody knows the position
  for (uint32_t i = 0; i < call.arguments.count; ++i) {
    const Argument& argument = facts.arguments[call.arguments.first + i];
    std::string_view name = facts.Name(argument.keyword);
    if (name.empty()) {
      if (!is_unpacked && positional++ == position) return argument.value;
    } else if (name == "*") {
      is_unpacked = true;
    } else if (!keyword.empty() && name == keyword) {
      return argument.value;
    }
  }
  return 0;
}

}  // namespace ssot
