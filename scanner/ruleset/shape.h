// What a YAML file may look like, as data: the loader checks files against it, and a test holds
// the published JSON Schema to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {

struct Shape;

struct Field {
  std::string_view key;
  const Shape* shape = nullptr;
  bool is_required = false;
};

// Types that a value may have, as bits; a Shape's other members restrict the type they speak of.
enum TypeBits : unsigned {
  kBooleanBit = 1,
  kIntegerBit = 2,
  kNumberBit = 4,  // integers too
  kStringBit = 8,
  kListBit = 16,
  kMapBit = 32,
};

struct Shape {
  unsigned types = 0;
  bool is_filled = false;                     // strings and lists: not empty
  bool is_id = false;                         // strings: in kebab-case
  bool keys_are_ids = false;                  // maps with free keys: the keys are in kebab-case
  std::vector<std::string_view> values = {};  // strings: one of these; empty: any
  const Shape* item = nullptr;                // lists: every item
  const Shape* each = nullptr;                // maps with free keys: every value
  std::vector<Field> fields = {};             // maps with known keys
  std::string_view noun = {};                 // maps: what errors call it ("a rule")
};

// Shapes that many fields share.
extern const Shape kTextShape;     // a string that is not empty
extern const Shape kIdShape;       // a string in kebab-case
extern const Shape kAnyTextShape;  // a string
extern const Shape kBooleanShape;
extern const Shape kIntegerShape;
extern const Shape kNumberShape;
extern const Shape kTextOrNumberShape;
extern const Shape kTextsShape;      // a list of strings, none empty
extern const Shape kSomeTextsShape;  // the same, at least one
extern const Shape kTextOrTextsShape;

// A string that is one of `values`, and a list of such.
Shape OneOf(std::vector<std::string_view> values);
Shape ListOf(const Shape& item);

// Appends every place where `value` departs from `shape`. `name` is what errors call the value,
// with its quotes: "'severity'".
void CheckShape(const std::string& path, const YamlValue& value, const Shape& shape,
                const std::string& name, Diagnostics* errors);

// "; did you mean 'severity'?", or empty.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace ssot
