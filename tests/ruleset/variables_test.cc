#include "scanner/ruleset/variables.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

Variables Sample() {
  Variables variables;
  variables.Set("one", {"a"});
  variables.Set("two", {"b", "c"});
  variables.Set("none", {});
  return variables;
}

TEST_CASE("a text gives one text for each combination of values") {
  struct Case {
    std::string text;
    Texts texts;
  };
  const std::vector<Case> cases = {
      {"", {""}},
      {"plain", {"plain"}},
      {"${one}", {"a"}},
      {"${two}", {"b", "c"}},
      {"${two}/x", {"b/x", "c/x"}},
      {"${two}-${one}-${two}", {"b-a-b", "b-a-c", "c-a-b", "c-a-c"}},
      {"x${none}", {}},
      {"$${one}", {"${one}"}},
      {"$$${one}", {"$${one}"}},
      {"$one ${ one} ${} ${one", {"$one ${ one} ${} ${one"}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    std::string error;
    CHECK(Sample().Multiply(test.text, &error) == test.texts);
    CHECK(error == "");
  }
}

TEST_CASE("unknown variables and too many texts are errors") {
  std::string error;
  CHECK(Sample().Multiply("${twoo}", &error).empty());
  CHECK(error == "unknown variable 'twoo'; did you mean 'two'?");
  error.clear();
  CHECK(Sample().Join("${twoo}", nullptr, &error).empty());
  CHECK(error == "unknown variable 'twoo'; did you mean 'two'?");
  error.clear();
  std::string text;
  for (int i = 0; i < 20; ++i) text += "${two}";
  CHECK(Sample().Multiply(text, &error).empty());
  CHECK(error == "the variables in this text give more than 10000 texts");
}

TEST_CASE("a text that is no list joins the values") {
  std::string error;
  CHECK(Sample().Join("in ${two} and $${two}", nullptr, &error) == "in b, c and ${two}");
  const auto doubled = [](const std::string& value) { return value + value; };
  CHECK(Sample().Join("in ${two}, not two", doubled, &error) == "in bb, cc, not two");
  CHECK(error == "");
}

TEST_CASE("code takes first values and keeps what it does not know") {
  CHECK(Sample().First("import ${two}; `${user}` $${one}") == "import b; `${user}` ${one}");
}

}  // namespace
}  // namespace ssot
