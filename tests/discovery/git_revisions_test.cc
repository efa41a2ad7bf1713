#include "scanner/discovery/git_revisions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "scanner/discovery/root.h"
#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

std::unique_ptr<GitRevisions> Open(const std::string& root) {
  std::string error;
  auto git = GitRevisions::Open(root, &error);
  REQUIRE_MESSAGE(git != nullptr, error);
  return git;
}

// Two commits on main, of which the first is tagged v1.
void MakeHistory(const TemporaryTree& tree) {
  tree.Git("init -q main");
  const std::string main = tree.path("main");
  tree.Write("main/a.py", "one");
  tree.GitIn(main, "add a.py");
  tree.GitIn(main, "commit -q -m one");
  tree.GitIn(main, "tag -a -m v1 v1");
  tree.Write("main/a.py", "two");
  tree.GitIn(main, "commit -q -a -m two");
}

std::string IdOf(const TemporaryTree& tree, const std::string& revision) {
  return tree.GitIn(tree.path("main"), "rev-parse '" + revision + "^{commit}'").substr(0, 40);
}

}  // namespace

TEST_CASE("revisions are resolved as git does") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  MakeHistory(tree);
  const auto git = Open(tree.path("main"));
  for (const char* revision : {"HEAD", "HEAD~1", "main", "v1", "refs/tags/v1", "main^"}) {
    CAPTURE(revision);
    CHECK(git->Resolve(revision).id == IdOf(tree, revision));
  }
  CHECK(git->Resolve(IdOf(tree, "v1").substr(0, 12)).id == IdOf(tree, "v1"));
  CHECK(git->Resolve("HEAD:a.py").error == "not a commit");
  CHECK(git->Resolve("mian").error == "unknown revision");
  CHECK(git->Resolve("mian").is_unknown);
  const auto names = git->KnownNames();
  CHECK(std::count(names.begin(), names.end(), "main") == 1);
  CHECK(std::count(names.begin(), names.end(), "v1") == 1);
}

TEST_CASE("merge bases") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  MakeHistory(tree);
  const std::string main = tree.path("main");
  tree.GitIn(main, "checkout -q -b side v1");
  tree.GitIn(main, "commit -q --allow-empty -m side");
  const auto git = Open(main);
  CHECK(git->MergeBase(IdOf(tree, "main"), IdOf(tree, "side")).id == IdOf(tree, "v1"));
  CHECK(git->MergeBase(IdOf(tree, "main"), IdOf(tree, "main")).id == IdOf(tree, "main"));
  tree.GitIn(main, "checkout -q --orphan other");
  tree.GitIn(main, "commit -q -m other");
  CHECK(git->MergeBase(IdOf(tree, "main"), IdOf(tree, "other")).error ==
        "they have no commit in common");
}

TEST_CASE("states of a repository") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  MakeHistory(tree);
  const std::string main = tree.path("main");
  std::string error;

  SUBCASE("none") {
    tree.MakeFolder("plain");
    CHECK(GitRevisions::Open(tree.path("plain"), &error) == nullptr);
    CHECK(error == "not in a git repository");
  }
  SUBCASE("an unborn branch") {
    tree.Git("init -q unborn");
    CHECK(Open(tree.path("unborn"))->Resolve("HEAD").error == "the branch has no commit yet");
  }
  SUBCASE("a detached head") {
    tree.GitIn(main, "checkout -q v1");
    CHECK(Open(main)->Resolve("HEAD").id == IdOf(tree, "v1"));
  }
  SUBCASE("a bare repository") {
    tree.Git("clone -q --bare main bare.git");
    const auto git = Open(tree.path("bare.git"));
    CHECK(git->is_bare());
    CHECK(git->OpenTree(git->Resolve("v1").id, &error)->Exists("a.py"));
    CHECK(IsBareRepository(tree.path("bare.git")));
    CHECK_FALSE(IsBareRepository(main));
    CHECK_FALSE(IsBareRepository(tree.path()));
  }
  SUBCASE("a linked work tree") {
    tree.GitIn(main, "worktree add -q ../linked v1");
    const auto git = Open(tree.path("linked"));
    CHECK(git->Resolve("HEAD").id == IdOf(tree, "v1"));
    CHECK(git->Resolve("main").id == IdOf(tree, "main"));
    CHECK(ReadGitIdentity(tree.path("linked")).repository_root == tree.path("linked"));
  }
  SUBCASE("a shallow clone") {
    tree.Git("clone -q --depth 1 file://" + main + " shallow");
    const auto git = Open(tree.path("shallow"));
    CHECK(git->Resolve("v1").error.find("fetch-depth: 0") != std::string::npos);
    tree.GitIn(main, "commit -q --allow-empty -m three");
    tree.GitIn(main, "branch side v1");
    tree.GitIn(main, "checkout -q side");
    tree.GitIn(main, "commit -q --allow-empty -m side");
    tree.GitIn(tree.path("shallow"), "fetch -q --depth 1 origin side:side");
    const std::string side = IdOf(tree, "side");
    CHECK(git->MergeBase(git->Resolve("HEAD").id, side).error.find("fetch-depth: 0") !=
          std::string::npos);
  }
  SUBCASE("submodules") {
    tree.GitIn(main, "submodule --quiet add ../main app/vendor");
    CHECK(Open(main)->Submodules().size() == 1);
    CHECK(Open(main)->Submodules()[0].path == "app/vendor");
    const auto below = Open(tree.path("main/app"))->Submodules();
    REQUIRE(below.size() == 1);
    CHECK(below[0].path == "vendor");
  }
}

TEST_CASE("blob ids are git's") {
  CHECK(BlobId("") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  CHECK(BlobId("hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a");
}

TEST_CASE("a path of another commit need not exist") {
  const TemporaryTree tree;
  Diagnostics errors;
  const RootChoice choice = ChooseRoot({tree.path("gone/deep/a.py")}, tree.path(), &errors, true);
  CHECK(choice.ok);
  CHECK(choice.paths == std::vector<std::string>{tree.path("gone/deep/a.py")});
  CHECK_FALSE(ChooseRoot({tree.path("gone/../a.py")}, tree.path(), &errors, true).ok);
  CHECK_FALSE(ChooseRoot({tree.path("gone")}, tree.path(), &errors).ok);
}

}  // namespace ssot
