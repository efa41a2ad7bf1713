#include "scanner/pipeline/clang_run.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "scanner/languages/cpp/cpp.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDatabaseName = "compile_commands.json";

bool HasDatabase(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / kDatabaseName, error);
}

std::string FindDatabase(const fs::path& root) {
  if (HasDatabase(root)) return root.string();
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator entry(root, error), end; !error && entry != end;
       entry.increment(error)) {
    const bool is_build = entry->path().filename().string().starts_with("build");
    if (is_build && HasDatabase(entry->path())) found.push_back(entry->path().string());
  }
  return found.empty() ? "" : *std::min_element(found.begin(), found.end());
}

cpp::ClangPoolOptions PoolOptions(const Session& session) {
  cpp::ClangPoolOptions options;
  options.program = session.options.clang_worker;
  options.root = session.root.root;
  options.database = session.compile_commands;
  options.database_root = session.root.root;
  options.seconds = session.options.file_seconds;
  return options;
}

void Report(const std::string& typed, const std::string& problem, Diagnostics* errors) {
  Diagnostic& diagnostic = errors->emplace_back();
  diagnostic.message = "--compile-commands '" + typed + "': " + problem;
}

}  // namespace

void ChooseCompileCommands(Session* session, Diagnostics* errors) {
  const std::string& typed = session->options.compile_commands;
  if (typed.empty()) {
    session->compile_commands = FindDatabase(session->root.root);
    return;
  }
  std::error_code error;
  fs::path folder = fs::absolute(typed, error);
  if (!fs::is_directory(folder, error)) {
    if (!fs::exists(folder, error)) return Report(typed, "there is no such file", errors);
    if (folder.filename() != kDatabaseName) {
      return Report(typed, "the file must be called compile_commands.json; rename or link it",
                    errors);
    }
    folder = folder.parent_path();
  }
  if (!HasDatabase(folder)) return Report(typed, "it holds no compile_commands.json", errors);
  session->compile_commands = folder.string();
  if (session->options.clang_worker.empty()) return;
  const std::string problem = cpp::ClangPool(PoolOptions(*session)).Check();
  if (!problem.empty()) Report(typed, problem, errors);
}

void ClangRun::Start() {
  cpp::ClangPoolOptions options = PoolOptions(session_);
  if (session_.commit != nullptr) {
    headers_ = RevisionFolder::Write(*session_.commit, &problem_);
    if (headers_ == nullptr) return;
    options.root = headers_->root();
  }
  pool_ = std::make_unique<cpp::ClangPool>(std::move(options));
}

Extraction ClangRun::Parse(const cpp::ParseRequest& request) {
  std::call_once(is_started_, [this] { Start(); });
  return pool_ == nullptr ? cpp::FailedExtraction(request, problem_) : pool_->Parse(request);
}

std::string ClangRun::DatabaseProblem() {
  return pool_ == nullptr || session_.compile_commands.empty() ? "" : pool_->Check();
}

bool MayConcern(const CompiledRules& rules, const std::vector<RuleIndex>& fact_rules,
                std::string_view text) {
  if (fact_rules.empty()) return false;
  for (RuleIndex rule : fact_rules) {
    if (!rules[rule].matcher.concerns) return true;
  }
  const std::vector<std::string_view> words = cpp::WordsOf(text);
  return std::any_of(fact_rules.begin(), fact_rules.end(), [&](RuleIndex rule) {
    return std::any_of(words.begin(), words.end(), rules[rule].matcher.concerns);
  });
}

}  // namespace ssot
