#include "scanner/pipeline/excerpts.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

CodeExcerpt ExcerptOf(const std::string& bytes, uint32_t line, uint32_t end_line) {
  Finding finding;
  finding.span = {line, 1, end_line, 2};
  FillExcerptsFromBytes(bytes, SecretNames({}), {&finding});
  return finding.excerpt;
}

TEST_CASE("the lines of the span, with two before and two after") {
  const CodeExcerpt excerpt = ExcerptOf("1\n2\n3\n4\n5\n6\n7\n", 4, 4);
  CHECK(excerpt.snippet == "4");
  CHECK(excerpt.context == "2\n3\n4\n5\n6");
  CHECK(excerpt.first_line == 2);
  CHECK_FALSE(excerpt.line_hash.empty());
}

TEST_CASE("at the ends of the file") {
  const CodeExcerpt first = ExcerptOf("1\n2\n", 1, 1);
  CHECK(first.snippet == "1");
  CHECK(first.context == "1\n2");
  CHECK(first.first_line == 1);
  const CodeExcerpt last = ExcerptOf("1\r\n2\r\n3", 3, 3);
  CHECK(last.snippet == "3");
  CHECK(last.context == "1\n2\n3");
  CHECK(ExcerptOf("1\r2\r3", 2, 2).context == "1\n2\n3");
}

TEST_CASE("long spans are cut after eight lines") {
  const CodeExcerpt excerpt = ExcerptOf("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", 1, 12);
  CHECK(excerpt.snippet == "1\n2\n3\n4\n5\n6\n7\n8");
  CHECK(excerpt.context == "1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
}

TEST_CASE("compressed code is not shown, but has its hash") {
  const CodeExcerpt excerpt = ExcerptOf(std::string(100'000, 'x'), 1, 1);
  CHECK(excerpt.first_line == 0);
  CHECK(excerpt.snippet.empty());
  CHECK(excerpt.context.empty());
  CHECK_FALSE(excerpt.line_hash.empty());
}

TEST_CASE("a line that is not there any more has no excerpt") {
  CHECK(ExcerptOf("1\n", 9, 9).first_line == 0);
  CHECK(ExcerptOf("", 2, 2).line_hash.empty());
}

TEST_CASE("bytes are decoded as the scan does") {
  CHECK(ExcerptOf("\xEF\xBB\xBFkey\n", 1, 1).snippet == "key");
  CHECK(ExcerptOf("# coding: latin-1\n\xE4\n", 2, 2).snippet == "\xC3\xA4");
}

TEST_CASE("files are read again; one that is gone leaves its findings as they are") {
  const TemporaryTree tree;
  tree.Write("a.py", "one\ntwo\n");
  std::vector<Finding> findings(3);
  findings[0].path = findings[1].path = "a.py";
  findings[2].path = "gone.py";
  for (uint32_t i = 0; i < 3; ++i) findings[i].span.line = findings[i].span.end_line = i % 2 + 1;
  FillExcerpts(*OpenFolder(tree.path()), SecretNames({}), 1000, 2, &findings);
  CHECK(findings[0].excerpt.snippet == "one");
  CHECK(findings[1].excerpt.snippet == "two");
  CHECK(findings[2].excerpt.first_line == 0);
}

}  // namespace
}  // namespace ssot
