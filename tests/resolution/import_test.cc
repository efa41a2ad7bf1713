// Names across files: re-exports, star imports, aliases, imports that calls make.
#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

struct Case {
  std::string what;
  SourceTree::Files files;  // beside main.py
  std::string main;
  Lines imports;
  Lines calls;
};

void Check(const Case& c) {
  CAPTURE(c.what);
  SourceTree::Files files = c.files;
  files.push_back({"main.py", c.main});
  SourceTree tree(files);
  CHECK(tree.Imports("main.py") == c.imports);
  CHECK(tree.Calls("main.py") == c.calls);
}

}  // namespace

TEST_CASE("re-exports are followed to their origin") {
  const Case cases[] = {
      {"library through a module",
       {{"app/compat.py", "import jwt\n"}},
       "from app.compat import jwt\njwt.decode(t)\n",
       {"1: from app.compat:jwt <- jwt reexport"},
       {"2: jwt.decode reexport"}},
      {"function of a library",
       {{"app/compat.py", "from jwt import decode as d\n"}},
       "from app.compat import d\nd(t)\n",
       {"1: from app.compat:d <- jwt:decode reexport"},
       {"2: jwt.decode reexport"}},
      {"through the package and a chain",
       {{"p/__init__.py", "from .a import f\n"},
        {"p/a.py", "from .b import f\n"},
        {"p/b.py", "def f(): pass\n"}},
       "from p import f\nf()\n",
       {"1: from p:f <- p.b:f in p/b.py reexport"},
       {"2: p.b.f reexport"}},
      {"defined where it is imported from",
       {{"p/b.py", "def f(): pass\nclass C:\n  def g(self): pass\n"}},
       "from p.b import f, C\nf()\nC().g()\n",
       {"1: from p.b:f in p/b.py exact", "1: from p.b:C in p/b.py exact"},
       {"2: p.b.f exact", "3: p.b.C exact", "3: p.b.C.g exact"}},
      {"attribute of a module",
       {{"p/__init__.py", ""}, {"p/b.py", "import jwt\n"}},
       "import p.b\np.b.jwt.decode(t)\n",
       {"1: import p.b in p/b.py exact"},
       {"2: jwt.decode reexport"}},
      {"alias in the other module",
       {{"p.py", "import jwt\ndecode = jwt.decode\n"}},
       "from p import decode\ndecode(t)\n",
       {"1: from p:decode <- jwt:decode alias"},
       {"2: jwt.decode alias"}},
      {"class alias in two steps",
       {{"p.py", "class Impl:\n  def g(self): pass\nB = Impl\nA = B\n"}},
       "from p import A\nA().g()\n",
       {"1: from p:A <- p:Impl in p.py alias"},
       {"2: p.Impl alias", "2: p.Impl.g alias"}},
      {"star import",
       {{"p.py", "from q import *\n"}, {"q.py", "def f(): pass\ndef _g(): pass\n"}},
       "from p import f, _g\nf()\n_g()\n",
       {"1: from p:f <- q:f in q.py reexport", "1: from p:_g in p.py exact"},
       {"2: q.f reexport", "3: p._g exact"}},
      {"star import restricted by __all__",
       {{"q.py", "__all__ = ['f']\ndef f(): pass\ndef g(): pass\n"}},
       "from q import *\nf()\ng()\n",
       {"1: from q:* in q.py exact"},
       {"2: q.f exact"}},
      {"__all__ that cannot be read",
       {{"q.py", "__all__ = ['f']\n__all__ += other\ndef f(): pass\ndef g(): pass\n"}},
       "from q import *\ng()\n",
       {"1: from q:* in q.py exact"},
       {"2: q.g exact"}},
      {"star import of a library in another module",
       {{"p.py", "from jose.jwt import *\n"}},
       "from p import decode\ndecode(t)\n",
       {"1: from p:decode <- jose.jwt:decode heuristic"},
       {"2: jose.jwt.decode heuristic"}},
      {"submodule as an attribute",
       {{"p/__init__.py", ""}, {"p/m.py", "def f(): pass\n"}},
       "import p.m\nfrom p import m\np.m.f()\nm.f()\n",
       {"1: import p.m in p/m.py exact", "2: from p:m <- p.m in p/m.py exact"},
       {"3: p.m.f exact", "4: p.m.f exact"}},
      {"a package's own name goes before its submodule",
       {{"p/__init__.py", "from jose import jwt\n"}, {"p/jwt.py", "def decode(t): pass\n"}},
       "from p import jwt\njwt.decode(t)\n",
       {"1: from p:jwt <- jose:jwt reexport"},
       {"2: jose.jwt.decode reexport"}},
      {"instance in another module",
       {{"p.py", "from q import Client\nclient = Client()\n"},
        {"q.py", "class Client:\n  def get(self): pass\n"}},
       "from p import client\nclient.get()\n",
       {"1: from p:client in p.py exact"},
       {"2: q.Client.get exact"}},
      {"something in another module that nobody knows",
       {{"p.py", "client = make()\n"}},
       "from p import client\nclient.get()\nimport p\np.client.get()\n",
       {"1: from p:client in p.py exact", "3: import p in p.py exact"},
       {"2: p.client.get exact", "4: p.client.get exact"}},
      {"try and except in another module",
       {{"p.py", "try:\n  import jwt\nexcept ImportError:\n  jwt = None\n"}},
       "from p import jwt\njwt.decode(t)\n",
       {"1: from p:jwt <- jwt reexport"},
       {"2: jwt.decode reexport"}},
      {"imports in a circle",
       {{"a.py", "from b import x\n"}, {"b.py", "from a import x\n"}},
       "from a import x\nx.f()\n",
       {"1: from a:x in a.py reexport"},
       {"2: a.x.f reexport"}},
  };
  for (const Case& c : cases) Check(c);
}

