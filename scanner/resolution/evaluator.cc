#include "scanner/resolution/evaluator.h"

#include <algorithm>

#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

// Which of several bindings that may reach a use to believe, when they mean different things: what
// is known, what is not a makeshift of an except clause, then the nearest.
enum Rank { kRankNothing, kRankUnknown, kRankMakeshift, kRankKnown };

Rank RankOf(const Facts& facts, const Entity& entity, BlockId block) {
  if (entity.kind == EntityKind::kNothing) return kRankNothing;
  if (!entity.IsKnown()) return kRankUnknown;
  return IsInHandler(facts, block) ? kRankMakeshift : kRankKnown;
}

bool IsDecoratedWith(const Facts& facts, const DefinitionFact& definition, std::string_view name) {
  for (uint32_t i = 0; i < definition.decorators.count; ++i) {
    const Value& value = facts.values[facts.value_lists[definition.decorators.first + i]];
    if (value.kind == ValueKind::kName && facts.Name(value.name) == name) return true;
  }
  return false;
}

Place PlaceOf(const CallFact& call) {
  return {call.scope, call.block, call.order};
}

constexpr std::string_view kGlobalObjects[] = {"window", "globalThis", "global", "self"};
constexpr std::string_view kDefault = ".default";

std::string_view LastPart(std::string_view dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

}  // namespace

bool LooksLikeClass(std::string_view name) {
  size_t first = name.find_first_not_of('_');
  return first != std::string_view::npos && name[first] >= 'A' && name[first] <= 'Z';
}

Evaluator::Frame::Frame(Evaluator* evaluator) : evaluator_(evaluator) {
  if (evaluator->depth_ == 0) {
    evaluator->all_steps_ += evaluator->steps_;
    evaluator->max_steps_ = evaluator->all_steps_ < kFileSteps ? kMaxSteps : kMaxStepsWhenSpent;
    evaluator->steps_ = 0;
    evaluator->deepest_ = 0;
    evaluator->was_cut_ = false;
  }
  ++evaluator->depth_;
  ++evaluator->steps_;
  evaluator->deepest_ = std::max(evaluator->deepest_, evaluator->depth_);
  is_within_limits_ = evaluator->depth_ <= kMaxDepth && evaluator->steps_ <= evaluator->max_steps_;
  if (!is_within_limits_) evaluator->was_cut_ = true;
}

Entity Evaluator::Symbol(std::string_view text, size_t module_length) {
  Entity entity;
  entity.kind = EntityKind::kSymbol;
  entity.text = text;
  entity.module_length = static_cast<uint32_t>(module_length);
  return entity;
}

Entity Evaluator::Extend(const Entity& base, std::string_view name) {
  Entity entity = base;
  entity.text = arena_.Concatenate({base.text, ".", name});
  return entity;
}

Entity Evaluator::Definition(FileId file, DefinitionId definition) {
  Entity entity;
  entity.kind = EntityKind::kDefinition;
  entity.file = file;
  entity.definition = definition;
  return entity;
}

