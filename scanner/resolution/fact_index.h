// Names across files.
//
// Build the index once from the facts of all files, then ask any number of times from any number
// of threads. The order of calls: FactIndex::Build, then ResolveFile or the single questions, and
// when files were asked for, Update and the questions again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/model/finding.h"
#include "scanner/model/rule.h"

namespace ssot {

using FileId = uint32_t;  // index into the facts that the index was built from
class ModuleResolvers;

// A fact with its names resolved, as rules and `ssot facts` see it. Strings are full text.
struct ResolvedImport {
  const ImportFact* fact = nullptr;  // null for an import derived from a call (dynamic, mock)
  Span span;
  std::string module;  // absolute: relative forms resolved
  std::string name;
  std::string alias;
  ImportForm form = ImportForm::kImport;
  uint32_t statement_line = 0;
  BlockId block = 0;
  ScopeId scope = 0;
  bool type_only = false;
  Resolution resolution = Resolution::kExact;
  // Where the imported thing comes from once re-exports are followed: `jwt` for
  // `from app.compat import jwt`. Equals module + name when nothing is re-exported.
  std::string origin_module;
  std::string origin_name;
  FileId origin_file = kNone;  // the scanned file that defines it; kNone: a library
  FileId module_file = kNone;  // the scanned file that `module` names
  bool is_unresolved = false;  // relative or first-party, and no file was found
};

// A literal argument of a call, or an entry of a literal mapping among its arguments.
struct ResolvedArgument {
  static constexpr uint32_t kNoPosition = UINT32_MAX;
  uint32_t position = kNoPosition;  // from 0; of positional ones
  std::string name;  // the keyword or the mapping's key; "*" and "**" for what is unpacked
  // HS256; the items of a list sorted and joined by ", "; true, false, none and numbers as written.
  std::string value;
  bool is_known = false;  // false: `value` is empty, because it is not the same in every run
  uint32_t written = 0;   // which of CallFact::arguments it is, or stands in
  bool is_unpacked() const { return name == "*" || name == "**"; }
};

// A call inside a called function to which the function hands an argument on.
struct HandedOnCall {
  std::string callee;  // as ResolvedCall
  std::string target;
  std::string target_path;  // the scanned file that defines it
  std::string receiver_type;
  std::vector<HandedOnCall> further;  // to which that function hands it on in turn
};

struct ResolvedCall {
  const CallFact* fact = nullptr;
  std::string callee;  // as written, arguments of inner calls elided
  std::string target;  // jwt.decode; empty: not known
  std::string target_module;
  std::string target_name;
  FileId target_file = kNone;  // the scanned file that defines it; kNone: a library, or not known
  std::string receiver_type;   // resolved class of the receiver, for method calls
  std::vector<std::string> argument_calls;  // see CallsBehindArguments; only where it is wanted
  std::vector<ResolvedArgument> arguments;  // only where WantedFacts::arguments
  std::vector<HandedOnCall> handed_on;      // only where WantedFacts::handed_on
  Resolution resolution = Resolution::kExact;
};

struct ResolvedAccess {
  Span span;
  AccessOf of = AccessOf::kEnvironment;
  AccessMode mode = AccessMode::kRead;
  std::string name;  // JWT_SECRET_KEY; a pattern keeps "{}" for what is not known
  std::string
      form;  // os.environ[], os.getenv, settings.X: how it is accessed; a file's key: its path
  std::string around;  // a configuration file's key: the keys around it, dotted
  BlockId block = 0;
  ScopeId scope = 0;
  Resolution resolution = Resolution::kExact;
};

struct ResolvedDefinition {
  const DefinitionFact* fact = nullptr;
  std::string name;
  std::string qualified_name;  // module.Class.method
  std::string concept_name;    // validate_token
  std::vector<std::string> bases;
  std::vector<std::string> decorators;
  DefinitionBody body = DefinitionBody::kNormal;
  std::string
      public_name;  // the name it is exported under, when that differs (A = _AImplementation)
};

struct ResolvedFile {
  std::string module;                           // the file's own name
  std::vector<ResolvedImport> imports;          // in source order
  std::vector<ResolvedCall> calls;              // in source order
  std::vector<ResolvedAccess> accesses;         // in source order
  std::vector<ResolvedDefinition> definitions;  // in source order
  bool is_doubtful = false;  // it may change when the files that were asked for are read whole
};

// Which facts a caller needs: all of them, unless it says otherwise. The functions are asked before
// a fact's text is put together, so that facts that nobody needs cost little; they are called on
// the calling thread. A fact that they let through may still be one that the caller does not need.
struct WantedFacts {
  bool imports = true;
  bool mocks = true;  // with imports: also those that a mock replaces
  bool calls = true;
  bool accesses = true;
  bool definitions = true;
  bool arguments = false;  // of the calls
  // A call is needed when one of these says so. `target` is what it resolves to (jwt.decode; never
  // empty), `name` the last name of the callee as written (d for `d(token)`, send for
  // `socket().send(x)`; may be empty).
  std::function<bool(std::string_view target)> call_target;
  std::function<bool(std::string_view name)> call_name;
  // Which of these need their `argument_calls` (`target` may be empty); null: none.
  std::function<bool(std::string_view target, std::string_view name)> argument_calls;
  // With `arguments`, which of them are to be followed into the called function; empty: none.
  std::function<bool(const ResolvedArgument& argument)> handed_on;
  std::function<bool(AccessOf of, std::string_view name)> access;
  // `name` as written, or the name that it is exported under.
  std::function<bool(std::string_view name, bool has_bases)> definition;
};

class FactIndex {
 public:
  // `files` must outlive the index and must not change but for an Update; it is sorted by path.
  // `authorities` tell which calls are delegations. Without `resolvers` of these files it makes its
  // own, as of a tree that has no settings.
  static std::unique_ptr<FactIndex> Build(const std::vector<Facts>& files,
                                          const std::vector<Authority>& authorities, unsigned jobs,
                                          std::shared_ptr<ModuleResolvers> resolvers = nullptr);
  virtual ~FactIndex() = default;

  virtual const std::vector<Facts>& files() const = 0;

  // The dotted name, or the path, by which rules know the file.
  virtual std::string_view ModuleName(FileId file) const = 0;

  // All facts of one file, resolved. Does not cache; costs time in proportion to the file.
  ResolvedFile ResolveFile(FileId file) const { return ResolveFile(file, WantedFacts()); }
  virtual ResolvedFile ResolveFile(FileId file, const WantedFacts& wanted) const = 0;

  // Relative or first-party imports whose file is not found, over all files. Looks at all of them.
  virtual uint64_t CountUnresolvedImports() const = 0;

  // The files of which only an outline is there, and of which an answer so far depends on the rest.
  // Such an answer may be wrong: update the index with all facts of these files, and ask again.
  virtual std::vector<FileId> AskedFor() const = 0;

  // The facts of these files are other ones now, but their paths are the same, and so is the memory
  // that these stand in. Afterwards the index is as if it were built anew.
  virtual void Update(const std::vector<FileId>& changed) = 0;
};

// The name in one spelling for all languages: validateToken, ValidateToken and _validate_token
// are validate_token; decodeJWT is decode_jwt.
std::string ConceptOf(std::string_view name);

// module.Class.method of the innermost class or function around `scope`; `module` alone at module
// level.
std::string QualifiedName(const Facts& facts, std::string_view module, ScopeId scope);

// Inside a try or a condition, within the same function.
bool IsGuarded(const Facts& facts, BlockId block);

}  // namespace ssot
