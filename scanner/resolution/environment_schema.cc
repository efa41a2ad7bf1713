#include "scanner/resolution/environment_schema.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scanner/resolution/scope_lookup.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

constexpr int kMaxDepth = 16;
constexpr size_t kMaxKeys = 1000;
constexpr size_t kMaxEntries = 20000;  // of mappings, those within mappings included
constexpr size_t kMaxParts = 1000;     // calls and names that one schema is made of

bool Holds(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The names in a schema, which is a mapping, or what was made of mappings.
class SchemaNames {
 public:
  SchemaNames(Evaluator* evaluator, std::vector<Entity>* keys)
      : evaluator_(evaluator), keys_(keys) {}

  // A literal mapping, wherever it stands.
  void AddMapping(FileId file, ValueId value, const Place& place, SchemaForm form, int depth = 0) {
    const Entity entity = evaluator_->Evaluate(file, value, place);
    if (entity.kind != EntityKind::kCollection || depth > kMaxDepth) return;
    const LocatedValue located = *entity.located;
    const Facts& there = evaluator_->facts(located.file);
    const Value mapping = there.values[located.value];
    if (mapping.kind != ValueKind::kDict) return;
    for (uint32_t i = 0; i + 1 < mapping.count; i += 2) {
      if (keys_->size() >= kMaxKeys || ++entries_ > kMaxEntries) return;
      const ValueId key = there.value_lists[mapping.first + i];
      const ValueId held = there.value_lists[mapping.first + i + 1];
      const Value& word = there.values[key];
      const bool is_env = word.kind == ValueKind::kString && there.Name(word.name) == "env";
      if (form == SchemaForm::kKeys) {
        keys_->push_back(evaluator_->Evaluate(located.file, key, located.place));
      } else if (form == SchemaForm::kKeysOfParts) {
        AddMapping(located.file, held, located.place, SchemaForm::kKeys, depth + 1);
      } else if (is_env && there.values[held].kind != ValueKind::kDict) {
        keys_->push_back(evaluator_->Evaluate(located.file, held, located.place));
      } else {
        AddMapping(located.file, held, located.place, form, depth + 1);
      }
    }
  }

  // z.object({ … }).extend({ … }), or a variable that holds it.
  void AddMade(FileId file, ValueId value, const Place& place) {
    std::vector<Part> parts = {{value, place}};
    for (size_t i = 0; i < parts.size() && i < kMaxParts && keys_->size() < kMaxKeys; ++i) {
      const Part part = parts[i];
      AddPart(file, part, &parts);
    }
  }

 private:
  struct Part {
    ValueId value = 0;
    Place place;
  };

  // Appends what the part itself is made of.
  void AddPart(FileId file, const Part& part, std::vector<Part>* parts) {
    const Facts& facts = evaluator_->facts(file);
    const Value& value = facts.values[part.value];
    if (value.kind == ValueKind::kName) return AddNamed(facts, value.name, part.place, parts);
    if (value.kind != ValueKind::kCall) return;
    const CallFact& call = facts.calls[value.first];
    const Value& callee = facts.values[call.callee];
    if (callee.kind != ValueKind::kAttribute && callee.kind != ValueKind::kName) return;
    const LanguageSemantics& semantics = *evaluator_->project().file(file).language->semantics;
    if (Holds(semantics.schema_makers, facts.Name(callee.name)) && call.arguments.count > 0) {
      AddMapping(file, facts.arguments[call.arguments.first].value, PlaceOf(call),
                 SchemaForm::kKeys);
    }
    if (callee.kind == ValueKind::kAttribute) parts->push_back({callee.base, PlaceOf(call)});
  }

  void AddNamed(const Facts& facts, NameId name, const Place& place, std::vector<Part>* parts) {
    std::vector<uint32_t> bindings;
    if (FindBindings(facts, name, place, &bindings) == LookupOutcome::kModule) {
      FindFinalBindings(facts, BindingsOf(facts, 0, name), &bindings);
    }
    for (uint32_t i : bindings) {
      const Binding& binding = facts.bindings[i];
      if (binding.kind != BindingKind::kAssignment || !visited_.insert(i).second) continue;
      const ScopeId scope = binding.scope == 0 ? facts.blocks[binding.block].scope : binding.scope;
      parts->push_back({binding.value, {scope, binding.block, binding.order}});
    }
  }

  Evaluator* evaluator_;
  std::vector<Entity>* keys_;
  size_t entries_ = 0;
  std::unordered_set<uint32_t> visited_;  // bindings: many ways may lead to one
};

bool IsEnvironmentArgument(Evaluator* evaluator, FileId file, const CallFact& call,
                           uint32_t position) {
  const ValueId value = ArgumentOf(evaluator->facts(file), call, position, "");
  if (value == 0) return false;
  return IsEnvironmentObject(*evaluator, file, evaluator->Evaluate(file, value, PlaceOf(call)));
}

}  // namespace

std::optional<EnvironmentChange> FindSchemaRead(Evaluator* evaluator, FileId file,
                                                const CallFact& call, const Callee& callee) {
  const Facts& facts = evaluator->facts(file);
  const LanguageSemantics& semantics = *evaluator->project().file(file).language->semantics;
  EnvironmentChange read;
  read.mode = AccessMode::kRead;
  SchemaNames names(evaluator, &read.keys);
  if (callee.entity.kind == EntityKind::kSymbol) {
    for (const EnvironmentSchema& schema : semantics.environment_schemas) {
      if (schema.target != callee.entity.text) continue;
      const bool is_told = schema.object_argument == kNone;
      if (!is_told && !IsEnvironmentArgument(evaluator, file, call, schema.object_argument)) break;
      const ValueId value = ArgumentOf(facts, call, schema.schema_argument, "");
      names.AddMapping(file, value, PlaceOf(call), schema.form);
      read.form = schema.target;
      read.resolution = callee.entity.resolution;
      return read;
    }
  }
  const Value& written = facts.values[call.callee];
  const bool may_read = written.kind == ValueKind::kAttribute &&
                        Holds(semantics.schema_readers, facts.Name(written.name));
  if (!may_read || !IsEnvironmentArgument(evaluator, file, call, 0)) return std::nullopt;
  names.AddMade(file, written.base, PlaceOf(call));
  if (read.keys.empty()) return std::nullopt;
  read.form = WrittenForm(facts, call.callee);
  read.resolution = Resolution::kHeuristic;
  return read;
}

}  // namespace ssot
