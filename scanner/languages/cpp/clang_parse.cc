// libclang's tree comes first. Where it has errors it has holes: there the file's words fill in
// what they can, marked as guesses.
#include "scanner/languages/cpp/clang_parse.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "scanner/languages/cpp/clang_visitor.h"
#include "scanner/languages/cpp/compile_flags.h"

namespace ssot::cpp {
namespace {

constexpr size_t kMostErrors = 50;

class Unit {
 public:
  Unit(const ParseRequest& request, const std::string& root, const CompileFlags& flags)
      : path_(root + "/" + request.path), index_(clang_createIndex(0, 0)) {
    Parse(request, flags.For(path_, request.language, request.header_folders));
    if (unit_ != nullptr) return;
    Parse(request, flags.Defaults(path_, request.language, request.header_folders));
  }
  ~Unit() {
    if (unit_ != nullptr) clang_disposeTranslationUnit(unit_);
    clang_disposeIndex(index_);
  }
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;

  CXTranslationUnit get() const { return unit_; }
  CXErrorCode error() const { return error_; }
  CXFile main_file() const { return clang_getFile(unit_, path_.c_str()); }

 private:
  void Parse(const ParseRequest& request, const std::vector<std::string>& arguments) {
    std::vector<const char*> words;
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    CXUnsavedFile file{path_.c_str(), request.text.data(), request.text.size()};
    error_ = clang_parseTranslationUnit2(
        index_, path_.c_str(), words.data(), static_cast<int>(words.size()), &file, 1,
        CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing |
            CXTranslationUnit_IgnoreNonErrorsFromIncludedFiles |
            // Templates are read where they are written; a quarter of the time goes into instances.
            CXTranslationUnit_Incomplete,
        &unit_);
  }

  std::string path_;
  CXIndex index_;
  CXTranslationUnit unit_ = nullptr;
  CXErrorCode error_ = CXError_Success;
};

struct ClangError {
  uint32_t offset = 0;  // in the main file
  std::string message;
  bool is_missing_header = false;
};

class ErrorList {
 public:
  explicit ErrorList(const Unit& unit) : unit_(unit) {
    CXFile main = unit.main_file();
    main_path_ = TakeString(clang_getFileName(main));
    clang_getInclusions(unit.get(), NoteInclusion, this);
    const unsigned count = clang_getNumDiagnostics(unit.get());
    for (unsigned i = 0; i < count; ++i) {
      CXDiagnostic diagnostic = clang_getDiagnostic(unit.get(), i);
      if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) Add(diagnostic);
      clang_disposeDiagnostic(diagnostic);
    }
    std::stable_sort(errors_.begin(), errors_.end(),
                     [](const auto& a, const auto& b) { return a.offset < b.offset; });
  }

  const std::vector<ClangError>& errors() const { return errors_; }
  bool HasMissingHeader() const {
    return std::any_of(errors_.begin(), errors_.end(),
                       [](const ClangError& error) { return error.is_missing_header; });
  }

 private:
  // The place in the main file by which a file came in is the last of its stack.
  static void NoteInclusion(CXFile file, CXSourceLocation* stack, unsigned depth,
                            CXClientData data) {
    if (depth == 0) return;
    auto* list = static_cast<ErrorList*>(data);
    list->includes_.try_emplace(TakeString(clang_getFileName(file)), OffsetOf(stack[depth - 1]));
  }

  void Add(CXDiagnostic diagnostic) {
    CXFile file = nullptr;
    unsigned offset = 0;
    clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, nullptr, nullptr,
                          &offset);
    ClangError error;
    error.message = TakeString(clang_getDiagnosticSpelling(diagnostic));
    error.is_missing_header = error.message.ends_with("file not found");
    const std::string name = file == nullptr ? "" : TakeString(clang_getFileName(file));
    const bool is_here = name == main_path_;
    if (!is_here) {
      const auto include = includes_.find(name);
      if (include == includes_.end() || !error.is_missing_header) return;
      offset = include->second;
      error.message += ", included by " + name.substr(name.rfind('/') + 1);
    }
    error.offset = offset;
    errors_.push_back(std::move(error));
  }

  const Unit& unit_;
  std::string main_path_;
  std::map<std::string, uint32_t> includes_;
  std::vector<ClangError> errors_;
};

// Where another branch was compiled.
std::vector<Extent> SkippedExtents(const Unit& unit) {
  std::vector<Extent> extents;
  CXSourceRangeList* list = clang_getSkippedRanges(unit.get(), unit.main_file());
  for (unsigned i = 0; list != nullptr && i < list->count; ++i) {
    extents.push_back({OffsetOf(clang_getRangeStart(list->ranges[i])),
                       OffsetOf(clang_getRangeEnd(list->ranges[i]))});
  }
  if (list != nullptr) clang_disposeSourceRangeList(list);
  return extents;
}

