// What a name or an expression means.
//
// Text in an entity lives as long as the evaluator that made it, the project, or the facts.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/model/facts.h"
#include "scanner/model/finding.h"
#include "scanner/resolution/module_resolver.h"
#include "scanner/resolution/scope_lookup.h"

namespace ssot {

enum class EntityKind : uint8_t {
  kUnknown,     // this and the next two say nothing
  kNothing,     // None
  kBuiltin,     // text: a name that is bound nowhere
  kModule,      // file
  kFolder,      // text: the stem of a package without an initializer; file: one of its language
  kSymbol,      // text: the dotted name of something outside the tree
  kVariable,    // file; text: the dotted name of something in the tree of unknown meaning
  kDefinition,  // file, definition
  kInstance,    // of the class file, definition
  kForeignInstance,  // of the class outside the tree that text names
  kStrings,          // strings: one of these constants
  kCollection,       // located: a literal list or mapping
};

inline constexpr size_t kMaxStrings = 128;  // that one expression may stand for

// A string that is known but for its gaps, each of which is written "{}".
struct ConstantString {
  std::string_view text;
  bool has_gaps = false;
};

struct LocatedValue {
  FileId file = kNone;
  ValueId value = 0;
  Place place;
};

struct Entity {
  EntityKind kind = EntityKind::kUnknown;
  Resolution resolution = Resolution::kExact;
  bool is_bound = false;         // reached through an instance: the first parameter is taken
  bool is_class_member = false;  // kStrings: may be an enumeration's member, which has a .value
  bool skips_own = false;        // kInstance: super(), the class itself is left out
  FileId file = kNone;
  DefinitionId definition = kNone;
  uint32_t module_length = 0;  // kSymbol, kVariable, kForeignInstance: of the module in text
  uint32_t string_count = 0;
  std::string_view text;
  const ConstantString* strings = nullptr;
  const LocatedValue* located = nullptr;

  bool IsKnown() const { return kind > EntityKind::kBuiltin; }
  Entity& Weaken(Resolution by) {
    if (by > resolution) resolution = by;
    return *this;
  }
};

// The meaning of a module's or class's name, and where it comes from.
struct MemberMeaning {
  Entity entity;
  bool is_imported = false;           // the file got it from elsewhere
  FileId origin_file = kNone;         // where the name is bound to a value; kNone: outside the tree
  std::string_view origin_name;       // its name there; with kNone, the dotted name
  uint32_t origin_module_length = 0;  // with kNone: of the module in origin_name
  uint32_t height = 0;  // how deep and how long the evaluation was, so that a remembered answer
  uint32_t cost = 0;    // is used only where working it out again would give the same
};

}  // namespace ssot
