// From a syntax tree to facts, in one walk without recursion.
//
// The walk enters each node before its children and leaves it after them. Entering opens scopes,
// blocks, definitions and calls, so that they stand in source order. Leaving makes the node's value
// from those of its finished children, its parts, binds names and records accesses. What a node
// means to its children it says by its frame; they look at no more than the frames above them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/languages/fact_builder.h"
#include "scanner/languages/typescript/grammar_gaps.h"
#include "scanner/languages/typescript/syntax_tree.h"

namespace ssot::typescript {

class FactWalker {
 public:
  // All of them must outlive the walker.
  FactWalker(const Grammar& grammar, std::string_view text, const TextPlaces& places,
             const std::vector<HiddenImport>& hidden_imports, FactBuilder* builder,
             std::vector<TextRegion>* regions, std::vector<ParseError>* errors,
             Misreadings* misreadings);

  // Call once.
  void Walk(TSNode root);

 private:
  struct Part {  // a finished child
    TSNode node{};
    Syntax syntax = Syntax::kOther;
    Field field = Field::kNone;
    ValueId value = 0;
  };

  struct Frame {  // a node that is being walked
    TSNode node{};
    Syntax syntax = Syntax::kOther;
    Field field = Field::kNone;
    bool is_type = false;      // nothing in here is evaluated when the program runs
    bool is_function = false;  // has opened a scope of its own for code
    uint32_t first_part = 0;   // in parts_
    ScopeId scope = 0;         // in force in its children
    BlockId block = 0;
    DefinitionId definition = kNone;  // that it makes
    CallId call = kNone;              // that it is
    uint32_t parameters = 0;          // so far, `this` of a method included
    ValueId argument = 0;             // what a callback is called with
    BodyShape body = BodyShape::kNormal;
    CallId forwarded = kNone;
    uint32_t first_binding = 0;  // of what an export statement declares
  };

  struct PartList {
    const Part* first = nullptr;
    size_t count = 0;
    const Part* begin() const { return first; }
    const Part* end() const { return first + count; }
    const Part* Find(Field field) const;
    const Part* Find(Syntax syntax) const;
  };

  // A call of require or import() with a literal: what it brings in depends on what is done with
  // it.
  struct ModuleCall {
    ImportFact fact;  // whole module
    ScopeId scope = 0;
    bool is_used = false;
  };

  // How a pattern binds its names.
  struct Target {
    ScopeId scope = 0;
    BlockId block = 0;
    bool is_assignment = false;  // to names that were declared elsewhere
    BindingKind kind = BindingKind::kAssignment;
    uint32_t index = 0;
    ValueId annotation = 0;
  };

  // fact_walker.cc
  void Enter(TSNode node, Field field);
  void Leave();
  ValueId LeaveNode(const Frame& frame, PartList parts);
  void NoteError(const Frame& frame);
  void NoteMisreadCall(const Frame& frame, PartList parts);
  void NoteMisreadBang(const Frame& frame, PartList parts);
  PartList PartsOf(const Frame& frame) const;
  Frame& Top() { return frames_.back(); }
  const Frame& Parent(size_t steps = 1) const;  // of the node that is entered or left
  const Frame* Grandparent() const;
  std::string_view Text(TSNode node) const;
  NameId Intern(TSNode node) { return builder_->names().Intern(Text(node)); }
  Span SpanOf(TSNode node) const;
  TSNode Child(TSNode node, Field field) const;
  bool HasToken(TSNode node, Syntax token) const;
  Syntax SyntaxOf(TSNode node) const { return grammar_.SyntaxOf(node); }
  void AddRegion(uint32_t begin, uint32_t end, TextContext context);
  void AddTemplateRegions(TSNode node);
  ValueId StringValue(std::string_view text) {
    return builder_->TextValue(ValueKind::kString, text);
  }

  // scopes.cc
  void EnterStatement(Frame* frame);
  void OpenBlock(Frame* frame, BlockKind kind);
  void OpenNamespace(Frame* frame);
  bool HasDeclarations(TSNode node) const;
  void EnterFunction(Frame* frame);
  void EnterSignature(Frame* frame);
  void EnterClass(Frame* frame);
  DefinitionId AddDefinition(Frame* frame, DefinitionWhat what, NameId name, Span span);
  void BindFunction(const Frame& frame);
  void BindThis(Frame* frame, DefinitionWhat what);
  ValueId ArgumentOf(const Frame& callback) const;
  struct FunctionName {
    NameId name = 0;
    Span span;
    bool is_member = false;  // of a class
  };
  FunctionName NameOfFunction(const Frame& frame);
  FunctionName NameFrom(TSNode begin, TSNode name);
  bool IsLiteralText(TSNode node) const;
  NameId PropertyName(TSNode node);
  uint32_t StartWithoutDecorators(TSNode node) const;
  void BindLoopVariable();
  ScopeId FunctionScope(ScopeId scope) const;
  Range DecoratorsBefore();

