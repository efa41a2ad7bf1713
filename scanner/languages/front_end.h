// The table of front ends: bytes to facts, one a language.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/module_settings.h"
#include "scanner/model/source_file.h"

namespace ssot {

// A function that reads or writes an environment variable, by its resolved target.
struct EnvironmentCall {
  std::string_view target;       // "os.getenv"
  uint32_t key_argument;         // position of the variable's name
  std::string_view key_keyword;  // its name as a keyword argument, or empty
  AccessMode mode;
};

// A function that changes several variables at once: by a mapping, by keyword arguments, or one by
// its name.
struct EnvironmentUpdate {
  std::string_view target;   // "unittest.mock.patch.dict"
  uint32_t object_argument;  // position of the environment, or kNone where the target says it all
  uint32_t key_argument;     // position of the mapping or of the name
  AccessMode mode;
};

// Where a schema has the names of variables.
enum class SchemaForm : uint8_t {
  kKeys,         // { NAME: string() }
  kKeysOfParts,  // { server: { NAME: string() }, client: { … } }
  kEnvMembers,   // { port: { env: "NAME" } }, at any depth
};

// A function that takes the variables that a schema names out of the environment.
struct EnvironmentSchema {
  std::string_view target;   // "envalid.cleanEnv"
  uint32_t object_argument;  // position of the environment, or kNone: the target says it all
  uint32_t schema_argument;  // position of the schema, a mapping
  SchemaForm form;
};

// How import statements name modules.
enum class ModuleSystem : uint8_t {
  kDotted,      // Python: packages and modules by dotted name
  kSpecifiers,  // TypeScript and JavaScript: paths, and names of packages
  kIncludes,    // C and C++: paths of files
};

// What resolution must know about a language. All tables are static.
struct LanguageSemantics {
  ModuleSystem module_system = ModuleSystem::kDotted;
  std::vector<std::string_view> environment_objects = {};  // "os.environ": X[key], key in X, …
  std::vector<std::string_view> environment_readers =
      {};  // methods of those objects that read: get
  std::vector<std::string_view> environment_writers = {};   // setdefault, …
  std::vector<std::string_view> environment_deleters = {};  // pop, …
  std::vector<EnvironmentCall> environment_calls = {};
  std::vector<EnvironmentUpdate> environment_updates = {};
  std::vector<EnvironmentSchema> environment_schemas = {};
  // Methods of schemas that read what these name out of their argument, functions that make or
  // extend a schema: z.object({ NAME: … }).parse(process.env).
  std::vector<std::string_view> schema_readers = {};
  std::vector<std::string_view> schema_makers = {};
  std::vector<std::string_view> mapping_readers =
      {};  // methods that read a key of any mapping: get
  std::vector<std::string_view> dynamic_imports = {};  // "importlib.import_module", "__import__"
  std::vector<std::string_view> mock_calls =
      {};  // "unittest.mock.patch", …: first argument is a target
  std::vector<std::string_view> module_initializers =
      {};  // file stems that stand for their folder: __init__
  std::vector<std::string_view> module_extensions = {};  // ".py", ".pyi"
  std::vector<EnvironmentCall> attribute_calls = {};     // builtins that name an attribute: getattr
  std::vector<std::string_view> builtins = {};           // names that are there without an import
  std::vector<std::string_view> enumerations = {};  // classes whose subclasses' members are names

  // A builtin is a target of its own: JSON.parse.
  bool globals_are_symbols = false;
  // The name of what a module is as a whole; empty where there is no such thing. A library's own
  // members are members of this one too: jsonwebtoken.default.verify is jsonwebtoken.verify.
  std::string_view default_export = {};
  // The first parameter of a method is the object: self.
  bool first_parameter_is_receiver = true;
  std::string_view constructor = "__init__";  // the method that calling a class calls
  // `object.name` and `object["name"]` are the same, also for environments and literal mappings.
  bool has_object_members = false;
  // Names of a star import can be used in the module itself; false where they are only exported.
  bool stars_bind_names = true;
};

// Never throws and never fails as a whole; what could not be understood is in facts.errors.
// `text` must stay alive for the call only. Thread-safe.
using ExtractFunction = Extraction (*)(std::string_view path, std::string_view text);

struct FrontEnd {
  Language language;
  ExtractFunction extract;
  const LanguageSemantics* semantics;
  // As extract, but lines of functions that say nothing to other files may be left out. The facts
  // say where (Scope::is_skimmed); imports, definitions, errors and regions are all there. Null:
  // the language has no outlines.
  ExtractFunction outline = nullptr;
  // False: its files hold settings alone, and neither imports, calls nor definitions.
  bool is_code = true;
};

// What a file of the tree says about how imports find other files (package.json, tsconfig.json):
// whether it is such a file, by its path below the root, and what it says. Null for a broken one.
bool IsModuleSettings(std::string_view path);
std::unique_ptr<ModuleSettings> ReadModuleSettings(std::string_view path, std::string_view text);

// Null for a language that is matched as text only.
const FrontEnd* FindFrontEnd(Language language);
std::vector<const FrontEnd*> AllFrontEnds();
bool HasOutlines(Language language);

}  // namespace ssot
