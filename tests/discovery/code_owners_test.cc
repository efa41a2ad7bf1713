#include "scanner/discovery/code_owners.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

// One line is in force.
struct Row {
  const char* pattern;
  const char* path;
  bool matches;
};

std::string OwnersIn(const CodeOwners& owners, std::string_view path) {
  std::string text;
  for (const std::string& owner : owners.OwnersOf(path)) text += (text.empty() ? "" : " ") + owner;
  return text;
}

}  // namespace

TEST_CASE("patterns of CODEOWNERS") {
  const Row rows[] = {
      {"*", "a/b/c.py", true},
      {"*.js", "a/b.js", true},
      {"*.js", "a/b.jsx", false},
      {"/build/logs/", "build/logs/a/b.txt", true},
      {"/build/logs/", "x/build/logs/a.txt", false},
      {"docs/*", "docs/getting-started.md", true},
      {"docs/*", "docs/build-app/troubleshooting.md", false},
      {"docs/**", "docs/build-app/troubleshooting.md", true},
      {"apps/", "x/apps/y/z.py", true},
      {"apps/", "apps", false},
      {"/docs/", "docs/a/b.md", true},
      {"/scripts", "scripts/a/b.sh", true},
      {"/scripts", "x/scripts/b.sh", false},
      {"**/logs", "deeply/nested/logs/a.txt", true},
      {"/apps/*/api", "apps/x/api/a.py", true},
      {"with\\ space.py", "a/with space.py", true},
      {"!*.py", "a.py", false},
      {"[Section]", "S", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CAPTURE(row.path);
    const CodeOwners owners(std::string(row.pattern) + " @x\n");
    CHECK(OwnersIn(owners, row.path) == (row.matches ? "@x" : ""));
  }
}

TEST_CASE("the last pattern that matches wins") {
  const CodeOwners owners(
      "# comment\r\n"
      "*        @org/all  @second # and a comment\r\n"
      "\n"
      "/apps/   @octocat\n"
      "/apps/github\n"
      "/apps/github/x.py\tme@example.org");
  CHECK(OwnersIn(owners, "a.py") == "@org/all @second");
  CHECK(OwnersIn(owners, "apps/a.py") == "@octocat");
  CHECK(OwnersIn(owners, "apps/github/a.py") == "");
  CHECK(OwnersIn(owners, "apps/github/x.py") == "me@example.org");
}

TEST_CASE("where CODEOWNERS is looked for") {
  const TemporaryTree tree;
  const auto source = OpenFolder(tree.path());
  CHECK(ReadCodeOwners(*source).empty());
  const char* last = nullptr;
  for (const char* place :
       {".gitlab/CODEOWNERS", "docs/CODEOWNERS", "CODEOWNERS", ".github/CODEOWNERS"}) {
    tree.Write(place, std::string("* @") + place);
    last = place;
    CHECK(OwnersIn(ReadCodeOwners(*source), "a.py") == std::string("@") + last);
  }
}

}  // namespace ssot
