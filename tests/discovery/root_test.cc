#include "scanner/discovery/root.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

// Paths are relative to the tree; the answer, too ("." is the tree).
std::string RootFor(const TemporaryTree& tree, const std::vector<std::string>& relative,
                    const std::string& root_option = "") {
  std::vector<std::string> paths;
  for (const std::string& path : relative) paths.push_back(tree.path(path));
  Diagnostics errors;
  const RootChoice choice =
      ChooseRoot(paths, root_option.empty() ? "" : tree.path(root_option), &errors);
  if (!choice.ok) return "error: " + FormatDiagnostic(errors.at(0));
  CHECK(errors.empty());
  CHECK(choice.paths.size() == paths.size());
  return std::filesystem::relative(choice.root, tree.path()).string();
}

TEST_CASE("without configuration and repository the root is the path") {
  const TemporaryTree tree;
  tree.Write("a/b/x.py", "");
  tree.Write("a/c/y.py", "");
  tree.Write("ab/z.py", "");
  CHECK(RootFor(tree, {"a"}) == "a");
  CHECK(RootFor(tree, {"a/"}) == "a");
  CHECK(RootFor(tree, {"a/b/x.py"}) == "a/b");
  CHECK(RootFor(tree, {"a/b", "a/c"}) == "a");
  CHECK(RootFor(tree, {"a/b/x.py", "a/c"}) == "a");
  CHECK(RootFor(tree, {"a", "a/b"}) == "a");
  CHECK(RootFor(tree, {"a/b", "a"}) == "a");
  CHECK(RootFor(tree, {"a", "ab"}) == ".");
  CHECK(RootFor(tree, {"a/b/../c"}) == "a/c");
}

TEST_CASE("the nearest configuration comes before the work tree's top") {
  const TemporaryTree tree;
  tree.Write("a/b/c/x.py", "");
  tree.Write("a/d/y.py", "");
  tree.Write(".ssot.yaml", "");
  CHECK(RootFor(tree, {"a/b/c"}) == ".");
  tree.Write("a/.git/HEAD", "ref: refs/heads/main\n");
  tree.MakeFolder("a/.git/objects");
  CHECK(RootFor(tree, {"a/b/c"}) == ".");
  tree.Write("a/b/.ssot.yaml", "");
  CHECK(RootFor(tree, {"a/b/c/x.py"}) == "a/b");
  CHECK(RootFor(tree, {"a/b"}) == "a/b");
  CHECK(RootFor(tree, {"a/b", "a/d"}) == ".");
  CHECK(RootFor(tree, {"a/b"}, "a") == "a");
}

TEST_CASE("the work tree's top is the root where there is no configuration") {
  const TemporaryTree tree;
  tree.Write("a/b/x.py", "");
  tree.Write("a/.git/HEAD", "ref: refs/heads/main\n");
  CHECK(RootFor(tree, {"a/b"}) == "a/b");  // no repository without objects
  tree.MakeFolder("a/.git/objects");
  CHECK(RootFor(tree, {"a/b"}) == "a");
  tree.MakeFolder("a/b/.ssot.yaml");  // a folder is no configuration
  CHECK(RootFor(tree, {"a/b"}) == "a");
  tree.MakeFolder("a/b/.git");  // nor is this a repository
  CHECK(RootFor(tree, {"a/b"}) == "a");
  tree.Write("a/.git/config", "[core]\n\tbare = true\n");
  CHECK(RootFor(tree, {"a/b"}) == "a/b");
}

TEST_CASE("every path that cannot be used is an error") {
  const TemporaryTree tree;
  tree.Write("a/x.py", "");
  tree.Write("b/y.py", "");
  tree.Link("nothing", "gone");
  Diagnostics errors;
  const std::string none = tree.path("none");
  const RootChoice choice = ChooseRoot(
      {none, tree.path("a"), tree.path("nothing"), "", tree.path("a/x.py/z")}, "", &errors);
  CHECK_FALSE(choice.ok);
  REQUIRE(errors.size() == 4);
  CHECK(FormatDiagnostic(errors[0]) == none + ": no such file or folder");
  CHECK(FormatDiagnostic(errors[1]) == tree.path("nothing") + ": no such file or folder");
  CHECK(FormatDiagnostic(errors[2]) == "'': no such file or folder");
  CHECK(FormatDiagnostic(errors[3]) == tree.path("a/x.py/z") + ": Not a directory");

  const auto error = [&](std::string_view path, std::string_view words) {
    return "error: " + tree.path(path) + ": " + std::string(words);
  };
  CHECK(RootFor(tree, {"a"}, "none") ==
        error("none", "no such file or folder; --root needs an existing folder"));
  CHECK(RootFor(tree, {"a"}, "a/x.py") == error("a/x.py", "not a folder; --root needs one"));
  CHECK(RootFor(tree, {"b"}, "a") == error("b", "outside the root " + tree.path("a") +
                                                    "; choose a path below it, or another --root"));
}

