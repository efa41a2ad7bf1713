// Who asks for imports alone gets the same ones as who asks for everything.
#include <algorithm>

#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

Lines ImportsOf(const ResolvedFile& file) {
  Lines lines;
  for (const ResolvedImport& import : file.imports) {
    lines.push_back(std::to_string(import.span.line) + ": " +
                    std::string(kImportFormNames[static_cast<size_t>(import.form)]) + " " +
                    import.module + ":" + import.name);
  }
  return lines;
}

}  // namespace

TEST_CASE("imports that calls make are found under every name of the function") {
  struct Case {
    std::string what;
    SourceTree::Files files;
    std::string main;
    std::string found;  // the line that only a call makes
  };
  const Case cases[] = {
      {"by its own name",
       {},
       "import importlib\nimportlib.import_module('jwt')\n",
       "2: dynamic jwt:"},
      {"a builtin", {}, "__import__('jwt')\n", "1: dynamic jwt:"},
      {"an alias of the import",
       {},
       "from importlib import import_module as load\nload('jwt')\n",
       "2: dynamic jwt:"},
      {"an assignment in another file",
       {{"compat.py", "import importlib\nload = importlib.import_module\n"}},
       "from compat import load\nload('jwt')\n",
       "2: dynamic jwt:"},
      {"a second name for the second name",
       {{"a.py", "from importlib import import_module as load\n"},
        {"b.py", "from a import load as fetch\n"}},
       "import b\nb.fetch('jwt')\n",
       "2: dynamic jwt:"},
      {"an attribute",
       {},
       "import importlib\nclass C:\n  def __init__(self):\n    self.load = "
       "importlib.import_module\n"
       "  def f(self):\n    self.load('jwt')\n",
       "6: dynamic jwt:"},
      {"a mock",
       {},
       "from unittest.mock import patch\npatch('app.auth.check')\n",
       "2: mock app.auth:check"},
      {"a mock by another name",
       {},
       "from unittest.mock import patch as p\np('app.auth.check')\n",
       "2: mock app.auth:check"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    SourceTree::Files files = c.files;
    files.push_back({"main.py", c.main});
    SourceTree tree(files);
    WantedFacts imports_only;
    imports_only.calls = imports_only.accesses = imports_only.definitions = false;
    const Lines all = ImportsOf(tree.Resolve("main.py"));
    CHECK(ImportsOf(tree.index().ResolveFile(tree.Find("main.py"), imports_only)) == all);
    CHECK(std::find(all.begin(), all.end(), c.found) != all.end());
  }
}

TEST_CASE("a function that imports is not followed through what functions return") {
  SourceTree tree = TreeOf(
      "import importlib\n"
      "def loader():\n  print(1)\n  return importlib.import_module\n"
      "load = loader()\n"
      "load('jwt')\n"
      "loader()('jwt')\n");
  WantedFacts imports_only;
  imports_only.calls = imports_only.accesses = imports_only.definitions = false;
  const Lines expected = {"1: import importlib:"};
  CHECK(ImportsOf(tree.index().ResolveFile(0)) == expected);
  CHECK(ImportsOf(tree.index().ResolveFile(0, imports_only)) == expected);
}

TEST_CASE("mocks are left out where nobody wants them") {
  const SourceTree tree = TreeOf("from unittest.mock import patch\npatch('app.auth.check')\n");
  WantedFacts imports_only;
  imports_only.calls = imports_only.accesses = imports_only.definitions = false;
  imports_only.mocks = false;
  CHECK(ImportsOf(tree.index().ResolveFile(0, imports_only)) ==
        Lines{"1: from unittest.mock:patch"});
}

}  // namespace ssot
