#include "tests/ruleset/json_schema.h"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace ssot {
namespace {

using nlohmann::json;

const json& Resolve(const json& schema, const json& root) {
  if (!schema.contains("$ref")) return schema;
  const std::string reference = schema["$ref"];
  REQUIRE(reference.starts_with("#"));
  return root.at(json::json_pointer(reference.substr(1)));
}

bool HasType(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  REQUIRE_MESSAGE(type == "number", type);
  return value.is_number();
}

std::vector<std::string> TypesOf(const json& schema) {
  if (!schema.contains("type")) return {};
  if (schema["type"].is_string()) return {schema["type"]};
  return schema["type"];
}

const std::set<std::string> kKeywords = {
    "$defs",    "$ref",     "$schema",    "additionalProperties",
    "anyOf",    "const",    "default",    "description",
    "else",     "enum",     "if",         "items",
    "maximum",  "minItems", "minLength",  "minimum",
    "oneOf",    "pattern",  "properties", "propertyNames",
    "required", "title",    "type"};

class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void Check(const json& value, const json& schema, const std::string& at) {
    for (const auto& [keyword, argument] : schema.items()) {
      CheckKeyword(value, schema, keyword, argument, at);
    }
  }

  std::vector<std::string> errors;

 private:
  void Complain(const std::string& at, const std::string& what) {
    errors.push_back((at.empty() ? "/" : at) + ": " + what);
  }

  bool Holds(const json& value, const json& schema) const {
    Validator other(root_);
    other.Check(value, schema, "");
    return other.errors.empty();
  }

  size_t HowManyHold(const json& value, const json& schemas) const {
    return static_cast<size_t>(std::count_if(schemas.begin(), schemas.end(),
                                             [&](const json& one) { return Holds(value, one); }));
  }

  void CheckKeyword(const json& value, const json& schema, const std::string& keyword,
                    const json& argument, const std::string& at) {
    REQUIRE_MESSAGE(kKeywords.contains(keyword), keyword);
    if (keyword == "$ref") return Check(value, Resolve(schema, root_), at);
    if (keyword == "type") return CheckType(value, schema, at);
    if (keyword == "const") return Demand(value == argument, at, "is not the constant");
    if (keyword == "enum") return CheckEnum(value, argument, at);
    if (keyword == "oneOf") return Demand(HowManyHold(value, argument) == 1, at, "oneOf");
    if (keyword == "anyOf") return Demand(HowManyHold(value, argument) >= 1, at, "anyOf");
    if (keyword == "if") {
      if (!Holds(value, argument)) Check(value, schema.at("else"), at);
      return;
    }
    if (value.is_string()) return CheckString(value, keyword, argument, at);
    if (value.is_array()) return CheckArray(value, keyword, argument, at);
    if (value.is_object()) return CheckObject(value, schema, keyword, argument, at);
    if (value.is_number()) return CheckNumber(value, keyword, argument, at);
  }

  void Demand(bool holds, const std::string& at, const std::string& what) {
    if (!holds) Complain(at, what);
  }

  void CheckType(const json& value, const json& schema, const std::string& at) {
    const std::vector<std::string> types = TypesOf(schema);
    const bool has_type = std::any_of(
        types.begin(), types.end(), [&](const std::string& type) { return HasType(value, type); });
    Demand(has_type, at, "has the wrong type");
  }

  void CheckEnum(const json& value, const json& values, const std::string& at) {
    Demand(std::find(values.begin(), values.end(), value) != values.end(), at, "is not in enum");
  }

  void CheckNumber(const json& value, const std::string& keyword, const json& argument,
                   const std::string& at) {
    if (keyword == "minimum") Demand(value >= argument, at, "is too small");
    if (keyword == "maximum") Demand(value <= argument, at, "is too large");
  }

  void CheckString(const json& value, const std::string& keyword, const json& argument,
                   const std::string& at) {
    const std::string text = value;
    if (keyword == "minLength") return Demand(text.size() >= argument, at, "is too short");
    if (keyword == "pattern") {
      Demand(RE2::PartialMatch(text, RE2(std::string(argument))), at, "breaks pattern");
    }
  }

  void CheckArray(const json& value, const std::string& keyword, const json& argument,
                  const std::string& at) {
    if (keyword == "minItems") return Demand(value.size() >= argument, at, "has too few items");
    if (keyword != "items") return;
    for (size_t i = 0; i < value.size(); ++i) {
      Check(value[i], argument, at + "/" + std::to_string(i));
    }
  }

  void CheckObject(const json& value, const json& schema, const std::string& keyword,
                   const json& argument, const std::string& at) {
    if (keyword == "required") {
      for (const std::string key : argument) Demand(value.contains(key), at, "needs " + key);
    } else if (keyword == "propertyNames") {
      for (const auto& [key, item] : value.items()) Check(key, argument, at + "/" + key);
    } else if (keyword == "properties") {
      for (const auto& [key, item] : value.items()) {
        if (argument.contains(key)) Check(item, argument[key], at + "/" + key);
      }
    } else if (keyword == "additionalProperties") {
      CheckOtherProperties(value, schema, argument, at);
    }
  }

