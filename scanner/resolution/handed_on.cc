// What becomes of an argument inside the function that is called with it.
//
// A parameter is followed into calls of the function: as it is, as an entry of a literal mapping or
// an argument of a call among the arguments, and through local names for these.
#include <algorithm>

#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/parameters.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

constexpr uint32_t kMaxWrapped = 4;       // a name for a mapping in a call in …
constexpr uint32_t kMaxFunctions = 3;     // that hand on to one another
constexpr size_t kMaxHandedOnCalls = 64;  // of one function

using Positions = std::vector<uint32_t>;

bool Contains(const Positions& positions, uint32_t position) {
  return std::find(positions.begin(), positions.end(), position) != positions.end();
}

class HandOnSearch {
 public:
  explicit HandOnSearch(Evaluator* evaluator) : evaluator_(evaluator) {}

  // `arguments` are indices into the call's arguments as written.
  std::vector<HandedOnCall> CallsIn(const Callee& callee, FileId file, const CallFact& call,
                                    const Positions& arguments, uint32_t depth) {
    std::vector<HandedOnCall> calls;
    const Entity& function = callee.entity;
    if (function.kind != EntityKind::kDefinition) return calls;
    const DefinitionFact& definition =
        evaluator_->facts(function.file).definitions[function.definition];
    if (definition.what == DefinitionWhat::kClass) return calls;
    evaluator_->LookInto(function.file, definition.scope);
    const Positions parameters = ParametersOf(function, file, call, arguments);
    if (parameters.empty()) return calls;
    const ProjectFile& project_file = evaluator_->project().file(function.file);
    const Facts& facts = *project_file.facts;
    const ScopeUses& uses = project_file.uses();
    const uint32_t end = uses.calls_at[definition.scope + 1];
    for (uint32_t i = uses.calls_at[definition.scope]; i < end && calls.size() < kMaxHandedOnCalls;
         ++i) {
      const CallFact& inner = facts.calls[uses.calls[i]];
      const Positions carrying = Carrying(facts, definition.scope, inner, parameters);
      if (carrying.empty()) continue;
      const Callee inner_callee = EvaluateCallee(evaluator_, function.file, inner);
      HandedOnCall& handed_on = calls.emplace_back(Describe(facts, inner, inner_callee));
      if (depth > 1) {
        handed_on.further = CallsIn(inner_callee, function.file, inner, carrying, depth - 1);
      }
    }
    return calls;
  }

 private:
  Positions ParametersOf(const Entity& function, FileId file, const CallFact& call,
                         const Positions& arguments) const {
    const Facts& facts = evaluator_->facts(function.file);
    const ScopeId scope = facts.definitions[function.definition].scope;
    const Facts& calling = evaluator_->facts(file);
    uint32_t position = SkipsFirstParameter(facts, function) ? 1 : 0;
    Positions parameters;
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      const std::string_view keyword =
          calling.Name(calling.arguments[call.arguments.first + i].keyword);
      if (keyword == "*") break;  // nobody knows the positions behind it
      const uint32_t parameter =
          keyword.empty() ? position++ : ParameterPosition(facts, scope, keyword);
      if (Contains(arguments, i) && parameter != kNoParameter) parameters.push_back(parameter);
    }
    return parameters;
  }

  Positions Carrying(const Facts& facts, ScopeId function, const CallFact& call,
                     const Positions& parameters) const {
    Positions carrying;
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      const ValueId value = facts.arguments[call.arguments.first + i].value;
      if (Carries(facts, function, value, PlaceOf(call), parameters, kMaxWrapped)) {
        carrying.push_back(i);
      }
    }
    return carrying;
  }

  bool Carries(const Facts& facts, ScopeId function, ValueId id, const Place& place,
               const Positions& parameters, uint32_t depth) const {
    if (depth == 0) return false;
    const Value& value = facts.values[id];
    auto carries = [&](ValueId inner, const Place& there) {
      return Carries(facts, function, inner, there, parameters, depth - 1);
    };
    switch (value.kind) {
      case ValueKind::kName: {
        uint32_t position;
        if (IsParameter(facts, function, id, place, &position)) {
          return Contains(parameters, position);
        }
        std::vector<uint32_t> bindings;
        FindBindings(facts, value.name, place, &bindings);
        if (bindings.empty()) return false;
        const Binding& nearest = facts.bindings[bindings[0]];
        return nearest.kind == BindingKind::kAssignment && nearest.scope == function &&
               carries(nearest.value, {function, nearest.block, nearest.order});
      }
      case ValueKind::kDict:
        for (uint32_t i = 1; i < value.count; i += 2) {
          if (carries(facts.value_lists[value.first + i], place)) return true;
        }
        return false;
      case ValueKind::kCall: {
        const CallFact& call = facts.calls[value.first];
        for (uint32_t i = 0; i < call.arguments.count; ++i) {
          if (carries(facts.arguments[call.arguments.first + i].value, PlaceOf(call))) return true;
        }
        return false;
      }
      default:
        return false;
    }
  }

  HandedOnCall Describe(const Facts& facts, const CallFact& call, const Callee& callee) {
    HandedOnCall handed_on;
    handed_on.callee = WrittenForm(facts, call.callee);
    const Entity& entity = callee.entity;
    const bool is_target = entity.kind == EntityKind::kDefinition ||
                           entity.kind == EntityKind::kSymbol ||
                           entity.kind == EntityKind::kVariable;
    if (is_target) handed_on.target = evaluator_->FullName(entity);
    if (is_target && entity.kind != EntityKind::kSymbol) {
      handed_on.target_path = evaluator_->facts(entity.file).path;
    }
    const bool is_instance = callee.base.kind == EntityKind::kInstance ||
                             callee.base.kind == EntityKind::kForeignInstance;
    if (is_instance) handed_on.receiver_type = evaluator_->FullName(callee.base);
    return handed_on;
  }

  Evaluator* evaluator_;
};

}  // namespace

std::vector<HandedOnCall> CallsThatReceive(Evaluator* evaluator, FileId file, const CallFact& call,
                                           const Callee& callee,
                                           const std::vector<uint32_t>& arguments) {
  return HandOnSearch(evaluator).CallsIn(callee, file, call, arguments, kMaxFunctions);
}

}  // namespace ssot
