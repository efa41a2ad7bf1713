#include <doctest/doctest.h>

#include "scanner/config/options.h"
#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

using Texts = std::vector<std::string>;

struct Loaded {
  ConfigFile config;
  Texts errors;
};

Loaded Load(std::string_view yaml) {
  const TemporaryFolder folder;
  Diagnostics errors;
  Loaded loaded;
  const std::string path = folder.Write(".ssot.yaml", yaml);
  loaded.config = LoadConfigFile(path, &errors);
  CHECK(loaded.config.path == path);
  for (const Diagnostic& error : errors) {
    loaded.errors.push_back(folder.Shorten(FormatDiagnostic(error)));
  }
  return loaded;
}

TEST_CASE("every field, and the places of those that others check") {
  const Loaded loaded = Load(R"(rules: [netra, ./my-rules]
include: ["src/**"]
exclude: ["**/generated/**", "*.min.js"]
variables:
  netra: {backend: my_backend, roots: [a, b]}
severity:
  jwt-import: error
  other: off
max-file-size: 2MiB
baseline: debt.json
)");
  CHECK(loaded.errors == Texts{});
  const ConfigFile& config = loaded.config;
  CHECK(config.rules == Texts{"netra", "./my-rules"});
  REQUIRE(config.rule_places.size() == 2);
  CHECK(config.rule_places[1].line == 1);
  CHECK(config.rule_places[1].column == 16);
  CHECK(config.include == Texts{"src/**"});
  CHECK(config.exclude == Texts{"**/generated/**", "*.min.js"});
  CHECK(config.variables.at("netra").at("backend") == Texts{"my_backend"});
  CHECK(config.variables.at("netra").at("roots") == Texts{"a", "b"});
  CHECK(config.places.at("variables/netra").line == 5);
  CHECK(config.places.at("variables/netra/roots").column == 32);
  CHECK(config.severities.at("jwt-import") == "error");
  CHECK(config.severities.at("other") == "off");
  CHECK(config.places.at("severity/other").line == 8);
  CHECK(config.max_file_bytes == 2 * 1024 * 1024);
  CHECK(config.baseline == "debt.json");
}

TEST_CASE("what is not said stays empty") {
  const Loaded loaded = Load("include: []\n");
  CHECK(loaded.errors == Texts{});
  CHECK(loaded.config.rules.empty());
  CHECK(loaded.config.variables.empty());
  CHECK(loaded.config.max_file_bytes == 0);
  CHECK(loaded.config.baseline.empty());
}

TEST_CASE("a size may be a number of bytes") {
  CHECK(Load("max-file-size: 4096\n").config.max_file_bytes == 4096);
}

TEST_CASE("errors are told in their places, all at once") {
  struct Case {
    std::string yaml;
    Texts errors;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"# nothing but comments\n", {}},
      {"- a\n", {".ssot.yaml:1:1: the file is a list; a map of keys is expected ('key: value')"}},
      {"exlude: []\nrules: []\n",
       {".ssot.yaml:1:1: unknown key 'exlude'; did you mean 'exclude'?",
        ".ssot.yaml:2:8: 'rules' must not be empty"}},
      {"include: src\nexclude: [\"[a\", 3]\n",
       {".ssot.yaml:1:10: 'include' must be a list, not a string",
        ".ssot.yaml:2:11: bad glob '[a': unclosed '['",
        ".ssot.yaml:2:17: an item of 'exclude' must be a string, not an integer; put it in quotes: "
        "\"3\""}},
      {"severity: {a: eror, b: [x]}\n",
       {".ssot.yaml:1:15: 'a' must be error, warning, note or off, not 'eror'; did you mean "
        "'error'?",
        ".ssot.yaml:1:24: 'b' must be a string, not a list"}},
      {"variables: {p: x, q: {v: {}, w: []}}\n",
       {".ssot.yaml:1:16: 'p' must be a map, not a string",
        ".ssot.yaml:1:26: 'v' must be a string or a list, not a map",
        ".ssot.yaml:1:33: 'w' must not be empty"}},
      {"max-file-size: 10MB\n",
       {".ssot.yaml:1:16: 'max-file-size' is a number of bytes, or a number with KiB, MiB or GiB "
        "as "
        "in '10MiB', not '10MB'"}},
      {"max-file-size: 0\n",
       {".ssot.yaml:1:16: 'max-file-size' is a number of bytes, or a number with KiB, MiB or GiB "
        "as "
        "in '10MiB', not '0'"}},
      {"max-file-size: [1]\n",
       {".ssot.yaml:1:16: 'max-file-size' must be an integer or a string, not a list"}},
      {"rules: [a]\nrules: [b]\n",
       {".ssot.yaml:2:1: duplicate key 'rules'; it is given in line 1 already"}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.yaml);
    CHECK(Load(test.yaml).errors == test.errors);
  }
}

TEST_CASE("whether the rules are known in spite of errors") {
  struct Case {
    std::string yaml;
    bool are_known;
  };
  const Case cases[] = {
      {"exlude: []\nrules: [netra]\n", true},
      {"exlude: []\n", true},
      {"rules: [a, [b]]\n", false},
      {"rules: a\n", false},
      {"rule: [a]\n", false},
      {"rules: [a\n", false},
      {"- a\n", false},
      {": : :\n", true},
  };
  for (const Case& test : cases) {
    CAPTURE(test.yaml);
    const Loaded loaded = Load(test.yaml);
    CHECK_FALSE(loaded.errors.empty());
    CHECK(loaded.config.rules_are_known == test.are_known);
  }
}

TEST_CASE("a file that cannot be read is an error") {
  const TemporaryFolder folder;
  Diagnostics errors;
  LoadConfigFile(folder.path() + "/none.yaml", &errors);
  LoadConfigFile(folder.path(), &errors);
  REQUIRE(errors.size() == 2);
  CHECK(folder.Shorten(FormatDiagnostic(errors[0])) == "none.yaml: no such file");
  CHECK(errors[1].message == "is a folder; a file is expected");
}

}  // namespace
}  // namespace ssot
