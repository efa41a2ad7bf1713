// Facts from libclang's syntax tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "scanner/languages/cpp/clang_cursor.h"
#include "scanner/languages/cpp/fact_builder.h"
#include "scanner/languages/cpp/libclang.h"
#include "scanner/languages/cpp/text_facts.h"

namespace ssot::cpp {

// Walks the declarations of the main file once and adds their facts to a builder. What stands in
// other files is asked about and not walked.
class ClangVisitor {
 public:
  // `skipped` are the branches that were not compiled.
  ClangVisitor(const SourceView& source, const std::vector<Extent>& skipped, RootPaths* root,
               FactBuilder* builder)
      : source_(source), skipped_(skipped), root_(root), builder_(builder) {
    for (const OutlineCall& call : source.outline->calls) {
      if (call.close < source.words->tokens.size()) {
        text_calls_[source.words->tokens[call.close].end] = &call;
      }
    }
  }

  void Visit(CXTranslationUnit unit, CXFile main_file);

  // By byte offset of the name's last word: what is no matter for the text any more.
  const std::unordered_map<uint32_t, ScopeId>& definitions() const { return definitions_; }
  const std::unordered_set<uint32_t>& names() const { return names_; }
  // Bodies that were walked.
  const std::vector<Extent>& functions() const { return functions_; }
  // For each `#include`, by line: the file.
  const std::unordered_map<uint32_t, CXFile>& includes() const { return includes_; }

 private:
  struct Place {
    ScopeId scope = 0;
    BlockId block = 0;
  };

  // clang_visitor.cc: declarations and statements
  bool IsInOtherFile(CXCursor cursor) const;
  void VisitTop(CXCursor cursor);
  void VisitNode(CXCursor cursor, const Place& place);
  void VisitChildren(CXCursor cursor, const Place& place);
  void VisitFunction(CXCursor cursor, const Place& place);
  void VisitClass(CXCursor cursor, const Place& place);
  void VisitVariable(CXCursor cursor, const Place& place);
  void VisitLambda(CXCursor cursor, const Place& place);
  void VisitIf(CXCursor cursor, const Place& place);
  void VisitLoop(CXCursor cursor, const Place& place);
  void VisitTry(CXCursor cursor, const Place& place);
  void VisitAssignment(CXCursor cursor, const Place& place);
  void VisitIn(BlockKind kind, CXCursor cursor, const Place& place);
  DefinitionId AddDefinition(CXCursor cursor, const Place& place, DefinitionWhat what,
                             ScopeKind kind);
  uint32_t BehindTemplate(uint32_t begin) const;
  void BindParameters(CXCursor function, const Place& inside);
  BodyShape ShapeOf(CXCursor body, CallId* forwarded) const;
  bool IsInterface(CXCursor class_cursor) const;
  std::vector<ValueId> BasesOf(CXCursor class_cursor);

  // clang_expressions.cc
  void VisitCall(CXCursor cursor, const Place& place);
  void VisitReference(CXCursor cursor, const Place& place);
  void VisitMember(CXCursor cursor, const Place& place, AccessMode mode);
  void AddCall(CXCursor cursor, Extent extent, ValueId callee, size_t first_argument,
               const Place& place);
  bool IsWrittenConstruction(CXCursor cursor, Extent extent) const;
  ValueId CalleeOf(CXCursor call, CXCursor referenced, CXCursor callee);
  ValueId WrittenCallee(CXCursor callee);
  ValueId WrittenDependent(CXCursor callee);
  // `offset` is that behind the call's bracket; null: none.
  const OutlineCall* TextCallEndingAt(uint32_t offset) const;
  uint32_t CalleeNameOffset(CXCursor callee) const;
  ValueId WrittenObject(CXCursor object);
  ValueId ObjectValue(CXCursor object);
  ValueId ValueOf(CXCursor expression, int depth = 0);
  ValueId ItemValue(CXCursor array, CXCursor index, int depth);
  ValueId ValueOfReference(CXCursor cursor);
  ValueId NamedConstant(CXCursor cursor, const std::string& text);
  void AddConstantAccess(std::string_view name, Extent extent, const Place& place);
  CXCursor FunctionBehind(CXCursor variable) const;
  uint32_t KnownBits(CXCursor declaration) const;
  uint32_t NameOffset(CXCursor cursor) const { return OffsetOf(clang_getCursorLocation(cursor)); }
  std::string WordAt(uint32_t offset) const;
  std::string PathBetween(uint32_t begin, uint32_t end) const;
  std::string_view TextOf(Extent extent) const;

  const SourceView& source_;
  const std::vector<Extent>& skipped_;
  RootPaths* root_;
  FactBuilder* builder_;
  CXFile main_file_ = nullptr;
  std::unordered_map<uint32_t, ScopeId> definitions_;
  std::unordered_set<uint32_t> names_;
  std::vector<Extent> functions_;
  std::unordered_map<uint32_t, CXFile> includes_;
  std::unordered_map<uint64_t, CallId> calls_;      // by extent
  std::unordered_map<unsigned, CXCursor> classes_;  // by hash
  std::unordered_map<uint32_t, const OutlineCall*> text_calls_;
  std::unordered_set<std::string> bound_constants_;
};

}  // namespace ssot::cpp