  // expressions.cc
  ValueId LeaveExpression(const Frame& frame, PartList parts);
  ValueId LeaveIdentifier(const Frame& frame);
  ValueId LeaveMember(const Frame& frame, PartList parts);
  ValueId LeaveSubscript(const Frame& frame, PartList parts);
  ValueId LeaveBinary(const Frame& frame, PartList parts);
  ValueId LeaveCall(const Frame& frame, PartList parts);
  ValueId LeaveObject(PartList parts);
  ValueId LeavePair(PartList parts);
  ValueId LeaveTemplate(const Frame& frame, PartList parts);
  ValueId LeaveEnum(const Frame& frame, PartList parts);
  ValueId LeaveType(const Frame& frame, PartList parts);
  ValueId List(ValueKind kind, PartList parts);
  AccessMode ModeOf(const Frame& frame) const;
  void AddAccess(const Frame& frame, AccessSyntax syntax, ValueId value, AccessMode mode);
  std::string Decode(TSNode string) const;

  // declarations.cc
  ValueId LeaveDeclaration(const Frame& frame, PartList parts);
  void LeaveDeclarator(const Frame& frame, PartList parts);
  void LeaveAssignment(const Frame& frame, PartList parts);
  void AddWritesOfMembers(const Frame& frame, const Part& left, const Part& right);
  void LeaveParameter(const Frame& frame, PartList parts);
  void BindSoleParameter(const Frame& frame);
  void LeaveField(const Frame& frame, PartList parts);
  void LeaveClass(const Frame& frame, PartList parts);
  void LeaveFunction(const Frame& frame, PartList parts);
  void AnalyseBody(PartList parts, Frame* function);
  bool SaysNotImplemented(TSNode node) const;
  void BindPattern(TSNode pattern, ValueId value, const Target& target, int depth = 0);
  void BindObjectPattern(TSNode pattern, ValueId value, const Target& target, int depth);
  void BindArrayPattern(TSNode pattern, ValueId value, const Target& target, int depth);
  void BindName(TSNode name, ValueId value, const Target& target);
  void BindMember(TSNode member, ValueId value, const Target& target);
  ValueId WithDefault(ValueId value, TSNode pattern) const;
  void AddPatternAccess(TSNode key, ValueId value, const Target& target);
  void Bind(NameId name, const Target& target, BindingKind kind, ValueId value, uint32_t index = 0);
  ScopeId DeclaringScope(NameId name, ScopeId from) const;

  // modules.cc
  void LeaveImport(const Frame& frame);
  void LeaveImportAlias(const Frame& frame);
  void LeaveExport(const Frame& frame, PartList parts);
  bool SaysType(TSNode statement) const;
  void LeaveReexport(const Frame& frame, TSNode source);
  void LeaveExportClause(TSNode clause, TSNode source, const Frame& frame);
  bool LeaveCommonJsExport(std::string_view left, ValueId value);
  void NoteModuleCall(const Frame& frame, CallId call, std::string_view callee, ValueId argument);
  bool BindModule(TSNode pattern, ValueId value, const Target& target);
  void AddImport(ImportFact fact, const Target& target, bool is_hoisted);
  ImportFact StartImport(TSNode statement, TSNode source, ImportForm form);
  void Export(NameId name, ValueId value);
  void NoteExports(const Frame& statement);
  void AddHiddenImport();
  void AddTypeImport(Span span, NameId module, BlockId block);
  void FinishModules();
  NameId ModuleName(TSNode string);

  const Grammar& grammar_;
  std::string_view text_;
  const TextPlaces& places_;
  FactBuilder* builder_;
  std::vector<TextRegion>* regions_;
  std::vector<ParseError>* errors_;
  Misreadings* misreadings_;
  const std::vector<HiddenImport>& hidden_imports_;
  size_t next_hidden_import_ = 0;

  std::vector<Frame> frames_;
  std::vector<Part> parts_;
  std::vector<ScopeId> this_class_;        // by scope: the class whose instance `this` is; kNone
  std::unordered_set<uint64_t> declared_;  // scope and name
  std::unordered_map<const void*, ValueId> defaults_;  // of patterns, by node
  std::unordered_map<CallId, ModuleCall> module_calls_;
  std::vector<Binding> exports_;  // of names that the module need not have itself
};

inline bool IsFunctionSyntax(Syntax syntax) {
  return syntax == Syntax::kArrowFunction || syntax == Syntax::kFunctionDeclaration ||
         syntax == Syntax::kFunctionExpression || syntax == Syntax::kGeneratorFunction ||
         syntax == Syntax::kGeneratorFunctionDeclaration || syntax == Syntax::kMethodDefinition;
}

inline bool IsClassSyntax(Syntax syntax) {
  return syntax == Syntax::kClass || syntax == Syntax::kClassDeclaration ||
         syntax == Syntax::kAbstractClassDeclaration;
}

// What stands around an expression without changing what it is: brackets, casts, await.
inline bool IsWrapper(Syntax syntax) {
  return syntax == Syntax::kParenthesizedExpression || syntax == Syntax::kAsExpression ||
         syntax == Syntax::kSatisfiesExpression || syntax == Syntax::kNonNullExpression ||
         syntax == Syntax::kTypeAssertion || syntax == Syntax::kAwaitExpression ||
         syntax == Syntax::kInstantiationExpression;
}

}  // namespace ssot::typescript
