#include "scanner/discovery/gitignore.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>

#include "scanner/discovery/discover.h"
#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

struct Case {
  std::string_view content;  // of the ignore file
  std::string_view path;     // with a '/' at its end: a folder
  bool ignored;
};

// Every line is also put to git itself, below.
const Case kCases[] = {
    {"a", "a", true},
    {"a", "x/a", true},
    {"a", "ab", false},
    {"a/", "a", false},
    {"a/", "a/", true},
    {"/a", "x/a", false},
    {"/a", "a", true},
    {"x/a", "x/a", true},
    {"x/a", "y/x/a", false},
    {"*.py", "x/a.py", true},
    {"*", "a", true},
    {"x/*", "x/a", true},
    {"x/*", "x/y/a", true},
    {"x/*", "x/y/", true},
    {"x/**", "x/y/", true},
    {"x/**/a", "x/a", true},
    {"x/**/a", "x/y/z/a", true},
    {"**/a", "a", true},
    {"**/x/a", "y/x/a", true},
    {"x**/a", "xy/a", true},
    {"x**/a", "x/y/a", true},
    {"x**/a", "xa", true},
    {"x*y**/a", "xy/z/a", false},
    {"a\n!a", "a", false},
    {"!a\na", "a", true},
    {"a\r\nb\r\n", "a", true},
    {"a\r", "a", true},
    {"# a\na #", "a", false},
    {"\\#a", "#a", true},
    {"\\!a", "!a", true},
    {"a  ", "a", true},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {"a \\  ", "a  ", true},
    {"a\t", "a", false},
    {"\xEF\xBB\xBF"
     "a",
     "a", true},
    {"", "a", false},
    {"/", "a/", false},
    {"!", "a", false},
    {"//a", "a", false},
    {"[ab].py", "b.py", true},
    {"[!ab].py", "c.py", true},
    {"[^ab].py", "a.py", false},
    {"[z-a]", "m", false},
    {"[a", "[a", false},
    {"a\\", "a", false},
    {"a\\", "a\\", false},
    {"\\a", "a", true},
    {"a[/]b", "a/b", false},
    {"[[:upper:]]", "Q", true},
    {"[[:upper:]]", "q", false},
    {"[[:bad:]]", "b", false},
    {"[]-]", "]", true},
    {"a?b",
     "a\xC3\xA9"
     "b",
     false},
    {"a??b",
     "a\xC3\xA9"
     "b",
     true},
    {"\xFF*", "\xFFx", true},
    {"{a,b}", "a", false},
    {"{a,b}", "{a,b}", true},
    {"A", "a", false},
    {"*\n!*/\n!*.py", "x/a.py", false},
    {"*\n!*/\n!*.py", "x/a.txt", true},
    {"a/b\\*c", "a/b*c", true},
    {"a/b\\*c", "a/bxc", false},
    {"***", "a", true},
    {"a/***/b", "a/x/y/b", true},
    {"**/", "a", false},
    {"**/", "a/", true},
    {"a/**\\/b", "a/x/b", true},
};

// What is in an ignored folder is ignored.
bool IsIgnored(const IgnorePatterns& patterns, std::string_view path) {
  for (size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    if (patterns.Check(path.substr(0, slash), true) == IgnoreVerdict::kIgnored) return true;
  }
  return !path.ends_with('/') && patterns.Check(path, false) == IgnoreVerdict::kIgnored;
}

TEST_CASE("patterns of one ignore file") {
  for (const Case& one : kCases) {
    CAPTURE(one.content);
    CAPTURE(one.path);
    CHECK(IsIgnored(IgnorePatterns(one.content), one.path) == one.ignored);
  }
}

TEST_CASE("git says the same of the same patterns") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  std::string asked;
  for (size_t i = 0; i < std::size(kCases); ++i) {
    const std::string folder = std::to_string(i) + "/";
    const std::string path = folder + std::string(kCases[i].path);
    tree.Write(folder + ".gitignore", kCases[i].content);
    path.ends_with('/') ? tree.MakeFolder(path) : tree.Write(path, "");
    asked += path.substr(0, path.find_last_not_of('/') + 1) + '\0';
  }
  tree.Git("init -q .");
  tree.Write(".git/asked", asked);
  const auto answers = Split(tree.Git("check-ignore --stdin -z -v -n < .git/asked"), '\0');
  REQUIRE(answers.size() == 4 * std::size(kCases));  // source, line, pattern, path
  for (size_t i = 0; i < std::size(kCases); ++i) {
    CAPTURE(kCases[i].content);
    CAPTURE(kCases[i].path);
    const std::string& pattern = answers[4 * i + 2];
    CHECK((!pattern.empty() && pattern[0] != '!') == kCases[i].ignored);
  }
}