Entity Evaluator::Evaluate(FileId file, ValueId id, const Place& place) {
  if (id == 0) return {};
  Frame frame(this);
  if (!frame.is_within_limits()) return {};
  const Facts& f = facts(file);
  const Value& value = f.values[id];
  switch (value.kind) {
    case ValueKind::kName:
      return EvaluateName(file, value.name, place);
    case ValueKind::kAttribute:
      return MemberOf(Evaluate(file, value.base, place), f.Name(value.name));
    case ValueKind::kString:
      return String(f.Name(value.name), false);
    case ValueKind::kPattern:
      return EvaluatePattern(file, f.Name(value.name), place);
    case ValueKind::kConstant: {
      Entity nothing;
      std::string_view name = f.Name(value.name);
      bool is_nothing = name == "None" || name == "null" || name == "undefined";
      if (is_nothing) nothing.kind = EntityKind::kNothing;
      return nothing;
    }
    case ValueKind::kCall:
      return EvaluateCall(file, f.calls[value.first]);
    case ValueKind::kSubscript:
      return EvaluateSubscript(file, value, place);
    case ValueKind::kList:
    case ValueKind::kDict:
      return Collection(file, id, place);
    case ValueKind::kChoice:
      return EvaluateChoice(file, value, place);
    case ValueKind::kElement:
      return EvaluateElement(file, value.base, {}, place);
    case ValueKind::kItem:
      return EvaluateItem(file, id, place);
    case ValueKind::kConcatenation:
      return EvaluateConcatenation(file, value, place);
    case ValueKind::kFunction:
      return Definition(file, value.first);
    case ValueKind::kResolved:
      return EvaluateKnown(file, value);
    case ValueKind::kNumber:
    case ValueKind::kUnknown:
      return {};
  }
  return {};
}

// The functions around a place, in whose scopes a name is looked up.
void Evaluator::LookIntoFunctions(FileId file, ScopeId scope, std::string_view name) {
  const Facts& f = facts(file);
  if (!f.is_outline) return;
  for (; scope != 0; scope = f.scopes[scope].parent) {
    if (f.scopes[scope].kind == ScopeKind::kFunction) LookInto(file, scope, name);
  }
}

Entity Evaluator::EvaluateName(FileId file, NameId name, const Place& place) {
  size_t first = candidates_.size();
  const Facts& f = facts(file);
  LookIntoFunctions(file, place.scope, f.Name(name));
  switch (FindBindings(f, name, place, &candidates_)) {
    case LookupOutcome::kFound: {
      uint32_t chosen;
      Entity entity = EvaluateCandidates(file, first, &chosen);
      candidates_.resize(first);
      return entity;
    }
    case LookupOutcome::kUnbound:
      return {};
    case LookupOutcome::kModule: {
      const Member* member = project_.file(file).members().Find(f, 0, f.Name(name));
      if (member != nullptr) return MeaningOf(file, *member).entity;
      break;
    }
    case LookupOutcome::kMissing:
      break;
  }
  std::string_view text = f.Name(name);
  if (project_.file(file).language->semantics->stars_bind_names)
    return EvaluateStarName(file, text);
  return Builtin(file, text, place);
}

// A name that is bound nowhere in the file, in a language where the globals are known by name.
Entity Evaluator::Builtin(FileId file, std::string_view name, const Place& place) {
  const LanguageSemantics& semantics = *project_.file(file).language->semantics;
  if (name == "super") return EvaluateSuper(file, place.scope);
  const auto& builtins = semantics.builtins;
  bool is_known = std::find(builtins.begin(), builtins.end(), name) != builtins.end();
  if (semantics.globals_are_symbols && is_known) return Symbol(name, 0);
  Entity builtin;
  builtin.kind = EntityKind::kBuiltin;
  builtin.text = name;
  return builtin;
}

// The meaning of candidates_[first_candidate…], bindings of one name, nearest first. Strings are
// collected, because each of them may be the key that is used.
Entity Evaluator::EvaluateCandidates(FileId file, size_t first_candidate, uint32_t* chosen) {
  const Facts& f = facts(file);
  Entity best;
  int best_rank = -1;
  size_t end = candidates_.size();
  *chosen = candidates_[first_candidate];
  for (size_t i = first_candidate; i < end; ++i) {
    const Binding& binding = f.bindings[candidates_[i]];
    Entity entity = EvaluateBinding(file, binding);
    int rank = RankOf(f, entity, binding.block);
    if (entity.kind == EntityKind::kStrings && best.kind == EntityKind::kStrings) {
      Unite(&best, entity);
    } else if (rank > best_rank) {
      best = entity;
      best_rank = rank;
      *chosen = candidates_[i];
    }
    if (best_rank == kRankKnown && best.kind != EntityKind::kStrings) break;
  }
  return best;
}

