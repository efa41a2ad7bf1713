#include "scanner/ruleset/field_reader.h"

#include <re2/re2.h>

#include <cstdlib>

#include "scanner/glob/glob.h"

namespace ssot {
namespace {

std::string DoubleBraces(const std::string& text) {
  std::string doubled;
  for (const char byte : text) {
    doubled += byte;
    if (byte == '{' || byte == '}') doubled += byte;
  }
  return doubled;
}

// Empty when `pattern` can match a dotted name; else why not.
std::string WhyNoNamePattern(std::string_view pattern) {
  if (pattern.empty()) return "is empty";
  if (pattern.find_first_of(" \t\r\n") != std::string_view::npos) return "has a blank in it";
  for (size_t stars = pattern.find("**"); stars != std::string_view::npos;
       stars = pattern.find("**", stars + 2)) {
    const bool begins_part = stars == 0 || pattern[stars - 1] == '.';
    const bool ends_part = stars + 2 == pattern.size() || pattern[stars + 2] == '.';
    if (!begins_part || !ends_part) return "has '**' inside a part; it stands for whole parts";
  }
  return "";
}

// Empty when `pattern` can match a concept; else why not.
std::string WhyNoConcept(std::string_view pattern) {
  constexpr std::string_view kConceptBytes = "abcdefghijklmnopqrstuvwxyz0123456789_*";
  if (pattern.empty()) return "is empty";
  if (pattern.find_first_not_of(kConceptBytes) == std::string_view::npos) return "";
  return "is not in the spelling of concepts; write it in snake_case, as in 'validate_token'";
}

}  // namespace

std::vector<TextItem> TextItems(const YamlValue* value) {
  std::vector<TextItem> items;
  if (value == nullptr) return items;
  if (value->type == YamlType::kString) items.push_back({value->text, value->place});
  for (const YamlValue* item : value->items) {
    if (item->type == YamlType::kString) items.push_back({item->text, item->place});
  }
  return items;
}

bool IsRegex(const std::string& regex, std::string* error) {
  const RE2 compiled(regex, RE2::Quiet);
  if (compiled.ok()) return true;
  *error = "bad regular expression '" + regex + "': " + compiled.error();
  return false;
}

FieldReader::FieldReader(const std::string& path, const Variables& variables, Diagnostics* errors)
    : path_(path), variables_(variables), errors_(errors) {}

void FieldReader::Complain(LineColumn place, std::string message) {
  errors_->push_back({path_, place.line, place.column, std::move(message)});
}

std::string FieldReader::Word(const YamlValue& map, std::string_view key) const {
  const YamlValue* value = map.Find(key);
  return value == nullptr ? "" : value->text;
}

bool FieldReader::Boolean(const YamlValue& map, std::string_view key, bool otherwise) const {
  const YamlValue* value = map.Find(key);
  if (value == nullptr || value->type != YamlType::kBoolean) return otherwise;
  return value->text[0] == 't' || value->text[0] == 'T';
}

std::optional<double> FieldReader::Number(const YamlValue& map, std::string_view key) const {
  const YamlValue* value = map.Find(key);
  if (value == nullptr) return std::nullopt;
  if (value->type != YamlType::kInteger && value->type != YamlType::kNumber) return std::nullopt;
  return std::strtod(value->text.c_str(), nullptr);
}

std::string FieldReader::Text(const YamlValue& map, std::string_view key) {
  const YamlValue* value = map.Find(key);
  if (value == nullptr || value->type != YamlType::kString) return "";
  std::string error;
  std::string text = variables_.Join(value->text, nullptr, &error);
  if (!error.empty()) Complain(value->place, error);
  return text;
}

std::string FieldReader::Template(const YamlValue& map, std::string_view key) {
  const YamlValue* value = map.Find(key);
  if (value == nullptr || value->type != YamlType::kString) return "";
  std::string error;
  std::string text = variables_.Join(value->text, DoubleBraces, &error);
  if (!error.empty()) Complain(value->place, error);
  return text;
}

std::vector<TextItem> FieldReader::Expand(const TextItem& item) {
  std::string error;
  std::vector<TextItem> expanded;
  for (std::string& text : variables_.Multiply(item.text, &error)) {
    expanded.push_back({std::move(text), item.place});
  }
  if (!error.empty()) Complain(item.place, error);
  return expanded;
}

std::vector<TextItem> FieldReader::Items(const YamlValue& map, std::string_view key) {
  std::vector<TextItem> items;
  for (const TextItem& item : TextItems(map.Find(key))) {
    for (TextItem& expanded : Expand(item)) items.push_back(std::move(expanded));
  }
  return items;
}

std::vector<std::string> FieldReader::Texts(const YamlValue& map, std::string_view key) {
  std::vector<std::string> texts;
  for (TextItem& item : Items(map, key)) texts.push_back(std::move(item.text));
  return texts;
}

std::vector<std::string> FieldReader::Globs(const YamlValue& map, std::string_view key) {
  std::vector<std::string> globs;
  for (TextItem& item : Items(map, key)) {
    Glob glob;
    std::string error;
    if (Glob::Compile(item.text, &glob, &error)) {
      globs.push_back(std::move(item.text));
    } else {
      Complain(item.place, "bad glob '" + item.text + "': " + error);
    }
  }
  return globs;
}

std::vector<std::string> FieldReader::Regexes(const YamlValue& map, std::string_view key) {
  std::vector<std::string> regexes;
  for (TextItem& item : Items(map, key)) {
    std::string error;
    if (IsRegex(item.text, &error)) {
      regexes.push_back(std::move(item.text));
    } else {
      Complain(item.place, error);
    }
  }
  return regexes;
}

std::vector<NamePattern> FieldReader::NamePatterns(const YamlValue& map, std::string_view key) {
  std::vector<NamePattern> patterns;
  for (TextItem& item : Items(map, key)) {
    const std::string reason = WhyNoNamePattern(item.text);
    if (!reason.empty()) Complain(item.place, "name pattern '" + item.text + "' " + reason);
    patterns.push_back(std::move(item.text));
  }
  return patterns;
}

std::vector<NamePattern> FieldReader::Concepts(const YamlValue& map, std::string_view key) {
  std::vector<NamePattern> patterns;
  for (TextItem& item : Items(map, key)) {
    const std::string reason = WhyNoConcept(item.text);
    if (!reason.empty()) Complain(item.place, "concept '" + item.text + "' " + reason);
    patterns.push_back(std::move(item.text));
  }
  return patterns;
}

PathScope FieldReader::Scope(const YamlValue& map) {
  return {Globs(map, "include"), Globs(map, "exclude")};
}

}  // namespace ssot
