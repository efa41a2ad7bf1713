#include <doctest/doctest.h>

#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

struct Case {
  const char* source;
  const char* expected;
};

}  // namespace

TEST_CASE("calls: position of the whole expression, callee, arguments, scope") {
  static const Case kCases[] = {
      {"f()", "call 1:1-1:4 f() in module"},
      {"jwt.decode(token, key='k', *a, **b)",
       "call 1:1-1:36 jwt.decode(token, key=\"k\", *=?, **=?) in module"},
      {"x = a.b(1).c(None)",
       "call 1:5-1:11 a.b(1) in module\ncall 1:5-1:19 call(1:5).c(None) in module"},
      {"f(g(h()))",
       "call 1:1-1:10 f(call(1:3)) in module\ncall 1:3-1:9 g(call(1:5)) in module\n"
       "call 1:5-1:8 h() in module"},
      {"(a)(b)", "call 1:1-1:7 a(b) in module"},
      {"(a or b)(c)", "call 1:1-1:12 a|b(c) in module"},
      {"f(\n  a,\n)", "call 1:1-3:2 f(a) in module"},
      {"await f(x)", "call 1:7-1:11 f(x) in module"},
      {"f(a if b else c)", "call 1:1-1:17 f(a|c) in module"},
      {"f(a + 'b', -1, not x, a == b)", "call 1:1-1:30 f(a+\"b\", ?, ?, ?) in module"},
      {"f([1, 'a'], {'k': v}, (1,), {1}, {})",
       "call 1:1-1:37 f([1, \"a\"], {\"k\", v}, [1], [1], {}) in module"},
      {"f('a' 'b'\n'c')", "call 1:1-2:5 f(\"abc\") in module"},
      {"f(f'JWT_{env}_{x.y}')", "call 1:1-1:22 f(f\"JWT_{env}_{}\") in module"},
      {"f'{g(x)!r:>{w(1)}}'", "call 1:4-1:8 g(x) in module\ncall 1:13-1:17 w(1) in module"},
      {"f\"{d[\"k\"](1)}\"", "call 1:4-1:13 d[\"k\"](1) in module"},
      {"lambda x, y=g(1): h(x)", "call 1:13-1:17 g(1) in module\ncall 1:19-1:23 h(x) in lambda"},
      {"[f(x) for x in g(y) if h(x)]",
       "call 1:2-1:6 f(x) in comprehension\ncall 1:16-1:20 g(y) in comprehension\n"
       "call 1:24-1:28 h(x) in comprehension"},
      {"f(x for x in y)", "call 1:1-1:16 f(?) in module"},
      {"d = {k: v() for k, v in i()}",
       "call 1:9-1:12 v() in comprehension\ncall 1:25-1:28 i() in comprehension"},
      {"x = yield f(1)", "call 1:11-1:15 f(1) in module"},
      {"if (n := f(1)) > 2: pass", "call 1:10-1:14 f(1) in module"},
      {"f(n := 1, a=b)", "call 1:1-1:15 f(1, a=b) in module"},
      {"x[f(1):g(2), ...]", "call 1:3-1:7 f(1) in module\ncall 1:8-1:12 g(2) in module"},
      {"'%s' % f(x)", "call 1:8-1:12 f(x) in module"},
      {"', '.join(x)", "call 1:1-1:13 \", \".join(x) in module"},
      {"print >>f, g(1)", "call 1:12-1:16 g(1) in module"},
      {"é.f(ü)", "call 1:1-1:7 é.f(ü) in module"},
      {"f(r'\\d', '\\x41\\n\\u00e9\\101')", "call 1:1-1:29 f(\"\\d\", \"A\n\u00e9A\") in module"},
      {"# f()\n'g()'\nx = 'h()'", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeCalls(ParsePython(c.source)) == c.expected);
  }
}

TEST_CASE("accesses: attributes, subscripts with keys, membership, constants") {
  static const Case kCases[] = {
      {"x = settings.jwt_secret", "read 1:5 settings.jwt_secret"},
      {"settings.jwt_secret.encode()", "read 1:1 settings.jwt_secret"},
      {"settings.jwt_secret = 1", "write 1:1 settings.jwt_secret"},
      {"settings.a, b['k'] = 1, 2", "write 1:1 settings.a\nwrite 1:13 b[\"k\"]"},
      {"settings.n += 1", "write 1:1 settings.n"},
      {"del os.environ['X']", "read 1:5 os.environ\ndelete 1:5 os.environ[\"X\"]"},
      {"os.environ['X']", "read 1:1 os.environ\nread 1:1 os.environ[\"X\"]"},
      {"os.environ[NAME]", "read 1:1 os.environ\nread 1:12 NAME\nread 1:1 os.environ[NAME]"},
      {"'X' in os.environ", "read 1:8 os.environ\nread 1:1 os.environ[\"X\"] membership"},
      {"k not in env and 1", "read 1:1 env[k] membership"},
      {"x[0] + x[1:2] + x['a', 'b']", ""},
      {"JWT_SECRET_KEY = 1", "write 1:1 JWT_SECRET_KEY"},
      {"f(JWT_SECRET_KEY)", "read 1:3 JWT_SECRET_KEY"},
      {"x: Dict['A', B] = y['k']", "read 1:19 y[\"k\"]"},
      {"for self.x in y: pass", "write 1:5 self.x"},
      {"with a as b.c: pass", "write 1:11 b.c"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeAccesses(ParsePython(c.source)) == c.expected);
  }
}

