#include "scanner/discovery/work_tree.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/discovery/discover.h"
#include "scanner/discovery/root.h"
#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

DiscoveredFiles DiscoverIn(const std::string& root, std::vector<std::string> exclude = {}) {
  DiscoveryOptions options;
  options.root = root;
  options.paths = {root};
  options.exclude = std::move(exclude);
  options.jobs = 2;
  return Discover(options);
}

// Without the ignore files themselves.
std::string Names(const DiscoveredFiles& found) {
  std::string names;
  for (const SourceFile& file : found.files) {
    if (file.path.ends_with("ignore") || file.path == ".gitmodules") continue;
    names += (names.empty() ? "" : " ") + file.path;
  }
  return names;
}

std::string NamesIn(const std::string& root) {
  return Names(DiscoverIn(root));
}

TEST_CASE("a tracked file is scanned although .gitignore matches it") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write(".gitignore", "*.log\ngen/\n");
  for (const char* path : {"a.log", "b.log", "gen/a.py", "gen/b.py", "gen/deep/er/c.py",
                           "gen/other/d.py", "gen.py", "gen-x/a.log"}) {
    tree.Write(path, "");
  }
  CHECK(NamesIn(tree.path()) == "gen.py");
  tree.Git("add -f a.log gen/a.py gen/deep");
  CHECK(NamesIn(tree.path()) == "a.log gen.py gen/a.py gen/deep/er/c.py");
  CHECK(Names(DiscoverIn(tree.path(), {"a.log", "gen/deep"})) == "gen.py gen/a.py");

  SUBCASE(".ssotignore still holds") {
    tree.Write(".ssotignore", "/a.log\n");
    tree.Write("gen/.ssotignore", "deep/\n");
    CHECK(NamesIn(tree.path()) == "gen.py gen/a.py");
  }
  SUBCASE("a .gitignore in an ignored folder does not bring untracked files back") {
    tree.Write("gen/.gitignore", "!b.py\n");
    CHECK(NamesIn(tree.path()) == "a.log gen.py gen/a.py gen/deep/er/c.py");
  }
  SUBCASE(".ssotignore brings untracked files back") {
    tree.Write(".ssotignore", "!gen/\n");
    CHECK(NamesIn(tree.path()) == "a.log gen.py gen/a.py gen/b.py gen/deep/er/c.py gen/other/d.py");
  }
  SUBCASE("a root inside the work tree is under the ignore files above it") {
    tree.Write("gen-x/b.py", "");
    CHECK(NamesIn(tree.path("gen-x")) == "b.py");
    tree.Git("add -f gen-x/a.log");
    CHECK(NamesIn(tree.path("gen-x")) == "a.log b.py");
    tree.Write(".ssotignore", "*.log\n");
    CHECK(NamesIn(tree.path("gen-x")) == "b.py");
  }
  SUBCASE("--no-ignore takes all") {
    DiscoveryOptions options;
    options.root = tree.path();
    options.paths = {tree.path()};
    options.use_ignore_files = false;
    CHECK(Discover(options).files.size() == 9);
  }
}

TEST_CASE("info/exclude and the global file count, in this order, after .gitignore") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  for (const char* path : {"a.x", "b.x", "c.x", "sub/d.x"}) tree.Write(path, "");
  CHECK(NamesIn(tree.path()) == "a.x b.x c.x sub/d.x");

  tree.Write("global", "*.x\nglobal\n/sub\n");
  tree.Git("config core.excludesFile " + tree.path("global"));
  CHECK(NamesIn(tree.path()) == "");
  tree.Write(".git/info/exclude", "!b.x\n!c.x\n");
  CHECK(NamesIn(tree.path()) == "b.x c.x");
  tree.Write(".gitignore", "c.x\n");
  CHECK(NamesIn(tree.path()) == "b.x");

  tree.Git("config core.excludesFile global");  // relative to the top
  CHECK(NamesIn(tree.path()) == "b.x");
  tree.Git("config core.excludesFile '~/mine'");
  tree.Write("sub/.gitignore", "");
  CHECK(NamesIn(tree.path()) == "a.x b.x global sub/d.x");
}

TEST_CASE("the global file has its default place, also where there is no repository") {
  const TemporaryTree tree;
  tree.Write("a.x", "");
  tree.Write("b.y", "");
  const std::filesystem::path config = TestHome() + "/config/git";
  std::filesystem::create_directories(config);
  CHECK(GlobalExcludesPath("") == (config / "ignore").string());
  std::filesystem::copy_file(tree.path("a.x"), config / "ignore");
  CHECK(NamesIn(tree.path()) == "a.x b.y");
  tree.Write("patterns", "/*.x\npatterns\n");
  std::filesystem::copy_file(tree.path("patterns"), config / "ignore",
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(NamesIn(tree.path()) == "b.y");
  std::filesystem::remove_all(config);
}

TEST_CASE("a linked work tree has its own index and the shared info/exclude") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q main");
  tree.Write("main/.gitignore", "*.log\n");
  tree.Write("main/a.log", "");
  const std::string main = tree.path("main");
  tree.GitIn(main, "add -f .gitignore a.log");
  tree.GitIn(main, "commit -q -m one");
  tree.GitIn(main, "worktree add -q ../linked");
  tree.Write("linked/b.log", "");
  tree.Write("linked/c.log", "");
  tree.Write("linked/d.tmp", "");
  tree.GitIn(tree.path("linked"), "add -f b.log");
  tree.Write("main/.git/info/exclude", "*.tmp\n");
  CHECK(NamesIn(tree.path("linked")) == "a.log b.log");
  CHECK(FindWorkTreeTop(tree.path("linked")) == tree.path("linked"));
  CHECK(ReadGitIdentity(tree.path("linked")).branch == "linked");
  CHECK(ReadGitIdentity(tree.path("linked")).revision == ReadGitIdentity(main).revision);
}