std::vector<Extent> WithoutErrors(const std::vector<Extent>& functions,
                                  const std::vector<ClangError>& errors) {
  std::vector<Extent> clean;
  for (const Extent& function : functions) {
    const auto first = std::lower_bound(
        errors.begin(), errors.end(), function.begin,
        [](const ClangError& error, uint32_t offset) { return error.offset < offset; });
    if (first == errors.end() || first->offset >= function.end) clean.push_back(function);
  }
  return clean;
}

// A missing header brings errors with it that say no more than that; without one all are listed.
void ListErrors(const ErrorList& list, const SourceLines& lines, Facts* facts) {
  const bool only_headers = list.HasMissingHeader();
  for (const ClangError& error : list.errors()) {
    if (only_headers && !error.is_missing_header) continue;
    if (facts->errors.size() == kMostErrors) break;
    const Span span = lines.SpanOf(error.offset, error.offset);
    std::string message = error.message;
    if (error.is_missing_header) message += "; its names are taken as written";
    facts->errors.push_back({span.line, span.column, std::move(message)});
  }
  if (!facts->errors.empty()) facts->parse = ParseStatus::kRecovered;
}

// A name that libclang does not know is none of a namespace that it does know.
void ForgetKnownNamespaces(CXTranslationUnit unit, Outline* outline) {
  if (outline->used_namespaces.empty()) return;
  std::set<std::string> known;
  for (const CXCursor& child : ChildrenOf(clang_getTranslationUnitCursor(unit))) {
    if (child.kind == CXCursor_Namespace) known.insert(SpellingOf(child));
  }
  std::erase_if(outline->used_namespaces, [&](const UsedNamespace& used) {
    return known.contains(used.path.substr(0, used.path.find("::")));
  });
}

}  // namespace

Extraction FailedExtraction(const ParseRequest& request, std::string reason) {
  Extraction extraction;
  extraction.facts.path = request.path;
  extraction.facts.language = request.language;
  extraction.facts.parse = ParseStatus::kFailed;
  extraction.facts.errors.push_back({0, 0, std::move(reason)});
  return extraction;
}

Extraction ParseWithClang(const ParseRequest& request, const std::string& root,
                          const CompileFlags& flags) {
  const Unit unit(request, root, flags);
  if (unit.get() == nullptr) {
    return FailedExtraction(request, unit.error() == CXError_Crashed
                                         ? "libclang crashed"
                                         : "libclang could not parse it");
  }

  Extraction extraction;
  TokenList words = Tokenize(request.text);
  const SourceLines lines(request.text);
  FactBuilder builder;
  RootPaths paths(root);
  Outline outline = MakeOutline(request.text, words);
  ForgetKnownNamespaces(unit.get(), &outline);
  const SourceView source{request.text, request.language, &words, &lines, &outline};
  const std::vector<Extent> skipped = SkippedExtents(unit);
  ClangVisitor visitor(source, skipped, &paths, &builder);
  visitor.Visit(unit.get(), unit.main_file());
  const auto file_of = [&](const IncludeDirective& include) -> std::string {
    const auto found = visitor.includes().find(lines.LineOf(include.begin));
    return found == visitor.includes().end() ? "" : paths.PathOf(found->second);
  };
  AddIncludes(source, file_of, &builder);
  AddModuleImports(source, &builder);

  const ErrorList errors(unit);
  const std::vector<Extent> clean = WithoutErrors(visitor.functions(), errors.errors());
  KnownFacts known;
  known.definitions = visitor.definitions();
  known.calls = visitor.names();
  known.is_understood = [&](uint32_t offset) {
    if (IsIn(skipped, offset)) return false;
    return errors.errors().empty() || IsIn(clean, offset);
  };
  AddTextFacts(source, known, &builder);

  extraction.facts = builder.TakeSorted();
  extraction.facts.path = request.path;
  extraction.facts.language = request.language;
  ListErrors(errors, lines, &extraction.facts);
  extraction.regions = std::move(words.regions);
  return extraction;
}

std::string ClangVersion() {
  const std::string text =
      TakeString(clang_getClangVersion());  // Debian clang version 19.1.7 (3~…)
  const size_t digit = text.find_first_of("0123456789");
  return "libclang " + text.substr(digit, text.find_first_of(" -", digit) - digit);
}

}  // namespace ssot::cpp