TEST_CASE("calls that import") {
  const Case cases[] = {
      {"dynamic",
       {{"app/auth.py", ""}},
       "import importlib\nNAMES = ['jose', 'app.auth']\nimportlib.import_module('jwt')\n"
       "for n in NAMES:\n  importlib.import_module(n)\n__import__(x)\n",
       {"1: import importlib exact", "3: dynamic jwt exact", "5: dynamic jose constant",
        "5: dynamic app.auth in app/auth.py constant"},
       {"3: importlib.import_module exact", "5: importlib.import_module exact"}},
      {"mock",
       {{"app/__init__.py", ""}, {"app/auth.py", "def validate_token(t): pass\n"}},
       "from unittest.mock import patch\nfrom unittest import mock\n"
       "@patch('app.auth.validate_token')\ndef test(m):\n  with mock.patch('jwt.decode'):\n"
       "    patch(x)\n    patch('name')\n",
       {"1: from unittest.mock:patch exact", "2: from unittest:mock exact",
        "3: mock app.auth:validate_token in app/auth.py exact", "5: mock jwt:decode exact"},
       {"3: unittest.mock.patch exact", "5: unittest.mock.patch exact",
        "6: unittest.mock.patch exact", "7: unittest.mock.patch exact"}},
      {"mock by a fixture",
       {},
       "def test(mocker):\n  mocker.patch('app.auth.validate')\n",
       {"2: mock app.auth:validate exact"},
       {}},
  };
  for (const Case& c : cases) Check(c);
}

TEST_CASE("an import fact says where and how") {
  SourceTree::Files files = {{"app/__init__.py", ""},
                             {"app/m.py",
                              "if TYPE_CHECKING:\n"
                              "  from jwt import (\n"
                              "    decode as d,\n"
                              "  )\n"
                              "def f():\n"
                              "  from . import m\n"}};
  ResolvedFile file = SourceTree(files).Resolve("app/m.py");
  REQUIRE(file.imports.size() == 2);
  const ResolvedImport& decode = file.imports[0];
  CHECK(decode.span == Span{3, 5, 3, 11});
  CHECK(decode.statement_line == 2);
  CHECK(decode.module == "jwt");
  CHECK(decode.name == "decode");
  CHECK(decode.alias == "d");
  CHECK(decode.type_only);
  CHECK(decode.scope == 0);
  CHECK(decode.module_file == kNone);
  const ResolvedImport& m = file.imports[1];
  CHECK(m.module == "app");
  CHECK(m.module_file == 0);
  CHECK(m.origin_file == 1);
  CHECK(m.scope != 0);
}

TEST_CASE("export statements that name nothing keep what a module imports to itself") {
  const std::string import = "import { decode } from 'jwt-x';\n";
  const std::string main = "import { decode } from './a';\ndecode(t);\n";
  const auto calls = [&](const std::string& between) {
    return SourceTree(SourceTree::Files{{"a.ts", "export * from './between';\n"},
                                        {"between.ts", between},
                                        {"b.ts", "export function f() {}\n"},
                                        {"main.ts", main}})
        .Calls("main.ts");
  };
  CHECK(calls(import + "export * from './b';\n") == Lines{"2: a.decode exact"});
  CHECK(calls(import + "export {};\n") == Lines{"2: a.decode exact"});
  CHECK(calls(import + "export { decode };\n") == Lines{"2: jwt-x.decode reexport"});
  CHECK(calls(import) == Lines{"2: jwt-x.decode reexport"});
}

}  // namespace ssot
