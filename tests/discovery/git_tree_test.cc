#include <doctest/doctest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "scanner/discovery/git_revisions.h"
#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

std::shared_ptr<const FileSource> OpenAt(const std::string& root, const std::string& revision) {
  std::string error;
  const auto git = GitRevisions::Open(root, &error);
  REQUIRE_MESSAGE(git != nullptr, error);
  const CommitChoice commit = git->Resolve(revision);
  REQUIRE_MESSAGE(commit.error.empty(), commit.error);
  auto source = git->OpenTree(commit.id, &error);
  REQUIRE_MESSAGE(source != nullptr, error);
  return source;
}

std::string NamesOf(const DiscoveredFiles& found) {
  std::string names;
  for (const SourceFile& file : found.files) names += (names.empty() ? "" : " ") + file.path;
  return names;
}

std::string SkippedOf(const DiscoveredFiles& found) {
  std::string text;
  for (const SkippedFile& file : found.skipped) text += file.path + ": " + file.reason + "\n";
  return text;
}

DiscoveryOptions Whole(const std::string& root) {
  DiscoveryOptions options;
  options.root = root;
  options.paths = {root};
  return options;
}

void CommitAll(const TemporaryTree& tree) {
  tree.Git("add -A -f");
  tree.Git("commit -q -m state");
}

}  // namespace

TEST_CASE("a commit's tree gives the files that its work tree would") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write(".gitignore", "*.log\n");
  tree.Write(".ssotignore", "gen/\n/x.py\n");
  for (const char* path : {"a.log", "a.py", "gen/a.py", "src-x/b.py", "src/a.py", "src/x.py",
                           "src/deep/c.ts", "x.py"}) {
    tree.Write(path, "text");
  }
  tree.Write("src/.ssotignore", "deep\n");
  tree.Write("tool", "#!/usr/bin/env python3\n");
  CommitAll(tree);
  tree.Write("a.py", "changed since");
  tree.Write("untracked.py", "");
  const auto source = OpenAt(tree.path(), "HEAD");

  DiscoveryOptions options = Whole(tree.path());
  CHECK(NamesOf(source->FindFiles(options)) ==
        ".gitignore .ssotignore a.log a.py src-x/b.py src/.ssotignore src/a.py src/x.py tool");
  CHECK(source->FindFiles(options).files.back().language == Language::kPython);
  CHECK(source->FindFiles(options).files[3].blob == BlobId("text"));
  CHECK(source->FindFiles(options).files[3].size == 4);

  SUBCASE("named paths, whatever ignore files say") {
    options.paths = {tree.path("gen"), tree.path("x.py"), tree.path("src/deep"), tree.path("gen")};
    CHECK(NamesOf(source->FindFiles(options)) == "gen/a.py src/deep/c.ts x.py");
  }
  SUBCASE("a path is no prefix of its neighbour") {
    options.paths = {tree.path("src")};
    CHECK(NamesOf(source->FindFiles(options)) == "src/.ssotignore src/a.py src/x.py");
  }
  SUBCASE("include and exclude") {
    options.include = {"*.py"};
    options.exclude = {"src", "a.py"};
    CHECK(NamesOf(source->FindFiles(options)) == "src-x/b.py");
  }
  SUBCASE("--no-ignore") {
    options.use_ignore_files = false;
    options.include = {"*.py", "*.ts"};
    CHECK(NamesOf(source->FindFiles(options)) ==
          "a.py gen/a.py src-x/b.py src/a.py src/deep/c.ts src/x.py x.py");
  }
  SUBCASE("the size limit") {
    options.include = {"*.py"};
    options.max_file_bytes = 3;
    CHECK(NamesOf(source->FindFiles(options)) == "");
    CHECK(SkippedOf(source->FindFiles(options)).starts_with("a.py: larger than 3 bytes\n"));
  }
  SUBCASE("bytes of that commit") {
    std::string bytes;
    std::string error;
    CHECK(source->Read("a.py", 100, &bytes, &error));
    CHECK(bytes == "text");
    CHECK(source->ReadHead("a.py", 2, &bytes, &error));
    CHECK(bytes == "te");
    CHECK_FALSE(source->Read("a.py", 3, &bytes, &error));
    CHECK(error == "larger than 3 bytes");
    CHECK_FALSE(source->Read("untracked.py", 100, &bytes, &error));
    CHECK(source->Exists("src/deep"));
    CHECK(source->Exists("src/a.py"));
    CHECK_FALSE(source->Exists("sr"));
  }
}

