// What expressions mean, across files.
//
// An evaluator belongs to one thread; entities that it returns point into it. Evaluation is a pure
// function of the facts: what others have asked, at the same time or before, makes no difference.
// A question that leads too deep, in a circle or too far is answered with "unknown", and a file
// that asks very much gets shorter answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/resolution/entity.h"
#include "scanner/resolution/project.h"
#include "scanner/resolution/scope_lookup.h"
#include "scanner/resolution/text_arena.h"

namespace ssot {

class Evaluator {
 public:
  explicit Evaluator(const Project& project) : project_(project) {}
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  Entity Evaluate(FileId file, ValueId value, const Place& place);

  // A name as it stands at the place.
  Entity EvaluateName(FileId file, NameId name, const Place& place);

  // `base.name`
  Entity MemberOf(const Entity& base, std::string_view name);

  // What an import statement binds.
  Entity EvaluateImport(FileId file, uint32_t import);

  // The module `text` as `importlib.import_module(text)` in `file` finds it.
  Entity EvaluateModule(FileId file, std::string_view text);

  // A name of a module as other files see it, and where it comes from. False when the module has
  // no such name.
  bool FindExport(FileId file, std::string_view name, MemberMeaning* meaning);

  // An instance of the class that an annotation names, or unknown.
  Entity EvaluateAnnotation(FileId file, ValueId annotation, const Place& place);

  // One constant; `text` must outlive the evaluator.
  Entity String(std::string_view text, bool has_gaps);

  // A method or attribute of a class, its bases included. False when there is none; then
  // `*foreign_base` is the name of a base outside the tree, if there is one.
  bool FindClassMember(FileId file, DefinitionId class_definition, std::string_view name,
                       bool skips_own, Entity* member, Entity* foreign_base);

  // The dotted name of what the entity is: jwt.decode, app.auth.Client.validate; for instances,
  // their class. Empty when there is none. `*module_length` is the length of the module's part.
  std::string_view FullName(const Entity& entity, uint32_t* module_length = nullptr);

  // "Client.validate" for a method.
  std::string_view QualifiedRest(FileId file, DefinitionId definition);

  // To be called before names of a function, a class's attributes, or a function's calls and
  // accesses are looked up: an outline may lack them.
  void LookInto(FileId file, ScopeId scope) {
    const Facts& f = facts(file);
    if (!f.is_outline || !f.scopes[scope].is_skimmed) return;
    project_.AskForWhole(file);
    was_cut_ = has_asked_ = true;
  }
  bool has_asked() const { return has_asked_; }
  // Likewise, before it is looked for what `name` is there.
  void LookInto(FileId file, ScopeId scope, std::string_view name) {
    const Facts& f = facts(file);
    const bool may_be_missing = (f.scopes[scope].skimmed_names & NameBit(name)) != 0;
    if (f.is_outline && may_be_missing) LookInto(file, scope);
  }

  // Gives up the text of all entities so far.
  void Forget() { arena_.Clear(); }

  const Project& project() const { return project_; }
  const Facts& facts(FileId file) const { return *project_.file(file).facts; }
  TextArena& arena() { return arena_; }

 private:
  // One level of a question. The outermost one starts a new account.
  class Frame {
   public:
    explicit Frame(Evaluator* evaluator);
    ~Frame() { --evaluator_->depth_; }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    bool is_within_limits() const { return is_within_limits_; }

   private:
    Evaluator* evaluator_;
    bool is_within_limits_;
  };

  void LookIntoFunctions(FileId file, ScopeId scope, std::string_view name);

  // known_names.cc
  Entity EvaluateKnown(FileId file, const Value& value);

  // evaluator.cc
  Entity EvaluateCandidates(FileId file, size_t first_candidate, uint32_t* chosen);
  Entity EvaluateBinding(FileId file, const Binding& binding);
  Entity EvaluateAssigned(FileId file, ValueId value, ValueId annotation, const Place& place);
  Entity EvaluateParameter(FileId file, const Binding& binding);
  Entity EvaluateReceiver(FileId file, const Binding& binding);
  Entity EvaluateCall(FileId file, const CallFact& call);
  Entity EvaluateSymbolCall(FileId file, const CallFact& call, const Entity& callee);
  Entity EvaluateBuiltinCall(FileId file, const CallFact& call, const Entity& callee);
  Entity EvaluateReturned(FileId file, DefinitionId function);
  Entity EvaluateReturns(FileId file, ScopeId function);
  Entity EvaluateGetattr(FileId file, const CallFact& call);
  Entity DefaultOf(FileId file, const ImportTarget& target);
  Entity Builtin(FileId file, std::string_view name, const Place& place);
  Entity FirstArgument(FileId file, const CallFact& call);
  Entity EvaluateSuper(FileId file, ScopeId scope);
  Entity EvaluateChoice(FileId file, const Value& value, const Place& place);

