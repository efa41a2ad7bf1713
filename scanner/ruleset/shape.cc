#include "scanner/ruleset/shape.h"

#include <algorithm>

#include "scanner/ruleset/load.h"

namespace ssot {

const Shape kTextShape{.types = kStringBit, .is_filled = true};
const Shape kIdShape{.types = kStringBit, .is_filled = true, .is_id = true};
const Shape kAnyTextShape{.types = kStringBit};
const Shape kBooleanShape{.types = kBooleanBit};
const Shape kIntegerShape{.types = kIntegerBit};
const Shape kNumberShape{.types = kNumberBit};
const Shape kTextOrNumberShape{.types = kStringBit | kNumberBit};
const Shape kTextsShape{.types = kListBit, .item = &kTextShape};
const Shape kSomeTextsShape{.types = kListBit, .is_filled = true, .item = &kTextShape};
const Shape kTextOrTextsShape{
    .types = kStringBit | kListBit, .is_filled = true, .item = &kTextShape};

Shape OneOf(std::vector<std::string_view> values) {
  return {.types = kStringBit, .values = std::move(values)};
}

Shape ListOf(const Shape& item) {
  return {.types = kListBit, .item = &item};
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& known) {
  const std::string nearest = Nearest(word, known);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

namespace {

unsigned BitOf(YamlType type) {
  switch (type) {
    case YamlType::kNull:
      return 0;
    case YamlType::kBoolean:
      return kBooleanBit;
    case YamlType::kInteger:
      return kIntegerBit | kNumberBit;
    case YamlType::kNumber:
      return kNumberBit;
    case YamlType::kString:
      return kStringBit;
    case YamlType::kList:
      return kListBit;
    case YamlType::kMap:
      return kMapBit;
  }
  return 0;
}

std::string NameOfType(YamlType type) {
  switch (type) {
    case YamlType::kNull:
      return "empty";
    case YamlType::kBoolean:
      return "a boolean";
    case YamlType::kInteger:
      return "an integer";
    case YamlType::kNumber:
      return "a number";
    case YamlType::kString:
      return "a string";
    case YamlType::kList:
      return "a list";
    case YamlType::kMap:
      return "a map";
  }
  return "";
}

std::string Join(const std::vector<std::string>& words, std::string_view last) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

std::string NamesOfTypes(const Shape& shape) {
  std::vector<std::string> names;
  if (shape.types & kBooleanBit) names.push_back("true or false");
  if (shape.types & kIntegerBit) names.push_back("an integer");
  if (shape.types & kNumberBit) names.push_back("a number");
  if (shape.types & kStringBit) names.push_back("a string");
  if (shape.types & kListBit) names.push_back("a list");
  if (shape.types & kMapBit) names.push_back("a map");
  return Join(names, " or ");
}

bool IsUpper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}
bool IsLowerOrDigit(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

// `JwtImport_v2` as `jwt-import-v2`.
std::string KebabCase(std::string_view id) {
  std::string kebab;
  bool begins_word = false;
  for (size_t i = 0; i < id.size(); ++i) {
    const bool is_upper = IsUpper(id[i]);
    if (!is_upper && !IsLowerOrDigit(id[i])) {
      begins_word = true;
      continue;
    }
    if (is_upper && i > 0 && IsLowerOrDigit(id[i - 1])) begins_word = true;
    if (begins_word && !kebab.empty()) kebab += '-';
    begins_word = false;
    kebab += is_upper ? static_cast<char>(id[i] - 'A' + 'a') : id[i];
  }
  return kebab;
}

class Checker {
 public:
  Checker(const std::string& path, Diagnostics* errors) : path_(path), errors_(errors) {}

  void Check(const YamlValue& value, const Shape& shape, const std::string& name) {
    if ((BitOf(value.type) & shape.types) == 0) return ComplainOfType(value, shape, name);
    if (value.type == YamlType::kString) CheckString(value, shape, name);
    if (value.type == YamlType::kList) CheckList(value, shape, name);
    if (value.type == YamlType::kMap) CheckMap(value, shape);
  }

 private:
  void Complain(LineColumn place, std::string message) {
    errors_->push_back({path_, place.line, place.column, std::move(message)});
  }

  void ComplainOfType(const YamlValue& value, const Shape& shape, const std::string& name) {
    std::string message =
        name + " must be " + NamesOfTypes(shape) + ", not " + NameOfType(value.type);
    const bool quotes_help = (shape.types & kStringBit) != 0 && !value.text.empty();
    if (quotes_help) message += "; put it in quotes: \"" + value.text + "\"";
    Complain(value.place, std::move(message));
  }

  void CheckString(const YamlValue& value, const Shape& shape, const std::string& name) {
    if (shape.is_filled && value.text.empty()) Complain(value.place, name + " must not be empty");
    if (shape.is_id) CheckId(value.place, value.text, name);
    const std::vector<std::string> known(shape.values.begin(), shape.values.end());
    if (known.empty() || std::find(known.begin(), known.end(), value.text) != known.end()) return;
    Complain(value.place, name + " must be " + Join(known, " or ") + ", not '" + value.text + "'" +
                              DidYouMean(value.text, known));
  }

  void CheckId(LineColumn place, const std::string& id, const std::string& name) {
    const std::string in_kebab_case = KebabCase(id);
    if (id.empty() || id == in_kebab_case) return;
    std::string message = name + " must be in kebab-case: small letters, digits and single '-'";
    if (!in_kebab_case.empty()) message += "; write '" + in_kebab_case + "'";
    Complain(place, std::move(message));
  }

  void CheckList(const YamlValue& value, const Shape& shape, const std::string& name) {
    if (shape.is_filled && value.items.empty()) Complain(value.place, name + " must not be empty");
    for (const YamlValue* item : value.items) Check(*item, *shape.item, "an item of " + name);
  }

  void CheckMap(const YamlValue& value, const Shape& shape) {
    for (const YamlEntry& entry : value.entries) {
      if (shape.keys_are_ids) CheckId(entry.place, entry.key, "'" + entry.key + "'");
      const Shape* shape_of_value = shape.each != nullptr ? shape.each : FindField(shape, entry);
      if (shape_of_value != nullptr) Check(*entry.value, *shape_of_value, "'" + entry.key + "'");
    }
    for (const Field& field : shape.fields) {
      if (!field.is_required || value.Find(field.key) != nullptr) continue;
      Complain(value.place, std::string(shape.noun) + " needs '" + std::string(field.key) + "'");
    }
  }

  const Shape* FindField(const Shape& shape, const YamlEntry& entry) {
    for (const Field& field : shape.fields) {
      if (field.key == entry.key) return field.shape;
    }
    std::vector<std::string> known;
    for (const Field& field : shape.fields) known.emplace_back(field.key);
    std::string hint = DidYouMean(entry.key, known);
    if (hint.empty()) hint = "; " + std::string(shape.noun) + " knows " + Join(known, " and ");
    Complain(entry.place, "unknown key '" + entry.key + "'" + hint);
    return nullptr;
  }

  const std::string& path_;
  Diagnostics* errors_;
};

}  // namespace

void CheckShape(const std::string& path, const YamlValue& value, const Shape& shape,
                const std::string& name, Diagnostics* errors) {
  Checker(path, errors).Check(value, shape, name);
}

}  // namespace ssot
