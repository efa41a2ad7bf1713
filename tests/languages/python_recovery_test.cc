#include <doctest/doctest.h>

#include <string>

#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

// The calls before() and after() around a broken line must both be there, and the error too.
void CheckRecovers(const std::string& broken, const char* error) {
  CAPTURE(broken);
  std::string source = "def before():\n    first(1)\n\ndef middle():\n    x = 1\n    " + broken +
                       "\n    y = 2\n\ndef after():\n    last(2)\n";
  Facts facts = ParsePython(source);
  std::string calls = DescribeCalls(facts);
  CHECK(calls.find("first(1) in before") != std::string::npos);
  CHECK(calls.find("last(2) in after") != std::string::npos);
  std::string definitions = DescribeDefinitions(facts);
  CHECK(definitions.find(" after ") != std::string::npos);
  CHECK(facts.parse == ParseStatus::kRecovered);
  CHECK(DescribeErrors(facts).substr(0, std::string(error).size()) == error);
}

}  // namespace

TEST_CASE("a broken line costs that line") {
  CheckRecovers("foo(bar", "6:8 bracket was never closed");
  CheckRecovers("foo(a, [b, {c: d", "6:8 bracket was never closed");
  CheckRecovers("x = (1,", "6:9 bracket was never closed");
  CheckRecovers("foo)", "6:8 invalid syntax");
  CheckRecovers("foo(]", "6:9 closing bracket does not match the opening one");
  CheckRecovers("x = = 3", "6:9 expected an expression");
  CheckRecovers("x = 'open", "6:9 unterminated string literal");
  CheckRecovers("x = f'open {y", "6:16 f-string: expecting '}'");
  CheckRecovers("x = f'open {y'", "6:18 unterminated string literal");
  CheckRecovers("x = f'{}'", "6:12 f-string: expected an expression");
  CheckRecovers("if x", "6:9 expected ':'");
  CheckRecovers("def g(:", "6:11 expected a parameter");
  CheckRecovers("def g(a", "6:11 bracket was never closed");
  CheckRecovers("class (A):", "6:11 expected a name");
  CheckRecovers("import", "6:11 expected a name");
  CheckRecovers("from x import", "6:18 expected a name");
  CheckRecovers("from import y", "6:10 expected a name");
  CheckRecovers("a b c", "6:7 invalid syntax");
  CheckRecovers("print 'x'", "6:11 invalid syntax");
  CheckRecovers("exec \"x\" in d", "6:10 invalid syntax");
  CheckRecovers("x = `y`", "6:9 invalid character or operator");
  CheckRecovers("x <> y", "6:7 invalid character or operator");
  CheckRecovers("x = 5 $ 3", "6:11 invalid character or operator");
  CheckRecovers("  z = 3", "6:7 unexpected indent");
  CheckRecovers("lambda x", "6:13 expected ':' after the parameters of lambda");
  CheckRecovers("x = 0777", "6:9 leading zeros");
  CheckRecovers("raise E, 'text'", "6:20 'raise' takes one expression");
  CheckRecovers("\u20ac = 2", "6:5 invalid character");
  CheckRecovers("if x:\n        a = 1\n\tb = 2", "8:2 inconsistent use of tabs");
  CheckRecovers("x = yield = 3 +", "6:20 expected an expression");
}

TEST_CASE("a string on a line within brackets that are open is no statement") {
  const Facts facts = ParsePython("from x import (a; \"s\"\n.join(one(1)))\ntwo(2)\n");
  CHECK(DescribeErrors(facts) == "1:17 expected ',' or ')'\n2:14 invalid syntax");
  CHECK(DescribeCalls(facts).find("two(2)") != std::string::npos);
}

TEST_CASE("facts on the broken line stay") {
  CHECK(DescribeCalls(ParsePython("print f(1), g(2)")) ==
        "call 1:7-1:11 f(1) in module\ncall 1:13-1:17 g(2) in module");
  CHECK(DescribeCalls(ParsePython("raise E, f(1)")) == "call 1:10-1:14 f(1) in module");
  CHECK(DescribeCalls(ParsePython("x = f(a b)")) == "call 1:5-1:11 f(?) in module");
}