template <size_t kSize>
std::string Any(const std::array<const char*, kSize>& choices, std::mt19937* random) {
  return choices[(*random)() % kSize];
}

constexpr std::array<const char*, 10> kFileNames = {"a",  "b",  "ab", "a.b", ".a",
                                                    "b ", "!a", "#a", "[a]", "a\\b"};
constexpr std::array<const char*, 4> kFolderNames = {"a", "b", "ab", ".b"};
constexpr std::array<const char*, 24> kPieces = {
    "a", "b",   "a",   "b",    "ab",   ".",   "*",   "*", "**", "?", "/",  "/",
    "/", "**/", "/**", "[ab]", "[!a]", "\\a", "\\ ", " ", "!",  "#", "\\", "["};

std::string RandomPath(std::mt19937* random) {
  std::string path;
  for (unsigned depth = (*random)() % 4; depth > 0; --depth)
    path += Any(kFolderNames, random) + "/";
  return path;
}

std::string RandomPatterns(std::mt19937* random) {
  std::string content;
  for (unsigned lines = 1 + (*random)() % 4; lines > 0; --lines) {
    if ((*random)() % 4 == 0) content += "!";
    for (unsigned i = 1 + (*random)() % 4; i > 0; --i) content += Any(kPieces, random);
    content += (*random)() % 4 == 0 ? "/\n" : "\n";
  }
  return content;
}

// A name may be taken by a folder already, and a folder's by a file.
void WriteIfFree(const TemporaryTree& tree, const std::string& path, std::string_view content) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(tree.path(path)).parent_path(), error);
  if (!error && !std::filesystem::is_directory(tree.path(path))) tree.Write(path, content);
}

void WriteRandomTree(const TemporaryTree& tree, std::mt19937* random) {
  tree.Git("init -q .");
  for (int i = 0; i < 40; ++i) WriteIfFree(tree, RandomPath(random) + Any(kFileNames, random), "");
  for (int i = 0; i < 5; ++i) {
    WriteIfFree(tree, RandomPath(random) + ".gitignore", RandomPatterns(random));
  }
  tree.Write(".git/info/exclude", RandomPatterns(random));
}

// What git takes for part of the work tree: tracked, or neither tracked nor ignored.
std::vector<std::string> FilesThatGitSees(const TemporaryTree& tree) {
  auto files = Split(tree.Git("ls-files -z --cached --others --exclude-standard"), '\0');
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> FilesThatWeSee(const TemporaryTree& tree) {
  DiscoveryOptions options;
  options.root = tree.path();
  options.paths = {tree.path()};
  options.jobs = 2;
  std::vector<std::string> files;
  for (const SourceFile& file : Discover(options).files) files.push_back(file.path);
  return files;
}

std::string Difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::string text;
  for (const std::string& path : a) {
    if (!std::binary_search(b.begin(), b.end(), path)) text += "'" + path + "' ";
  }
  return text;
}

void CheckSameFilesAsGit(const TemporaryTree& tree) {
  const auto ours = FilesThatWeSee(tree);
  const auto theirs = FilesThatGitSees(tree);
  CHECK(Difference(ours, theirs) == "");
  CHECK(Difference(theirs, ours) == "");
}

TEST_CASE("in random trees the same files are found as git does") {
  if (!GitIsInstalled()) return;
  size_t ignored = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const TemporaryTree tree;
    WriteRandomTree(tree, &random);
    auto all = Split(tree.Git("ls-files -z --others"), '\0');
    ignored += all.size() - FilesThatGitSees(tree).size();
    CheckSameFilesAsGit(tree);

    std::shuffle(all.begin(), all.end(), random);
    all.resize(8);
    std::string added;
    for (const std::string& path : all) added += path + '\0';
    tree.Write(".git/added", added);
    tree.Git("add -f --pathspec-from-file=.git/added --pathspec-file-nul");
    CheckSameFilesAsGit(tree);
  }
  CHECK(ignored > 100);
}

}  // namespace
}  // namespace ssot
