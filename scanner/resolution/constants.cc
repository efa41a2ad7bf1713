// Strings, collections of them, and strings put together from others.
#include <algorithm>
#include <string>

#include "scanner/resolution/evaluator.h"

namespace ssot {
namespace {

constexpr size_t kMaxTextLength = 1024;
constexpr std::string_view kGap = "{}";

bool Contains(const Entity& strings, std::string_view text) {
  return std::any_of(strings.strings, strings.strings + strings.string_count,
                     [&](const ConstantString& s) { return s.text == text; });
}

}  // namespace

Entity Evaluator::String(std::string_view text, bool has_gaps) {
  ConstantString* string = arena_.Array<ConstantString>(1);
  *string = {text, has_gaps};
  Entity entity;
  entity.kind = EntityKind::kStrings;
  entity.strings = string;
  entity.string_count = 1;
  if (has_gaps) entity.resolution = Resolution::kHeuristic;
  return entity;
}

Entity Evaluator::Strings(const std::vector<ConstantString>& strings, Resolution resolution) {
  if (strings.empty()) return {};
  ConstantString* copy = arena_.Array<ConstantString>(strings.size());
  std::copy(strings.begin(), strings.end(), copy);
  Entity entity;
  entity.kind = EntityKind::kStrings;
  entity.resolution = resolution;
  entity.strings = copy;
  entity.string_count = static_cast<uint32_t>(strings.size());
  return entity;
}

void Evaluator::Unite(Entity* strings, const Entity& more) {
  steps_ += more.string_count;
  std::vector<ConstantString> all(strings->strings, strings->strings + strings->string_count);
  for (uint32_t i = 0; i < more.string_count && all.size() < kMaxStrings; ++i) {
    if (!Contains(*strings, more.strings[i].text)) all.push_back(more.strings[i]);
  }
  bool is_class_member = strings->is_class_member && more.is_class_member;
  *strings = Strings(all, std::max(strings->resolution, more.resolution));
  strings->is_class_member = is_class_member;
}

Entity Evaluator::Collection(FileId file, ValueId value, const Place& place) {
  LocatedValue* located = arena_.Array<LocatedValue>(1);
  *located = {file, value, place};
  Entity entity;
  entity.kind = EntityKind::kCollection;
  entity.located = located;
  return entity;
}

// Every text so far, continued by every text that the part may be.
void Evaluator::AppendTimes(std::vector<ConstantString>* texts, const Entity& part) {
  static const ConstantString kUnknownPart = {kGap, true};
  bool is_known = part.kind == EntityKind::kStrings;
  const ConstantString* parts = is_known ? part.strings : &kUnknownPart;
  size_t count = is_known ? part.string_count : 1;
  if (texts->size() * count > kMaxStrings) {
    parts = &kUnknownPart;
    count = 1;
  }
  std::vector<ConstantString> longer;
  for (const ConstantString& text : *texts) {
    for (size_t i = 0; i < count; ++i) {
      if (text.text.size() + parts[i].text.size() > kMaxTextLength) continue;
      longer.push_back(
          {arena_.Concatenate({text.text, parts[i].text}), text.has_gaps || parts[i].has_gaps});
    }
  }
  *texts = std::move(longer);
}

// "JWT_SECRET_{env}": what is between the braces is a name or nothing.
Entity Evaluator::EvaluatePattern(FileId file, std::string_view pattern, const Place& place) {
  const Facts& f = facts(file);
  std::vector<ConstantString> texts = {{"", false}};
  bool has_text = false;
  for (size_t at = 0; at < pattern.size();) {
    size_t open = std::min(pattern.find('{', at), pattern.size());
    if (open > at) {
      AppendTimes(&texts, String(pattern.substr(at, open - at), false));
      has_text = true;
    }
    if (open == pattern.size()) break;
    size_t close = std::min(pattern.find('}', open), pattern.size());
    std::string_view inside = pattern.substr(open + 1, close - open - 1);
    Entity part;
    if (!inside.empty()) {
      LookIntoFunctions(file, place.scope, inside);
      NameId name = FindLocalName(f, place.scope, inside);
      const Member* member = project_.file(file).members().Find(f, 0, inside);
      if (name == 0 && member != nullptr) name = member->name;
      if (name != 0) part = EvaluateName(file, name, place);
    }
    has_text |= part.kind == EntityKind::kStrings;
    AppendTimes(&texts, part);
    at = close + 1;
  }
  if (!has_text) return {};
  bool has_gaps = std::any_of(texts.begin(), texts.end(), [](const auto& t) { return t.has_gaps; });
  return Strings(texts, has_gaps ? Resolution::kHeuristic : Resolution::kConstant);
}

Entity Evaluator::EvaluateConcatenation(FileId file, const Value& value, const Place& place) {
  std::vector<ConstantString> texts = {{"", false}};
  bool has_text = false;
  for (uint32_t i = 0; i < value.count && !IsSpent(); ++i) {
    Entity part = Evaluate(file, facts(file).value_lists[value.first + i], place);
    has_text |= part.kind == EntityKind::kStrings;
    AppendTimes(&texts, part);
  }
  if (!has_text) return {};
  bool has_gaps = std::any_of(texts.begin(), texts.end(), [](const auto& t) { return t.has_gaps; });
  return Strings(texts, has_gaps ? Resolution::kHeuristic : Resolution::kConstant);
}

// `object.name` where the object is a literal mapping and the language has no other ones.
Entity Evaluator::ObjectMember(const Entity& object, std::string_view name) {
  const LocatedValue& located = *object.located;
  const Facts& f = facts(located.file);
  const Value& mapping = f.values[located.value];
  bool has_members = project_.file(located.file).language->semantics->has_object_members;
  if (!has_members || mapping.kind != ValueKind::kDict) return {};
  steps_ += mapping.count / 8;
  for (uint32_t i = mapping.count; i >= 2; i -= 2) {  // of several the last counts
    const Value& key = f.values[f.value_lists[mapping.first + i - 2]];
    if (key.kind != ValueKind::kString || f.Name(key.name) != name) continue;
    Entity member = Evaluate(located.file, f.value_lists[mapping.first + i - 1], located.place);
    return member.Weaken(object.resolution);
  }
  return {};
}

// A literal mapping's value, or a generic class with its arguments.
Entity Evaluator::EvaluateSubscript(FileId file, const Value& value, const Place& place) {
  Entity base = Evaluate(file, value.base, place);
  bool is_member = base.kind == EntityKind::kModule || base.kind == EntityKind::kSymbol ||
                   base.kind == EntityKind::kVariable || base.kind == EntityKind::kDefinition;
  if (is_member && project_.file(file).language->semantics->has_object_members) {
    Entity name = Evaluate(file, value.first, place);
    if (name.kind != EntityKind::kStrings || name.strings[0].has_gaps) return {};
    return MemberOf(base, name.strings[0].text).Weaken(name.resolution);
  }
  if (base.kind == EntityKind::kDefinition) return base;
  if (base.kind != EntityKind::kCollection) return {};
  const LocatedValue& located = *base.located;
  const Facts& f = facts(located.file);
  const Value& mapping = f.values[located.value];
  if (mapping.kind != ValueKind::kDict) return {};
  Entity key = Evaluate(file, value.first, place);
  Entity found;
  for (uint32_t i = 0; i + 1 < mapping.count && !IsSpent(); i += 2) {
    Entity candidate = Evaluate(located.file, f.value_lists[mapping.first + i], located.place);
    if (candidate.kind != EntityKind::kStrings) continue;
    if (key.kind == EntityKind::kStrings && !Contains(key, candidate.strings[0].text)) continue;
    Entity item = Evaluate(located.file, f.value_lists[mapping.first + i + 1], located.place);
    if (item.kind == EntityKind::kStrings && found.kind == EntityKind::kStrings) {
      Unite(&found, item);
    } else if (!found.IsKnown()) {
      found = item;
    }
  }
  if (!found.IsKnown()) return {};
  bool is_guess = key.kind != EntityKind::kStrings;
  return found.Weaken(is_guess ? Resolution::kHeuristic : Resolution::kConstant);
}

}  // namespace ssot