  // constants.cc
  Entity Strings(const std::vector<ConstantString>& strings, Resolution resolution);
  void Unite(Entity* strings, const Entity& more);
  Entity EvaluatePattern(FileId file, std::string_view pattern, const Place& place);
  Entity EvaluateConcatenation(FileId file, const Value& value, const Place& place);
  Entity ObjectMember(const Entity& object, std::string_view name);
  Entity EvaluateSubscript(FileId file, const Value& value, const Place& place);
  Entity Collection(FileId file, ValueId value, const Place& place);
  void AppendTimes(std::vector<ConstantString>* texts, const Entity& part);

  // elements.cc
  struct ElementSource;
  Entity EvaluateItem(FileId file, ValueId id, const Place& place);
  Entity ItemOf(Entity whole, const std::vector<uint32_t>& path);
  bool FindElementSource(FileId file, const Place& place, ElementSource* source,
                         std::vector<uint32_t>* path);
  Entity EvaluateElement(FileId file, ValueId collection, std::vector<uint32_t> path,
                         const Place& place);
  Entity EvaluateEnumeration(const Entity& class_entity);

  // exports.cc
  MemberMeaning MeaningOf(FileId file, const Member& member);
  MemberMeaning UnknownMeaning(FileId file, const Member& member);
  MemberMeaning WorkOutMeaning(FileId file, const Member& member);
  void FindOrigin(FileId file, const Binding& binding, MemberMeaning* meaning);
  bool FindStarExport(FileId file, std::string_view name, MemberMeaning* meaning);
  bool IsStarExported(FileId file, std::string_view name);
  bool MayExport(FileId file, std::string_view name);
  bool ListsInAll(FileId file, const Binding& binding, std::string_view name);
  Entity EvaluateStarName(FileId file, std::string_view name);
  // `near` is a file of the same language.
  Entity FolderMember(FileId near, std::string_view stem, std::string_view name);
  Entity ModuleOrFolder(FileId near, const ModuleEntry& entry);
  Entity FirstPartOf(FileId file, const ImportFact& import, const ImportTarget& target);
  Entity WholeModule(FileId near, const ImportTarget& target);
  const ImportTarget* OnlyLibraryStar(FileId file);
  bool FindSubmodule(FileId file, std::string_view name, MemberMeaning* meaning);
  bool IsOwnSubmodule(FileId file, const ImportTarget& target, std::string_view name,
                      MemberMeaning* meaning);
  Entity UnknownExport(FileId file, std::string_view name, const MemberMeaning& meaning);

  // types.cc
  Entity EvaluateUnion(FileId file, const Value& value, const Place& place);
  Entity EvaluateTextAnnotation(FileId file, std::string_view text, const Place& place);
  Entity InstanceOf(const Entity& class_entity);
  Entity InstanceMember(const Entity& instance, std::string_view name);

  Entity Symbol(std::string_view text, size_t module_length);
  Entity Extend(const Entity& base, std::string_view name);
  Entity SymbolMember(const Entity& base, std::string_view name);
  Entity Definition(FileId file, DefinitionId definition);

  // The question has used up its steps: nothing more will be found out.
  bool IsSpent() const { return steps_ > max_steps_; }

  const Project& project_;
  TextArena arena_;
  std::vector<uint32_t> candidates_;                   // a stack
  std::vector<const Member*> asked_;                   // members whose meaning is being worked out
  std::vector<std::pair<FileId, ScopeId>> returning_;  // functions whose results are
  uint32_t depth_ = 0;
  uint32_t deepest_ = 0;
  uint32_t steps_ = 0;
  uint32_t max_steps_ = kMaxSteps;
  uint64_t all_steps_ = 0;  // of earlier questions
  bool has_asked_ = false;  // for a whole file: all answers since then may be wrong
  bool was_cut_ = false;    // a limit or a circle was met: the answer is not to be remembered
};

// True for names such as Client: by convention calling one makes an instance.
bool LooksLikeClass(std::string_view name);

}  // namespace ssot
