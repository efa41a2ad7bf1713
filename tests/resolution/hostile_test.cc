// Files that mean harm, and answers that must not depend on threads.
#include <algorithm>

#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

std::string Number(int i) {
  return std::to_string(i);
}

}  // namespace

TEST_CASE("circles and chains end") {
  CHECK(CallsIn("a = b\nb = a\na.f()\ndef g():\n  a.f()\n") == Lines{});
  CHECK(CallsIn("class A(B): pass\nclass B(A): pass\nA().f()\n") == Lines{"3: main.A exact"});
  CHECK(CallsIn("class A(A): pass\nA().f()\n") == Lines{"2: main.A exact"});
  CHECK(CallsIn("def f(): return f()\nf().g()\n") == Lines{"1: main.f exact", "2: main.f exact"});
  CHECK(CallsIn("def f(x: 'f'): x.g()\n") == Lines{});
}

TEST_CASE("a chain of ten thousand aliases") {
  std::string text = "import jwt\na0 = jwt\n";
  for (int i = 1; i <= 10000; ++i) text += "a" + Number(i) + " = a" + Number(i - 1) + "\n";
  text += "a3.decode(t)\na10000.decode(t)\ndef f():\n  a10000.decode(t)\n";
  CHECK(CallsIn(text) == Lines{"10003: jwt.decode alias"});
}

TEST_CASE("names bound ten thousand times under conditions") {
  std::string text = "import os\n";
  for (int i = 0; i < 10000; ++i) text += "if x:\n  k = 'K" + Number(i) + "'\n";
  for (int i = 0; i < 100; ++i) text += "os.getenv(k)\n";
  CHECK(AccessesIn(text).size() == 100 * 64);
}

TEST_CASE("choices that double with every step") {
  std::string text = "import jwt\na0 = jwt\n";
  for (int i = 1; i <= 60; ++i) {
    std::string before = "a" + Number(i - 1);
    text += "a" + Number(i) + " = none" + Number(i) + "(" + before + ") or (" + before + "_ or " +
            before + ")\n";
  }
  text += "a3.decode(t)\n";
  CHECK(CallsIn(text) == Lines{"63: jwt.decode alias"});
  std::string strings = "import os\ns0 = 'a'\n";
  for (int i = 1; i <= 60; ++i) {
    std::string before = "s" + Number(i - 1);
    strings += "s" + Number(i) + " = " + before + " + " + before + "\n";
  }
  strings += "os.getenv(s3)\nos.getenv(s60)\n";
  CHECK(AccessesIn(strings) == Lines{"63: environment read aaaaaaaa os.getenv constant",
                                     "64: environment read {} os.getenv heuristic"});
}

TEST_CASE("a schema that two hundred conditions extend") {
  std::string text = "let t = z.object({ A: z.string() });\n";
  for (int i = 0; i < 200; ++i) {
    text += "if (x) { t = t.extend({ B" + Number(i) + ": z.string() }); }\n";
  }
  Lines lines =
      SourceTree(SourceTree::Files{{"a.ts", text + "t.parse(process.env);\n"}}).Accesses("a.ts");
  CHECK(lines.size() == 201);
  std::sort(lines.begin(), lines.end());
  CHECK(std::unique(lines.begin(), lines.end()) == lines.end());
  REQUIRE_FALSE(lines.empty());
  CHECK(lines[0] == "202: environment read A t.parse heuristic");
}

TEST_CASE("a schema of mappings that double with every step") {
  std::string text = "const a0 = { p: 1 };\n";
  for (int i = 1; i < 16; ++i) {
    const std::string before = "a" + Number(i - 1);
    text += "const a" + Number(i) + " = {";
    for (int j = 0; j < 8; ++j) text += " p" + Number(j) + ": " + before + ",";
    text += " };\n";
  }
  text += "import convict from 'convict';\nconvict(a15);\nconvict({ a: { env: 'A' } });\n";
  CHECK(SourceTree(SourceTree::Files{{"a.ts", text}}).Accesses("a.ts") ==
        Lines{"19: environment read A convict.default exact"});
}

TEST_CASE("lambdas and comprehensions nested without end") {
  std::string lambdas = "import jwt\nf = ";
  for (int i = 0; i < 50000; ++i) lambdas += "lambda: g(";
  lambdas += "jwt.decode(t)" + std::string(50000, ')') + "\n";
  CHECK(CallsIn(lambdas) == Lines{});
  std::string lists = "import jwt\n";
  for (int i = 0; i < 5000; ++i) lists += "[";
  lists += "jwt.decode(t)";
  for (int i = 0; i < 5000; ++i) lists += " for x in y]";
  CHECK(CallsIn(lists + "\njwt.encode(t)\n").back() == "3: jwt.encode exact");
}

TEST_CASE("star imports in a mesh") {
  SourceTree::Files files;
  for (int i = 0; i < 12; ++i) {
    std::string text;
    for (int j = 0; j < 12; ++j) text += "from m" + Number(j) + " import *\n";
    text += "missing(t)\n";
    files.push_back({"m" + Number(i) + ".py", text});
  }
  SourceTree tree(files);
  CHECK(tree.Calls("m3.py") == Lines{});
}

TEST_CASE("the answers do not depend on the order of questions or on threads") {
  SourceTree::Files files;
  for (int i = 0; i < 40; ++i) {
    std::string next = Number((i + 1) % 40);
    std::string text =
        "from m" + next + " import a, b as c\nfrom m" + Number(i * 7 % 40) + " import *\n";
    text += "b = a\n";
    if (i % 9 == 0) text += "import jwt\na = jwt if x else c\n";
    text += "def f():\n  a.decode(t)\n  b.decode(t)\n  c.decode(t)\n";
    files.push_back({"m" + Number(i) + ".py", text});
  }
  SourceTree forwards(files, {}, 1);
  SourceTree backwards(files, {}, 4);
  std::vector<Lines> expected;
  for (int i = 0; i < 40; ++i) expected.push_back(forwards.Calls("m" + Number(i) + ".py"));
  for (int i = 40; i-- > 0;) {
    CHECK(backwards.Calls("m" + Number(i) + ".py") == expected[static_cast<size_t>(i)]);
  }
  CHECK(expected[0] ==
        Lines{"7: jwt.decode alias", "8: jwt.decode reexport", "9: jwt.decode reexport"});
}

TEST_CASE("empty and failed files") {
  SourceTree tree(SourceTree::Files{{"a.py", ""}, {"b.py", "import a\na.f()\n"}});
  CHECK(tree.Calls("a.py") == Lines{});
  CHECK(tree.Calls("b.py") == Lines{"2: a.f exact"});
  std::vector<Facts> files(1);
  files[0].path = "c.py";
  files[0].language = Language::kPython;
  files[0].parse = ParseStatus::kFailed;
  CHECK(FactIndex::Build(files, {}, 1)->ResolveFile(0).calls.empty());
}

}  // namespace ssot