TEST_CASE("a pipe or a device cannot be scanned") {
  const TemporaryTree tree;
  REQUIRE(mkfifo(tree.path("pipe").c_str(), 0600) == 0);
  tree.Link("link", "pipe");
  tree.Link("broken", "nothing");
  struct Case {
    std::string path;
    std::string what;
  };
  for (const Case& c : {Case{tree.path("pipe"), "is a pipe"}, Case{tree.path("link"), "is a pipe"},
                        Case{"/dev/null", "is a device"}, Case{tree.path("broken"), "no such"}}) {
    CAPTURE(c.path);
    Diagnostics errors;
    CHECK_FALSE(ChooseRoot({c.path}, "", &errors).ok);
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].path == c.path);
    CHECK(errors[0].message.starts_with(c.what));
  }
}

TEST_CASE("errors of an earlier step do not spoil the choice") {
  const TemporaryTree tree;
  Diagnostics errors = {{"x", 0, 0, "earlier"}};
  CHECK(ChooseRoot({tree.path()}, tree.path(), &errors).ok);
  CHECK(errors.size() == 1);
}

TEST_CASE("a link to a folder is resolved, a link to a file keeps its name") {
  const TemporaryTree tree;
  tree.Write("real/x.py", "");
  tree.Link("folder", "real");
  tree.Link("real/link.py", "x.py");
  Diagnostics errors;
  RootChoice choice = ChooseRoot({tree.path("folder")}, "", &errors);
  CHECK(choice.root == tree.path("real"));
  CHECK(choice.paths == std::vector<std::string>{tree.path("real")});
  choice = ChooseRoot({tree.path("folder/link.py")}, "", &errors);
  CHECK(choice.root == tree.path("real"));
  CHECK(choice.paths == std::vector<std::string>{tree.path("real/link.py")});
  CHECK(errors.empty());
}

TEST_CASE("no path is the current folder") {
  Diagnostics errors;
  const RootChoice choice = ChooseRoot({}, "", &errors);
  REQUIRE(choice.ok);
  CHECK(choice.paths == std::vector<std::string>{std::filesystem::current_path().string()});
}

TEST_CASE("the identity of a work tree") {
  if (!GitIsInstalled()) return;
  const TemporaryTree tree;
  CHECK(ReadGitIdentity(tree.path()).revision.empty());
  tree.Git("init -q .");
  tree.MakeFolder("sub");
  GitIdentity identity = ReadGitIdentity(tree.path("sub"));
  CHECK(identity.repository_uri.empty());
  CHECK(identity.revision.empty());
  CHECK(identity.branch.empty());

  tree.Git("commit -q --allow-empty -m one");
  identity = ReadGitIdentity(tree.path("sub"));
  CHECK(identity.revision + "\n" == tree.Git("rev-parse HEAD"));
  CHECK(identity.branch == "main");
  tree.Git("checkout -q --detach");
  identity = ReadGitIdentity(tree.path());
  CHECK(identity.revision.size() == 40);
  CHECK(identity.branch.empty());
}

TEST_CASE("no credentials leave the remote's address") {
  if (!GitIsInstalled()) return;
  const struct {
    std::string_view url;
    std::string_view shown;
  } cases[] = {
      {"https://example.org/a.git", "https://example.org/a.git"},
      {"https://token@example.org/a.git", "https://example.org/a.git"},
      {"https://user:pass@example.org:8080/a@b.git", "https://example.org:8080/a@b.git"},
      {"https://u:p@ss@example.org/a", "https://example.org/a"},
      {"https://u:p@example.org?x=1", "https://example.org?x=1"},
      {"http://u:p@example.org", "http://example.org"},
      {"https://example.org?x=a@b", "https://example.org?x=a@b"},
      {"ssh://git@example.org/a.git", "ssh://git@example.org/a.git"},
      {"ssh://git:secret@example.org:22/a.git", "ssh://git@example.org:22/a.git"},
      {"git@example.org:a/b.git", "git@example.org:a/b.git"},
      {"/srv/a.git", "/srv/a.git"},
  };
  const TemporaryTree tree;
  tree.Git("init -q .");
  tree.Git("remote add origin x");
  for (const auto& one : cases) {
    CAPTURE(one.url);
    tree.Git("config remote.origin.url '" + std::string(one.url) + "'");
    CHECK(ReadGitIdentity(tree.path()).repository_uri == one.shown);
  }
}

}  // namespace
}  // namespace ssot
