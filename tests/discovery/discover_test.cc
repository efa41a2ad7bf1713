#include "scanner/discovery/discover.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

DiscoveryOptions OptionsFor(const TemporaryTree& tree) {
  DiscoveryOptions options;
  options.root = tree.path();
  options.paths = {tree.path()};
  options.jobs = 2;
  return options;
}

// "a b.py" for found files, in order.
std::string Names(const DiscoveredFiles& found) {
  std::string names;
  for (const SourceFile& file : found.files) names += (names.empty() ? "" : " ") + file.path;
  return names;
}

// "path: reason", one a line.
template <typename T>
std::string Reasons(const std::vector<T>& entries) {
  std::string lines;
  for (const T& entry : entries) lines += entry.path + ": " + entry.reason + "\n";
  return lines;
}

TEST_CASE("files are found with language and size, sorted bytewise; .git is not") {
  const TemporaryTree tree;
  tree.Write("b/x.py", "12345");
  tree.Write("b.py", "");
  tree.Write("b-c", "#!/usr/bin/env python3\nimport jwt\n");
  tree.Write(".hidden/.env", "A=1");
  tree.Write("B", "");
  tree.Write(".git/config", "");
  tree.Write("b/.git", "gitdir: elsewhere");
  tree.MakeFolder("empty");
  const DiscoveredFiles found = Discover(OptionsFor(tree));
  CHECK(Names(found) == ".hidden/.env B b-c b.py b/x.py");
  REQUIRE(found.files.size() == 5);
  CHECK(found.files[0].language == Language::kDotenv);
  CHECK(found.files[0].size == 3);
  CHECK(found.files[1].language == Language::kOther);
  CHECK(found.files[2].language == Language::kPython);
  CHECK(found.files[4].language == Language::kPython);
  CHECK(found.files[4].size == 5);
  CHECK(found.skipped.empty());
  CHECK(found.unreadable.empty());
}

TEST_CASE("unfinished reports of a run that was killed are passed over") {
  const TemporaryTree tree;
  for (const char* name : {".ssot-report.123.0.tmp", "b/.ssot-report.4567.12.tmp",
                           ".ssot-report.py", ".ssot-report.1.0.tmp.py", "ssot-report.1.0.tmp"}) {
    tree.Write(name, "x");
  }
  const DiscoveredFiles found = Discover(OptionsFor(tree));
  CHECK(Names(found) == ".ssot-report.1.0.tmp.py .ssot-report.py ssot-report.1.0.tmp");
  CHECK(found.skipped.empty());
}

TEST_CASE("names with any bytes survive") {
  const TemporaryTree tree;
  const std::string names[] = {"a\nb.py",       "caf\xE9.py",          " x .py",
                               "-rf.py",        "\xF0\x9F\x98\x80.py", "quote\"'.py",
                               "back\\slash.py"};
  for (const std::string& name : names) tree.Write("d\xFF/" + name, "");
  const DiscoveredFiles found = Discover(OptionsFor(tree));
  CHECK(found.files.size() == std::size(names));
  for (const SourceFile& file : found.files) {
    CHECK(std::filesystem::exists(tree.path(file.path)));
    CHECK(file.language == Language::kPython);
  }
}

TEST_CASE("the result is the same for any number of jobs and any order of paths") {
  const TemporaryTree tree;
  for (int i = 0; i < 60; ++i) {
    const std::string folder = "d" + std::to_string(i % 7) + "/e" + std::to_string(i % 5) + "/";
    tree.Write(folder + std::to_string(i) + ".py", "");
    tree.Link(folder + "link" + std::to_string(i), "/");
  }
  DiscoveryOptions options = OptionsFor(tree);
  const DiscoveredFiles expected = Discover(options);
  CHECK(expected.files.size() == 60);
  CHECK(expected.skipped.size() == 60);
  for (const unsigned jobs : {0, 1, 3, 16}) {
    options.jobs = jobs;
    options.paths = {tree.path("d3"), tree.path(), tree.path("d3/e3"), tree.path()};
    const DiscoveredFiles found = Discover(options);
    CHECK(Names(found) == Names(expected));
    CHECK(Reasons(found.skipped) == Reasons(expected.skipped));
  }
}

