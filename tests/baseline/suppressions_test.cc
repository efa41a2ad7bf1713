#include "scanner/baseline/suppressions.h"

#include <doctest/doctest.h>

#include "scanner/languages/front_end.h"

namespace ssot {
namespace {

std::vector<SuppressionDirective> ReadPython(std::string_view text, bool requires_reason = true) {
  Extraction extraction = FindFrontEnd(Language::kPython)->extract("m.py", text);
  return FindDirectives(text, extraction.regions, true, requires_reason);
}

std::string Describe(const std::vector<SuppressionDirective>& directives) {
  std::string text;
  for (const SuppressionDirective& directive : directives) {
    text += std::to_string(directive.span.line) + ":" + std::to_string(directive.span.column);
    if (directive.is_for_file) text += " file";
    if (directive.is_alone) text += " for " + std::to_string(directive.code_line);
    for (const std::string& rule : directive.rules) text += " " + rule;
    text += " (" + directive.reason + ")";
    if (!directive.error.empty()) text += " error";
    text += "\n";
  }
  return text;
}

Finding At(uint32_t line, std::string rule, uint32_t end_line = 0) {
  Finding finding;
  finding.rule_id = std::move(rule);
  finding.path = "m.py";
  finding.span = {line, 1, end_line == 0 ? line : end_line, 2};
  return finding;
}

}  // namespace

TEST_CASE("directives are read from comments") {
  struct Case {
    const char* text;
    const char* expected;
  };
  static const Case kCases[] = {
      {"x = 1  # ssot-ignore: a-rule -- why\n", "1:8 a-rule (why)\n"},
      {"x = 1  #ssot-ignore: a, b-2 -- why -- really\n", "1:8 a b-2 (why -- really)\n"},
      {"# ssot-ignore: a -- why\nx\n", "1:1 for 2 a (why)\n"},
      {"# ssot-ignore: a -- why\n# more words\n\nx\n", "1:1 for 4 a (why)\n"},
      {"# ssot-ignore-file: a -- why\nx\n", "1:1 file for 2 a (why)\n"},
      {"'''doc'''\n# ssot-ignore-file: a -- why\nx\n", "2:1 file for 3 a (why) error\n"},
      {"x = 'é'  # ssot-ignore: a -- why\n", "1:10 a (why)\n"},
      {"x  # ssot-ignore: a\n", "1:4 a () error\n"},
      {"x  # ssot-ignore: -- why\n", "1:4 (why) error\n"},
      {"x  # ssot-ignore: a b c\n", "1:4 () error\n"},
      {"x = '# ssot-ignore: a -- why'\n", ""},
      {"'''\n# ssot-ignore: a -- why\n'''\n", ""},
      {"x  # see ssot-ignore: a -- why\n", ""},
      {"x  # ssot-ignored: a -- why\n", ""},
      {"x  # noqa\n", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Describe(ReadPython(c.text)) == c.expected);
  }
  CHECK(Describe(ReadPython("x  # ssot-ignore: a\n", false)) == "1:4 a ()\n");
}

TEST_CASE("without a front end a comment is a line of its own") {
  auto read = [](std::string_view text) { return Describe(FindDirectives(text, {}, false, true)); };
  CHECK(read("# ssot-ignore: a -- why\nKEY: value\n") == "1:1 for 2 a (why)\n");
  CHECK(read("// ssot-ignore: a -- why\r\nx\r\n") == "1:1 for 2 a (why)\n");
  CHECK(read("KEY: '# ssot-ignore: a -- why'\n") == "");
}

TEST_CASE("a directive accepts findings of its rules on its line or the next line of code") {
  std::vector<FileDirectives> files = {{"m.py", ReadPython("x = 1  # ssot-ignore: a -- same line\n"
                                                           "# ssot-ignore: a, b -- line before\n"
                                                           "y = 2\n"
                                                           "f(\n"
                                                           "  1)  # ssot-ignore: a -- last line\n"
                                                           "z\n")}};
  std::vector<Finding> findings = {At(1, "a"), At(1, "b"),    At(3, "a"),
                                   At(3, "b"), At(4, "a", 5), At(6, "a")};
  std::vector<Finding> about = ApplySuppressions(files, {"a", "b"}, true, &findings);
  CHECK(about.empty());
  REQUIRE(findings[0].suppressed);
  CHECK(findings[0].suppressed->reason == "same line");
  CHECK(findings[0].suppressed->line == 1);
  CHECK_FALSE(findings[1].suppressed);
  CHECK(findings[2].suppressed);
  CHECK(findings[3].suppressed);
  CHECK(findings[4].suppressed);
  CHECK_FALSE(findings[5].suppressed);
}

TEST_CASE("a directive for the file accepts all findings of its rules") {
  std::vector<FileDirectives> files = {{"m.py", ReadPython("# ssot-ignore-file: a -- why\nx\n")}};
  std::vector<Finding> findings = {At(2, "a"), At(9, "a"), At(9, "b")};
  CHECK(ApplySuppressions(files, {"a", "b"}, true, &findings).empty());
  CHECK(findings[0].suppressed);
  CHECK(findings[1].suppressed);
  CHECK_FALSE(findings[2].suppressed);
}

TEST_CASE("directives without effect or use are findings") {
  std::vector<FileDirectives> files = {
      {"m.py", ReadPython("x  # ssot-ignore: a, b, unknown -- why\ny  # ssot-ignore: a\n")}};
  std::vector<Finding> findings = {At(1, "a"), At(2, "a")};
  std::vector<Finding> about = ApplySuppressions(files, {"a", "b"}, true, &findings);
  REQUIRE(about.size() == 2);
  CHECK(about[0].rule_id == kUnusedSuppression);
  CHECK(about[0].symbol == "b");
  CHECK(about[0].severity == Severity::kNote);
  CHECK(about[1].rule_id == kInvalidSuppression);
  CHECK(about[1].span.line == 2);
  CHECK_FALSE(findings[1].suppressed);
  // A partial scan cannot know what is unused.
  CHECK(ApplySuppressions(files, {"a", "b"}, false, &findings).size() == 1);
}

TEST_CASE("the rules about directives are documented") {
  for (const Rule& rule : SuppressionRules()) {
    CHECK_FALSE(rule.what.empty());
    CHECK_FALSE(rule.why.empty());
    CHECK_FALSE(rule.remediation.empty());
  }
}

}  // namespace ssot
