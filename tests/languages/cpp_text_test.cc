// C and C++ by words alone.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "scanner/languages/cpp/cpp.h"
#include "scanner/languages/cpp/token.h"

namespace ssot::cpp {
namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string TokensOf(const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : Tokenize(text).tokens) {
    words.push_back(text.substr(token.begin, token.end - token.begin));
  }
  return Joined(words);
}

// The targets of calls, in source order; for methods the name behind a dot.
std::string CallsOf(const std::string& text) {
  const Facts facts = ExtractCpp("a.cc", text).facts;
  std::vector<std::string> words;
  for (const CallFact& call : facts.calls) {
    const Value& callee = facts.values[call.callee];
    const std::string name(facts.Name(callee.name));
    words.push_back(callee.kind == ValueKind::kAttribute ? "." + name : name);
  }
  return Joined(words);
}

std::string DefinitionsOf(const std::string& text) {
  const Facts facts = ExtractCpp("a.cc", text).facts;
  std::vector<std::string> words;
  for (const DefinitionFact& definition : facts.definitions) {
    words.emplace_back(facts.Name(definition.qualified_name));
  }
  return Joined(words);
}

struct Case {
  const char* text;
  const char* expected;
};

}  // namespace

TEST_CASE("words") {
  const Case cases[] = {
      {"a::b->c", "a :: b -> c"},
      {"x = 1'000'000ull + 0x1.8p+3;", "x = 1'000'000ull + 0x1.8p+3 ;"},
      {"u8\"a\\\"b\" 'c' L'\\''", "u8\"a\\\"b\" 'c' L'\\''"},
      {"R\"x(a)\" b)x\" c", "R\"x(a)\" b)x\" c"},
      {"a // b \\\n c\nd /* e \n f */ g", "a d g"},
      {"#define A b(c)\n#if 0\nd\n#else\ne\n#endif\nf", "e f"},
      {"#if 0\n#if 1\na\n#endif\nb\n#endif\nc", "c"},
      {"\"never closed\na", "\"never closed a"},
  };
  for (const Case& one : cases) CHECK_MESSAGE(TokensOf(one.text) == one.expected, one.text);
}

TEST_CASE("string values") {
  CHECK(StringValue("\"a\\x41\\101\\n\\u00e9\"") == "aAA\n\xC3\xA9");
  CHECK(StringValue("R\"(a\\n)\"") == "a\\n");
  CHECK(StringValue("u8R\"x(a)x\"") == "a");
}

TEST_CASE("comments and strings are regions") {
  const std::string text = "int a; // b\n\"c\" #x\n#define D \"e\" /* f */\n";
  std::string found;
  for (const TextRegion& region : Tokenize(text).regions) {
    found += region.context == TextContext::kComment ? "C[" : "S[";
    found += text.substr(region.begin, region.end - region.begin) + "]";
  }
  CHECK(found == "C[// b]S[\"c\"]S[\"e\"]C[/* f */]");
}

TEST_CASE("definitions") {
  const Case cases[] = {
      {"int f() { return 1; }", "f"},
      {"int f();", ""},
      {"namespace a::b { class C : public D { void m() {} void n(); }; }", "a::b::C a::b::C::m"},
      {"namespace { bool A::b(int x) const noexcept { return x; } }", "A::b"},
      {"A::A(int x) : a_(x), b_{f(x)} { }", "A::A"},
      {"template <class T> T g(T t) { return t; }", "g"},
      {"extern \"C\" { int h(void) { return 0; } }", "h"},
      {"enum class E { kA = f(1) };", ""},
      {"auto f() -> std::vector<int> { if (x) { } }", "f"},
      {"int x = []() { return 1; }();", ""},
      {"struct S { int v{0}; void m() { } };", "S S::m"},
  };
  for (const Case& one : cases) CHECK_MESSAGE(DefinitionsOf(one.text) == one.expected, one.text);
}

TEST_CASE("calls and what only looks like one") {
  const Case cases[] = {
      {"void f() { g(1); a::b(2); x.m(3); p->n(4); t<int>(5); }", "g a::b .m .n t"},
      {"void f() { if (a) while (b) return (c); sizeof(d); }", ""},
      {"void f() { Type x(1); std::vector<int> y(2); Type* z(3); }", ""},
      {"void f() { return g(h(1)); }", "g h"},
      {"void f() { \"g(1)\"; /* g(2) */ }", ""},
      {"int g(int); class A { void m(int); };", ""},
      {"const char* x = getenv(\"A\");", "std::getenv"},
      {"A::A() : a_(g(1)) {}", "g"},
      {"namespace j = jwt; void f() { j::decode(t); }", "jwt::decode"},
      {"using jwt::decode; void f() { decode(t); }", "jwt::decode"},
      {"using namespace jwt; void f() { decode(t); printf(t); }", "jwt::decode printf"},
      {"namespace n { void h() {} void f() { h(); } }", "n::h"},
  };
  for (const Case& one : cases) CHECK_MESSAGE(CallsOf(one.text) == one.expected, one.text);
}

TEST_CASE("hostile input is read in reasonable time") {
  std::string nested;
  for (int i = 0; i < 100'000; ++i) nested += "f(";
  CHECK(ExtractCpp("a.cc", "void g() { " + nested).facts.calls.size() == 100'000);
  CHECK(ExtractCpp("a.cc", std::string(100'000, '{')).facts.parse == ParseStatus::kOk);
  CHECK(ExtractCpp("a.cc", std::string(100'000, '<') + "(").facts.parse == ParseStatus::kOk);
  CHECK(ExtractCpp("a.cc", std::string("a\0b(\xFF\xFE", 7)).facts.parse == ParseStatus::kOk);
  CHECK(ExtractCpp("a.cc", "#include").facts.imports.empty());
  CHECK(ExtractCpp("a.cc", "\"\\").facts.parse == ParseStatus::kOk);
}

}  // namespace ssot::cpp