Entity Evaluator::EvaluateBinding(FileId file, const Binding& binding) {
  const Facts& f = facts(file);
  // A name that is declared global is bound in the module by code of a function.
  ScopeId scope = binding.scope == 0 ? f.blocks[binding.block].scope : binding.scope;
  Place place = {scope, binding.block, binding.order};
  switch (binding.kind) {
    case BindingKind::kImport:
      return EvaluateImport(file, binding.index);
    case BindingKind::kDefinition:
      return Definition(file, binding.index);
    case BindingKind::kAssignment:
      return EvaluateAssigned(file, binding.value, binding.annotation, place);
    case BindingKind::kParameter:
      return EvaluateParameter(file, binding);
    case BindingKind::kLoopVariable:
    case BindingKind::kReturn:
      return Evaluate(file, binding.value, place);
    case BindingKind::kContext: {
      Entity entity = Evaluate(file, binding.value, place);
      bool is_instance =
          entity.kind == EntityKind::kInstance || entity.kind == EntityKind::kForeignInstance;
      return is_instance ? entity.Weaken(Resolution::kHeuristic) : Entity();
    }
    case BindingKind::kOther:
    case BindingKind::kGlobal:
    case BindingKind::kNonlocal:
      return {};
  }
  return {};
}

Entity Evaluator::EvaluateAssigned(FileId file, ValueId value, ValueId annotation,
                                   const Place& place) {
  Entity entity = Evaluate(file, value, place);
  switch (entity.kind) {
    case EntityKind::kStrings:
    case EntityKind::kCollection:
      return entity.Weaken(Resolution::kConstant);
    case EntityKind::kModule:
    case EntityKind::kFolder:
    case EntityKind::kSymbol:
    case EntityKind::kVariable:
    case EntityKind::kDefinition:
      return entity.Weaken(Resolution::kAlias);
    case EntityKind::kBuiltin:
    case EntityKind::kInstance:
      return entity;
    case EntityKind::kForeignInstance:  // name: str = Field(…) is a string
    case EntityKind::kUnknown:
    case EntityKind::kNothing:
      break;
  }
  return annotation == 0 ? entity : EvaluateAnnotation(file, annotation, place);
}

Entity Evaluator::EvaluateParameter(FileId file, const Binding& binding) {
  const Facts& f = facts(file);
  const Scope& scope = f.scopes[binding.scope];
  Place outside = {scope.parent, scope.block, scope.order, true};
  if (binding.annotation != 0) {
    Entity entity = EvaluateAnnotation(file, binding.annotation, outside);
    if (entity.IsKnown()) return entity;
  }
  const LanguageSemantics& semantics = *project_.file(file).language->semantics;
  if (binding.index == 0 && semantics.first_parameter_is_receiver) {
    Entity receiver = EvaluateReceiver(file, binding);
    if (receiver.IsKnown()) return receiver;
  }
  // The default is what the parameter is unless a caller says otherwise. That is good enough for
  // the name of a variable and for nothing else.
  if (binding.value == 0) return {};
  Entity value = Evaluate(file, binding.value, {scope.parent, scope.block, scope.order});
  return value.kind == EntityKind::kStrings ? value.Weaken(Resolution::kHeuristic) : Entity();
}

// The `self` or `cls` of a method.
Entity Evaluator::EvaluateReceiver(FileId file, const Binding& binding) {
  const Facts& f = facts(file);
  const Scope& scope = f.scopes[binding.scope];
  const Scope& outer = f.scopes[scope.parent];
  if (scope.kind != ScopeKind::kFunction || outer.kind != ScopeKind::kClass) return {};
  if (outer.definition == kNone || scope.definition == kNone) return {};
  const DefinitionFact& method = f.definitions[scope.definition];
  if (IsDecoratedWith(f, method, "staticmethod")) return {};
  Entity entity = Definition(file, outer.definition);
  bool is_class = f.Name(binding.name) == "cls" || IsDecoratedWith(f, method, "classmethod");
  return is_class ? entity : InstanceOf(entity);
}

