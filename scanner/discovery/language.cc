#include "scanner/discovery/language.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace ssot {
namespace {

struct Entry {
  std::string_view key;
  Language language;
};

// Both tables are sorted by key.
constexpr Entry kNames[] = {
    {".babelrc", Language::kJson},
    {".bash_aliases", Language::kShell},
    {".bash_logout", Language::kShell},
    {".bash_profile", Language::kShell},
    {".bashrc", Language::kShell},
    {".clang-format", Language::kYaml},
    {".clang-tidy", Language::kYaml},
    {".coveragerc", Language::kIni},
    {".editorconfig", Language::kIni},
    {".env", Language::kDotenv},
    {".envrc", Language::kShell},
    {".eslintrc", Language::kJson},
    {".flake8", Language::kIni},
    {".gitconfig", Language::kIni},
    {".gitmodules", Language::kIni},
    {".npmrc", Language::kIni},
    {".profile", Language::kShell},
    {".pylintrc", Language::kIni},
    {".zprofile", Language::kShell},
    {".zshenv", Language::kShell},
    {".zshrc", Language::kShell},
    {"cargo.lock", Language::kToml},
    {"cmakelists.txt", Language::kOther},
    {"composer.lock", Language::kJson},
    {"containerfile", Language::kDockerfile},
    {"dockerfile", Language::kDockerfile},
    {"pdm.lock", Language::kToml},
    {"pipfile", Language::kToml},
    {"pipfile.lock", Language::kJson},
    {"poetry.lock", Language::kToml},
    {"sconscript", Language::kPython},
    {"sconstruct", Language::kPython},
    {"uv.lock", Language::kToml},
    {"wscript", Language::kPython},
};

constexpr Entry kExtensions[] = {
    {"bash", Language::kShell},
    {"c", Language::kC},
    {"c++", Language::kCpp},
    {"cc", Language::kCpp},
    {"cfg", Language::kIni},
    {"cjs", Language::kJavaScript},
    {"conf", Language::kIni},
    {"cpp", Language::kCpp},
    {"cppm", Language::kCpp},
    {"css", Language::kCss},
    {"cts", Language::kTypeScript},
    {"cu", Language::kCpp},
    {"cuh", Language::kCpp},
    {"cxx", Language::kCpp},
    {"dockerfile", Language::kDockerfile},
    {"env", Language::kDotenv},
    {"h", Language::kCpp},  // C headers are read as C++ without harm; the reverse does not hold
    {"h++", Language::kCpp},
    {"hcl", Language::kTerraform},
    {"hh", Language::kCpp},
    {"hpp", Language::kCpp},
    {"htm", Language::kHtml},
    {"html", Language::kHtml},
    {"hxx", Language::kCpp},
    {"ini", Language::kIni},
    {"inl", Language::kCpp},
    {"ipp", Language::kCpp},
    {"ixx", Language::kCpp},
    {"js", Language::kJavaScript},
    {"json", Language::kJson},
    {"json5", Language::kJson},
    {"jsonc", Language::kJson},
    {"jsx", Language::kJavaScript},
    {"ksh", Language::kShell},
    {"markdown", Language::kMarkdown},
    {"md", Language::kMarkdown},
    {"mdx", Language::kMarkdown},
    {"mjs", Language::kJavaScript},
    {"mm", Language::kCpp},
    {"mts", Language::kTypeScript},
    {"properties", Language::kProperties},
    {"py", Language::kPython},
    {"pyi", Language::kPython},
    {"pyw", Language::kPython},
    {"sh", Language::kShell},
    {"svelte", Language::kSvelte},
    {"tf", Language::kTerraform},
    {"tfvars", Language::kTerraform},
    {"toml", Language::kToml},
    {"tpp", Language::kCpp},
    {"ts", Language::kTypeScript},
    {"tsx", Language::kTypeScript},
    {"txx", Language::kCpp},
    {"vue", Language::kVue},
    {"webmanifest", Language::kJson},
    {"xhtml", Language::kHtml},
    {"yaml", Language::kYaml},
    {"yml", Language::kYaml},
    {"zsh", Language::kShell},
};

// Version numbers at the end ("python3.11") are taken off before the table is asked.
constexpr Entry kInterpreters[] = {
    {"ash", Language::kShell},         {"bash", Language::kShell},
    {"bun", Language::kTypeScript},    {"dash", Language::kShell},
    {"deno", Language::kTypeScript},   {"ipython", Language::kPython},
    {"ksh", Language::kShell},         {"node", Language::kJavaScript},
    {"nodejs", Language::kJavaScript}, {"pypy", Language::kPython},
    {"python", Language::kPython},     {"pythonw", Language::kPython},
    {"sh", Language::kShell},          {"ts-node", Language::kTypeScript},
    {"tsx", Language::kTypeScript},    {"uv", Language::kPython},
    {"zsh", Language::kShell},
};

template <size_t kSize>
constexpr bool IsSorted(const Entry (&table)[kSize]) {
  return std::is_sorted(table, table + kSize,
                        [](const Entry& a, const Entry& b) { return a.key < b.key; });
}
static_assert(IsSorted(kNames) && IsSorted(kExtensions) && IsSorted(kInterpreters));

template <size_t kSize>
const Entry* Find(const Entry (&table)[kSize], std::string_view key) {
  const Entry* end = table + kSize;
  const Entry* entry = std::lower_bound(
      table, end, key, [](const Entry& one, std::string_view wanted) { return one.key < wanted; });
  return entry != end && entry->key == key ? entry : nullptr;
}

std::string_view FileName(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& byte : lowered)
    byte = static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  return lowered;
}

