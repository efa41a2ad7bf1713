#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

struct Case {
  const char* source;
  const char* expected;
};

}  // namespace

TEST_CASE("calls with type arguments bind as tight as others") {
  static const Case kCases[] = {
      {"await f<T>(x)", "call 1:7-1:14 f(x) in module"},
      {"!a.f<T>(x)", "call 1:2-1:11 a.f(x) in module"},
      {"x || f<A<B>>(y)", "call 1:6-1:16 f(y) in module"},
      {"await f<T>(x).g()", "call 1:7-1:18 call(1:7).g() in module\ncall 1:7-1:14 f(x) in module"},
      {"f<typeof import('m')>('x')", "call 1:1-1:27 f(\"x\") in module"},
      {"new a.b!.C<T>(x)", "call 1:1-1:17 a.b.C(x) in module"},
      {"a < b && c > (d)", ""},
      {"const f = () => {}\n(g)(x)", "call 2:1-2:7 g(x) in module"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    const Facts facts = ParseTypeScript(c.source);
    CHECK(DescribeCalls(facts) == c.expected);
    CHECK(DescribeErrors(facts) == "");
  }
}

TEST_CASE("what the grammar does not know is read in another spelling") {
  static const Case kCases[] = {
      {"export * from 'm' with { type: 'json' };", "import 1:8 m *"},
      {"export type * from 'm';", "import 1:13 m * (type)"},
      {"import defer * as a from 'm';", "import 1:14 m as a"},
      {"import source a from 'm';", "import 1:15 m default as a"},
      {"import source from 'm';", "import 1:8 m default as source"},
      {"export import a = require('m');", "import 1:15 m as a"},
      {"f<typeof import('m')>('x');", "import 1:10 m (type)"},
      {"type A = import('m').B<C>;", "import 1:10 m (type)"},
      {"type A = import(/* m */ 'm');", "import 1:10 m (type)"},
      {"type A = (string) => void; import 'm';", "import 1:35 m"},
      {"interface A<in out T> { a: { [K in keyof readonly T[]]: 1 } } import 'm';",
       "import 1:70 m"},
      {"class A { static accessor b = 1; static [c: string]: d; abstract private e; } import 'm';",
       "import 1:86 m"},
      {"function f(using: string) { return using; } import 'm';", "import 1:52 m"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    const Facts facts = ParseTypeScript(c.source);
    CHECK(DescribeImports(facts) == c.expected);
    CHECK(DescribeErrors(facts) == "");
  }
}

TEST_CASE("a using declaration binds in its block") {
  const Facts facts = ParseTypeScript("function f() { { await using a: A = b(); } return a; }");
  CHECK(DescribeBindings(facts) ==
        "f = definition in module\nthis = ? in f\na = call(1:37) : A in block");
}

TEST_CASE("a comment of a component's markup that nothing ends is an error at its place") {
  static const struct {
    const char* source;
    const char* imports;
    const char* errors;
  } kCases[] = {
      {"<p/>\n <!-- a\n<script>import 'm'</script>", "import 3:16 m", "2:2 unterminated comment"},
      {"<!-- a --><!-- b --\n<script>import 'm'</script>", "import 2:16 m",
       "1:11 unterminated comment"},
      {"<!-- <!--\n--><script>import 'm'</script>", "import 2:19 m", ""},
      {"<!-- <!--><script>import 'm'</script>", "import 1:26 m", ""},
      {"<script>'<!--'; import 'm'</script>", "import 1:24 m", ""},
      {"<p a='<!--'/><style>/* <!-- */</style><script>import 'm'</script>", "import 1:54 m", ""},
      {"<script>'<!--'; import 'm'</script><!--", "import 1:24 m", "1:36 unterminated comment"},
  };
  for (const auto& c : kCases) {
    CAPTURE(c.source);
    const Facts facts = ParseVue(c.source);
    CHECK(DescribeImports(facts) == c.imports);
    CHECK(DescribeErrors(facts) == c.errors);
    CHECK(facts.parse == (*c.errors == '\0' ? ParseStatus::kOk : ParseStatus::kRecovered));
  }
}

// With a search through the rest for each of them, this takes hours.
TEST_CASE("many comments that nothing ends take no longer than other text") {
  constexpr int kMany = 200'000;
  for (const char* comment : {"<!--", "<!-- x --\n", "<!-- x\n"}) {
    for (const std::string& end : {std::string(), std::string("\0-->", 4)}) {
      CAPTURE(comment);
      std::string text = "<script>import 'm'</script>";
      for (int i = 0; i < kMany; ++i) text += comment;
      text += end;
      const Facts facts = ParseVue(text);
      CHECK(DescribeImports(facts) == "import 1:16 m");
      CHECK(DescribeErrors(facts) == "1:28 unterminated comment");
    }
  }
}

TEST_CASE("what is really broken is an error, and keeps what stands around it") {
  const Facts facts = ParseTypeScript("import a from 'm';\nconst = ;\nf<T>(a);\n");
  CHECK(facts.parse == ParseStatus::kRecovered);
  CHECK(DescribeImports(facts) == "import 1:8 m default as a");
  CHECK(DescribeCalls(facts) == "call 3:1-3:8 f(a) in module");
}

TEST_CASE("definitions by what they stand in") {
  static const Case kCases[] = {
      {"class A { ['b']() { return c(); } }",
       "class 1:1-1 A normal\nmethod 1:11-1 b forwards to c"},
      {"const a = { [`b`]: () => 1 };", "def 1:13-1 b normal"},
      {"f(@g class {});", "class 1:6-1  stub @g"},
      {"declare function f(a: string): void;", "def 1:9-1 f stub"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.source);
    CHECK(DescribeDefinitions(ParseTypeScript(c.source)) == c.expected);
  }
}

TEST_CASE("what export statements give away") {
  const Facts facts = ParseTypeScript(
      "import { a, b } from 'm';\nexport { a, b as c };\nexport const d = 1, { e, f: [g] } = h;\n"
      "export function i() { var j; }\nexport class K {}\nexport enum L { M }\nconst n = 1;\n"
      "export { o } from 'm';\nexport * as p from 'm';\nexport * from 'm';\n"
      "export import q = require('m');\nexport default n;\n");
  std::vector<std::string> names;
  for (NameId name : facts.exports) names.emplace_back(facts.Name(name));
  std::sort(names.begin(), names.end());
  std::string joined;
  for (const std::string& name : names) joined += name + " ";
  CHECK(joined == "K L a c d default e g i o p q ");
}

TEST_CASE("a parse leaves nothing behind for the next one, however large it was") {
  const std::string small = "import a from 'm';\nawait a<T>(x, [1, 2]);\n";
  const std::string expected = DescribeCalls(ParseTypeScript(small));
  std::string flat = "f(";
  for (int i = 0; i < 30000; ++i) flat += "g(" + std::to_string(i) + "), ";
  std::string broken;
  for (int i = 0; i < 30000; ++i) broken += "const = ; ) ";
  for (const std::string& large : {flat + ");", broken, std::string(30000, '(')}) {
    ParseTypeScript(large);
    CHECK(DescribeCalls(ParseTypeScript(small)) == expected);
  }
  CHECK(ParseTypeScript(flat + ");").calls.size() == 30001);
}

TEST_CASE("text of elements may hold a bare ampersand") {
  const Facts facts = ParseTypeScript("const a = <b>x & y && z {f()}</b>;", "a.tsx");
  CHECK(DescribeErrors(facts) == "");
  CHECK(DescribeCalls(facts) == "call 1:26-1:29 f() in module");
}

}  // namespace ssot