TEST_CASE("links are not followed, and listed where their target is not scanned") {
  const TemporaryTree outside;
  outside.Write("x.py", "");
  const TemporaryTree tree;
  tree.Write("src/a.py", "");
  tree.Write("lib/b.py", "");
  tree.Link("src/file.py", "a.py");
  tree.Link("src/up", "..");
  tree.Link("src/lib", "../lib");
  tree.Link("src/circle", "circle");
  tree.Link("src/gone", "nowhere");
  tree.Link("src/out.py", outside.path("x.py"));
  tree.Link("src/out", outside.path());
  DiscoveryOptions options = OptionsFor(tree);
  DiscoveredFiles found = Discover(options);
  CHECK(Names(found) == "lib/b.py src/a.py");
  CHECK(Reasons(found.skipped) ==
        "src/circle: symbolic link in a circle\n"
        "src/gone: symbolic link to nothing\n"
        "src/out: symbolic link out of the root\n"
        "src/out.py: symbolic link out of the root\n");
  options.paths = {tree.path("src")};
  options.exclude = {"gone", "circle", "out*"};
  found = Discover(options);
  CHECK(Names(found) == "src/a.py");
  CHECK(Reasons(found.skipped) ==
        "src/lib: symbolic link out of the paths to scan\n"
        "src/up: symbolic link out of the paths to scan\n");
}

TEST_CASE("a link that is named stands for its file, inside the root") {
  const TemporaryTree tree;
  tree.Write("root/a.py", "x");
  tree.Link("root/link", "a.py");
  tree.Link("root/out.py", "../b.py");
  tree.Write("b.py", "");
  DiscoveryOptions options;
  options.root = tree.path("root");
  options.paths = {tree.path("root/link"), tree.path("root/out.py")};
  const DiscoveredFiles found = Discover(options);
  CHECK(Names(found) == "link");
  CHECK(Reasons(found.skipped) == "out.py: symbolic link out of the root\n");
}

void MakeSocket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  close(descriptor);
}

TEST_CASE("pipes and sockets are never opened, large files are left out; all are listed") {
  const TemporaryTree tree;
  REQUIRE(mkfifo(tree.path("pipe").c_str(), 0600) == 0);
  REQUIRE(mkfifo(tree.path(".gitignore").c_str(), 0600) == 0);
  MakeSocket(tree.path("socket"));
  tree.Write("exact.py", std::string(2048, 'x'));
  tree.Write("large.py", std::string(2049, 'x'));
  DiscoveryOptions options = OptionsFor(tree);
  options.max_file_bytes = 2048;
  DiscoveredFiles found = Discover(options);
  CHECK(Names(found) == "exact.py");
  CHECK(Reasons(found.skipped) ==
        ".gitignore: named pipe\n"
        "large.py: larger than 2 KiB\n"
        "pipe: named pipe\n"
        "socket: socket\n");
  options.paths = {tree.path("pipe")};
  CHECK(Reasons(Discover(options).skipped) == "pipe: named pipe\n");
  options.paths = {tree.path("large.py")};
  options.max_file_bytes = 1000;
  CHECK(Reasons(Discover(options).skipped) == "large.py: larger than 1000 bytes\n");
  options.paths = {"/dev/null"};
  options.root = "/dev";
  CHECK(Reasons(Discover(options).skipped) == "null: device\n");
}

TEST_CASE("what cannot be read is listed") {
  const TemporaryTree tree;
  tree.Write("a.py", "");
  tree.Write("closed/b.py", "");
  tree.Write("tool", "");
  DiscoveryOptions options = OptionsFor(tree);
  options.paths = {tree.path(), tree.path("vanished.py")};
  REQUIRE(chmod(tree.path("closed").c_str(), 0) == 0);
  REQUIRE(chmod(tree.path("tool").c_str(), 0) == 0);
  const bool is_root = geteuid() == 0;  // to whom nothing is closed
  if (is_root) {
    REQUIRE(chmod(tree.path().c_str(), 0755) == 0);
    REQUIRE(seteuid(65534) == 0);
  }
  const DiscoveredFiles found = Discover(options);
  if (is_root) REQUIRE(seteuid(0) == 0);
  chmod(tree.path("closed").c_str(), 0700);
  CHECK(Names(found) == "a.py");
  CHECK(Reasons(found.unreadable) == "closed: Permission denied\ntool: Permission denied\n");
}

TEST_CASE("a folder too deep for the system is listed") {
  const TemporaryTree tree;
  tree.Write("a.py", "");
  const std::string name(250, 'd');
  std::filesystem::current_path(tree.path());
  for (int i = 0; i < 20; ++i) {
    REQUIRE(mkdir(name.c_str(), 0700) == 0);
    REQUIRE(chdir(name.c_str()) == 0);
  }
  std::filesystem::current_path("/");
  const DiscoveredFiles found = Discover(OptionsFor(tree));
  CHECK(Names(found) == "a.py");
  REQUIRE(found.unreadable.size() == 1);
  CHECK(found.unreadable[0].reason == "File name too long");
}