TEST_CASE("bindings of expressions") {
  static const Case kCases[] = {
      {"x = jwt.decode", "x = jwt.decode in module"},
      {"x = y = z", "x = z in module\ny = z in module"},
      {"a, b = c, d", "a = c in module\nb = d in module"},
      {"a, (b, *c) = d",
       "a = item 0 of d in module\nb = item 0 of item 1 of d in module\nc = ? in module"},
      {"*a, b = c", "a = ? in module\nb = ? in module"},
      {"a, b = c = d", "a = item 0 of d in module\nb = item 1 of d in module\nc = d in module"},
      {"(a), [b] = c, d", "a = c in module\nb = item 0 of d in module"},
      {"a, b = c", "a = item 0 of c in module\nb = item 1 of c in module"},
      {"a, b = c, d, e", "a = c in module\nb = d in module"},
      {"((((((a,),),),),),) = b", "a = ? in module"},
      {"a, b = f()", "a = ? in module\nb = ? in module"},
      {"a = [1, 2]", "a = [1, 2] in module"},
      {"x: T = v", "x = v : T in module"},
      {"x: Optional[T]", "x = ? : Optional[T] in module"},
      {"x: T | None", "x = ? : T|None in module"},
      {"x: Union[A, b.C]", "x = ? : Union[[A, b.C]] in module"},
      {"x: Annotated[T, 'why']", "x = ? : Annotated[[T, \"why\"]] in module"},
      {"x: dict[str, list[T]]", "x = ? : dict[[str, list[T]]] in module"},
      {"x: 'T'", "x = ? : \"T\" in module"},
      {"x += 1", "x = ? in module"},
      {"for n in ['A', 'B']: pass", "n = each [\"A\", \"B\"] in module"},
      {"for k, v in d: pass", "k = item 0 of each d in module\nv = item 1 of each d in module"},
      {"for i, (k, v) in f(d): pass",
       "i = item 0 of each call(1:18) in module\nk = item 0 of item 1 of each call(1:18) in "
       "module\nv = item 1 of item 1 of each call(1:18) in module"},
      {"for (k) in d: pass", "k = each d in module"},
      {"[n for n in ('A', 'B')]", "n = each [\"A\", \"B\"] in comprehension"},
      {"[n for n, in a]", "n = item 0 of each a in comprehension"},
      {"[n for (n) in a]", "n = each a in comprehension"},
      {"[n for a[0], n in b]", "n = item 1 of each b in comprehension"},
      {"{k: v for k, (v, w) in a for x, y in [w for w in v]}",
       "k = item 0 of each a in comprehension\nv = item 0 of item 1 of each a in comprehension\n"
       "w = item 1 of item 1 of each a in comprehension\nx = ? in comprehension\n"
       "y = ? in comprehension\nw = each v in comprehension"},
      {"f([x for a in b for c in d]).y = e",
       "a = each b in comprehension\nc = each d in comprehension"},
      {"for n, in a: pass", "n = item 0 of each a in module"},
      {"[n for m in a for n in m]", "m = each a in comprehension\nn = each m in comprehension"},
      {"with f() as x, g() as y: pass", "x = call(1:6) in module\ny = call(1:16) in module"},
      {"with (f() as x, g() as y,): pass", "x = call(1:7) in module\ny = call(1:17) in module"},
      {"[y := f(x) for x in z]", "y = call(1:7) in module\nx = each z in comprehension"},
      {"lambda a, *b, c=1, **d: 0",
       "a = parameter 0 in lambda\nb = parameter 1 in lambda\nc = parameter 2 in lambda\n"
       "d = parameter 3 in lambda"},
      {"x = lambda a, b=1: f.g(a, b)",
       "a = parameter 0 in lambda\nb = parameter 1 in lambda\nx = f.g in module"},
      {"x = lambda *a, **b: f(*a, **b)",
       "a = parameter 0 in lambda\nb = parameter 1 in lambda\nx = ? in module"},
      {"x = lambda: f()", "x = f in module"},
      {"x = lambda a: f(a, 1)", "a = parameter 0 in lambda\nx = ? in module"},
      {"x = lambda a, b: f(b, a)",
       "a = parameter 0 in lambda\nb = parameter 1 in lambda\nx = ? in module"},
      {"x = lambda a: a(a)", "a = parameter 0 in lambda\nx = ? in module"},
      {"x = lambda a: f(a).g", "a = parameter 0 in lambda\nx = ? in module"},
      {"x = a or b", "x = a|b in module"},
      {"x = a if c else b or d", "x = a|b|d in module"},
      {"x = 'A_' + y", "x = \"A_\"+y in module"},
      {"x = await f()", "x = call(1:11) in module"},
      {"x = a and b", "x = ? in module"},
      {"x = (y)", "x = y in module"},
      {"del x", "x = ? in module"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeBindings(ParsePython(c.source)) == c.expected);
  }
}

}  // namespace ssot