Entity Evaluator::EvaluateChoice(FileId file, const Value& value, const Place& place) {
  Entity best;
  for (uint32_t i = 0; i < value.count && !IsSpent(); ++i) {
    Entity entity = Evaluate(file, facts(file).value_lists[value.first + i], place);
    if (entity.kind == EntityKind::kStrings && best.kind == EntityKind::kStrings) {
      Unite(&best, entity);
    } else if (entity.IsKnown() && !best.IsKnown()) {
      best = entity;
    }
  }
  return best;
}

Entity Evaluator::EvaluateCall(FileId file, const CallFact& call) {
  Entity callee = Evaluate(file, call.callee, PlaceOf(call));
  switch (callee.kind) {
    case EntityKind::kDefinition: {
      const DefinitionFact& definition = facts(callee.file).definitions[callee.definition];
      if (definition.what == DefinitionWhat::kClass) return InstanceOf(callee);
      return EvaluateReturned(callee.file, callee.definition).Weaken(callee.resolution);
    }
    case EntityKind::kSymbol:
      return EvaluateSymbolCall(file, call, callee);
    case EntityKind::kBuiltin:
      return EvaluateBuiltinCall(file, call, callee);
    default:
      return {};
  }
}

Entity Evaluator::FirstArgument(FileId file, const CallFact& call) {
  if (call.arguments.count == 0) return {};
  return Evaluate(file, facts(file).arguments[call.arguments.first].value, PlaceOf(call));
}

Entity Evaluator::EvaluateSymbolCall(FileId file, const CallFact& call, const Entity& callee) {
  const LanguageTables& language = *project_.file(file).language;
  std::string_view copied = language.environment.CopiedObject(callee.text);
  if (!copied.empty()) {
    return Symbol(copied, copied.rfind('.')).Weaken(Resolution::kHeuristic);
  }
  const auto& dynamic = language.semantics->dynamic_imports;
  if (std::find(dynamic.begin(), dynamic.end(), callee.text) != dynamic.end()) {
    Entity module = FirstArgument(file, call);
    if (module.kind != EntityKind::kStrings) return {};
    return EvaluateModule(file, module.strings[0].text).Weaken(Resolution::kConstant);
  }
  if (callee.text == "functools.partial") {
    return FirstArgument(file, call).Weaken(Resolution::kAlias);
  }
  if (LooksLikeClass(LastPart(callee.text))) {
    return InstanceOf(callee).Weaken(Resolution::kHeuristic);
  }
  return {};
}

Entity Evaluator::EvaluateBuiltinCall(FileId file, const CallFact& call, const Entity& callee) {
  std::string_view name = callee.text;
  if (name == "super") return EvaluateSuper(file, call.scope);
  if (name == "__import__") return EvaluateSymbolCall(file, call, callee);
  if (name == "getattr") return EvaluateGetattr(file, call);
  if (name == "staticmethod" || name == "classmethod") {
    return FirstArgument(file, call).Weaken(Resolution::kAlias);
  }
  if (name != "dict" && name != "list" && name != "sorted" && name != "set" && name != "tuple") {
    return {};
  }
  Entity copied = FirstArgument(file, call);
  bool is_environment = copied.kind == EntityKind::kSymbol &&
                        project_.file(file).language->environment.IsObject(copied.text);
  if (is_environment) return copied.Weaken(Resolution::kHeuristic);
  return copied.kind == EntityKind::kCollection ? copied : Entity();
}

// getattr(base, "name")
Entity Evaluator::EvaluateGetattr(FileId file, const CallFact& call) {
  if (call.arguments.count < 2) return {};
  ValueId second = facts(file).arguments[call.arguments.first + 1].value;
  Entity name = Evaluate(file, second, PlaceOf(call));
  if (name.kind != EntityKind::kStrings || name.strings[0].has_gaps) return {};
  return MemberOf(FirstArgument(file, call), name.strings[0].text).Weaken(Resolution::kConstant);
}