TEST_CASE("include and exclude") {
  const TemporaryTree tree;
  for (const char* path : {"src/a.py", "src/gen/b.py", "src/c.txt", "lib/gen/d.py", "e.py"}) {
    tree.Write(path, "");
  }
  tree.Link("src/out.txt", "/");
  const struct {
    std::vector<std::string> include;
    std::vector<std::string> exclude;
    std::string_view found;
  } cases[] = {
      {{"*.py"}, {}, "e.py lib/gen/d.py src/a.py src/gen/b.py"},
      {{"src"}, {}, "src/a.py src/c.txt src/gen/b.py"},
      {{"src/**/*.py", "/e.py"}, {}, "e.py src/a.py src/gen/b.py"},
      {{}, {"gen/"}, "e.py src/a.py src/c.txt"},
      {{}, {"src/gen"}, "e.py lib/gen/d.py src/a.py src/c.txt"},
      {{"*.py"}, {"src/**"}, "e.py lib/gen/d.py"},
      {{}, {"*"}, ""},
  };
  for (const auto& one : cases) {
    DiscoveryOptions options = OptionsFor(tree);
    options.include = one.include;
    options.exclude = one.exclude;
    const DiscoveredFiles found = Discover(options);
    CHECK(Names(found) == one.found);
    CHECK(found.skipped.size() == (one.include.empty() && one.exclude[0][0] != '*' ? 1 : 0) +
                                      (one.include == std::vector<std::string>{"src"} ? 1 : 0));
  }
}

TEST_CASE("include and exclude hold for named paths, too") {
  const TemporaryTree tree;
  tree.Write("a/x.py", "");
  tree.Write("a/y.txt", "");
  DiscoveryOptions options = OptionsFor(tree);
  options.paths = {tree.path("a/x.py"), tree.path("a/y.txt")};
  options.include = {"*.py"};
  CHECK(Names(Discover(options)) == "a/x.py");
  options.exclude = {"a/"};
  CHECK(Names(Discover(options)) == "");
  options.paths = {tree.path("a")};
  CHECK(Names(Discover(options)) == "");
}

TEST_CASE("ignore files count where there is no repository") {
  const TemporaryTree tree;
  tree.Write(".gitignore", "*.log\nbuild/\n");
  tree.Write("a.log", "");
  tree.Write("sub/.gitignore", "!keep.log\n");
  tree.Write("sub/keep.log", "");
  tree.Write("sub/b.log", "");
  tree.Write("sub/build/c.py", "");
  DiscoveryOptions options = OptionsFor(tree);
  CHECK(Names(Discover(options)) == ".gitignore sub/.gitignore sub/keep.log");
  options.use_ignore_files = false;
  CHECK(Names(Discover(options)) ==
        ".gitignore a.log sub/.gitignore sub/b.log sub/build/c.py sub/keep.log");
}

TEST_CASE("a named path is scanned although it is ignored, but not what is ignored in it") {
  const TemporaryTree tree;
  tree.Write(".gitignore", "build/\n*.log\n");
  tree.Write(".ssotignore", "*.tmp\n");
  tree.Write("build/a.py", "");
  tree.Write("build/b.log", "");
  tree.Write("build/c.tmp", "");
  tree.Write("build/build/d.py", "");
  tree.Write("build/.gitignore", "e.py\n");
  tree.Write("build/e.py", "");
  tree.Write("build/sub/e.py", "");
  DiscoveryOptions options = OptionsFor(tree);
  options.paths = {tree.path("build")};
  CHECK(Names(Discover(options)) == "build/.gitignore build/a.py");
  options.paths = {tree.path("build/b.log"), tree.path("build/c.tmp"), tree.path("build/sub")};
  CHECK(Names(Discover(options)) == "build/b.log build/c.tmp");
  options.paths = {tree.path(), tree.path("build/a.py")};
  CHECK(Names(Discover(options)) == ".gitignore .ssotignore build/a.py");
}

TEST_CASE(".ssotignore comes before .gitignore at any level") {
  const TemporaryTree tree;
  tree.Write(".gitignore", "a.py\nb.py\n");
  tree.Write(".ssotignore", "!a.py\nc.py\n!sub/d.py\n");
  tree.Write("sub/.gitignore", "!c.py\nd.py\n");
  for (const char* path : {"a.py", "b.py", "c.py", "sub/a.py", "sub/c.py", "sub/d.py"}) {
    tree.Write(path, "");
  }
  CHECK(Names(Discover(OptionsFor(tree))) ==
        ".gitignore .ssotignore a.py sub/.gitignore sub/a.py sub/d.py");
  tree.Write("sub/.ssotignore", "!c.py\na.py");
  CHECK(Names(Discover(OptionsFor(tree))) ==
        ".gitignore .ssotignore a.py sub/.gitignore sub/.ssotignore sub/c.py sub/d.py");
}

TEST_CASE("an ignore file that is a link does not count") {
  const TemporaryTree tree;
  tree.Write("patterns", "*.py\n");
  tree.Write("a.py", "");
  tree.Link(".gitignore", "patterns");
  tree.Link(".ssotignore", "patterns");
  CHECK(Names(Discover(OptionsFor(tree))) == "a.py patterns");
}

}  // namespace
}  // namespace ssot
