#include "scanner/ruleset/yaml_document.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/ruleset/temporary_folder.h"

namespace ssot {
namespace {

std::string FirstError(std::string_view text) {
  YamlDocument document;
  Diagnostics errors;
  const bool ok = ParseYaml(text, &document, &errors);
  CHECK(ok == errors.empty());
  return errors.empty()
             ? ""
             : FormatDiagnostic({"f", errors[0].line, errors[0].column, errors[0].message});
}

std::string Repeat(const std::string& text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("what is no sound YAML map is refused in its place") {
  struct Case {
    std::string text;
    std::string error;
  };
  const std::vector<Case> cases = {
      {"", "f: the file is empty"},
      {"# only a comment\n", "f: the file is empty"},
      {"~\n", "f: the file is empty"},
      {"- a\n", "f:1:1: the file is a list; a map of keys is expected ('key: value')"},
      {"\nhello\n", "f:2:1: the file is a single value; a map of keys is expected ('key: value')"},
      {"a: 1\n---\nb: 2\n", "f:2:1: the file holds a second document; put it in a file of its own"},
      {"---\na: 1\n...\n", ""},
      {"%YAML 1.2\n---\na: 1\n", ""},
      {"\xEF\xBB\xBF"
       "a: [\n",
       "f:2:1: not valid YAML: a ',' or ']' is missing here, in a list that begins with '['"},
      {"a: \xE9\n", "f:1:4: the file is not UTF-8; save it in that encoding"},
      {"a: \xC0\xAF\n", "f:1:4: the file is not UTF-8; save it in that encoding"},
      {"a: \xED\xA0\x80\n", "f:1:4: the file is not UTF-8; save it in that encoding"},
      {"a: \xF4\x90\x80\x80\n", "f:1:4: the file is not UTF-8; save it in that encoding"},
      {"\xC3\xA4: \xF0\x9F\x8E\x89 \xE2\x82",
       "f:1:6: the file is not UTF-8; save it in that encoding"},
      {std::string("a: 1\nb\0: 2\n", 11),
       "f:2:2: the file contains the control character U+0000, "
       "which YAML does not allow; save it as UTF-8 text"},
      {"a: 1\n\x04",
       "f:2:1: the file contains the control character U+0004, which YAML does not "
       "allow; save it as UTF-8 text"},
      {"a: 1\nb: 2\na: 3\n", "f:3:1: duplicate key 'a'; it is given in line 1 already"},
      {"a: {b: 1, \"b\": 2}\n", "f:1:11: duplicate key 'b'; it is given in line 1 already"},
      {"a: &x {b: 1}\nc: {<<: *x}\n",
       "f:2:5: merge keys ('<<') are not supported; write the keys out"},
      {"? [a]\n: b\n", "f:1:3: a key must be plain text"},
      {": b\n", "f:1:1: a key must be plain text"},
      {": : :\n", "f:1:1: a key must be plain text"},
      {"a: b: c\n",
       "f:1:5: not valid YAML: a ':' cannot stand here; put text that contains ': ' in "
       "quotes"},
      {"a:\n\t- b\n", "f:2:2: not valid YAML: a tab is used for indentation; use spaces"},
      {"{\n\t\"a\": 1\n\t\"b\": 2\n}\n",
       "f:3:5: not valid YAML: a ',' or '}' is missing here, in a map that begins with '{'"},
      {"a: 'b\n", "f:1:4: not valid YAML: a quoted text is not closed before the end of the file"},
      {"a: &x \"b\\\"\n",
       "f:1:4: not valid YAML: a quoted text is not closed before the end of the file"},
      {"a: 'it''s'\nb: \"\\\\\"\n", ""},
      {"a: \"\\w\"\n",
       "f:1:7: not valid YAML: unknown escape '\\w'; write '\\\\' for a backslash, or "
       "use single quotes"},
      {"a: [*.py]\n",
       "f:1:5: not valid YAML: '*' begins an alias, and no anchor of that name stands "
       "above; put text in quotes"},
      {"a: @b\n", "f:1:4: not valid YAML: text cannot begin with this character; put it in quotes"},
      {"\"\xC3\xA4\xF0\x9F\x8E\x89\": 1\n\"\xC3\xA4\xF0\x9F\x8E\x8A\" : }\n",
       "f:2:8: not valid YAML: there is no '[' or '{' that this bracket closes"},
      {"{\xC3\xA4: 1, \xF0\x9F\x8E\x89: 2, \xC3\xA4: 3}\n",
       "f:1:14: duplicate key '\xC3\xA4'; it is given in line 1 already"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text);
    CHECK(FirstError(test.text) == test.error);
  }
}

TEST_CASE("aliases cannot explode, nest without end, or contain themselves") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  std::string tower = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) {
    const std::string name = "a" + std::to_string(i);
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += name + ": &" + name + " [" + Repeat(below + ", ", 9) + below + "]\n";
    tower += name + ": &" + name + " [" + below + "]\n";
  }
  struct Case {
    std::string text;
    std::string error;
  };
  const std::vector<Case> cases = {
      {bomb,
       "f:6:15: the file holds more than 250000 values once its aliases are written out; use "
       "fewer"},
      {tower, "f:64:12: lists and maps are nested more than 64 levels deep"},
      {"a: " + Repeat("[", 64) + Repeat("]", 64),
       "f:1:67: lists and maps are nested more than 64 levels deep"},
      {"a: " + Repeat("[", 63) + Repeat("]", 63), ""},
      {"a: " + Repeat("[", 500'000), "f:1:36: lists and maps are nested more than 64 levels deep"},
      {Repeat("? ", 300'000), "f:1:129: lists and maps are nested more than 64 levels deep"},
      {"a: &a {b: *a}\n", "f:1:11: an anchor contains an alias of itself; remove the alias"},
      {"a: &a [[*a]]\n", "f:1:9: an anchor contains an alias of itself; remove the alias"},
      {"a: &a [1]\nb: [*a, *a]\n", ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.text.substr(0, 60));
    CHECK(FirstError(test.text) == test.error);
  }
}

TEST_CASE("scalars have the types of YAML 1.2, and quotes make strings") {
  struct Case {
    std::string scalar;
    YamlType type;
  };
  const std::vector<Case> cases = {
      {"abc", YamlType::kString},   {"yes", YamlType::kString},    {"'1'", YamlType::kString},
      {"\"\"", YamlType::kString},  {"1.2.3", YamlType::kString},  {"1e", YamlType::kString},
      {".", YamlType::kString},     {"|\n  1", YamlType::kString}, {"!!str 1", YamlType::kString},
      {"true", YamlType::kBoolean}, {"False", YamlType::kBoolean}, {"12", YamlType::kInteger},
      {"-3", YamlType::kInteger},   {"+0", YamlType::kInteger},    {"0x1F", YamlType::kInteger},
      {"0o17", YamlType::kInteger}, {"1.5", YamlType::kNumber},    {"-.5", YamlType::kNumber},
      {"2.", YamlType::kNumber},    {"1e3", YamlType::kNumber},    {"1.5E-3", YamlType::kNumber},
      {".inf", YamlType::kNumber},  {"~", YamlType::kNull},        {"null", YamlType::kNull},
      {"", YamlType::kNull},        {"[]", YamlType::kList},       {"{}", YamlType::kMap},
  };
  for (const Case& test : cases) {
    CAPTURE(test.scalar);
    YamlDocument document;
    Diagnostics errors;
    REQUIRE(ParseYaml("key: " + test.scalar + "\n", &document, &errors));
    CHECK(document.root->Find("key")->type == test.type);
  }
}

TEST_CASE("values know their places; a missing one stands at its key") {
  YamlDocument document;
  Diagnostics errors;
  REQUIRE(ParseYaml("\xC3\xA4: {b: 1}\r\nc:\r\n  - d\r\n  -   e: [f,  g]\r\nh:\r\n", &document,
                    &errors));
  const YamlValue& root = *document.root;
  const auto at = [](const YamlValue* value) {
    return std::to_string(value->place.line) + ":" + std::to_string(value->place.column);
  };
  CHECK(at(&root) == "1:1");
  CHECK(at(root.Find("\xC3\xA4")) == "1:4");
  CHECK(at(root.Find("\xC3\xA4")->Find("b")) == "1:8");
  CHECK(at(root.Find("c")->items[0]) == "3:5");
  CHECK(at(root.Find("c")->items[1]) == "4:7");
  CHECK(at(root.Find("c")->items[1]->Find("e")->items[1]) == "4:15");
  CHECK(at(root.Find("h")) == "5:1");
  CHECK(root.Find("none") == nullptr);
}

TEST_CASE("a document can be moved") {
  std::vector<YamlDocument> documents;
  for (int i = 0; i < 20; ++i) {
    Diagnostics errors;
    YamlDocument document;
    REQUIRE(ParseYaml("a: [" + std::to_string(i) + "]\n", &document, &errors));
    documents.push_back(std::move(document));
  }
  for (size_t i = 0; i < documents.size(); ++i) {
    CHECK(documents[i].root->Find("a")->items[0]->text == std::to_string(i));
  }
}

std::string ReadError(const std::string& path) {
  YamlDocument document;
  document.path = path;
  Diagnostics errors;
  CHECK_FALSE(ReadYaml(&document, &errors));
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].path == path);
  return errors[0].message;
}

TEST_CASE("what is no file, or too large, is refused unread") {
  const TemporaryFolder folder;
  CHECK(ReadError(folder.path()) == "is a folder; a file is expected");
  CHECK(ReadError(folder.path() + "/none.yaml") == "no such file");
  const std::string fifo = folder.path() + "/fifo";
  REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
  CHECK(ReadError(fifo) == "is not a regular file");
  const std::string loop = folder.path() + "/loop";
  std::filesystem::create_symlink(loop, loop);
  CHECK(ReadError(loop) == "Too many levels of symbolic links");
  const std::string large = folder.Write("large.yaml", Repeat("# x\n", 2'500'000));
  CHECK(ReadError(large) == "is larger than 1 MiB; split it into several files");
}

TEST_CASE("a file of the largest size is read") {
  const TemporaryFolder folder;
  YamlDocument document;
  document.path = folder.Write("full.yaml", "a: b\n#" + std::string(kMaxYamlBytes - 6, 'x'));
  Diagnostics errors;
  CHECK(ReadYaml(&document, &errors));
  CHECK(errors.empty());
}

}  // namespace
}  // namespace ssot