Entity Evaluator::EvaluateReturned(FileId file, DefinitionId id) {
  const Facts& f = facts(file);
  const DefinitionFact& function = f.definitions[id];
  if (function.returns != 0) {
    Place outside = {function.parent, function.block, function.order, true};
    Entity entity = EvaluateAnnotation(file, function.returns, outside);
    if (entity.IsKnown()) return entity;
  }
  Frame frame(this);
  if (!frame.is_within_limits()) return {};
  Entity entity;
  if (function.body == BodyShape::kForwards && function.forwarded != kNone) {
    entity = EvaluateCall(file, f.calls[function.forwarded]);
  } else if (function.body == BodyShape::kNormal) {
    entity = EvaluateReturns(file, function.scope);
  }
  return entity.IsKnown() ? entity.Weaken(Resolution::kHeuristic) : entity;
}

// What all `return` statements that say something agree on.
Entity Evaluator::EvaluateReturns(FileId file, ScopeId function) {
  const std::pair<FileId, ScopeId> asked = {file, function};
  const bool is_circle = std::find(returning_.begin(), returning_.end(), asked) != returning_.end();
  if (is_circle || returning_.size() == kMaxReturns) {
    was_cut_ = true;
    return {};
  }
  LookInto(file, function);
  returning_.push_back(asked);
  const Facts& f = facts(file);
  const Range returns = BindingsOf(f, function, 0);
  Entity all;
  bool agree = true;
  for (uint32_t i = 0; i < returns.count && agree && !IsSpent(); ++i) {
    Entity entity = EvaluateBinding(file, f.bindings[returns.first + i]);
    if (!entity.IsKnown()) continue;
    if (!all.IsKnown()) {
      all = entity;
    } else if (all.kind == EntityKind::kStrings && entity.kind == EntityKind::kStrings) {
      Unite(&all, entity);
    } else {
      agree =
          all.kind == entity.kind && !FullName(all).empty() && FullName(all) == FullName(entity);
    }
  }
  returning_.pop_back();
  return agree ? all : Entity();
}

Entity Evaluator::EvaluateSuper(FileId file, ScopeId scope) {
  const Facts& f = facts(file);
  for (uint32_t climbed = 0; scope != 0 && climbed < kMaxScopes; ++climbed) {
    const Scope& inner = f.scopes[scope];
    if (inner.kind == ScopeKind::kClass && inner.definition != kNone) {
      Entity instance = InstanceOf(Definition(file, inner.definition));
      instance.skips_own = true;
      return instance;
    }
    scope = inner.parent;
  }
  return {};
}

Entity Evaluator::MemberOf(const Entity& base, std::string_view name) {
  if (name.empty()) return {};
  switch (base.kind) {
    case EntityKind::kModule: {
      MemberMeaning meaning;
      if (FindExport(base.file, name, &meaning)) {
        return meaning.entity.Weaken(base.resolution);
      }
      Entity variable;
      variable.kind = EntityKind::kVariable;
      variable.resolution = base.resolution;
      variable.file = base.file;
      variable.text = project_.file(base.file).module_name;
      variable.module_length = static_cast<uint32_t>(variable.text.size());
      return Extend(variable, name);
    }
    case EntityKind::kFolder:
      return FolderMember(base.file, base.text, name).Weaken(base.resolution);
    case EntityKind::kSymbol:
      // A method of an instance; what its attributes are is anybody's guess.
      return base.is_bound ? Entity() : SymbolMember(base, name);
    case EntityKind::kVariable:
      return Extend(base, name);
    case EntityKind::kDefinition: {
      Entity member;
      Entity foreign;
      bool is_class = facts(base.file).definitions[base.definition].what == DefinitionWhat::kClass;
      if (is_class && FindClassMember(base.file, base.definition, name, false, &member, &foreign)) {
        return member.Weaken(base.resolution);
      }
      Entity variable;
      variable.kind = EntityKind::kVariable;
      variable.resolution = base.resolution;
      variable.file = base.file;
      variable.text = FullName(base, &variable.module_length);
      return Extend(variable, name);
    }
    case EntityKind::kInstance:
      return InstanceMember(base, name);
    case EntityKind::kForeignInstance: {
      Entity method = Extend(base, name);
      method.kind = EntityKind::kSymbol;
      method.is_bound = true;
      return method;
    }
    case EntityKind::kStrings:
      return base.is_class_member && (name == "value" || name == "_value_") ? base : Entity();
    case EntityKind::kUnknown:
    case EntityKind::kNothing:
    case EntityKind::kBuiltin:
      return {};
    case EntityKind::kCollection:
      return ObjectMember(base, name);
  }
  return {};
}

