// Which file an import means, and what modules are called.
#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

// One import statement in `path`, with empty files around it.
Lines ImportIn(const std::string& path, const std::string& import, const Lines& others) {
  SourceTree::Files files = {{path, import}};
  for (const std::string& other : others) files.push_back({other, ""});
  return SourceTree(files).Imports(path);
}

}  // namespace

TEST_CASE("absolute imports") {
  struct Case {
    std::string what;
    std::string path;
    std::string import;
    Lines others;
    std::string found;
  };
  const Case cases[] = {
      {"at the root",
       "main.py",
       "import a.b",
       {"a/__init__.py", "a/b.py"},
       "1: import a.b in a/b.py exact"},
      {"namespace package", "main.py", "import a.b", {"a/b.py"}, "1: import a.b in a/b.py exact"},
      {"package before module",
       "main.py",
       "import a",
       {"a.py", "a/__init__.py"},
       "1: import a in a/__init__.py exact"},
      {".py before .pyi", "main.py", "import a", {"a.py", "a.pyi"}, "1: import a in a.py exact"},
      {".pyi alone", "main.py", "import a", {"a.pyi"}, "1: import a in a.pyi exact"},
      {"import root of the file",
       "src/p/x.py",
       "import p.y",
       {"src/p/__init__.py", "src/p/y.py"},
       "1: import p.y in src/p/y.py exact"},
      {"src seen from the tests",
       "tests/test_x.py",
       "import p",
       {"src/p/__init__.py"},
       "1: import p in src/p/__init__.py exact"},
      {"the nearest root",
       "b/src/q/x.py",
       "import p.y",
       {"a/src/p/__init__.py", "a/src/p/y.py", "b/src/p/__init__.py", "b/src/p/y.py",
        "b/src/q/__init__.py"},
       "1: import p.y in b/src/p/y.py exact"},
      {"script beside its module",
       "tools/run.py",
       "import settings",
       {"tools/settings.py"},
       "1: import tools.settings in tools/settings.py exact"},
      {"no implicit relative import in a package",
       "p/x.py",
       "import jwt",
       {"p/__init__.py", "p/jwt.py"},
       "1: import jwt exact"},
      {"a package in the tests is not the library",
       "app/x.py",
       "import jwt",
       {"app/__init__.py", "tests/fixtures/jwt/__init__.py"},
       "1: import jwt exact"},
      {"a package that is a project of its own",
       "app/run.py",
       "from core.tokens import read",
       {"app/__init__.py", "app/core/__init__.py", "app/core/tokens.py", "app/pyproject.toml"},
       "1: from app.core.tokens:read in app/core/tokens.py exact"},
      {"a package that is none",
       "app/run.py",
       "from core.tokens import read",
       {"app/__init__.py", "app/core/__init__.py", "app/core/tokens.py", "pyproject.toml"},
       "1: from core.tokens:read exact"},
      {"a folder of that name is not the library",
       "app/x.py",
       "import docker",
       {"docker/health.py"},
       "1: import docker exact"},
      {"nor are its modules",
       "app/x.py",
       "from docker.errors import NotFound",
       {"docker/health.py"},
       "1: from docker.errors:NotFound exact"},
      {"module of a folder",
       "app/x.py",
       "from docker import health",
       {"docker/health.py"},
       "1: from docker:health <- docker.health in docker/health.py exact"},
      {"library", "main.py", "import jwt_validator", {"jwt.py"}, "1: import jwt_validator exact"},
      {"first-party module that is missing",
       "main.py",
       "import a.c",
       {"a/__init__.py", "a/b.py"},
       "1: import a.c exact unresolved"},
      {"missing below a namespace",
       "main.py",
       "from a.b.c import d",
       {"a/b/x.py"},
       "1: from a.b.c:d exact unresolved"},
      {"name that a module does not have",
       "main.py",
       "from a import c",
       {"a.py"},
       "1: from a:c in a.py exact"},
      {"nothing beyond a module file", "main.py", "import a.b", {"a.py"}, "1: import a.b exact"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(ImportIn(c.path, c.import + "\n", c.others) == Lines{c.found});
  }
}

TEST_CASE("relative imports") {
  struct Case {
    std::string path;
    std::string import;
    std::string found;
  };
  const Case cases[] = {
      {"p/q/x.py", "from .jwt import y", "1: from p.q.jwt:y in p/q/jwt.py exact"},
      {"p/q/x.py", "from . import jwt", "1: from p.q:jwt <- p.q.jwt in p/q/jwt.py exact"},
      {"p/q/x.py", "from .. import z", "1: from p:z <- p.z in p/z.py exact"},
      {"p/q/x.py", "from ..z import n", "1: from p.z:n in p/z.py exact"},
      {"p/q/__init__.py", "from .jwt import y", "1: from p.q.jwt:y in p/q/jwt.py exact"},
      {"p/q/__init__.py", "from ..z import n", "1: from p.z:n in p/z.py exact"},
      {"p/q/x.py", "from ..typing import t", "1: from p.typing:t exact unresolved"},
      {"p/q/x.py", "from ....z import n", "1: from ....z:n exact unresolved"},
      {"p/q/x.py", "from . import nothing",
       "1: from p.q:nothing in p/q/__init__.py exact unresolved"},
      {"p/q/x.py", "from . import VALUE", "1: from p.q:VALUE in p/q/__init__.py constant"},
      {"n/x.py", "from . import y", "1: from n:y <- n.y in n/y.py exact"},
      {"n/x.py", "from . import z", "1: from n:z exact unresolved"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CAPTURE(c.import);
    SourceTree::Files files = {{c.path, c.import + "\n"}};
    for (const char* other : {"p/__init__.py", "p/z.py", "p/q/jwt.py", "n/y.py"}) {
      files.push_back({other, ""});
    }
    if (c.path != "p/q/__init__.py") files.push_back({"p/q/__init__.py", "VALUE = 'x'\n"});
    SourceTree tree(files);
    CHECK(tree.Imports(c.path) == Lines{c.found});
    bool is_unresolved = c.found.ends_with("unresolved");
    CHECK(tree.index().CountUnresolvedImports() == (is_unresolved ? 1 : 0));
  }
}

TEST_CASE("the imports of the tree tell what is an import root") {
  SourceTree::Files files = {{"b/app/__init__.py", ""}, {"b/app/m.py", "def f(): pass\n"}};
  CHECK(SourceTree(files).Resolve("b/app/m.py").definitions.at(0).qualified_name == "app.m.f");
  files.push_back({"main.py", "import b.app.m\nfrom b.app import m\nimport app.m\n"});
  SourceTree tree(files);
  CHECK(tree.Resolve("b/app/m.py").definitions.at(0).qualified_name == "b.app.m.f");
  CHECK(tree.Imports("main.py") == Lines{"1: import b.app.m in b/app/m.py exact",
                                         "2: from b.app:m <- b.app.m in b/app/m.py exact",
                                         "3: import b.app.m in b/app/m.py exact"});
}

TEST_CASE("modules are named from their import root") {
  struct Case {
    std::string path;
    std::string name;
  };
  SourceTree tree({{"src/p/__init__.py", "def f(): pass\n"},
                   {"src/p/q/__init__.py", "def f(): pass\n"},
                   {"src/p/q/m.py", "def f(): pass\n"},
                   {"src/n/m.py", "def f(): pass\n"},
                   {"a/b/m.py", "def f(): pass\n"},
                   {"m.py", "def f(): pass\n"}});
  for (const Case& c : std::initializer_list<Case>{{"src/p/__init__.py", "p.f"},
                                                   {"src/p/q/__init__.py", "p.q.f"},
                                                   {"src/p/q/m.py", "p.q.m.f"},
                                                   {"src/n/m.py", "src.n.m.f"},
                                                   {"a/b/m.py", "a.b.m.f"},
                                                   {"m.py", "m.f"}}) {
    CHECK(tree.Resolve(c.path).definitions.at(0).qualified_name == c.name);
  }
}

}  // namespace ssot
