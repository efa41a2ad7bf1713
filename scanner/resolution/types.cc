// Classes and their instances: annotations, members, bases.
#include <algorithm>
#include <string>

#include "scanner/resolution/evaluator.h"

namespace ssot {
namespace {

// typing.Optional -> Optional; empty for anything else.
std::string_view TypingName(std::string_view symbol) {
  for (std::string_view module : {"typing.", "typing_extensions."}) {
    if (symbol.starts_with(module)) return symbol.substr(module.size());
  }
  return {};
}

// True for generics that stand for what is in their brackets.
bool IsTransparent(std::string_view symbol) {
  if (symbol == "sqlalchemy.orm.Mapped") return true;
  std::string_view typing_name = TypingName(symbol);
  for (std::string_view name : {"Optional", "Annotated", "Union", "Final", "ClassVar", "Required",
                                "NotRequired", "Awaitable", "Self"}) {
    if (typing_name == name) return true;
  }
  return false;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool IsProperty(const Facts& facts, const DefinitionFact& definition) {
  for (uint32_t i = 0; i < definition.decorators.count; ++i) {
    const Value& value = facts.values[facts.value_lists[definition.decorators.first + i]];
    std::string_view name = facts.Name(value.name);
    if (name == "property" || name == "cached_property") return true;
  }
  return false;
}

}  // namespace

Entity Evaluator::InstanceOf(const Entity& class_entity) {
  Entity entity = class_entity;
  if (class_entity.kind == EntityKind::kDefinition) {
    const DefinitionFact& definition =
        facts(class_entity.file).definitions[class_entity.definition];
    if (definition.what != DefinitionWhat::kClass) return {};
    entity.kind = EntityKind::kInstance;
  } else if (class_entity.kind == EntityKind::kSymbol) {
    if (!TypingName(class_entity.text).empty()) return {};
    entity.kind = EntityKind::kForeignInstance;
  } else {
    return {};
  }
  return entity;
}

// Annotations name a class in many ways: Client, "Client", Optional[Client], Client | None.
Entity Evaluator::EvaluateAnnotation(FileId file, ValueId annotation, const Place& place) {
  Frame frame(this);
  if (annotation == 0 || !frame.is_within_limits()) return {};
  const Facts& f = facts(file);
  const Value& value = f.values[annotation];
  switch (value.kind) {
    case ValueKind::kName:
    case ValueKind::kAttribute:
      return InstanceOf(Evaluate(file, annotation, place));
    case ValueKind::kString:
      return EvaluateTextAnnotation(file, f.Name(value.name), place);
    case ValueKind::kSubscript: {
      Entity base = Evaluate(file, value.base, place);
      if (base.kind != EntityKind::kSymbol || !IsTransparent(base.text)) {
        return InstanceOf(base);
      }
      const Value& arguments = f.values[value.first];
      bool is_list = arguments.kind == ValueKind::kList && arguments.count > 0;
      if (is_list && TypingName(base.text) == "Annotated") {
        return EvaluateAnnotation(file, f.value_lists[arguments.first], place);
      }
      return EvaluateAnnotation(file, value.first, place);
    }
    case ValueKind::kList:  // the arguments of Union
    case ValueKind::kChoice:
      return EvaluateUnion(file, value, place);
    default:
      return {};
  }
}

// The first class of the union that is known; a guess where there are others beside None.
Entity Evaluator::EvaluateUnion(FileId file, const Value& value, const Place& place) {
  const Facts& f = facts(file);
  Entity found;
  uint32_t alternatives = 0;
  for (uint32_t i = 0; i < value.count && !IsSpent(); ++i) {
    ValueId alternative = f.value_lists[value.first + i];
    if (f.values[alternative].kind == ValueKind::kConstant) continue;
    ++alternatives;
    if (!found.IsKnown()) found = EvaluateAnnotation(file, alternative, place);
  }
  if (found.IsKnown() && alternatives > 1) found.Weaken(Resolution::kHeuristic);
  return found;
}

// The text of a string annotation: dotted names, Optional[…] around one, | between them.
Entity Evaluator::EvaluateTextAnnotation(FileId file, std::string_view text, const Place& place) {
  Frame frame(this);
  if (!frame.is_within_limits()) return {};
  text = Trim(text);
  size_t bracket = text.find('[');
  size_t bar = text.find('|');
  if (bar < bracket) {
    Entity entity = EvaluateTextAnnotation(file, text.substr(0, bar), place);
    return entity.IsKnown() ? entity : EvaluateTextAnnotation(file, text.substr(bar + 1), place);
  }
  if (bracket != std::string_view::npos) {
    std::string_view outer = Trim(text.substr(0, bracket));
    if (IsTransparent("typing." + std::string(outer.substr(outer.rfind('.') + 1))) &&
        text.ends_with("]")) {
      std::string_view inner = text.substr(bracket + 1, text.size() - bracket - 2);
      return EvaluateTextAnnotation(file, inner.substr(0, inner.find(',')), place);
    }
    text = outer;
  }
  const Facts& f = facts(file);
  std::string_view first = text.substr(0, text.find('.'));
  LookIntoFunctions(file, place.scope, first);
  NameId name = FindLocalName(f, place.scope, first);
  const Member* member = project_.file(file).members().Find(f, 0, first);
  if (name == 0 && member != nullptr) name = member->name;
  if (name == 0) return {};
  Entity entity = EvaluateName(file, name, place);
  for (size_t at = first.size(); at < text.size();) {
    size_t end = std::min(text.find('.', at + 1), text.size());
    entity = MemberOf(entity, text.substr(at + 1, end - at - 1));
    at = end;
  }
  return InstanceOf(entity);
}

bool Evaluator::FindClassMember(FileId file, DefinitionId class_definition, std::string_view name,
                                bool skips_own, Entity* member, Entity* foreign_base) {
  Frame frame(this);
  if (!frame.is_within_limits()) return false;
  const Facts& f = facts(file);
  const DefinitionFact& definition = f.definitions[class_definition];
  if (!skips_own) {
    const Member* own = project_.file(file).members().Find(f, definition.scope, name);
    if (own != nullptr) {
      *member = MeaningOf(file, *own).entity;
      return true;
    }
    LookInto(file, definition.scope, name);
  }
  Place outside = {definition.parent, definition.block, definition.order};
  for (uint32_t i = 0; i < definition.bases.count && !IsSpent(); ++i) {
    Entity base = Evaluate(file, f.value_lists[definition.bases.first + i], outside);
    if (base.kind == EntityKind::kDefinition) {
      if (facts(base.file).definitions[base.definition].what != DefinitionWhat::kClass) continue;
      if (FindClassMember(base.file, base.definition, name, false, member, foreign_base)) {
        return true;
      }
    } else if (base.kind == EntityKind::kSymbol && !foreign_base->IsKnown() &&
               TypingName(base.text).empty() && base.text != "abc.ABC") {
      *foreign_base = base;
    }
  }
  return false;
}

Entity Evaluator::InstanceMember(const Entity& instance, std::string_view name) {
  Entity member;
  Entity foreign;
  if (FindClassMember(instance.file, instance.definition, name, instance.skips_own, &member,
                      &foreign)) {
    if (member.kind == EntityKind::kDefinition) {
      const Facts& f = facts(member.file);
      const DefinitionFact& definition = f.definitions[member.definition];
      if (definition.what == DefinitionWhat::kMethod && IsProperty(f, definition)) {
        return EvaluateReturned(member.file, member.definition).Weaken(instance.resolution);
      }
      member.is_bound = definition.what == DefinitionWhat::kMethod;
    }
    return member.Weaken(instance.resolution);
  }
  if (!foreign.IsKnown()) return {};
  Entity method = Extend(foreign, name);
  method.is_bound = true;
  return method.Weaken(Resolution::kHeuristic).Weaken(instance.resolution);
}

}  // namespace ssot
