#include "scanner/languages/cpp/compile_flags.h"

#include <algorithm>
#include <string_view>

#include "scanner/languages/cpp/clang_cursor.h"

namespace ssot::cpp {
namespace {

// Options with a value, in the same word or in the next.
constexpr std::string_view kWithValue[] = {"-I",        "-isystem",    "-iquote",  "-idirafter",
                                           "-D",        "-U",          "-include", "-imacros",
                                           "-isysroot", "--sysroot",   "-target",  "-x",
                                           "-arch",     "-iframework", "-F"};
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

bool SaysLanguage(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& a) { return a.starts_with("-x"); });
}

}  // namespace

CompileFlags::CompileFlags(std::string root, const std::string& database) : root_(std::move(root)) {
  if (database.empty()) return;
  CXCompilationDatabase_Error error = CXCompilationDatabase_NoError;
  database_ = clang_CompilationDatabase_fromDirectory(database.c_str(), &error);
  is_valid_ = error == CXCompilationDatabase_NoError;
}

CompileFlags::~CompileFlags() {
  if (database_ != nullptr) clang_CompilationDatabase_dispose(database_);
}

std::vector<std::string> CompileFlags::Defaults(const std::string& path, Language language) const {
  std::vector<std::string> arguments = Always();
  const bool is_cpp = language == Language::kCpp;
  arguments.insert(arguments.end(), {"-x", is_cpp ? "c++" : "c"});
  arguments.push_back(is_cpp ? "-std=c++23" : "-std=c17");
  for (const std::string& folder :
       {std::string(FolderOf(path)), root_, root_ + "/include", root_ + "/src"}) {
    arguments.push_back("-I" + folder);
  }
  return arguments;
}

std::vector<std::string> CompileFlags::For(const std::string& path, Language language) const {
  if (database_ == nullptr) return Defaults(path, language);
  const CXCompileCommands commands =
      clang_CompilationDatabase_getCompileCommands(database_, path.c_str());
  if (commands == nullptr) return Defaults(path, language);
  std::vector<std::string> arguments = Always();
  if (clang_CompileCommands_getSize(commands) > 0) {
    const CXCompileCommand command = clang_CompileCommands_getCommand(commands, 0);
    const std::string folder = TakeString(clang_CompileCommand_getDirectory(command));
    std::vector<std::string> words;
    for (unsigned i = 0; i < clang_CompileCommand_getNumArgs(command); ++i) {
      words.push_back(TakeString(clang_CompileCommand_getArg(command, i)));
    }
    Keep(words, &arguments);
    arguments.push_back("-working-directory=" + folder);
  }
  clang_CompileCommands_dispose(commands);
  if (!SaysLanguage(arguments)) {
    arguments.insert(arguments.end(), {"-x", language == Language::kCpp ? "c++" : "c"});
  }
  return arguments;
}

}  // namespace ssot::cpp
