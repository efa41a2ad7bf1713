#include <doctest/doctest.h>

#include "scanner/languages/python/python.h"
#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

struct Case {
  const char* source;
  const char* expected;
};

}  // namespace

TEST_CASE("imports") {
  static const Case kCases[] = {
      {"import jwt", "import 1:8 jwt"},
      {"import a.b.c as d, e", "import 1:8 a.b.c as d\nimport 1:20 e"},
      {"from jwt import decode as d, encode",
       "import 1:17 jwt decode as d\nimport 1:30 jwt encode"},
      {"from .jwt import x", "import 1:18 .jwt x"},
      {"from . import x", "import 1:15 . x"},
      {"from ... import x", "import 1:17 ... x"},
      {"from ....a.b import x", "import 1:21 ....a.b x"},
      {"from m import (\n  a,\n  b as c,\n)", "import 2:3 m a @1\nimport 3:3 m b as c @1"},
      {"from m import *", "import 1:15 m *"},
      {"from a . b import c", "import 1:19 a.b c"},
      {"import a; import b", "import 1:8 a\nimport 1:18 b"},
      {"if TYPE_CHECKING:\n  import a\nelse:\n  import b", "import 2:10 a (type)\nimport 4:10 b"},
      {"if typing.TYPE_CHECKING: from a import b", "import 1:40 a b (type)"},
      {"if not TYPE_CHECKING:\n  import a", "import 2:10 a"},
      {"'''\nimport a\n'''\n# import b\nx = 'import c'", ""},
      {"from match import case, type", "import 1:19 match case\nimport 1:25 match type"},
      {"from a import \\\n  b", "import 2:3 a b @1"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeImports(ParsePython(c.source)) == c.expected);
    CHECK(DescribeErrors(ParsePython(c.source)) == "");
  }
}

TEST_CASE("definitions") {
  static const Case kCases[] = {
      {"def f(): return 1", "def 1:1-1 f normal"},
      {"async def f(a, b=1):\n  x = 1\n  if x: return 2\n", "async def 1:1-3 f normal"},
      {"@a.b\n@c(1)\ndef f(): x", "def 3:1-3 f normal @a.b @call(2:2)"},
      {"class A(B, c.D, metaclass=M):\n  def m(self): self.x = 1\n",
       "class 1:1-2 A normal <B <c.D\nmethod 2:3-2 m normal"},
      {"class A[T: int = str](B[T]): x = 1", "class 1:1-1 A normal <B[T]"},
      {"def f[T](x: T) -> dict[str, T]: return g", "def 1:1-1 f normal -> dict[[str, T]]"},
      {"def f() -> A: return g", "def 1:1-1 f normal -> A"},
      {"def f(a, /, b, *, c): x", "def 1:1-1 f normal"},
      {"def f(\n  a: int = g(1),\n):\n  return a\nx = 1", "def 1:1-4 f normal"},
      {"if x:\n  def f(): y\nelse:\n  def f(): z", "def 2:3-2 f normal\ndef 4:3-4 f normal"},
      {"def f():\n  def g():\n    class C: x = 1\n  return g",
       "def 1:1-4 f normal\ndef 2:3-3 g normal\nclass 3:5-3 C normal"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeDefinitions(ParsePython(c.source)) == c.expected);
    CHECK(DescribeErrors(ParsePython(c.source)) == "");
  }
}

TEST_CASE("bindings of statements") {
  static const Case kCases[] = {
      {"def f(a, b: B, *c, d=1, **e): pass",
       "a = parameter 0 in f\nb = parameter 1 : B in f\nc = parameter 2 in f\n"
       "d = parameter 3 in f\ne = parameter 4 in f\nf = definition in module"},
      {"class A:\n  x = 1\n  def m(self, y):\n    self.z = y\n    self.w: T = v\n",
       "A = definition in module\nx = 1 in class A\nself = parameter 0 in m\ny = parameter 1 in m\n"
       "m = definition in class A\nself.z = y in class A\nself.w = v : T in class A"},
      {"class A:\n  @staticmethod\n  def m(self):\n    self.z = 1",
       "A = definition in module\nself = parameter 0 in m\nm = definition in class A"},
      {"def f():\n  global x\n  x = 1",
       "f = definition in module\nx = global in f\nx = 1 in module"},
      {"try: pass\nexcept E as e: pass", "e = ? in module"},
      {"match x:\n  case A(b=c) as d: pass\n  case [1, *e] | {'k': f, **g}: pass\n  case _: pass",
       "c = ? in module\nd = ? in module\ne = ? in module\nf = ? in module\ng = ? in module"},
      {"type X[T] = Y", "T = ? in module\nX = Y in module"},
      {"import a.b", "a = import in module"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeBindings(ParsePython(c.source)) == c.expected);
    CHECK(DescribeErrors(ParsePython(c.source)) == "");
  }
}

TEST_CASE("soft keywords are names elsewhere") {
  static const char* const kSources[] = {
      "match = 1\ncase = 2\ntype = 3\n",
      "match(x)\n",
      "match[x]\n",
      "match.x = 1\n",
      "type(x)\n",
      "print(type, match)\n",
      "match x:\n  case 1: pass\n",
      "match (x):\n  case 1: pass\n",
      "match x, y:\n  case 1, 2 if z: pass\n",
      "type X = int\n",
      "match: int = 1\n",
      "match -x:\n  case -1: pass\n",
      "match = {1: 2}\n",
      "_ = 1\n",
  };
  for (const char* source : kSources) {
    CAPTURE(source);
    CHECK(DescribeErrors(ParsePython(source)) == "");
  }
  CHECK(DescribeCalls(ParsePython("match f(x):\n  case A(b=1): g()\n")) ==
        "call 1:7-1:11 f(x) in module\ncall 2:16-2:19 g() in module");
}

TEST_CASE("docstrings are told from strings") {
  static constexpr std::string_view kSource =
      "'''module'''\n'second'\ndef f():\n  \"\"\"doc\"\"\"\n  'no'\nclass C:\n  'c' 'd'\nx = 'y'\n"
      "if x:\n  'z'\n";
  Extraction extraction = python::Extract("m.py", kSource);
  std::string found;
  for (const TextRegion& region : extraction.regions) {
    found += region.context == TextContext::kDocstring ? 'D' : 's';
    found += kSource.substr(region.begin, region.end - region.begin);
    found += ' ';
  }
  CHECK(found == "D'''module''' s'second' D\"\"\"doc\"\"\" s'no' D'c' D'd' s'y' s'z' ");
}

TEST_CASE("blocks tell branches") {
  Facts facts = ParsePython(
      "try:\n  import a\nexcept ImportError:\n  a = None\nelse:\n  b()\nfinally:\n  c()\n"
      "while d(): e()\nwith f(): g()\n");
  auto kind = [&](size_t call) { return facts.blocks[facts.calls[call].block].kind; };
  CHECK(facts.blocks[facts.imports[0].block].kind == BlockKind::kTry);
  CHECK(kind(0) == BlockKind::kElse);
  CHECK(kind(1) == BlockKind::kFinally);
  CHECK(kind(2) == BlockKind::kBody);
  CHECK(kind(3) == BlockKind::kLoop);
  CHECK(kind(5) == BlockKind::kBody);
  CHECK(facts.blocks[facts.calls[5].block].parent == 0);
}

}  // namespace ssot
