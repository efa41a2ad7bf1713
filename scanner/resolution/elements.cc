// What loop variables and the parts of unpacked values stand for.
#include <algorithm>
#include <vector>

#include "scanner/resolution/evaluator.h"

namespace ssot {
namespace {

constexpr std::string_view kCopies[] = {"sorted", "reversed", "list", "tuple", "set", "iter"};

}  // namespace

// The elements of a collection that is written as a call: which collection they come from, and
// which part of a mapping's entries they are.
struct Evaluator::ElementSource {
  ValueId collection = 0;
  enum Part : uint8_t { kKeys, kValues, kEntries } part = kKeys;
};

// `a` of `for a, b in pairs`, `b` of `a, (b, c) = value`. The steps of the way in stand in the
// reverse order.
Entity Evaluator::EvaluateItem(FileId file, ValueId id, const Place& place) {
  const Facts& f = facts(file);
  std::vector<uint32_t> path;
  while (f.values[id].kind == ValueKind::kItem && path.size() < kMaxSteps) {
    path.push_back(f.values[id].first);
    id = f.values[id].base;
    ++steps_;
  }
  if (f.values[id].kind == ValueKind::kElement) {
    return EvaluateElement(file, f.values[id].base, std::move(path), place);
  }
  return ItemOf(Evaluate(file, id, place), path);
}

Entity Evaluator::ItemOf(Entity whole, const std::vector<uint32_t>& path) {
  Resolution resolution = Resolution::kExact;
  for (size_t step = path.size(); step-- > 0 && whole.kind == EntityKind::kCollection;) {
    const LocatedValue located = *whole.located;
    const Facts& f = facts(located.file);
    const Value& list = f.values[located.value];
    if (list.kind != ValueKind::kList || path[step] >= list.count) return {};
    resolution = std::max(resolution, whole.resolution);
    whole = Evaluate(located.file, f.value_lists[list.first + path[step]], located.place);
    if (step == 0) return whole.IsKnown() ? whole.Weaken(resolution) : whole;
  }
  return path.empty() ? whole : Entity();
}

// Looks through calls that hand on what they are given: mapping.items(), enumerate(x), sorted(x).
// False when the part that `path` leads to is none of the collection's: enumerate's number.
bool Evaluator::FindElementSource(FileId file, const Place& place, ElementSource* source,
                                  std::vector<uint32_t>* path) {
  const Facts& f = facts(file);
  for (; f.values[source->collection].kind == ValueKind::kCall && !IsSpent(); ++steps_) {
    const CallFact& call = f.calls[f.values[source->collection].first];
    const Value& callee = f.values[call.callee];
    if (callee.kind == ValueKind::kAttribute && call.arguments.count == 0) {
      std::string_view method = f.Name(callee.name);
      if (method == "items") source->part = ElementSource::kEntries;
      if (method == "values") source->part = ElementSource::kValues;
      if (method == "items" || method == "values" || method == "keys") {
        source->collection = callee.base;
      }
      return true;
    }
    if (callee.kind != ValueKind::kName || call.arguments.count == 0) return true;
    Entity function = EvaluateName(file, callee.name, place);
    if (function.kind != EntityKind::kBuiltin) return true;
    uint32_t argument = 0;
    bool copies =
        std::find(std::begin(kCopies), std::end(kCopies), function.text) != std::end(kCopies);
    if (function.text == "enumerate" || function.text == "zip") {
      if (path->empty()) return false;
      uint32_t item = path->back();
      path->pop_back();
      if (function.text == "enumerate" && item != 1) return false;
      argument = function.text == "zip" ? item : 0;
      if (argument >= call.arguments.count) return false;
    } else if (!copies) {
      return true;
    }
    source->collection = f.arguments[call.arguments.first + argument].value;
  }
  return true;
}

// What a loop variable, or the part of it that `path` leads to, stands for: the items of a literal
// list, the keys of a literal mapping, the members of an enumeration.
Entity Evaluator::EvaluateElement(FileId file, ValueId collection, std::vector<uint32_t> path,
                                  const Place& place) {
  ElementSource source{collection};
  if (!FindElementSource(file, place, &source, &path)) return {};
  Entity base = Evaluate(file, source.collection, place);
  if (base.kind == EntityKind::kDefinition && path.empty()) return EvaluateEnumeration(base);
  if (base.kind != EntityKind::kCollection) return {};
  const LocatedValue& located = *base.located;
  const Facts& f = facts(located.file);
  const Value& items = f.values[located.value];
  bool is_mapping = items.kind == ValueKind::kDict;
  bool wants_values = source.part == ElementSource::kValues;
  if (source.part == ElementSource::kEntries) {
    if (!is_mapping || path.empty() || path.back() > 1) return {};
    wants_values = path.back() == 1;
    path.pop_back();
  }
  std::vector<ConstantString> texts;
  Resolution resolution = Resolution::kConstant;
  Entity other;
  for (uint32_t i = is_mapping && wants_values ? 1 : 0; i < items.count && !IsSpent();
       i += is_mapping ? 2 : 1) {
    Entity item = Evaluate(located.file, f.value_lists[items.first + i], located.place);
    item = ItemOf(item, path);
    if (item.kind == EntityKind::kStrings) {
      resolution = std::max(resolution, item.resolution);
      for (uint32_t s = 0; s < item.string_count && texts.size() < kMaxStrings; ++s) {
        texts.push_back(item.strings[s]);
      }
    } else if (!other.IsKnown()) {
      other = item;
    }
  }
  if (texts.empty()) return other.IsKnown() ? other.Weaken(Resolution::kHeuristic) : Entity();
  return Strings(texts, resolution);
}

Entity Evaluator::EvaluateEnumeration(const Entity& class_entity) {
  const Facts& f = facts(class_entity.file);
  const DefinitionFact& definition = f.definitions[class_entity.definition];
  if (definition.what != DefinitionWhat::kClass) return {};
  const MemberTable& members = project_.file(class_entity.file).members();
  Entity all;
  size_t i = BindingsOf(f, definition.scope, 0).first;
  for (; i < f.bindings.size() && f.bindings[i].scope == definition.scope && !IsSpent(); ++i) {
    std::string_view name = f.Name(f.bindings[i].name);
    const Member* member = members.Find(f, definition.scope, name);
    if (member == nullptr || name.starts_with("_")) continue;
    Entity value = MeaningOf(class_entity.file, *member).entity;
    if (value.kind != EntityKind::kStrings) continue;
    if (all.kind == EntityKind::kStrings) {
      Unite(&all, value);
    } else {
      all = value;
    }
  }
  return all.IsKnown() ? all.Weaken(Resolution::kConstant) : all;
}

}  // namespace ssot
