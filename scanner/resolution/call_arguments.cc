#include <algorithm>
#include <string>
#include <vector>

#include "scanner/resolution/file_facts.h"

namespace ssot {
namespace {

// The text of a value that is the same in every run; false: it is not.
class LiteralReader {
 public:
  explicit LiteralReader(Evaluator* evaluator) : evaluator_(evaluator) {}

  bool Read(FileId file, ValueId id, const Place& place, std::string* text) const {
    const Facts& facts = evaluator_->facts(file);
    const Value& value = facts.values[id];
    if (value.kind == ValueKind::kNumber || value.kind == ValueKind::kConstant) {
      *text = Lower(facts.Name(value.name));
      return true;
    }
    if (value.kind == ValueKind::kList) return ReadList(file, value, place, text);
    const Entity entity = evaluator_->Evaluate(file, id, place);
    if (entity.kind == EntityKind::kStrings) {
      if (entity.string_count != 1 || entity.strings->has_gaps) return false;
      *text = entity.strings->text;
      return true;
    }
    return entity.kind == EntityKind::kCollection && ReadCollection(*entity.located, text);
  }

  // The literal mapping that a value is, or null.
  const Value* FindMapping(FileId file, ValueId id, const Place& place, LocatedValue* located) {
    *located = {file, id, place};
    const Value* value = &evaluator_->facts(file).values[id];
    if (value->kind == ValueKind::kDict) return value;
    const Entity entity = evaluator_->Evaluate(file, id, place);
    if (entity.kind != EntityKind::kCollection) return nullptr;
    *located = *entity.located;
    value = &evaluator_->facts(located->file).values[located->value];
    return value->kind == ValueKind::kDict ? value : nullptr;
  }

 private:
  static std::string Lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return lower;
  }

  bool ReadCollection(const LocatedValue& located, std::string* text) const {
    const Value& value = evaluator_->facts(located.file).values[located.value];
    return value.kind == ValueKind::kList && ReadList(located.file, value, located.place, text);
  }

  bool ReadList(FileId file, const Value& list, const Place& place, std::string* text) const {
    const Facts& facts = evaluator_->facts(file);
    std::vector<std::string> items(list.count);
    for (uint32_t i = 0; i < list.count; ++i) {
      const ValueId item = facts.value_lists[list.first + i];
      if (facts.values[item].kind == ValueKind::kList || !Read(file, item, place, &items[i])) {
        return false;
      }
    }
    std::sort(items.begin(), items.end());
    for (const std::string& item : items) *text += (text->empty() ? "" : ", ") + item;
    return true;
  }

  Evaluator* evaluator_;
};

}  // namespace

std::vector<ResolvedArgument> ResolveArguments(Evaluator* evaluator, FileId file,
                                               const CallFact& call) {
  const Facts& facts = evaluator->facts(file);
  const Place place = PlaceOf(call);
  LiteralReader reader(evaluator);
  std::vector<ResolvedArgument> arguments;
  bool is_position_known = true;
  for (uint32_t i = 0; i < call.arguments.count; ++i) {
    const Argument& written = facts.arguments[call.arguments.first + i];
    const std::string_view keyword = facts.Name(written.keyword);
    LocatedValue located;
    if (const Value* mapping = reader.FindMapping(file, written.value, place, &located)) {
      const Facts& other = evaluator->facts(located.file);
      for (uint32_t entry = 0; entry + 1 < mapping->count; entry += 2) {
        ResolvedArgument argument;
        argument.written = i;
        const ValueId* pair = &other.value_lists[mapping->first + entry];
        if (!reader.Read(located.file, pair[0], located.place, &argument.name)) continue;
        argument.is_known = reader.Read(located.file, pair[1], located.place, &argument.value);
        arguments.push_back(std::move(argument));
      }
    }
    is_position_known &= keyword != "*";
    if (keyword.empty() && !is_position_known) continue;
    ResolvedArgument& argument = arguments.emplace_back();
    argument.name = keyword;
    argument.written = i;
    if (argument.is_unpacked()) continue;
    if (keyword.empty()) argument.position = i;
    argument.is_known = reader.Read(file, written.value, place, &argument.value);
  }
  return arguments;
}

}  // namespace ssot
