#include <doctest/doctest.h>

#include "tests/languages/describe_facts.h"

namespace ssot {

TEST_CASE("the shape of a body") {
  struct Case {
    const char* body;  // of `def f():`, indented by two
    const char* expected;
  };
  static const Case kCases[] = {
      {"pass", "stub"},
      {"...", "stub"},
      {"'doc'", "stub"},
      {"'doc'\n  pass", "stub"},
      {"raise NotImplementedError", "stub"},
      {"raise NotImplementedError('x')", "stub"},
      {"'doc'\n  raise NotImplementedError", "stub"},
      {"raise ValueError('x')", "normal"},
      {"return None", "normal"},
      {"return a.g(x)", "forwards to a.g"},
      {"return await a.g(x)", "forwards to a.g"},
      {"'doc'\n  return a.g(x)", "forwards to a.g"},
      {"a.g(x)", "forwards to a.g"},
      {"import a\n  return a.g(x)", "forwards to a.g"},
      {"c = client()\n  return await c.g(x)", "forwards to c.g"},
      {"r = c.g(x)\n  return r", "forwards to c.g"},
      {"r = c.g(x)\n  return s", "normal"},
      {"a.g(x)\n  return b.h(x)", "normal"},
      {"return a.g(x)\n  pass", "forwards to a.g"},
      {"return a.g(x)\n  return b", "normal"},
      {"if x: return a.g(x)\n  return b.g(x)", "normal"},
      {"try:\n    return a.g(x)\n  except E:\n    return None", "normal"},
      {"for x in y: pass", "normal"},
      {"return a.g(x) or b", "normal"},
      {"return a.g(x).h", "normal"},
      {"def g(): pass\n  return g()", "normal"},
      {"x = [1]\n  return g(x)", "normal"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.body);
    std::string source = "def f():\n  " + std::string(c.body) + "\n";
    std::string described = DescribeDefinitions(ParsePython(source));
    std::string first = described.substr(0, described.find('\n'));
    CHECK(first.substr(first.find(" f ") + 3) == c.expected);
  }
}

TEST_CASE("classes without content are stubs") {
  CHECK(DescribeDefinitions(ParsePython("class A: pass")) == "class 1:1-1 A stub");
  CHECK(DescribeDefinitions(ParsePython("class A:\n  '''doc'''\n")) == "class 1:1-2 A stub");
  CHECK(DescribeDefinitions(ParsePython("class A:\n  x = 1\n")) == "class 1:1-2 A normal");
  CHECK(DescribeDefinitions(ParsePython("class A:\n  def f(self): pass\n")) ==
        "class 1:1-2 A normal\nmethod 2:3-2 f stub");
}

}  // namespace ssot