// window.atob is atob, and jsonwebtoken.default.verify is jsonwebtoken.verify.
Entity Evaluator::SymbolMember(const Entity& base, std::string_view name) {
  // verify.mockReturnValue(…) speaks to the test's stand-in, not to the library.
  constexpr std::string_view kMock = "mock";
  bool is_mock = name.starts_with(kMock) && name.size() > kMock.size() &&
                 name[kMock.size()] >= 'A' && name[kMock.size()] <= 'Z';
  if (is_mock) return {};
  std::string_view text = base.text;
  Entity member = base;
  if (base.module_length == 0) {  // a global
    for (std::string_view object : kGlobalObjects) {
      if (text != object) continue;
      member.text = name;
      return member;
    }
    return Extend(base, name);
  }
  bool is_default = text.size() == base.module_length + kDefault.size() && text.ends_with(kDefault);
  if (is_default) member.text = text.substr(0, base.module_length);
  return Extend(member, name);
}

std::string_view Evaluator::QualifiedRest(FileId file, DefinitionId definition) {
  const Facts& f = facts(file);
  const DefinitionFact& fact = f.definitions[definition];
  if (fact.parent == 0) return f.Name(fact.name);
  std::string rest = QualifiedName(f, "", fact.parent);
  if (rest.empty()) return f.Name(fact.name);  // inside functions without names
  rest.erase(0, 1);
  return arena_.Concatenate({rest, ".", f.Name(fact.name)});
}

std::string_view Evaluator::FullName(const Entity& entity, uint32_t* module_length) {
  uint32_t unused;
  uint32_t& length = module_length != nullptr ? *module_length : unused;
  length = entity.module_length;
  switch (entity.kind) {
    case EntityKind::kSymbol:
    case EntityKind::kVariable:
    case EntityKind::kForeignInstance:
      return entity.text;
    case EntityKind::kModule: {
      std::string_view module = project_.file(entity.file).module_name;
      length = static_cast<uint32_t>(module.size());
      return module;
    }
    case EntityKind::kFolder: {
      std::string dotted(entity.text);
      std::replace(dotted.begin(), dotted.end(), '/', '.');
      length = static_cast<uint32_t>(dotted.size());
      return arena_.Copy(dotted);
    }
    case EntityKind::kDefinition:
    case EntityKind::kInstance: {
      const Facts& f = facts(entity.file);
      const NameId known = f.definitions[entity.definition].qualified_name;
      if (known != 0) return f.Name(known);
      std::string_view module = project_.file(entity.file).module_name;
      length = static_cast<uint32_t>(module.size());
      return arena_.Concatenate({module, ".", QualifiedRest(entity.file, entity.definition)});
    }
    case EntityKind::kUnknown:
    case EntityKind::kNothing:
    case EntityKind::kBuiltin:
    case EntityKind::kStrings:
    case EntityKind::kCollection:
      return {};
  }
  return {};
}

}  // namespace ssot
