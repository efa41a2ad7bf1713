// What a front end saw in one file, in a form that is the same for every language.
//
// `Facts` is self-contained: strings live in its own table and everything else is an index into
// one of its flat arrays. It can be moved between threads and outlives the file's bytes. A front
// end fills it once; afterwards it is read-only, and any number of threads may read it.
//
// A front end records syntax. What a name means (aliases, constants, imports from other files) is
// left to resolution, which evaluates a `Value` at its place of use.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/name_filter.h"
#include "scanner/model/source_file.h"

namespace ssot {

using NameId = uint32_t;        // Facts::names; 0 is the empty name
using ValueId = uint32_t;       // Facts::values; 0 is "unknown"
using ScopeId = uint32_t;       // Facts::scopes; 0 is the module
using BlockId = uint32_t;       // Facts::blocks; 0 is the module's body
using CallId = uint32_t;        // Facts::calls
using DefinitionId = uint32_t;  // Facts::definitions
inline constexpr uint32_t kNone = UINT32_MAX;

// Lines and columns from 1; columns count code points; the end is exclusive.
struct Span {
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t end_line = 0;
  uint32_t end_column = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Range {  // a run of elements in one of the flat arrays
  uint32_t first = 0;
  uint32_t count = 0;
};

// Names bind in scopes. A comprehension and a lambda are scopes of their own, and so is a block
// with names that end with it (`let`).
enum class ScopeKind : uint8_t { kModule, kClass, kFunction, kLambda, kComprehension, kBlock };

struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  ScopeId parent = 0;
  BlockId block = 0;                // the block that contains the scope's header
  DefinitionId definition = kNone;  // for classes and functions
  uint32_t order = 0;               // place of the header in the file's order of events
  bool is_skimmed = false;          // of an outline: lines of it are left out
  uint64_t skimmed_names = 0;       // bits of the names and attributes that these lines may bind
};

// Statements stand in blocks. Blocks nest; each belongs to one scope. They tell which binding of
// a name can reach a use: one in an enclosing block always runs first, one in a branch may not.
enum class BlockKind : uint8_t {
  kBody,          // of a module, class or function
  kCondition,     // a branch of if, match, switch, a ternary
  kTypeChecking,  // a branch that only a type checker takes
  kLoop,
  kTry,
  kHandler,  // except, catch
  kFinally,
  kElse,  // of if, loop or try
};

struct Block {
  BlockKind kind = BlockKind::kBody;
  BlockId parent = 0;
  ScopeId scope = 0;
};

// An expression, as far as names and constants need it.
enum class ValueKind : uint8_t {
  kUnknown,
  kName,       // name
  kAttribute,  // base.name
  kString,     // name holds the literal's value, escapes decoded
  kPattern,    // a string with unknown parts; name holds it with "{}" or "{identifier}" for each
  kNumber,     // name holds the digits as written
  kConstant,   // name holds True, False, None, null, undefined, …
  kCall,       // first is the CallId
  kSubscript,  // base[key]; first is the key's ValueId
  kList,       // a literal list, tuple or set: items in value_lists[first, first + count)
  kDict,       // a literal mapping: key, value, key, value in value_lists[first, first + count)
  kChoice,     // one of value_lists[first, first + count): `a or b`, `a if c else b`
  kElement,    // an element of the collection `base` (a loop variable)
  kItem,       // item number `first` of `base`, from 0: `a, b = base`
  kConcatenation,  // strings joined: value_lists[first, first + count)
  kFunction,       // a function or class written as an expression; first is the DefinitionId
  kResolved,  // a name that the front end knows: name is the full one (`jwt::decode`), base the
              // expression as written, first the length of the module's part, count KnownName bits
};

// What a front end that resolves names itself says about a kResolved value.
enum KnownName : uint32_t {
  kKnownByAlias = 1,   // another name is written: a macro, a namespace alias, a function pointer
  kKnownByGuess = 2,   // the declaration was not seen: the name as written, completed
  kKnownInstance = 4,  // an instance of the class that name names
  kKnownInTree = 8,    // declared below the root
};

struct Value {
  ValueKind kind = ValueKind::kUnknown;
  NameId name = 0;
  ValueId base = 0;
  uint32_t first = 0;
  uint32_t count = 0;
};

enum class BindingKind : uint8_t {
  kImport,        // index: ImportFact
  kDefinition,    // index: DefinitionFact
  kAssignment,    // value
  kParameter,     // value: the default; index: position from 0; annotation
  kLoopVariable,  // value: kElement of the iterated collection or a kItem of that, where known
  kContext,       // `with value as name`
  kOther,         // bound to something that names do not reach: except … as, match capture, del
  kGlobal,        // `global name`: the module's name is meant
  kNonlocal,
  kReturn,  // value: what the function returns here; the binding has no name
};

// `name` gets a meaning in `scope`, at `order` in the file's sequence of events, inside `block`.
struct Binding {
  NameId name = 0;
  ScopeId scope = 0;
  BlockId block = 0;
  uint32_t order = 0;
  BindingKind kind = BindingKind::kOther;
  ValueId value = 0;
  ValueId annotation = 0;
  uint32_t index = 0;
};

enum class ImportForm : uint8_t { kImport, kFrom, kDynamic, kRequire, kInclude, kReexport, kMock };
inline constexpr std::string_view kImportFormNames[] = {"import",  "from",     "dynamic", "require",
                                                        "include", "reexport", "mock"};

// One imported name. `import a.b as c`: module a.b, name empty, alias c. `from ..m import x as y`:
// level 2, module m, name x, alias y. `from m import *`: name "*". `#include "m"`: level 1, module
// m; `#include <m>`: level 0.
struct ImportFact {
  Span span;  // of the name (for `import a.b`, of a.b), without its alias
  NameId module = 0;
  NameId name = 0;
  NameId alias = 0;
  uint32_t level = 0;  // leading dots
  uint32_t statement_line = 0;
  BlockId block = 0;
  uint32_t order = 0;
  ImportForm form = ImportForm::kImport;
  bool type_only = false;
  NameId file = 0;  // the imported file's path below the root, where the front end knows it
};

struct Argument {
  NameId keyword = 0;  // 0: positional; "*" and "**" for unpacking
  ValueId value = 0;
};

struct CallFact {
  Span span;  // the whole call expression, callee to closing bracket
  ValueId callee = 0;
  Range arguments;  // Facts::arguments
  BlockId block = 0;
  ScopeId scope = 0;  // differs from the block's scope inside lambdas and comprehensions
  uint32_t order = 0;
};

enum class AccessMode : uint8_t { kRead, kWrite, kDelete };
inline constexpr std::string_view kAccessModeNames[] = {"read", "write", "delete"};

// Syntax that may be an access to an environment variable, a setting or an attribute.
enum class AccessSyntax : uint8_t {
  kName,        // a bare NAME in capitals (the convention for constants); value: kName
  kAttribute,   // base.name; value: kAttribute
  kSubscript,   // base["key"]; value: kSubscript
  kMembership,  // "key" in base; value: kSubscript
};

struct AccessFact {
  Span span;  // the whole expression
  ValueId value = 0;
  BlockId block = 0;
  ScopeId scope = 0;
  uint32_t order = 0;
  AccessSyntax syntax = AccessSyntax::kAttribute;
  AccessMode mode = AccessMode::kRead;
};

enum class DefinitionWhat : uint8_t { kFunction, kMethod, kClass };
inline constexpr std::string_view kDefinitionWhatNames[] = {"function", "method", "class"};

// The shape of a body, as far as syntax tells. Resolution turns kForwards into a delegation only
// when the call it forwards to is not an implementation itself (a library call).
enum class BodyShape : uint8_t {
  kNormal,
  kForwards,  // nothing but (assignments and) one returned call, which is `forwarded`
  kStub,      // pass, ..., docstring, raise NotImplementedError; an overload; abstract
};

struct DefinitionFact {
  Span span;  // from `def`, `async` or `class` to the end of the name
  NameId name = 0;
  ScopeId scope = 0;   // the scope that it opens
  ScopeId parent = 0;  // the scope in which its name is bound
  BlockId block = 0;
  uint32_t order = 0;
  uint32_t end_line = 0;  // last line of the body
  DefinitionWhat what = DefinitionWhat::kFunction;
  BodyShape body = BodyShape::kNormal;
  bool is_async = false;
  Range bases;                // value_lists
  Range decorators;           // value_lists
  ValueId returns = 0;        // the return annotation
  CallId forwarded = kNone;   // for kForwards
  NameId qualified_name = 0;  // `auth::Client::validate`, in languages where a name is the same in
                              // every file; 0: the names of the module and the scopes make it
};

// `self.name = value` in a method, bound on instances of `class_scope`.
struct AttributeBinding {
  NameId name = 0;
  ScopeId class_scope = 0;
  ScopeId scope = 0;  // the method, in which `value` is evaluated
  BlockId block = 0;
  uint32_t order = 0;
  ValueId value = 0;
  ValueId annotation = 0;
};

// A key of a configuration file, or a reference to one (`${NAME}`, secretKeyRef). Keys that hold
// further keys are settings, too.
struct Setting {
  Span key;    // as written, without quotes
  Span value;  // likewise; line 0: it has none of its own
  NameId name = 0;
  uint32_t parent = kNone;  // Facts::settings: the key around it, which stands before it
  AccessMode mode = AccessMode::kWrite;  // kRead: a reference
};

struct ParseError {
  uint32_t line = 0;
  uint32_t column = 0;
  std::string message;  // "unterminated string literal"
};

// kFailed: no facts at all, and the scan is incomplete.
enum class ParseStatus : uint8_t { kOk, kRecovered, kFailed };
inline constexpr std::string_view kParseStatusNames[] = {"ok", "recovered", "failed"};

struct Facts {
  std::string path;  // relative to the root
  Language language = Language::kOther;
  ParseStatus parse = ParseStatus::kOk;
  bool is_outline = false;  // some scopes are skimmed; their calls and accesses may be missing
  std::vector<ParseError> errors;

