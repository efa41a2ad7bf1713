// Instances, attributes, bases, results of calls.
#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

struct Case {
  std::string what;
  std::string text;
  Lines calls;
};

}  // namespace

TEST_CASE("calls on instances and classes resolve to methods") {
  const Case cases[] = {
      {"self attribute",
       "import jwt\nclass A:\n  def __init__(self):\n    self._decode = jwt.decode\n"
       "  def f(self):\n    self._decode(t)\n",
       {"6: jwt.decode alias"}},
      {"self method",
       "class A:\n  def f(self):\n    self.g()\n  def g(self): pass\n",
       {"3: main.A.g exact"}},
      {"self in a nested function",
       "class A:\n  def f(self):\n    def h():\n      self.g()\n  def g(self): pass\n",
       {"4: main.A.g exact"}},
      {"static method has no self",
       "class A:\n  @staticmethod\n  def f(x):\n    x.g()\n  def g(self): pass\n",
       {}},
      {"class method",
       "class A:\n  @classmethod\n  def f(cls):\n    cls()\n    cls.g()\n  def g(self): pass\n",
       {"4: main.A exact", "5: main.A.g exact"}},
      {"constructor",
       "class A:\n  def g(self): pass\na = A()\na.g()\nA.g(a)\nA().g()\n",
       {"3: main.A exact", "4: main.A.g exact", "5: main.A.g exact", "6: main.A exact",
        "6: main.A.g exact"}},
      {"base class",
       "class B:\n  def g(self): pass\nclass A(B):\n  pass\nA().g()\n",
       {"5: main.A exact", "5: main.B.g exact"}},
      {"super",
       "class B:\n  def g(self): pass\nclass A(B):\n  def g(self):\n    super().g()\n",
       {"5: main.B.g exact"}},
      {"base outside the tree",
       "from lib import Base\nclass A(Base):\n  def f(self):\n    self.send(x)\n",
       {"4: lib.Base.send heuristic"}},
      {"bases that have no methods",
       "from abc import ABC\nfrom typing import Generic\nfrom lib import Base\n"
       "class A(ABC, Generic[T], Base):\n  def f(self):\n    self.send(x)\n",
       {"6: lib.Base.send heuristic"}},
      {"annotated parameter",
       "from fastapi import WebSocket\nasync def f(ws: WebSocket):\n  await ws.accept()\n",
       {"3: fastapi.WebSocket.accept exact"}},
      {"annotation behind a string, Optional, Annotated",
       "from typing import Optional\nimport lib\n"
       "def f(a: 'lib.A', b: Optional[lib.B], c: 'Optional[lib.C]', d: 'lib.D | None'):\n"
       "  a.x()\n  b.x()\n  c.x()\n  d.x()\n",
       {"4: lib.A.x exact", "5: lib.B.x exact", "6: lib.C.x exact", "7: lib.D.x exact"}},
      {"annotation of a class defined below",
       "def f(a: 'A'):\n  a.g()\nclass A:\n  def g(self): pass\n",
       {"2: main.A.g exact"}},
      {"parameter named like its module",
       "from app import client\ndef f(client: client.Client):\n  client.get()\n",
       {"3: app.client.Client.get exact"}},
      {"annotated variable", "from lib import A\na: A = make()\na.x()\n", {"3: lib.A.x exact"}},
      {"a field's annotation goes before its makings",
       "from pydantic import Field\nfrom sqlalchemy.orm import Mapped, mapped_column\n"
       "class C:\n  a: str = Field('x')\n  b: Mapped[str] = mapped_column()\n"
       "  def f(self):\n    self.a.encode()\n    self.b.encode()\n",
       {"4: pydantic.Field exact", "5: sqlalchemy.orm.mapped_column exact"}},
      {"annotated attribute",
       "from lib import A\nclass C:\n  a: A\n  def f(self):\n    self.a.x()\n",
       {"5: lib.A.x exact"}},
      {"attribute from a parameter",
       "from lib import A\nclass C:\n  def __init__(self, a: A):\n    self.a = a\n"
       "  def f(self):\n    self.a.x()\n",
       {"6: lib.A.x exact"}},
      {"return annotation",
       "class A:\n  def g(self): pass\ndef make() -> A: ...\nmake().g()\na = make()\na.g()\n",
       {"4: main.make exact", "4: main.A.g exact", "5: main.make exact", "6: main.A.g exact"}},
      {"function without an annotation that returns an instance",
       "import lib\nimport os\nclass A:\n  def g(self): pass\n_it = None\ndef get():\n  global "
       "_it\n"
       "  if _it is None:\n    _it = A()\n  return _it\na = get()\na.g()\n"
       "def of(name):\n  if name:\n    return None\n  return lib.Client()\nof(1).send()\n",
       {"9: main.A exact", "11: main.get exact", "12: main.A.g heuristic", "16: lib.Client exact",
        "17: main.of exact", "17: lib.Client.send heuristic"}},
      {"function that returns a choice of two things",
       "import lib\ndef of(x):\n  return lib.One() if x else lib.Other()\nof(1).send()\n",
       {"3: lib.One exact", "3: lib.Other exact", "4: main.of exact"}},
      {"function that returns one thing or another",
       "import lib\ndef of(name):\n  if name:\n    return lib.One()\n  return lib.Other()\n"
       "of(1).send()\ndef again(n):\n  if n:\n    return again(n - 1)\n  return again(n - 2)\n"
       "again(1).send()\n",
       {"4: lib.One exact", "5: lib.Other exact", "6: main.of exact", "9: main.again exact",
        "10: main.again exact", "11: main.again exact"}},
      {"function that returns an instance",
       "class A:\n  def g(self): pass\ndef make():\n  return A()\nmake().g()\n",
       {"4: main.A exact", "5: main.make exact", "5: main.A.g heuristic"}},
      {"library class",
       "import jwt\nc = jwt.PyJWT()\nc.decode(t)\nc.decode(t).get(x)\n",
       {"2: jwt.PyJWT exact", "3: jwt.PyJWT.decode heuristic", "4: jwt.PyJWT.decode heuristic"}},
      {"attribute of a library's instance",
       "import lib\nlib.Client().headers.get(x)\n",
       {"2: lib.Client exact"}},
      {"property",
       "class B:\n  def g(self): pass\nclass A:\n  @property\n  def b(self) -> B: ...\n"
       "  def f(self):\n    self.b.g()\n",
       {"7: main.B.g exact"}},
      {"singleton in a global",
       "class A:\n  def g(self): pass\n_a = None\ndef get():\n  global _a\n  if _a is None:\n"
       "    _a = A()\n  return _a\ndef f():\n  _a.g()\n",
       {"7: main.A exact", "10: main.A.g exact"}},
      {"with an instance",
       "from lib import Client\nwith Client() as c:\n  c.get(x)\n",
       {"2: lib.Client exact", "3: lib.Client.get heuristic"}},
      {"importlib",
       "import importlib\nm = importlib.import_module('jwt')\nm.decode(t)\n",
       {"2: importlib.import_module exact", "3: jwt.decode constant"}},
      {"importlib with a constant",
       "from importlib import import_module as load\nNAME = 'jwt'\nload(NAME).decode(t)\n",
       {"3: importlib.import_module alias", "3: jwt.decode constant"}},
      {"__import__", "__import__('jwt').decode(t)\n", {"1: jwt.decode constant"}},
      {"getattr", "import jwt\ngetattr(jwt, 'decode')(t)\n", {"2: jwt.decode constant"}},
      {"partial",
       "import jwt\nfrom functools import partial\nd = partial(jwt.decode, k)\nd(t)\n",
       {"3: functools.partial exact", "4: jwt.decode alias"}},
      {"staticmethod around a function",
       "import jwt\nclass A:\n  _decode = staticmethod(jwt.decode)\n  def f(self):\n"
       "    self._decode(t)\n",
       {"5: jwt.decode alias"}},
      {"unions",
       "from typing import Annotated, Union\nimport lib\n"
       "def f(a: lib.A | None, b: Union[lib.B, None], c: lib.C | lib.D, d: Annotated[lib.E, "
       "g()]):\n"
       "  a.x()\n  b.x()\n  c.x()\n  d.x()\n",
       {"4: lib.A.x exact", "5: lib.B.x exact", "6: lib.C.x heuristic", "7: lib.E.x exact"}},
      {"class in a mapping",
       "import jwt\nTABLE = {'a': jwt.decode}\nTABLE['a'](t)\nTABLE[x](t)\n",
       {"3: jwt.decode constant", "4: jwt.decode heuristic"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(CallsIn(c.text) == c.calls);
  }
}

TEST_CASE("the receiver's class is told apart from the target") {
  ResolvedFile file = ResolveText(
      "from fastapi import WebSocket\n"
      "class Client:\n"
      "  def get(self): pass\n"
      "def f(ws: WebSocket, c: Client, x):\n"
      "  ws.send_json(x)\n"
      "  c.get()\n"
      "  x.get()[0].close(1)\n");
  REQUIRE(file.calls.size() == 4);
  CHECK(file.calls[0].callee == "ws.send_json");
  CHECK(file.calls[0].receiver_type == "fastapi.WebSocket");
  CHECK(file.calls[0].target_module == "fastapi");
  CHECK(file.calls[0].target_name == "WebSocket.send_json");
  CHECK(file.calls[0].target_file == kNone);
  CHECK(file.calls[1].receiver_type == "main.Client");
  CHECK(file.calls[1].target_module == "main");
  CHECK(file.calls[1].target_name == "Client.get");
  CHECK(file.calls[1].target_file == 0);
  CHECK(file.calls[2].receiver_type == "");
  CHECK(file.calls[2].target == "");
  CHECK(file.calls[3].target == "");
}

TEST_CASE("only wanted facts are resolved") {
  SourceTree tree = TreeOf(
      "import jwt, os\n"
      "d = jwt.decode\n"
      "d(t)\n"
      "x.validate(t)\n"
      "print(os.getenv('A'), os.getenv('B'), s.c, s.d)\n"
      "def f(): pass\n");
  WantedFacts wanted;
  wanted.call_target = [](std::string_view target) { return target == "jwt.decode"; };
  wanted.call_name = [](std::string_view name) { return name == "validate"; };
  wanted.access = [](AccessOf of, std::string_view name) {
    return (of == AccessOf::kEnvironment && name == "B") ||
           (of == AccessOf::kAttribute && name == "d");
  };
  ResolvedFile file = tree.index().ResolveFile(0, wanted);
  REQUIRE(file.calls.size() == 2);
  CHECK(file.calls[0].target == "jwt.decode");
  CHECK(file.calls[1].callee == "x.validate");
  REQUIRE(file.accesses.size() == 2);
  CHECK(file.accesses[0].name == "B");
  CHECK(file.accesses[1].name == "d");
  CHECK(file.imports.size() == 2);
  CHECK(file.definitions.size() == 1);

  wanted = WantedFacts{};
  wanted.imports = wanted.calls = wanted.accesses = wanted.definitions = false;
  file = tree.index().ResolveFile(0, wanted);
  CHECK(file.imports.empty());
  CHECK(file.calls.empty());
  CHECK(file.accesses.empty());
  CHECK(file.definitions.empty());
}

}  // namespace ssot