TEST_CASE("a line between two indentations stays in the inner block") {
  Facts facts = ParsePython("def f():\n    a()\n  b()\n    c()\ndef g(): pass\n");
  CHECK(DescribeCalls(facts) ==
        "call 2:5-2:8 a() in f\ncall 3:3-3:6 b() in f\ncall 4:5-4:8 c() in f");
  CHECK(DescribeErrors(facts) ==
        "3:3 unindent does not match any outer indentation level\n4:5 unexpected indent");
}

TEST_CASE("lines that are too deep are one error") {
  Facts facts = ParsePython("def f():\n  a()\n    b()\n    c()\n  d()\ne()\n");
  CHECK(DescribeCalls(facts) ==
        "call 2:3-2:6 a() in f\ncall 3:5-3:8 b() in f\ncall 4:5-4:8 c() in f\n"
        "call 5:3-5:6 d() in f\ncall 6:1-6:4 e() in module");
  CHECK(DescribeErrors(facts) == "3:5 unexpected indent");
}

TEST_CASE("an unterminated triple-quoted string ends with its line") {
  Facts facts = ParsePython("a()\nx = '''open\nb()\n");
  CHECK(DescribeCalls(facts) == "call 1:1-1:4 a() in module\ncall 3:1-3:4 b() in module");
  CHECK(DescribeErrors(facts) == "2:5 unterminated triple-quoted string literal");
}

TEST_CASE("valid code has no errors") {
  static const char* const kSources[] = {
      "",
      "\n",
      "\f\n",
      "\xC3\xA9 = 1",
      "x = yield",
      "def f(): yield\n",
      "yield from x",
      "f(*a, **b)",
      "print(*a, sep='')",
      "x = *a, b",
      "a[1:2, ::3]",
      "a[:]",
      "a[b:]",
      "x = ()",
      "x = lambda: (yield)",
      "x = lambda *, a: a",
      "x = lambda a, /: a",
      "del a, b[0]",
      "try: pass\nexcept* E: pass",
      "except_ = 1",
      "try: pass\nexcept A, B: pass",
      "def f() -> None: ...",
      "def g():\n  f'{yield}'",
      "[x for x, in y]",
      "for x, in y: pass",
      "match v:\n  case y as w,: pass\n  case 1 as a, 2 as b: pass",
      "x = 0_0 + 00 + 0.5 + 01.5 + 09j",
      "if x:\n\ty = 1\n\tz = 2",
      "async def f():\n  async for x in y: pass\n  async with a as b: pass\n"
      "  return [x async for x in y]",
      "x = a if b else c if d else e",
      "x = not a",
      "x = a is not b",
      "x = a not in b",
      "x = [i for i in range(3) if i if i > 1]",
      "with (a, b): pass",
      "with (a): pass",
      "with (yield): pass",
      "for x in *a, b: pass",
      "for x, in y: pass",
      "x = y = z",
      "x: int",
      "@a\n\n# comment\n@b\ndef f(): pass",
      "if x:\n    # only\n    pass\n  # odd comment\n",
      "x = {**a, 'b': c}",
      "x = {*a, b}",
      "assert x, y",
      "raise",
      "raise A from B",
      "global a, b",
      "return",
      "class A(): pass",
      "class A: x: int = 1; y = 2",
      "x = 1 if y else 2,",
      "f(a)(b)(c)",
      "x = (a, *b)",
      "print(f'{x=}')",
      "x = f'{x = !r:^20}'",
      "if x: pass; y = 1\n",
      "while 1: break\nelse: pass",
      "x = a @ b",
      "x @= y",
      "x = 0xdead_beef",
      "def f(a, *args: *Ts): pass",
      "def f(\n    a,  # c\n    b\n): pass",
      "x = '''a''' 'b'",
      "if a: \\\n  b",
      "x = a.\\\n  b",
      "def f(x=(lambda: 1)): pass",
      "x = [lambda: 1, 2]",
      "x = {1: lambda y: y, 2: 3}",
      "f(lambda: a, b)",
      "x = [lambda x: x for y in z]",
      "x = ...",
      "x[...]",
      "x = (y for y in z)",
      "f(y for y in z)",
      "class A(B, *C, **D): pass",
      "if (a and\n    b):\n    pass",
      "f(\n)",
      "x = [\n]",
      "x = {\n}",
      "def f() -> None: ...",
      "x = 1;",
      "a = b if c else lambda: d",
  };
  for (const char* source : kSources) {
    CAPTURE(source);
    CHECK(DescribeErrors(ParsePython(source)) == "");
  }
}

}  // namespace ssot
