// Reads the fields of a checked YAML map: variables filled in, and what only makes sense as a glob,
// regular expression or name checked for that.
//
// A field that is missing, or of a type that CheckShape has complained about, reads as empty.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/model/rule.h"
#include "scanner/ruleset/variables.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {

// A value in a list, or a string in place of one.
struct TextItem {
  std::string text;
  LineColumn place;
};

// `item` if it is a list, its strings; if it is a string, that; nothing of null.
std::vector<TextItem> TextItems(const YamlValue* value);

class FieldReader {
 public:
  // All three must outlive the reader. `path` is the file's, for diagnostics.
  FieldReader(const std::string& path, const Variables& variables, Diagnostics* errors);

  // As written, without variables: ids, and what may be a number.
  std::string Word(const YamlValue& map, std::string_view key) const;
  bool Boolean(const YamlValue& map, std::string_view key, bool otherwise) const;
  std::optional<double> Number(const YamlValue& map, std::string_view key) const;

  std::string Text(const YamlValue& map, std::string_view key);
  // A text with placeholders: braces in the values of variables are doubled.
  std::string Template(const YamlValue& map, std::string_view key);

  std::vector<TextItem> Items(const YamlValue& map, std::string_view key);
  std::vector<TextItem> Expand(const TextItem& item);
  std::vector<std::string> Texts(const YamlValue& map, std::string_view key);
  std::vector<std::string> Globs(const YamlValue& map, std::string_view key);
  std::vector<std::string> Regexes(const YamlValue& map, std::string_view key);
  std::vector<NamePattern> NamePatterns(const YamlValue& map, std::string_view key);
  std::vector<NamePattern> Concepts(const YamlValue& map, std::string_view key);

  // The items that are among `names`, as enumerators with the same numbers.
  template <typename Enum>
  std::vector<Enum> Enums(const YamlValue& map, std::string_view key,
                          std::span<const std::string_view> names) const;
  template <typename Enum>
  Enum EnumOr(const YamlValue& map, std::string_view key, std::span<const std::string_view> names,
              Enum otherwise) const;

  PathScope Scope(const YamlValue& map);

  void Complain(LineColumn place, std::string message);
  const std::string& path() const { return path_; }

 private:
  const std::string& path_;
  const Variables& variables_;
  Diagnostics* errors_;
};

// False, with the reason in `*error`, when `regex` is none of RE2's.
bool IsRegex(const std::string& regex, std::string* error);

template <typename Enum>
std::vector<Enum> FieldReader::Enums(const YamlValue& map, std::string_view key,
                                     std::span<const std::string_view> names) const {
  std::vector<Enum> enumerators;
  for (const TextItem& item : TextItems(map.Find(key))) {
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i] == item.text) enumerators.push_back(static_cast<Enum>(i));
    }
  }
  return enumerators;
}

template <typename Enum>
Enum FieldReader::EnumOr(const YamlValue& map, std::string_view key,
                         std::span<const std::string_view> names, Enum otherwise) const {
  const std::vector<Enum> enumerators = Enums<Enum>(map, key, names);
  return enumerators.empty() ? otherwise : enumerators.front();
}

}  // namespace ssot
