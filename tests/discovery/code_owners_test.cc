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
      {"docs/a.md", "x/docs/a.md", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CAPTURE(row.path);
    const CodeOwners owners(std::string(row.pattern) + " @x\n", OwnersDialect::kGitHub);
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
      "/apps/github/x.py\tme@example.org",
      OwnersDialect::kGitHub);
  CHECK(OwnersIn(owners, "a.py") == "@org/all @second");
  CHECK(OwnersIn(owners, "apps/a.py") == "@octocat");
  CHECK(OwnersIn(owners, "apps/github/a.py") == "");
  CHECK(OwnersIn(owners, "apps/github/x.py") == "me@example.org");
}

TEST_CASE("GitHub knows no sections") {
  const CodeOwners owners("* @all\n[Docs] @writers\n*.md\n!b.md\n", OwnersDialect::kGitHub);
  CHECK(OwnersIn(owners, "a.py") == "@all");
  CHECK(OwnersIn(owners, "a.md") == "");
  CHECK(OwnersIn(owners, "b.md") == "");
}

TEST_CASE("sections of GitLab") {
  const CodeOwners owners(
      "* @all @boss\n"
      "/secret/ @security\n"
      "\n"
      "[Documentation][2] @writers\n"
      "docs/\n"
      "README.md @boss @ben\n"
      "^[Data Base] # nobody by default\n"
      "*.sql @dba\n"
      "/old/*.sql\n"
      "[not closed @x\n"
      "[DOCUMENTATION] @translators\n"
      "docs/de/\n"
      "!/docs/de/generated/\n"
      "internal/x.md @insiders\n",
      OwnersDialect::kGitLab);
  struct Case {
    const char* path;
    const char* owners;
  };
  const Case cases[] = {
      {"a.py", "@all @boss"},
      {"secret/a.py", "@security"},
      {"docs/a.md", "@all @boss @writers"},
      {"x/docs/a.md", "@all @boss @writers"},
      {"README.md", "@all @boss @ben"},
      {"docs/README.md", "@all @boss @ben"},
      {"a/b.sql", "@all @boss @dba"},
      {"old/b.sql", "@all @boss"},
      {"docs/de/a.md", "@all @boss @translators"},
      {"docs/de/generated/a.md", "@all @boss"},
      {"secret/internal/x.md", "@security @insiders"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CHECK(OwnersIn(owners, c.path) == c.owners);
  }
}

TEST_CASE("whose CODEOWNERS it is") {
  struct Case {
    const char* place;
    const char* content;
    const char* owners;  // of x/docs/a.md
  };
  const Case cases[] = {
      {".github/CODEOWNERS", "* @all\n[Docs]\ndocs/a.md @writers\n", "@all"},
      {"CODEOWNERS", "* @all\n[Docs]\ndocs/a.md @writers\n", "@all @writers"},
      {"CODEOWNERS", "* @all\ndocs/a.md @writers\n", "@all"},
      {"docs/CODEOWNERS", "* @all\n^[Docs][3] @writers\n*.md\n", "@all @writers"},
      {".gitlab/CODEOWNERS", "* @all\ndocs/a.md @writers\n", "@writers"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.place);
    CAPTURE(c.content);
    const TemporaryTree tree;
    tree.Write(c.place, c.content);
    CHECK(OwnersIn(ReadCodeOwners(*OpenFolder(tree.path())), "x/docs/a.md") == c.owners);
  }
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
