// Beside a language's own functions, a function of the tree counts that passes one of its
// parameters on as the key: a call of it with a constant is an access to that variable. Such
// helpers may call each other; kHelperRounds says how far that is followed. Whether a function is
// a helper in round n depends on rounds below n alone, so that the answers can be remembered in
// any order.
#include "scanner/resolution/environment_use.h"

#include <algorithm>

#include "scanner/resolution/environment_schema.h"
#include "scanner/resolution/parameters.h"
#include "scanner/resolution/scope_lookup.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

constexpr uint32_t kNotAsked = 0;
constexpr uint32_t kNoHelper = 1;
constexpr uint32_t kHelperFlag = 2;

uint32_t Pack(const EnvironmentHelper& helper) {
  if (!helper.is_helper) return kNoHelper;
  return kHelperFlag | static_cast<uint32_t>(helper.mode) << 2 | helper.parameter << 4;
}

EnvironmentHelper Unpack(uint32_t packed) {
  if (packed == kNoHelper) return {};
  return {true, static_cast<AccessMode>(packed >> 2 & 3), packed >> 4};
}

// Among several accesses of one helper, the one that says most about it.
bool SaysMore(AccessMode a, AccessMode b) {
  auto weight = [](AccessMode mode) {
    return mode == AccessMode::kWrite ? 2 : mode == AccessMode::kDelete ? 1 : 0;
  };
  return weight(a) > weight(b);
}

bool PassesParameter(const Facts& facts, ScopeId function, const CallFact& call) {
  uint32_t unused;
  for (uint32_t i = 0; i < call.arguments.count; ++i) {
    ValueId value = facts.arguments[call.arguments.first + i].value;
    if (IsParameter(facts, function, value, PlaceOf(call), &unused)) return true;
  }
  return false;
}

// Keywords of the functions themselves, which are no variables.
bool IsOption(std::string_view keyword) {
  return keyword == "*" || keyword == "**" || keyword == "clear" || keyword == "values" ||
         keyword == "raising";
}

void AddChangedKeys(Evaluator* evaluator, FileId file, const CallFact& call, uint32_t key_argument,
                    std::vector<Entity>* keys) {
  const Facts& facts = evaluator->facts(file);
  Entity key =
      evaluator->Evaluate(file, ArgumentOf(facts, call, key_argument, "values"), PlaceOf(call));
  if (key.kind == EntityKind::kStrings) keys->push_back(key);
  if (key.kind == EntityKind::kCollection) {
    const LocatedValue& located = *key.located;
    const Facts& there = evaluator->facts(located.file);
    const Value& mapping = there.values[located.value];
    for (uint32_t i = 0; mapping.kind == ValueKind::kDict && i + 1 < mapping.count; i += 2) {
      ValueId item = there.value_lists[mapping.first + i];
      keys->push_back(
          evaluator->Evaluate(located.file, item, located.place).Weaken(key.resolution));
    }
  }
  for (uint32_t i = 0; i < call.arguments.count; ++i) {
    const Argument& argument = facts.arguments[call.arguments.first + i];
    std::string_view keyword = facts.Name(argument.keyword);
    if (!keyword.empty() && !IsOption(keyword)) keys->push_back(evaluator->String(keyword, false));
  }
}

class HelperSearch {
 public:
  explicit HelperSearch(Evaluator* evaluator) : evaluator_(evaluator) {}

  EnvironmentHelper Find(FileId file, DefinitionId function, uint32_t round) {
    std::atomic<uint32_t>& slot =
        evaluator_->project().file(file).uses().helpers[function * kHelperRounds + round];
    uint32_t known = slot.load(std::memory_order_relaxed);
    if (known != kNotAsked) return Unpack(known);
    EnvironmentHelper helper = WorkOut(file, function, round);
    if (!evaluator_->has_asked()) slot.store(Pack(helper), std::memory_order_relaxed);
    return helper;
  }

  // The use that a call of a function of the tree is.
  std::optional<EnvironmentUse> FindUse(FileId file, const CallFact& call, const Callee& callee,
                                        uint32_t round) {
    Entity function = callee.entity;
    const Facts* facts = &evaluator_->facts(function.file);
    if (facts->definitions[function.definition].what == DefinitionWhat::kClass) {
      Entity initializer;
      Entity foreign;
      std::string_view name =
          evaluator_->project().file(function.file).language->semantics->constructor;
      if (!evaluator_->FindClassMember(function.file, function.definition, name, false,
                                       &initializer, &foreign) ||
          initializer.kind != EntityKind::kDefinition) {
        return std::nullopt;
      }
      function = initializer;
      function.is_bound = true;
      facts = &evaluator_->facts(function.file);
    }
    EnvironmentHelper helper = Find(function.file, function.definition, round);
    if (!helper.is_helper) return std::nullopt;
    ScopeId scope = facts->definitions[function.definition].scope;
    std::string_view keyword = ParameterName(*facts, scope, helper.parameter);
    bool drops_first = SkipsFirstParameter(*facts, function);
    if (drops_first && helper.parameter == 0) return std::nullopt;
    uint32_t position = helper.parameter - (drops_first ? 1 : 0);
    ValueId key = ArgumentOf(evaluator_->facts(file), call, position, keyword);
    if (key == 0) return std::nullopt;
    return EnvironmentUse{helper.mode, key, Resolution::kHeuristic, {}};
  }

