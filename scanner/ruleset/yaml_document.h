// A YAML file as a tree of values that know their place.
//
// The tree is read from yaml-cpp's events, not from its nodes: nodes accept duplicate keys and
// hide aliases, so that a small file could be walked for ever.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"

namespace ssot {

// Of the YAML 1.2 core schema. A quoted scalar is always a string.
enum class YamlType : uint8_t { kNull, kBoolean, kInteger, kNumber, kString, kList, kMap };

struct YamlValue;

struct YamlEntry {
  std::string key;
  LineColumn place;  // of the key
  const YamlValue* value = nullptr;
};

struct YamlValue {
  YamlType type = YamlType::kNull;
  LineColumn place;                     // of the first character; a missing value stands at its key
  std::string text;                     // scalars: as written, quotes and escapes resolved
  std::vector<const YamlValue*> items;  // lists
  std::vector<YamlEntry> entries;       // maps, in the order of the file; keys are unique

  // The value of `key`, or null when this is no map or has no such key.
  const YamlValue* Find(std::string_view key) const;
};

// An alias is the same value again, so the tree may share branches. Copies share the values, which
// do not change any more once they are parsed.
struct YamlDocument {
  std::string path;           // for diagnostics
  bool may_be_empty = false;  // a file that says nothing is a map without keys, and no error
  std::shared_ptr<std::deque<YamlValue>> values = std::make_shared<std::deque<YamlValue>>();
  const YamlValue* root = nullptr;  // a map; null after an error
};

inline constexpr uint64_t kMaxYamlBytes = 1024 * 1024;
inline constexpr size_t kMaxYamlValues = 250'000;  // with every alias written out
inline constexpr size_t kMaxYamlDepth = 64;

// Parses one document whose top is a map. On errors, which are appended to `*errors`, returns
// false; `*document` may still hold the values when the only errors are duplicate keys.
bool ParseYaml(std::string_view text, YamlDocument* document, Diagnostics* errors);

// Why a file of more than kMaxYamlBytes is refused.
std::string TooLargeYaml();

// Reads `document->path` and parses it. Refuses what is no regular file or too large unread.
bool ReadYaml(YamlDocument* document, Diagnostics* errors);

}  // namespace ssot