TEST_CASE("a repository inside another one is under its own rules") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write(".gitignore", "*.log\nvendor/\n");
  tree.Write(".ssotignore", "*.tmp\n");
  for (const char* folder : {"inner", "vendor/lib"}) {
    const std::string prefix = std::string(folder) + "/";
    tree.Git("init -q " + std::string(folder));
    tree.Write(prefix + "a.log", "");
    tree.Write(prefix + "b.tmp", "");
    tree.Write(prefix + "c.out", "");
    tree.Write(prefix + "d.out", "");
    tree.Write(prefix + ".gitignore", "*.out\n");
    tree.GitIn(tree.path(folder), "add -f c.out");
  }
  CHECK(NamesIn(tree.path()) == "inner/a.log inner/c.out");
}

TEST_CASE("a submodule in an ignored folder is tracked") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q origin");
  tree.Write("origin/a.py", "");
  tree.GitIn(tree.path("origin"), "add a.py");
  tree.GitIn(tree.path("origin"), "commit -q -m one");
  tree.Git("init -q main");
  tree.GitIn(tree.path("main"), "submodule --quiet add ../origin vendor/lib");
  tree.Write("main/.gitignore", "vendor/\n");
  tree.Write("main/vendor/b.py", "");
  tree.Write("main/vendor/lib/c.py", "");
  CHECK(NamesIn(tree.path("main")) == "vendor/lib/a.py vendor/lib/c.py");
  CHECK(FindWorkTreeTop(tree.path("main/vendor/lib")) == tree.path("main/vendor/lib"));
}

TEST_CASE("a bare repository is no work tree") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q --bare bare.git");
  tree.Write("bare.git/x.py", "");
  CHECK(FindWorkTreeTop(tree.path("bare.git")).empty());
  CHECK(WorkTree::Open(tree.path("bare.git")) == nullptr);
  CHECK(Names(DiscoverIn(tree.path(), {"hooks", "info"})) ==
        "bare.git/HEAD bare.git/config bare.git/description bare.git/x.py");
}

TEST_CASE("a broken .git is none, and ignore files count all the same") {
  struct Case {
    std::string_view path;
    std::string_view content;
  };
  const Case cases[] = {
      {".git", ""},           {".git", "gitdir: nowhere\n"},
      {".git", "gitdir: \n"}, {".git", "gitdir: .\n"},
      {".git", "\xFF\0junk"}, {".git/HEAD", "junk"},
      {".git/x", ""},         {".git/commondir", "../nowhere\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.content);
    const TemporaryTree tree;
    tree.Write(one.path, one.content);
    tree.Write(".gitignore", "*.log\n");
    tree.Write("a.py", "");
    tree.Write("b.log", "");
    const DiscoveredFiles found = DiscoverIn(tree.path());
    CHECK(Names(found) == "a.py");
    CHECK(found.unreadable.empty());
    CHECK(FindWorkTreeTop(tree.path()).empty());
    CHECK(ReadGitIdentity(tree.path()).revision.empty());
  }
}

TEST_CASE("a repository with damaged parts is still a work tree") {
  const TemporaryTree tree;
  tree.Write(".git/HEAD", "junk");
  tree.MakeFolder(".git/objects");
  tree.Write(".git/config", "[core\n");
  tree.Write(".git/info/exclude", "*.tmp\n");
  tree.Write(".gitignore", "*.log\n");
  tree.Write("a.py", "");
  tree.Write("b.tmp", "");
  CHECK(NamesIn(tree.path()) == "a.py");
  CHECK(FindWorkTreeTop(tree.path()) == tree.path());
  CHECK(ReadGitIdentity(tree.path()).revision.empty());

  tree.Write(".git/index", "DIRC junk that is long enough for a header and more than that");
  const DiscoveredFiles found = DiscoverIn(tree.path());
  CHECK(Names(found) == "a.py");
  REQUIRE(found.skipped.size() == 1);
  CHECK(found.skipped[0].path == ".git/index");
  CHECK(found.skipped[0].reason.starts_with("git index that cannot be read"));
}

TEST_CASE("extensions that change nothing here are accepted") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write(".gitignore", "*.log\n");
  tree.Write("a.log", "");
  tree.Git("add -f .");
  tree.Git("commit -q -m one");
  tree.Git("config core.repositoryFormatVersion 1");
  tree.Git("config extensions.worktreeConfig true");
  tree.Git("config extensions.partialClone origin");
  CHECK(NamesIn(tree.path()) == "a.log");
  CHECK(ReadGitIdentity(tree.path()).branch == "main");
}

}  // namespace
}  // namespace ssot
