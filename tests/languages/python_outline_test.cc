// An outline leaves out lines of functions, and nothing else: errors, imports, definitions with the
// shape of their bodies, names of modules and classes, comments and strings are those of all facts.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/python/python.h"
#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

using Lines = std::vector<std::string_view>;

TextContext ContextAt(const std::vector<TextRegion>& regions, size_t offset) {
  const auto region =
      std::find_if(regions.begin(), regions.end(), [&](const auto& r) { return r.end > offset; });
  const bool is_inside = region != regions.end() && region->begin <= offset;
  return is_inside ? region->context : TextContext::kCode;
}

std::string Contexts(const Extraction& extraction, size_t size) {
  std::string contexts;
  for (size_t i = 0; i < size; ++i) {
    contexts += static_cast<char>('0' + static_cast<int>(ContextAt(extraction.regions, i)));
  }
  return contexts;
}

// Names that bind in the module and in classes, but for attributes.
std::string SharedBindings(const Facts& facts) {
  std::string bindings;
  for (const Binding& binding : facts.bindings) {
    const ScopeKind kind = facts.scopes[binding.scope].kind;
    if (kind != ScopeKind::kModule && kind != ScopeKind::kClass) continue;
    bindings += std::string(facts.Name(binding.name)) + " ";
  }
  return bindings;
}

// What the lines that were left out bind and call leaves a mark.
void CheckMarks(const Facts& outline, const Facts& all) {
  REQUIRE(outline.definitions.size() == all.definitions.size());
  for (size_t i = 0; i < all.definitions.size(); ++i) {
    const ScopeId scope = all.definitions[i].scope;
    const ScopeId outlined = outline.definitions[i].scope;
    const uint64_t marks = outline.scopes[outlined].skimmed_names;
    const auto is_bound = [&](std::string_view name) {
      const auto is_it = [&](const auto& bound) {
        return bound.scope == outlined && outline.Name(bound.name) == name;
      };
      return (marks & NameBit(name)) != 0 ||
             std::any_of(outline.bindings.begin(), outline.bindings.end(), is_it);
    };
    for (const Binding& binding : all.bindings) {
      if (binding.scope == scope && binding.kind != BindingKind::kReturn)
        CHECK_MESSAGE(is_bound(all.Name(binding.name)), all.Name(binding.name));
    }
    for (const AttributeBinding& attribute : all.attributes) {
      if (attribute.class_scope != scope) continue;
      const std::string_view name = all.Name(attribute.name);
      const bool is_there =
          (marks & NameBit(name)) != 0 ||
          std::any_of(outline.attributes.begin(), outline.attributes.end(), [&](const auto& a) {
            return a.class_scope == outlined && outline.Name(a.name) == name;
          });
      CHECK_MESSAGE(is_there, name);
    }
  }
  for (const CallFact& call : all.calls) {
    const Value& callee = all.values[call.callee];
    const bool has_name = callee.kind == ValueKind::kName || callee.kind == ValueKind::kAttribute;
    if (has_name) CHECK(outline.name_filter.MayHold(HashOfName(all.Name(callee.name))));
  }
}

void CheckOutline(const std::string& text) {
  CAPTURE(text);
  const Extraction all = python::Extract("a.py", text);
  const Extraction outline = python::Outline("a.py", text);
  CHECK(DescribeErrors(outline.facts) == DescribeErrors(all.facts));
  CHECK(DescribeImports(outline.facts) == DescribeImports(all.facts));
  CHECK(DescribeDefinitions(outline.facts) == DescribeDefinitions(all.facts));
  CHECK(SharedBindings(outline.facts) == SharedBindings(all.facts));
  CheckMarks(outline.facts, all.facts);
  CHECK(Contexts(outline, text.size()) == Contexts(all, text.size()));
}

std::string Function(std::string_view body) {
  return "def f(self, a):\n    if a:\n        pass\n    " + std::string(body) +
         "\n    return a\n\n\nX = f(1)\n";
}

// In a function whose body is no delegation for sure.
size_t CallsIn(std::string_view line, bool is_outline) {
  const auto extract = is_outline ? python::Outline : python::Extract;
  return extract("a.py", Function(line)).facts.calls.size();
}

constexpr std::string_view kPlain[] = {
    "g(1)",
    "x = g(1)",
    "x, y = g(1), h(2)",
    "x += g(a)[1:2, ::3]",
    "self.x = g(a)(b)",
    "await g(1)",
    "return g(1) if a else h(2)",
    "raise E(g(1))",
    "assert g(1), \"no\"",
    "g(*a, **b, c=d, e={1: 2, **f})",
    "g(x for x in y if z)",
    "x = [g(y) for y in z for w in y if w not in v]",
    "x = f\"{g(1)!r:>10} {{}} {a.b['c']}\"",
    "x = 'a' \"b\" rb'c' + g(1)  # a comment",
    "x = '''a\n  b''' + g(1)",
    "g(a,\n      # between\n      b)",
    "x = a < b <= c is not d and not e or g(f)",
    "x = -g(a) ** ~b // c @ d",
    "x = (g(1),)",
    "x = a \\\n        + g(1)",
};

constexpr std::string_view kNotPlain[] = {
    "x: int = g(1)",
    "x = lambda: g(1)",
    "(x := g(1))",
    "x = yield g(1)",
    "del g(1).x",
    "f'{g(1):{w}}'",
    "raise E(g(1)) from e",
    "print >>g(1), x if y else",
    "\xc3\xa9 = g(1)",
    "g(1) = = 2",
    "g(1",
};

}  // namespace

