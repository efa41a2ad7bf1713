#include "doctest/doctest.h"
#include "scanner/resolution/delegation.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

// The body of the last definition in a file.
DefinitionBody LastBody(const std::string& text, std::vector<Authority> authorities = {}) {
  return SourceTree(SourceTree::Files{{"main.py", text}}, std::move(authorities))
      .Resolve("main.py")
      .definitions.back()
      .body;
}

}  // namespace

TEST_CASE("bodies") {
  struct Case {
    std::string what;
    std::string text;
    DefinitionBody body;
  };
  const DefinitionBody normal = DefinitionBody::kNormal;
  const DefinitionBody stub = DefinitionBody::kStub;
  const DefinitionBody delegation = DefinitionBody::kDelegation;
  const Case cases[] = {
      {"pass", "def f(t): pass\n", stub},
      {"raise", "def f(t):\n  raise NotImplementedError\n", stub},
      {"abstract", "from abc import ABC\nclass A(ABC):\n  @abstractmethod\n  def f(self): ...\n",
       stub},
      {"library call", "import jwt\ndef f(t):\n  return jwt.decode(t)\n", normal},
      {"library call through an alias", "import jwt\nd = jwt.decode\ndef f(t):\n  return d(t)\n",
       normal},
      {"function of the tree", "def g(t):\n  return 1\ndef f(t):\n  return g(t)\n", delegation},
      {"private function beside it", "def _g(t):\n  return 1\ndef f(t):\n  return _g(t)\n", normal},
      {"private method",
       "class A:\n  def _g(self, t):\n    return jwt.decode(t)\n  def f(self, t):\n"
       "    return self._g(t)\n",
       normal},
      {"private function that delegates",
       "def _g(t):\n  return auth_client.validate(t)\ndef f(t):\n  return _g(t)\n", delegation},
      {"private functions in a circle", "def _g(t):\n  return _f(t)\ndef _f(t):\n  return _g(t)\n",
       normal},
      {"method of an own instance",
       "class C:\n  def v(self):\n    return 1\nc = C()\ndef f(t):\n  return c.v(t)\n", delegation},
      {"a client by its name", "def f(self, t):\n  return self.auth_client.validate(t)\n",
       delegation},
      {"a client that a call gives", "def f(t):\n  return get_auth_service().validate(t)\n",
       delegation},
      {"awaited", "async def f(t):\n  return await auth_interface.validate(t)\n", delegation},
      {"assigned first", "def f(t):\n  client = make_client()\n  return client.validate(t)\n",
       delegation},
      {"some object", "def f(t):\n  return thing.validate(t)\n", normal},
      {"makes an object", "class C: pass\ndef f(t):\n  return C(t)\n", normal},
      {"super", "from lib import B\nclass A(B):\n  def f(self, t):\n    return super().f(t)\n",
       delegation},
      {"more than a call", "def f(t):\n  if t: return 1\n  return client.validate(t)\n", normal},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(LastBody(c.text) == c.body);
  }
}

TEST_CASE("an authority's clients make delegations") {
  Authority authority;
  authority.clients = {"UnifiedAuth*", "lib.tokens"};
  CHECK(LastBody("import x\ndef f(t):\n  return x.UnifiedAuthCore(1).check(t)\n", {authority}) ==
        DefinitionBody::kDelegation);
  CHECK(LastBody("import lib\ndef f(t):\n  return lib.tokens.check(t)\n", {authority}) ==
        DefinitionBody::kDelegation);
  CHECK(LastBody("import lib\ndef f(t):\n  return lib.other.check(t)\n", {authority}) ==
        DefinitionBody::kNormal);
}

