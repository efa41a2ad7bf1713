#include "scanner/languages/cpp/compile_flags.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "scanner/languages/cpp/clang_cursor.h"

namespace ssot::cpp {
namespace {

namespace fs = std::filesystem;

// Options with a value, in the same word or in the next.
constexpr std::string_view kWithValue[] = {"-I",        "-isystem",    "-iquote",  "-idirafter",
                                           "-D",        "-U",          "-include", "-imacros",
                                           "-isysroot", "--sysroot",   "-target",  "-x",
                                           "-arch",     "-iframework", "-F"};
// Those of them whose value is a path.
constexpr std::string_view kWithPath[] = {"-isystem",    "-iquote",  "-idirafter",
                                          "-include",    "-imacros", "-isysroot",
                                          "-iframework", "-I",       "-F"};
constexpr std::string_view kPlain[] = {
    "-nostdinc",       "-nostdinc++",  "-pthread",      "-ansi",
    "-fno-exceptions", "-fexceptions", "-fno-rtti",     "-frtti",
    "-fms-extensions", "-fcoroutines", "-fshort-enums", "-funsigned-char",
    "-fsigned-char",   "-fchar8_t",    "-fno-char8_t",  "-fopenmp",
    "-fblocks",        "-m32",         "-m64",          "-trigraphs",
    "-fdeclspec",      "-fpermissive", "-fgnu89-inline"};

bool IsKept(std::string_view argument) {
  return argument.starts_with("-std=") || argument.starts_with("--target=") ||
         argument.starts_with("--sysroot=") || argument.starts_with("-stdlib=") ||
         std::find(std::begin(kPlain), std::end(kPlain), argument) != std::end(kPlain);
}

void Keep(const std::vector<std::string>& command, std::vector<std::string>* kept) {
  for (size_t i = 1; i < command.size(); ++i) {
    const std::string& argument = command[i];
    if (argument == "--") return;
    if (argument == "-Xclang") continue;  // what it passes on is looked at by itself
    if (argument == "-include-pch") {
      i += i + 1 < command.size() && command[i + 1] == "-Xclang" ? 2 : 1;
      continue;
    }
    if (IsKept(argument)) {
      kept->push_back(argument);
      continue;
    }
    for (std::string_view option : kWithValue) {
      if (!argument.starts_with(option)) continue;
      if (argument.size() > option.size()) {
        const bool is_joined = option.size() == 2 || option.starts_with("-i");
        if (is_joined) kept->push_back(argument);
      } else if (i + 1 < command.size()) {
        if (command[i + 1] == "-Xclang" && i + 2 < command.size()) ++i;
        kept->push_back(argument);
        kept->push_back(command[++i]);
      }
      break;
    }
  }
}

std::string_view FolderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::vector<std::string> Always() {
  return {"-ferror-limit=0", "-Wno-everything", "-Qunused-arguments", "-fno-spell-checking"};
}

std::string LanguageOf(std::string_view path, Language language) {
  const std::string name = language == Language::kCpp ? "c++" : "c";
  const bool is_objective = path.ends_with(".m") || path.ends_with(".mm");
  return is_objective ? "objective-" + name : name;
}

bool SaysLanguage(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& a) { return a.starts_with("-x"); });
}

}  // namespace

CompileFlags::CompileFlags(std::string root, const std::string& database, std::string database_root)
    : root_(std::move(root)), database_root_(std::move(database_root)) {
  if (database_root_.empty()) database_root_ = root_;
  if (database.empty()) return;
  CXCompilationDatabase_Error error = CXCompilationDatabase_NoError;
  database_ = clang_CompilationDatabase_fromDirectory(database.c_str(), &error);
  is_valid_ = error == CXCompilationDatabase_NoError;
}

CompileFlags::~CompileFlags() {
  if (database_ != nullptr) clang_CompilationDatabase_dispose(database_);
}

std::vector<std::string> CompileFlags::Defaults(const std::string& path, Language language,
                                                const std::vector<std::string>& folders) const {
  std::vector<std::string> arguments = Always();
  const bool is_cpp = language == Language::kCpp;
  arguments.insert(arguments.end(), {"-x", LanguageOf(path, language)});
  arguments.push_back(is_cpp ? "-std=c++23" : "-std=c17");
  for (const std::string& folder :
       {std::string(FolderOf(path)), root_, root_ + "/include", root_ + "/src"}) {
    arguments.push_back("-I" + folder);
  }
  for (const std::string& folder : folders) arguments.push_back("-I" + root_ + "/" + folder);
  return arguments;
}

std::string CompileFlags::InDatabase(const std::string& path) const {
  const bool is_below = path.starts_with(root_ + "/");
  return is_below ? database_root_ + path.substr(root_.size()) : path;
}

// `path` as an option names it, seen from `folder`.
std::string CompileFlags::Moved(const std::string& folder, const std::string& path) const {
  std::error_code error;
  const fs::path written = (fs::path(folder) / path).lexically_normal();
  const fs::path relative = written.lexically_relative(database_root_);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  const fs::path moved = fs::path(root_) / relative;
  return is_below && fs::exists(moved, error) ? moved.string() : path;
}

void CompileFlags::MovePaths(const std::string& folder, std::vector<std::string>* arguments) const {
  bool is_value = false;
  for (std::string& argument : *arguments) {
    if (is_value) {
      argument = Moved(folder, argument);
      is_value = false;
      continue;
    }
    for (std::string_view option : kWithPath) {
      if (!argument.starts_with(option)) continue;
      if (argument.size() == option.size()) {
        is_value = true;
      } else {
        argument = std::string(option) + Moved(folder, argument.substr(option.size()));
      }
      break;
    }
  }
}

std::vector<std::string> CompileFlags::For(const std::string& path, Language language,
                                           const std::vector<std::string>& folders) const {
  if (database_ == nullptr) return Defaults(path, language, folders);
  const CXCompileCommands commands =
      clang_CompilationDatabase_getCompileCommands(database_, InDatabase(path).c_str());
  const bool is_known = commands != nullptr && clang_CompileCommands_getSize(commands) > 0;
  std::vector<std::string> arguments =
      is_known ? OptionsOf(clang_CompileCommands_getCommand(commands, 0))
               : Defaults(path, language, folders);
  if (commands != nullptr) clang_CompileCommands_dispose(commands);
  if (!SaysLanguage(arguments)) {
    arguments.insert(arguments.end(), {"-x", LanguageOf(path, language)});
  }
  return arguments;
}

std::vector<std::string> CompileFlags::OptionsOf(CXCompileCommand command) const {
  const std::string folder = TakeString(clang_CompileCommand_getDirectory(command));
  std::vector<std::string> words;
  for (unsigned i = 0; i < clang_CompileCommand_getNumArgs(command); ++i) {
    words.push_back(TakeString(clang_CompileCommand_getArg(command, i)));
  }
  std::vector<std::string> arguments = Always();
  Keep(words, &arguments);
  if (root_ != database_root_) MovePaths(folder, &arguments);
  arguments.push_back("-working-directory=" + folder);
  return arguments;
}

}  // namespace ssot::cpp
