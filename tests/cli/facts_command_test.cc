#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

using Json = nlohmann::json;

std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

// The facts of the one file `text` as app/m.py, beside app/compat.py.
std::vector<Json> FactsOf(const std::string& text) {
  TemporaryFolder folder;
  folder.Write("app/__init__.py", "");
  folder.Write("app/compat.py", "import jwt\nfrom jwt import decode\nSECRET = 'JWT_SECRET_KEY'\n");
  folder.Write("app/m.py", text);
  const ProgramRun run = RunSsot({"facts", "--root", ".", "app/m.py"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  const std::vector<Json> lines = Lines(run.out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["path"] == "app/m.py");
  CHECK(lines[0]["language"] == "python");
  return lines[0]["facts"];
}

struct Row {
  const char* text;
  const char* fact;  // all of its keys
};

}  // namespace

TEST_CASE("each kind of fact has its keys, and what does not apply is left out") {
  const Row rows[] = {
      {"import jwt as j\n",
       R"({"kind":"import","line":1,"column":8,"endLine":1,"endColumn":11,"scope":"module",
           "guarded":false,"typeOnly":false,"resolution":"exact","module":"jwt","alias":"j",
           "form":"import","statementLine":1})"},
      {"from .compat import (\n  decode,\n)\n",
       R"({"kind":"import","line":2,"column":3,"endLine":2,"endColumn":9,"scope":"module",
           "guarded":false,"typeOnly":false,"resolution":"reexport","module":"app.compat",
           "name":"decode","form":"from","statementLine":1,"originModule":"jwt"})"},
      {"try:\n  import jwt\nexcept ImportError:\n  pass\n",
       R"({"kind":"import","line":2,"column":10,"endLine":2,"endColumn":13,"scope":"module",
           "guarded":true,"typeOnly":false,"resolution":"exact","module":"jwt","form":"import",
           "statementLine":2})"},
      {"import jwt\njwt.decode('t', key, algorithms=['HS256'], verify=False)\n",
       R"({"kind":"call","line":2,"column":1,"endLine":2,"endColumn":57,"scope":"module",
           "guarded":false,"typeOnly":false,"resolution":"exact","callee":"jwt.decode",
           "target":"jwt.decode","targetModule":"jwt","targetName":"decode",
           "arguments":[{"position":0,"string":"t"},
                        {"keyword":"algorithms","list":[{"string":"HS256"}]},
                        {"keyword":"verify","constant":"False"}]})"},
      {"import os\nclass A:\n  def f(self):\n    return os.environ['KEY']\n",
       R"({"kind":"access","line":4,"column":12,"endLine":4,"endColumn":29,"scope":"function",
           "guarded":false,"typeOnly":false,"enclosing":"app.m.A.f","resolution":"exact",
           "of":"environment","name":"KEY","form":"os.environ[]","mode":"read"})"},
      {"class Base: pass\nclass A(Base):\n  @staticmethod\n  async def decodeJWT(t):\n    return "
       "t\n",
       R"({"kind":"definition","line":4,"column":3,"endLine":4,"endColumn":22,"scope":"class",
           "guarded":false,"typeOnly":false,"enclosing":"app.m.A","resolution":"exact",
           "name":"decodeJWT","qualifiedName":"app.m.A.decodeJWT","what":"method","async":true,
           "decorators":["staticmethod"],"body":"normal","concept":"decode_jwt"})"},
      {"class Base: pass\nclass A(Base):\n  x = 1\n",
       R"({"kind":"definition","line":2,"column":1,"endLine":2,"endColumn":8,"scope":"module",
           "guarded":false,"typeOnly":false,"resolution":"exact","name":"A",
           "qualifiedName":"app.m.A","what":"class","bases":["app.m.Base"],"body":"normal",
           "concept":"a"})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Json expected = Json::parse(row.fact);
    std::string seen;
    bool is_there = false;
    for (const Json& fact : FactsOf(row.text)) {
      seen += fact.dump() + "\n";
      is_there = is_there || fact == expected;
    }
    CAPTURE(expected.dump());
    CAPTURE(seen);
    CHECK(is_there);
  }
}

TEST_CASE("type-only imports, and what stands below them") {
  const auto facts = FactsOf(
      "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  import jwt\n  class T: pass\n");
  std::map<std::string, bool> type_only;
  for (const Json& fact : facts) {
    type_only[fact.value("name", fact.value("module", ""))] = fact["typeOnly"];
  }
  CHECK(type_only["jwt"]);
  CHECK(type_only["T"]);
  CHECK_FALSE(type_only["TYPE_CHECKING"]);
}

TEST_CASE("facts stand in the order of the source") {
  const auto facts = FactsOf("import os\ndef f():\n  g(os.getenv('A'))\nimport sys\n");
  std::vector<std::pair<int, int>> places;
  for (const Json& fact : facts) places.emplace_back(fact["line"], fact["column"]);
  CHECK(places.size() >= 5);
  CHECK(std::is_sorted(places.begin(), places.end()));
}

TEST_CASE("one line a file, sorted by path; names resolve through files that were not asked for") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("b/m.py", "from a.keys import KEY\nimport os\nos.getenv(KEY)\n");
  folder.Write("a/__init__.py", "");
  folder.Write("a/keys.py", "KEY = 'JWT_SECRET_KEY'\n");
  folder.Write("b/broken.py", "import os\nx = (\n");
  folder.Write("notes.md", "# no facts\n");
  const auto all = Lines(RunSsot({"facts", "."}, {.folder = folder.path()}).out);
  Json paths;
  for (const Json& line : all) paths.push_back(line["path"]);
  REQUIRE(paths == Json({".ssot.yaml", "a/__init__.py", "a/keys.py", "b/broken.py", "b/m.py"}));
  CHECK(all[1] == Json::parse(R"({"path":"a/__init__.py","language":"python","parse":"ok",
                                  "errors":[],"facts":[]})"));
  CHECK(all[3]["parse"] == "recovered");
  REQUIRE(all[3]["errors"].size() == 1);
  CHECK(all[3]["errors"][0]["line"] == 2);

  const auto one = Lines(RunSsot({"facts", "b/m.py"}, {.folder = folder.path()}).out);
  REQUIRE(one.size() == 1);
  CHECK(one[0] == all[4]);
  CHECK(one[0].dump().find("JWT_SECRET_KEY") != std::string::npos);
}
