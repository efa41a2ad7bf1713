#include "scanner/resolution/name_constant.h"

#include <algorithm>
#include <string>

namespace ssot {
namespace {

constexpr uint32_t kMaxBases = 8;  // that are climbed to an enumeration's base

// "JWT_SECRET", "jwt-secret" and "jwtSecret" are spellings of one name.
std::string WithoutSpelling(std::string_view name) {
  std::string letters;
  for (char c : name) {
    if (c == '_' || c == '-' || c == '.') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

bool SaysItsName(const Entity& constant, std::string_view name) {
  if (constant.kind != EntityKind::kStrings) return false;
  const std::string letters = WithoutSpelling(name);
  return std::all_of(
      constant.strings, constant.strings + constant.string_count,
      [&](const ConstantString& text) { return WithoutSpelling(text.text) == letters; });
}

bool IsEnumeration(Evaluator* evaluator, Entity class_entity) {
  for (uint32_t climbed = 0; climbed < kMaxBases; ++climbed) {
    if (class_entity.kind != EntityKind::kDefinition) return false;
    const FileId file = class_entity.file;
    const Facts& facts = evaluator->facts(file);
    const DefinitionFact& definition = facts.definitions[class_entity.definition];
    if (definition.what != DefinitionWhat::kClass || definition.bases.count == 0) return false;
    const auto& known = evaluator->project().file(file).language->semantics->enumerations;
    const Place outside = {definition.parent, definition.block, definition.order};
    Entity base;
    for (uint32_t i = 0; i < definition.bases.count; ++i) {  // the enumeration is the last one
      base = evaluator->Evaluate(file, facts.value_lists[definition.bases.first + i], outside);
      const bool is_known = base.kind == EntityKind::kSymbol &&
                            std::find(known.begin(), known.end(), base.text) != known.end();
      if (is_known) return true;
    }
    class_entity = base;
  }
  return false;
}

}  // namespace

bool IsNameConstant(Evaluator* evaluator, FileId file, ValueId value, const Place& place) {
  const Facts& facts = evaluator->facts(file);
  const Value& written = facts.values[value];
  if (written.kind == ValueKind::kAttribute) {
    const Entity base = evaluator->Evaluate(file, written.base, place);
    // What an object's attribute holds is for whoever made the object to say.
    if (base.kind == EntityKind::kInstance || !base.IsKnown()) return false;
    if (IsEnumeration(evaluator, base)) return true;
  }
  return SaysItsName(evaluator->Evaluate(file, value, place), facts.Name(written.name));
}

}  // namespace ssot