  std::string name_bytes;              // all names, one after the other
  std::vector<uint32_t> name_offsets;  // name i is name_bytes[name_offsets[i], name_offsets[i+1])
  NameFilter name_filter;  // of these, and of those in the lines that an outline left out

  std::vector<Scope> scopes;
  std::vector<Block> blocks;
  std::vector<Value> values;
  std::vector<ValueId> value_lists;
  std::vector<Binding> bindings;             // sorted by (scope, name, order)
  std::vector<AttributeBinding> attributes;  // sorted by (class_scope, name, order)
  std::vector<ImportFact> imports;
  std::vector<CallFact> calls;
  std::vector<Argument> arguments;
  std::vector<AccessFact> accesses;
  std::vector<DefinitionFact> definitions;
  // The module's names that export statements give away, sorted. `export *` and `export {}` give
  // none of them away. Where no statement stands, every name of the module can be had.
  bool has_exports = false;
  std::vector<NameId> exports;
  std::vector<Setting> settings;  // of configuration files, in source order; no other facts then

  std::string_view Name(NameId id) const {
    return std::string_view(name_bytes)
        .substr(name_offsets[id], name_offsets[id + 1] - name_offsets[id]);
  }
};

// Where a piece of text stands. Regions not listed are code.
enum class TextContext : uint8_t { kCode, kComment, kString, kDocstring };

struct TextRegion {
  uint32_t begin = 0;  // byte offsets into SourceText::utf8
  uint32_t end = 0;
  TextContext context = TextContext::kCode;
};

// Facts, and what is only needed while the file's bytes are at hand.
struct Extraction {
  Facts facts;
  std::vector<TextRegion> regions;  // sorted, disjoint
};

}  // namespace ssot