  void CheckOtherProperties(const json& value, const json& schema, const json& argument,
                            const std::string& at) {
    const json none = json::object();
    const json& known = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [key, item] : value.items()) {
      if (known.contains(key)) continue;
      if (argument.is_object()) {
        Check(item, argument, at + "/" + key);
      } else {
        Complain(at, "unknown property " + key);
      }
    }
  }

  const json& root_;
};

// Walks a shape and a schema side by side.
class Comparison {
 public:
  explicit Comparison(const json& root) : root_(root) {}

  void Compare(const Shape& shape, const json& reference, const std::string& at) {
    const json& schema = Resolve(reference, root_);
    Demand(TypeNames(shape) == Sorted(TypesOf(schema)), at, "types");
    Demand(shape.is_filled == IsFilled(shape, schema), at, "emptiness");
    Demand(shape.is_id == (schema.value("pattern", "") == kKebabCase), at, "kebab-case");
    Demand(Texts(shape.values) == schema.value("enum", std::vector<std::string>()), at, "enum");
    if (shape.types & kListBit) Compare(*shape.item, schema.at("items"), at + "[]");
    if (shape.types & kMapBit) CompareMap(shape, schema, at);
    Demand(schema.contains("description") || reference.contains("description") ||
               at.ends_with("[]") || at.ends_with("{}") || schema.contains("enum"),
           at, "description");
  }

  std::vector<std::string> differences;

 private:
  static constexpr const char* kKebabCase = "^[a-z0-9]+(-[a-z0-9]+)*$";

  void Demand(bool holds, const std::string& at, const std::string& what) {
    if (!holds) differences.push_back((at.empty() ? "the top" : at) + ": " + what);
  }

  static std::vector<std::string> Sorted(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    return words;
  }

  static std::vector<std::string> Texts(const std::vector<std::string_view>& views) {
    return {views.begin(), views.end()};
  }

  static std::vector<std::string> TypeNames(const Shape& shape) {
    std::vector<std::string> names;
    if (shape.types & kListBit) names.push_back("array");
    if (shape.types & kBooleanBit) names.push_back("boolean");
    if (shape.types & kIntegerBit) names.push_back("integer");
    if (shape.types & kNumberBit) names.push_back("number");
    if (shape.types & kMapBit) names.push_back("object");
    if (shape.types & kStringBit) names.push_back("string");
    return names;
  }

  static bool IsFilled(const Shape& shape, const json& schema) {
    const bool demands_text = (shape.types & kStringBit) == 0 || schema.value("minLength", 0) == 1;
    const bool demands_item = (shape.types & kListBit) == 0 || schema.value("minItems", 0) == 1;
    const bool has_either = schema.contains("minLength") || schema.contains("minItems");
    return demands_text && demands_item && has_either;
  }

  void CompareMap(const Shape& shape, const json& schema, const std::string& at) {
    Demand(shape.keys_are_ids == schema.contains("propertyNames"), at, "names of keys");
    if (shape.each != nullptr) {
      return Compare(*shape.each, schema.at("additionalProperties"), at + "{}");
    }
    Demand(schema.value("additionalProperties", json()) == json(false), at, "other properties");
    std::set<std::string> keys;
    std::vector<std::string> required;
    for (const Field& field : shape.fields) {
      const std::string key(field.key);
      keys.insert(key);
      if (field.is_required) required.push_back(key);
      if (schema.at("properties").contains(key)) {
        Compare(*field.shape, schema["properties"][key], at + "/" + key);
      } else {
        Demand(false, at + "/" + key, "is not in the schema");
      }
    }
    for (const auto& [key, property] : schema.at("properties").items()) {
      Demand(keys.contains(key), at + "/" + key, "is not known to the loader");
    }
    Demand(Sorted(required) == Sorted(schema.value("required", std::vector<std::string>())), at,
           "required");
  }

  const json& root_;
};

}  // namespace

json ReadJson(std::string_view text) {
  return json::parse(text);
}

json ToJson(const YamlValue& value) {
  switch (value.type) {
    case YamlType::kNull:
      return nullptr;
    case YamlType::kBoolean:
      return value.text[0] == 't' || value.text[0] == 'T';
    case YamlType::kInteger:
      return std::strtoll(value.text.c_str(), nullptr, 10);
    case YamlType::kNumber:
      return std::strtod(value.text.c_str(), nullptr);
    case YamlType::kString:
      return value.text;
    case YamlType::kList: {
      json list = json::array();
      for (const YamlValue* item : value.items) list.push_back(ToJson(*item));
      return list;
    }
    case YamlType::kMap: {
      json map = json::object();
      for (const YamlEntry& entry : value.entries) map[entry.key] = ToJson(*entry.value);
      return map;
    }
  }
  return nullptr;
}

std::vector<std::string> SchemaErrors(const json& value, const json& schema) {
  Validator validator(schema);
  validator.Check(value, schema, "");
  return validator.errors;
}

std::vector<std::string> ShapeDifferences(const Shape& shape, const json& schema) {
  Comparison comparison(schema);
  comparison.Compare(shape, schema, "");
  return comparison.differences;
}

}  // namespace ssot
