#include "scanner/discovery/renames.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

std::string Lines(const std::string& word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word + " = " + std::to_string(i) + "\n";
  return text;
}

std::string Renames(const TemporaryTree& tree, const std::vector<std::string>& gone,
                    const std::vector<std::string>& added) {
  std::string text;
  for (const FileRename& rename : FindRenames(*OpenFolder(tree.path("old")), gone,
                                              *OpenFolder(tree.path("new")), added, 100000)) {
    text += (text.empty() ? "" : " ") + rename.from + ">" + rename.to;
  }
  return text;
}

}  // namespace

TEST_CASE("renamed files are paired by content") {
  const TemporaryTree tree;
  tree.Write("old/a.py", Lines("alpha", 20));
  tree.Write("old/b.py", Lines("beta", 20));
  tree.Write("old/empty.py", "");
  tree.Write("new/lib/b.py", Lines("beta", 18) + Lines("gamma", 4));
  tree.Write("new/lib/a.py", Lines("alpha", 20));
  tree.Write("new/other.py", Lines("delta", 20));
  tree.Write("new/empty.py", "");
  CHECK(Renames(tree, {"a.py", "b.py"}, {"lib/a.py", "lib/b.py", "other.py"}) ==
        "a.py>lib/a.py b.py>lib/b.py");
  CHECK(Renames(tree, {"a.py"}, {"other.py"}) == "");
  CHECK(Renames(tree, {"empty.py"}, {"empty.py"}) == "");
  CHECK(Renames(tree, {"a.py"}, {}) == "");
}

TEST_CASE("of equal candidates the one of the same name is taken, and each once") {
  const TemporaryTree tree;
  tree.Write("old/x/a.py", Lines("alpha", 20));
  tree.Write("old/x/z.py", Lines("alpha", 20));
  tree.Write("new/b.py", Lines("alpha", 20));
  tree.Write("new/y/z.py", Lines("alpha", 20));
  CHECK(Renames(tree, {"x/a.py", "x/z.py"}, {"b.py", "y/z.py"}) == "x/a.py>b.py x/z.py>y/z.py");
  CHECK(Renames(tree, {"x/z.py"}, {"b.py", "y/z.py"}) == "x/z.py>y/z.py");
}

}  // namespace ssot