TEST_CASE("plain lines of functions are left out, all others are not") {
  for (std::string_view line : kPlain) {
    CAPTURE(line);
    CHECK(CallsIn(line, true) == 1);  // f(1)
    CHECK(CallsIn(line, false) >= 2);
  }
  for (std::string_view line : kNotPlain) {
    CAPTURE(line);
    CHECK(CallsIn(line, true) == CallsIn(line, false));
  }
}

TEST_CASE("the scopes say where names may be missing") {
  const Facts facts = python::Outline("a.py",
                                      "class C:\n"
                                      "    def f(self):\n"
                                      "        for x in y:\n"
                                      "            self.z = g(x)\n"
                                      "    def h(self):\n"
                                      "        return self.f()\n"
                                      "def k():\n"
                                      "    import m\n")
                          .facts;
  std::string skimmed;
  for (const DefinitionFact& definition : facts.definitions) {
    if (!facts.scopes[definition.scope].is_skimmed) continue;
    skimmed += std::string(facts.Name(definition.name)) + " ";
  }
  CHECK(skimmed == "C f ");
  CHECK(facts.is_outline);
  CHECK_FALSE(python::Outline("a.py", "def h(x):\n    return g(x)\n").facts.is_outline);
}

TEST_CASE("names and attributes that left out lines bind are marked, others are not") {
  const Facts facts = python::Outline("a.py",
                                      "class C:\n"
                                      "    def f(self, a):\n"
                                      "        g(a)\n"
                                      "        used.bound = (first, second[0]) = third = value\n"
                                      "        for item, (other, *rest) in values:\n"
                                      "            total += item\n"
                                      "        return a\n")
                          .facts;
  uint64_t expected = 0;
  for (std::string_view name : {"bound", "first", "third", "item", "other", "rest", "total"}) {
    expected |= NameBit(name);
  }
  CHECK(facts.scopes[facts.definitions[0].scope].skimmed_names == expected);
  CHECK(facts.scopes[facts.definitions[1].scope].skimmed_names == expected);
}

TEST_CASE("names that functions bind in the module are never left out") {
  const std::string text = "def f():\n    global x\n    if a:\n        pass\n    x = g(1)\n";
  CHECK_FALSE(python::Outline("a.py", text).facts.is_outline);
  CheckOutline(text);
}

TEST_CASE("bodies keep their shape") {
  for (std::string_view body : {
           "return g(a)",
           "x = g(a)\n    return x",
           "x = 1\n    return g(a)",
           "g(a)",
           "g(a)\n    h(a)",
           "x = g(a)\n    import m\n    return x",
           "raise NotImplementedError",
           "x = g(a)\n    raise NotImplementedError",
           "return g(a)\n    pass",
           "...",
           "\"doc\"\n    return g(a)",
           "x = g(a)\n    if x:\n        y()\n    return x",
           "await \"doc\"\n    x = g(a)",
           "x = y = g(a)\n    return x",
           "x += g(a)\n    return x",
           "return (yield g(a))",
           "x = g(a)\n    @d\n    def h(): pass\n    return x",
           "x = g(a)\n    nonlocal y\n    return x",
           "x = g(a)\n      return x",
           "x = g(a)\n  return x",
           "x = g(a)\n\n    # c\n    return x  # d",
       }) {
    CheckOutline("def f(a):\n    " + std::string(body) + "\n");
    CheckOutline("def f(a):\n    " + std::string(body));
    CheckOutline("class C:\n  def f(a):\n    " + std::string(body) + "\n  y = 1\n");
  }
}

TEST_CASE("whatever the lines are, only lines of functions are missing") {
  Lines lines(std::begin(kPlain), std::end(kPlain));
  lines.insert(lines.end(), std::begin(kNotPlain), std::end(kNotPlain));
  for (std::string_view line : {
           "import m.n as k",
           "from .p import (q,\n  r)",
           "def g(x=y(), *z) -> w:",
           "class D(B.c):",
           "if TYPE_CHECKING:",
           "if g(1) and h:",
           "elif x:",
           "else:",
           "for x, y in g(z):",
           "while f\"{x}\":",
           "with g() as h:",
           "try:",
           "except E as e:",
           "finally:",
           "pass",
           "\"\"\"doc\"\"\"",
           "@decorated(1)",
           "async def k(): return g(1)",
           "match x:",
           "case 1:",
           "global v",
           "nonlocal v",
           "return",
           "lambda: 1",
           "'open",
           "# ssot",
           "",
           "\tx = 1",
       }) {
    lines.push_back(line);
  }
  std::mt19937 random(20);
  const auto below = [&](size_t bound) {
    return std::uniform_int_distribution<size_t>(0, bound - 1)(random);
  };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    size_t depth = 0;
    for (size_t count = 2 + below(12); count > 0; --count) {
      const std::string_view line = lines[below(lines.size())];
      text += std::string(4 * depth, ' ') + std::string(line) + "\n";
      if (!line.empty() && line.back() == ':') ++depth;
      if (below(4) == 0 && depth > 0) --depth;
    }
    if (below(2) == 0) text.insert(below(text.size()), 1, "()[]{}'\"\\\n:=, #"[below(16)]);
    if (below(4) == 0) text.erase(below(text.size()), 1 + below(3));
    CheckOutline(text);
  }
}

}  // namespace ssot