TEST_CASE("client patterns match whole parts at the end of a name") {
  struct Case {
    std::string pattern;
    std::string name;
    bool matches;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"AuthClient", "app.auth.AuthClient", true},
           {"AuthClient", "app.MyAuthClient", false},
           {"*AuthClient", "app.MyAuthClient", true},
           {"auth.AuthClient", "app.auth.AuthClient", true},
           {"app.*.AuthClient", "app.auth.AuthClient", true},
           {"app.*.AuthClient", "app.a.b.AuthClient", false},
           {"app.**.AuthClient", "app.a.b.AuthClient", true},
           {"app", "app.auth", false},
       }) {
    CAPTURE(c.pattern);
    CAPTURE(c.name);
    CHECK(MatchesNameEnd(c.pattern, c.name) == c.matches);
  }
}

TEST_CASE("interfaces are stubs, classes with code are not") {
  SourceTree tree = TreeOf(
      "from typing import Protocol\n"
      "from abc import ABC, abstractmethod\n"
      "class P(Protocol):\n"
      "  def f(self): ...\n"
      "class A(ABC):\n"
      "  x = 1\n"
      "  @abstractmethod\n"
      "  def f(self): pass\n"
      "class B(ABC):\n"
      "  def f(self):\n"
      "    return 1\n"
      "try:\n"
      "  from lib import M\n"
      "except ImportError:\n"
      "  class M: pass\n");
  CHECK(tree.Definitions("main.py") == Lines{"3: main.P stub", "4: main.P.f stub", "5: main.A stub",
                                             "8: main.A.f stub", "9: main.B normal",
                                             "10: main.B.f normal", "15: main.M stub"});
}

TEST_CASE("bases and decorators are resolved") {
  ResolvedFile file = ResolveText(
      "import lib\n"
      "from typing import Generic\n"
      "class A: pass\n"
      "B = A\n"
      "class C(B, lib.Base, Generic[T], unknown.X, Exception):\n"
      "  @lib.cached(1)\n"
      "  @property\n"
      "  @app.get('/x')\n"
      "  def f(self):\n"
      "    def g(): pass\n");
  REQUIRE(file.definitions.size() == 4);
  CHECK(file.definitions[1].bases ==
        Lines{"main.A", "lib.Base", "typing.Generic", "unknown.X", "Exception"});
  CHECK(file.definitions[2].decorators == Lines{"lib.cached", "property", "app.get"});
  CHECK(file.definitions[2].qualified_name == "main.C.f");
  CHECK(file.definitions[3].qualified_name == "main.C.f.g");
}

TEST_CASE("a private class has the name it is exported under") {
  ResolvedFile file = ResolveText(
      "class _UnifiedManagerImplementation: pass\n"
      "_Step = _UnifiedManagerImplementation\n"
      "Manager = _Step\n"
      "class Plain: pass\n"
      "Alias = Plain\n");
  REQUIRE(file.definitions.size() == 2);
  CHECK(file.definitions[0].public_name == "Manager");
  CHECK(file.definitions[1].public_name == "");
}

TEST_CASE("a private class may be exported by another file") {
  SourceTree tree({{"p/__init__.py", "from .impl import _UnifiedManager as Manager, _helper\n"},
                   {"p/a.py", "from . import impl\nOther = impl._UnifiedManager\n"},
                   {"p/impl.py", "class _UnifiedManager: pass\ndef _helper(): pass\n"}});
  ResolvedFile file = tree.Resolve("p/impl.py");
  REQUIRE(file.definitions.size() == 2);
  CHECK(file.definitions[0].public_name == "Manager");
  CHECK(file.definitions[1].public_name == "");
}

TEST_CASE("guards end at the function") {
  SourceTree tree = TreeOf(
      "import a\n"
      "try:\n"
      "  import b\n"
      "  def f():\n"
      "    import c\n"
      "    with x:\n"
      "      import d\n"
      "  class K:\n"
      "    import e\n"
      "except E:\n"
      "  import g\n"
      "for x in y:\n"
      "  import h\n");
  std::string guarded;
  for (const ResolvedImport& import : tree.Resolve("main.py").imports) {
    if (IsGuarded(tree.index().files()[0], import.block)) guarded += import.module;
  }
  CHECK(guarded == "beg");
}

}  // namespace ssot
