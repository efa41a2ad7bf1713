#include "scanner/pipeline/read_files.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <vector>

#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

class ReadFilesTest {
 public:
  ReadFile ReadOne(const std::string& path, const std::string& content, Language language,
                   bool is_chosen = true) {
    tree.Write(path, content);
    return Read({{{path, language, content.size()}, is_chosen}}).at(0);
  }

  std::vector<ReadFile> Read(const std::vector<RunFile>& files, unsigned jobs = 1) {
    Options options;
    options.jobs = jobs;
    const Session session = OpenTree(tree, kJwtRules, options);
    const CompiledRules rules(session.rules);
    const TextPass text_pass(rules);
    return ReadFiles(
        session, files, rules, text_pass, nullptr, [&] { ++calls; }, &costs);
  }

  TemporaryTree tree;
  std::atomic<int> calls = 0;
  ReadCosts costs;
};

TEST_CASE_FIXTURE(ReadFilesTest, "a Python file gives facts and text hits") {
  const ReadFile file = ReadOne("app/a.py", "import jwt\n# jwt\n", Language::kPython);
  CHECK(file.outcome == ReadOutcome::kScanned);
  CHECK(file.has_facts);
  CHECK(file.facts.imports.size() == 1);
  REQUIRE(file.hits.size() == 2);
  CHECK(file.hits[1].context == TextContext::kComment);
  CHECK(file.fact_rules == std::vector<RuleIndex>{0});
  CHECK(calls == 1);
  CHECK(costs.extract.files == 1);
  CHECK(costs.extract.bytes == 17);
}

TEST_CASE_FIXTURE(ReadFilesTest, "a file without a front end gives text hits only") {
  const ReadFile file = ReadOne("notes.md", "jwt\n", Language::kMarkdown);
  CHECK(file.outcome == ReadOutcome::kScanned);
  CHECK_FALSE(file.has_facts);
  CHECK(file.hits.size() == 1);
}

TEST_CASE_FIXTURE(ReadFilesTest, "a file that is not chosen gives facts only") {
  const ReadFile file = ReadOne("app/a.py", "import jwt\n", Language::kPython, false);
  CHECK(file.has_facts);
  CHECK(file.hits.empty());
  CHECK(file.fact_rules.empty());
}

TEST_CASE_FIXTURE(ReadFilesTest, "binary files are told, whether a rule wants them or not") {
  const std::string binary("jwt\0", 4);
  CHECK(ReadOne("a.py", binary, Language::kPython).outcome == ReadOutcome::kBinary);
  CHECK(ReadOne("a.dat", binary, Language::kOther).outcome == ReadOutcome::kBinary);
  CHECK(ReadOne("b.dat", "jwt", Language::kOther).outcome == ReadOutcome::kScanned);
  CHECK(ReadOne("c.dat", std::string("\xFF\xFEj\0", 4), Language::kOther).outcome ==
        ReadOutcome::kScanned);
}

TEST_CASE_FIXTURE(ReadFilesTest, "counted text leaves out what is not UTF-8 on disk") {
  const ReadFile file = ReadOne("a.py", "# coding: latin-1\njwt = '\xE4'\n", Language::kPython);
  CHECK(file.has_facts);
  CHECK(file.hits.empty());
}

TEST_CASE_FIXTURE(ReadFilesTest, "a file that cannot be read fails alone") {
  tree.Write("b.py", "import jwt\n");
  tree.MakeFolder("folder.py");
  const auto files = Read({{{"a.py", Language::kPython, 9}, true},
                           {{"a.xyz", Language::kOther, 9}, true},
                           {{"b.py", Language::kPython, 11}, true},
                           {{"folder.py", Language::kPython, 0}, true}});
  CHECK(files[0].outcome == ReadOutcome::kFailed);
  CHECK(files[0].reason == "No such file or directory");
  CHECK(files[1].outcome == ReadOutcome::kFailed);
  CHECK(files[2].outcome == ReadOutcome::kScanned);
  CHECK(files[3].outcome == ReadOutcome::kFailed);
}

TEST_CASE_FIXTURE(ReadFilesTest, "results are in the order of the files, whatever their size") {
  std::vector<RunFile> files;
  for (int i = 0; i < 40; ++i) {
    const std::string path = "f" + std::to_string(i) + ".py";
    tree.Write(path, "import jwt\n" + std::string(static_cast<size_t>(i * 37 % 100), '#'));
    files.push_back({{path, Language::kPython, static_cast<uint64_t>(i * 37 % 100)}, true});
  }
  const auto read = Read(files, 4);
  for (size_t i = 0; i < files.size(); ++i) CHECK(read[i].facts.path == files[i].file.path);
}

}  // namespace
}  // namespace ssot
