#include "scanner/resolution/argument_calls.h"

#include <algorithm>
#include <utility>

#include "scanner/resolution/scope_lookup.h"

namespace ssot {
namespace {

constexpr size_t kMaxValues = 256;  // that are looked at for one call

class Search {
 public:
  explicit Search(Evaluator* evaluator) : evaluator_(evaluator) {}

  void Add(FileId file, ValueId value, const Place& place) {
    if (value == 0 || values_.size() >= kMaxValues) return;
    const bool is_known = std::any_of(values_.begin(), values_.end(), [&](const Item& item) {
      return item.file == file && item.value == value && item.place.order == place.order;
    });
    if (!is_known) values_.push_back({file, value, place});
  }

  std::vector<std::string> Run() {
    for (size_t i = 0; i < values_.size(); ++i) {  // grows on the way
      const Item item = values_[i];
      Follow(item.file, item.value, item.place);
    }
    return std::move(targets_);
  }

 private:
  struct Item {
    FileId file;
    ValueId value;
    Place place;
  };

  void Follow(FileId file, ValueId id, const Place& place) {
    const Facts& facts = evaluator_->facts(file);
    const Value& value = facts.values[id];
    switch (value.kind) {
      case ValueKind::kName:
        return FollowName(file, value.name, place);
      case ValueKind::kAttribute:
      case ValueKind::kSubscript:
      case ValueKind::kElement:
      case ValueKind::kItem:
        return Add(file, value.base, place);
      case ValueKind::kChoice:
      case ValueKind::kConcatenation:
      case ValueKind::kList:
        for (uint32_t i = 0; i < value.count; ++i) {
          Add(file, facts.value_lists[value.first + i], place);
        }
        return;
      case ValueKind::kCall:
        return FollowCall(file, facts.calls[value.first]);
      default:
        return;
    }
  }

  void FollowName(FileId file, NameId name, const Place& place) {
    const Facts& facts = evaluator_->facts(file);
    std::vector<uint32_t> bindings;
    const LookupOutcome outcome = FindBindings(facts, name, place, &bindings);
    if (outcome == LookupOutcome::kModule) {
      FindFinalBindings(facts, BindingsOf(facts, 0, name), &bindings);
    }
    for (uint32_t i : bindings) {
      const Binding& binding = facts.bindings[i];
      const bool has_value = binding.kind == BindingKind::kAssignment ||
                             binding.kind == BindingKind::kLoopVariable ||
                             binding.kind == BindingKind::kContext;
      if (!has_value) continue;
      const ScopeId scope = binding.scope == 0 ? facts.blocks[binding.block].scope : binding.scope;
      Add(file, binding.value, {scope, binding.block, binding.order});
    }
  }

  void FollowCall(FileId file, const CallFact& call) {
    const Facts& facts = evaluator_->facts(file);
    const Callee callee = EvaluateCallee(evaluator_, file, call);
    const Entity& entity = callee.entity;
    const std::string target(evaluator_->FullName(entity));
    if (!target.empty()) AddTarget(target, facts, call);
    const Value& written = facts.values[call.callee];
    if (written.kind == ValueKind::kAttribute) Add(file, written.base, PlaceOf(call));
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      Add(file, facts.arguments[call.arguments.first + i].value, PlaceOf(call));
    }
    if (entity.kind != EntityKind::kDefinition) return;
    // A function that only passes on what another one returns.
    const Facts& there = evaluator_->facts(entity.file);
    const DefinitionFact& definition = there.definitions[entity.definition];
    if (definition.forwarded == kNone) return;
    const CallFact& forwarded = there.calls[definition.forwarded];
    for (ValueId id = 1; id < there.values.size(); ++id) {
      const Value& candidate = there.values[id];
      if (candidate.kind != ValueKind::kCall || candidate.first != definition.forwarded) continue;
      return Add(entity.file, id, PlaceOf(forwarded));
    }
  }

  void AddTarget(const std::string& target, const Facts& facts, const CallFact& call) {
    AddOnce(target);
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      const Argument& argument = facts.arguments[call.arguments.first + i];
      const Value& value = facts.values[argument.value];
      if (value.kind != ValueKind::kString) continue;
      AddOnce(target + "(" + std::string(facts.Name(value.name)) + ")");
    }
  }

  void AddOnce(std::string target) {
    if (std::find(targets_.begin(), targets_.end(), target) != targets_.end()) return;
    targets_.push_back(std::move(target));
  }

  Evaluator* evaluator_;
  std::vector<Item> values_;
  std::vector<std::string> targets_;
};

}  // namespace

std::vector<std::string> CallsBehindArguments(Evaluator* evaluator, FileId file,
                                              const CallFact& call) {
  const Facts& facts = evaluator->facts(file);
  Search search(evaluator);
  for (uint32_t i = 0; i < call.arguments.count; ++i) {
    search.Add(file, facts.arguments[call.arguments.first + i].value, PlaceOf(call));
  }
  return search.Run();
}

}  // namespace ssot