// Without the dot; empty for "name" and ".name".
std::string_view Extension(std::string_view name) {
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : name.substr(dot + 1);
}

// Returns null where the name says nothing.
const Entry* FindByName(std::string_view path) {
  static constexpr Entry kDotenv = {".env.", Language::kDotenv};
  static constexpr Entry kDockerfile = {"dockerfile.", Language::kDockerfile};
  const std::string name = Lowered(FileName(path));
  if (const Entry* entry = Find(kNames, name)) return entry;
  if (name.starts_with("dockerfile.") || name.starts_with("containerfile.")) {
    return name.ends_with(".dockerignore") ? nullptr : &kDockerfile;
  }
  if (const Entry* entry = Find(kExtensions, Extension(name))) return entry;
  return name.starts_with(kDotenv.key) ? &kDotenv : nullptr;
}

std::string_view NextWord(std::string_view* line) {
  const size_t begin = std::min(line->find_first_not_of(" \t"), line->size());
  line->remove_prefix(begin);
  const std::string_view word = line->substr(0, line->find_first_of(" \t"));
  line->remove_prefix(word.size());
  return word;
}

// What "env" runs: the first word that is neither an option nor an assignment.
std::string_view ProgramOfEnv(std::string_view arguments) {
  for (std::string_view word = NextWord(&arguments); !word.empty(); word = NextWord(&arguments)) {
    if (word == "-u" || word == "--unset" || word == "-C" || word == "--chdir") {
      NextWord(&arguments);
      continue;
    }
    if (word.starts_with("-S")) word.remove_prefix(2);
    const bool is_assignment = word.find('=') != std::string_view::npos;
    if (!word.empty() && !word.starts_with('-') && !is_assignment) return word;
  }
  return "";
}

Language LanguageOfFirstLine(std::string_view line) {
  if (!line.starts_with("#!")) return Language::kOther;
  line = line.substr(2, line.find_first_of("\r\n") - 2);
  std::string_view program = FileName(NextWord(&line));
  if (program == "env") program = FileName(ProgramOfEnv(line));
  program = program.substr(0, program.find_last_not_of("0123456789.") + 1);
  const Entry* entry = Find(kInterpreters, program);
  return entry == nullptr ? Language::kOther : entry->language;
}

// Objective-C shares its extension with MATLAB and others.
bool IsObjectiveC(std::string_view path) {
  return FileName(path).ends_with(".m");
}

bool BeginsLikeC(std::string_view line) {
  for (std::string_view beginning : {"//", "/*", "#import", "#include", "#if", "#pragma", "@"}) {
    if (line.starts_with(beginning)) return true;
  }
  return false;
}

}  // namespace

Language DetectLanguage(std::string_view path, std::string_view first_line) {
  if (FileName(path).ends_with(".C")) return Language::kCpp;  // by old custom
  if (const Entry* entry = FindByName(path)) return entry->language;
  if (IsObjectiveC(path)) return BeginsLikeC(first_line) ? Language::kC : Language::kOther;
  return NeedsFirstLine(path) ? LanguageOfFirstLine(first_line) : Language::kOther;
}

bool NeedsFirstLine(std::string_view path) {
  const std::string_view name = FileName(path);
  return IsObjectiveC(name) || (Extension(name).empty() && FindByName(path) == nullptr);
}

}  // namespace ssot
