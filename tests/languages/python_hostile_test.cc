#include <doctest/doctest.h>

#include <string>

#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

std::string Repeat(std::string_view text, size_t count) {
  std::string repeated;
  repeated.reserve(text.size() * count);
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

}  // namespace

TEST_CASE("nesting costs no stack") {
  constexpr size_t kDepth = 100000;
  CHECK(ParsePython("x = " + Repeat("(", kDepth) + Repeat(")", kDepth)).errors.empty());
  CHECK(ParsePython("x = " + Repeat("[", kDepth)).parse == ParseStatus::kRecovered);
  CHECK(ParsePython(Repeat("f(", kDepth) + Repeat(")", kDepth)).calls.size() == kDepth);
  CHECK(ParsePython("x = " + Repeat("{1:", kDepth)).parse == ParseStatus::kRecovered);
  CHECK(ParsePython("x = " + Repeat("lambda: ", kDepth) + "1").errors.empty());
  CHECK(ParsePython("x" + Repeat(".y", kDepth)).accesses.size() == kDepth);
  CHECK(ParsePython("x" + Repeat("()", kDepth)).calls.size() == kDepth);
  CHECK(ParsePython(Repeat("if x: ", 20000) + "y()").calls.size() == 1);
  CHECK(ParsePython("x = " + Repeat("f'{", 20000)).parse == ParseStatus::kRecovered);
  CHECK(ParsePython(Repeat("[x for x in ", 20000)).parse == ParseStatus::kRecovered);
}

TEST_CASE("long inputs") {
  CHECK(ParsePython("x = '" + Repeat("a", 10000000) + "'").errors.empty());
  CHECK(ParsePython(Repeat("x + ", 1000000) + "x").errors.empty());
  CHECK(ParsePython(Repeat("a = 1; ", 100000)).bindings.size() == 100000);
  CHECK(ParsePython(Repeat("def f(): pass\n", 100000)).definitions.size() == 100000);
  CHECK(ParsePython(Repeat("'''\n", 100001)).parse == ParseStatus::kRecovered);
  CHECK(ParsePython(Repeat("f(\n", 50000)).parse == ParseStatus::kRecovered);
  CHECK(ParsePython(Repeat("match (\n", 2000)).parse == ParseStatus::kRecovered);
}

TEST_CASE("errors are capped") {
  Facts facts = ParsePython(Repeat("a b\n", 1000));
  CHECK(facts.errors.size() == 100);
  CHECK(facts.parse == ParseStatus::kRecovered);
}

TEST_CASE("NUL bytes are no end") {
  CHECK(DescribeCalls(ParsePython(std::string("a()\0\nb()\n", 9))) ==
        "call 1:1-1:4 a() in module\ncall 2:1-2:4 b() in module");
}

}  // namespace ssot