TEST_CASE("a root inside the tree is under the ignore files above it") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write(".ssotignore", "*.gen.py\n");
  tree.Write("api/a.py", "");
  tree.Write("api/b.gen.py", "");
  tree.Write("CODEOWNERS", "* @all\n");
  CommitAll(tree);
  const auto source = OpenAt(tree.path("api"), "HEAD");
  CHECK(NamesOf(source->FindFiles(Whole(tree.path("api")))) == "a.py");
  CHECK(source->RootFromTop() == "api/");
  std::string bytes;
  CHECK(source->ReadFromTop("CODEOWNERS", &bytes));
  CHECK_FALSE(source->Exists("api"));
}

TEST_CASE("links and submodules of a tree are listed") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write("app/a.py", "");
  tree.Write("lib/b.py", "");
  tree.Link("app/inside.py", "a.py");
  tree.Link("app/neighbour", "../lib");
  tree.Link("app/nowhere", "../gone");
  tree.Link("app/outside", "../../etc/passwd");
  tree.Link("app/absolute", "/etc/passwd");
  CommitAll(tree);
  tree.Git("update-index --add --cacheinfo 160000," + std::string(40, '1') + ",app/vendor");
  tree.Git("commit -q -m submodule");
  const auto source = OpenAt(tree.path(), "HEAD");

  DiscoveryOptions options = Whole(tree.path());
  CHECK(SkippedOf(source->FindFiles(options)) ==
        "app/absolute: symbolic link out of the root\n"
        "app/nowhere: symbolic link to nothing\n"
        "app/outside: symbolic link out of the root\n"
        "app/vendor: submodule: a commit of another repository\n");
  options.paths = {tree.path("app")};
  CHECK(
      SkippedOf(source->FindFiles(options)).find("app/neighbour: symbolic link out of the paths") !=
      std::string::npos);
}

TEST_CASE("a missing object is one unreadable file or folder") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Write("a.py", "a");
  tree.Write("lib/b.py", "b");
  tree.Write("lib/c.py", "c");
  CommitAll(tree);
  const auto forget = [&](const std::string& name) {
    const std::string id = tree.Git("rev-parse " + name).substr(0, 40);
    REQUIRE(remove(tree.path(".git/objects/" + id.substr(0, 2) + "/" + id.substr(2)).c_str()) == 0);
  };
  SUBCASE("a file") {
    forget("HEAD:a.py");
    const auto found = OpenAt(tree.path(), "HEAD")->FindFiles(Whole(tree.path()));
    CHECK(NamesOf(found) == "lib/b.py lib/c.py");
    REQUIRE(found.unreadable.size() == 1);
    CHECK(found.unreadable[0].path == "a.py");
    CHECK(found.unreadable[0].reason.find("is missing") != std::string::npos);
  }
  SUBCASE("a folder") {
    forget("HEAD:lib");
    const auto found = OpenAt(tree.path(), "HEAD")->FindFiles(Whole(tree.path()));
    CHECK(NamesOf(found) == "a.py");
    REQUIRE(found.unreadable.size() == 1);
    CHECK(found.unreadable[0].path == "lib");
  }
  SUBCASE("the tree itself") {
    const std::string id = tree.Git("rev-parse HEAD").substr(0, 40);
    std::string error;
    const auto git = GitRevisions::Open(tree.path(), &error);
    forget("HEAD^{tree}");
    CHECK(git->OpenTree(id, &error) == nullptr);
    CHECK(error.find("is missing") != std::string::npos);
  }
}

}  // namespace ssot