 private:
  EnvironmentHelper WorkOut(FileId file, DefinitionId function, uint32_t round) {
    const ProjectFile& project_file = evaluator_->project().file(file);
    const Facts& facts = *project_file.facts;
    ScopeId scope = facts.definitions[function].scope;
    evaluator_->LookInto(file, scope);
    EnvironmentHelper helper;
    auto consider = [&](AccessMode mode, ValueId key, const Place& place) {
      uint32_t parameter;
      if (!IsParameter(facts, scope, key, place, &parameter)) return;
      if (helper.is_helper && !SaysMore(mode, helper.mode)) return;
      helper = {true, mode, parameter};
    };
    const ScopeUses& uses = project_file.uses();
    for (uint32_t i = uses.accesses_at[scope]; i < uses.accesses_at[scope + 1]; ++i) {
      const AccessFact& access = facts.accesses[uses.accesses[i]];
      if (access.syntax != AccessSyntax::kSubscript && access.syntax != AccessSyntax::kMembership) {
        continue;
      }
      const Value& value = facts.values[access.value];
      Entity base = evaluator_->Evaluate(file, value.base, PlaceOf(access));
      if (!IsEnvironmentObject(*evaluator_, file, base)) continue;
      consider(access.mode, value.first, PlaceOf(access));
    }
    for (uint32_t i = uses.calls_at[scope]; i < uses.calls_at[scope + 1]; ++i) {
      const CallFact& call = facts.calls[uses.calls[i]];
      if (!PassesParameter(facts, scope, call)) continue;
      Callee callee = EvaluateCallee(evaluator_, file, call);
      std::optional<EnvironmentUse> use;
      if (callee.entity.kind != EntityKind::kDefinition) {
        use = FindEnvironmentUse(evaluator_, file, call, callee);
      } else if (round > 0) {
        use = FindUse(file, call, callee, round - 1);
      }
      if (use) consider(use->mode, use->key, PlaceOf(call));
    }
    return helper;
  }

  Evaluator* evaluator_;
};

}  // namespace

std::optional<EnvironmentChange> FindEnvironmentChange(Evaluator* evaluator, FileId file,
                                                       const CallFact& call, const Callee& callee) {
  const Facts& facts = evaluator->facts(file);
  const LanguageTables& language = *evaluator->project().file(file).language;
  const Entity& entity = callee.entity;
  const Value& written = facts.values[call.callee];
  if (written.kind != ValueKind::kAttribute && written.kind != ValueKind::kName) return {};
  if (std::optional<EnvironmentChange> read = FindSchemaRead(evaluator, file, call, callee)) {
    return read;
  }
  if (entity.kind != EntityKind::kSymbol && entity.kind != EntityKind::kUnknown) return {};
  for (const EnvironmentUpdate& update : language.semantics->environment_updates) {
    bool is_named = entity.kind == EntityKind::kSymbol
                        ? entity.text == update.target
                        : update.target.ends_with(facts.Name(written.name)) &&
                              WrittenForm(facts, call.callee) == update.target;
    if (!is_named) continue;
    if (update.object_argument != kNone) {
      ValueId value = ArgumentOf(facts, call, update.object_argument, "");
      Entity object = evaluator->Evaluate(file, value, PlaceOf(call));
      bool is_text = object.kind == EntityKind::kStrings &&
                     language.environment.IsObject(object.strings[0].text);
      if (!is_text && !IsEnvironmentObject(*evaluator, file, object)) return {};
    }
    EnvironmentChange change;
    change.mode = update.mode;
    change.form = update.target;
    bool is_known = entity.kind == EntityKind::kSymbol;
    change.resolution = is_known ? entity.resolution : Resolution::kHeuristic;
    AddChangedKeys(evaluator, file, call, update.key_argument, &change.keys);
    return change;
  }
  return {};
}

bool IsEnvironmentObject(const Evaluator& evaluator, FileId file, const Entity& entity) {
  return entity.kind == EntityKind::kSymbol &&
         evaluator.project().file(file).language->environment.IsObject(entity.text);
}

std::optional<EnvironmentUse> FindEnvironmentUse(Evaluator* evaluator, FileId file,
                                                 const CallFact& call, const Callee& callee) {
  const Facts& facts = evaluator->facts(file);
  const EnvironmentTable& table = evaluator->project().file(file).language->environment;
  const Entity& entity = callee.entity;
  if (entity.kind == EntityKind::kDefinition) {
    if (call.arguments.count == 0) return std::nullopt;
    return HelperSearch(evaluator).FindUse(file, call, callee, kHelperRounds - 1);
  }
  const EnvironmentFunction* function = nullptr;
  EnvironmentUse use;
  use.resolution = entity.resolution;
  if (entity.kind == EntityKind::kSymbol) {
    use.form = entity.text;
    function = table.FindFunction(entity.text);
  } else if (entity.kind == EntityKind::kUnknown) {
    // monkeypatch.setenv: a fixture is known by its parameter's name alone.
    const Value& value = facts.values[call.callee];
    if (value.kind != ValueKind::kAttribute) return std::nullopt;
    const Value& base = facts.values[value.base];
    if (base.kind != ValueKind::kName) return std::nullopt;
    use.form = evaluator->arena().Concatenate({facts.Name(base.name), ".", facts.Name(value.name)});
    use.resolution = Resolution::kHeuristic;
    function = table.FindFunction(use.form);
  }
  if (function == nullptr) return std::nullopt;
  use.mode = function->mode;
  use.key = ArgumentOf(facts, call, function->key_argument, function->key_keyword);
  return use;
}

}  // namespace ssot
