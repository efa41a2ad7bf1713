#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

using Json = nlohmann::json;

// The accesses of src/a.cc, compiled with `flags`.
Json AccessesOf(const std::string& flags) {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("build/names.hxx",
               "#include <cstdlib>\n"
               "namespace env = std;\nconstexpr const char* kName = \"JWT_SECRET\";\n");
  folder.Write("src/a.cc", "const char* Read() { return env::getenv(kName); }\n");
  const std::string build = folder.path() + "/build";
  const Json entry = {{"directory", build},
                      {"file", "../src/a.cc"},
                      {"command", "c++ -std=c++20 " + flags + " -o a.o -c ../src/a.cc"}};
  folder.Write("build/compile_commands.json", Json::array({entry}).dump());
  const ProgramRun run = RunSsot({"facts", "src/a.cc"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  Json accesses = Json::array();
  const Json file = Json::parse(run.out);
  for (const Json& fact : file["facts"]) {
    if (fact["kind"] == "access" && fact["of"] == "environment") accesses.push_back(fact);
  }
  return accesses;
}

TEST_CASE("a compilation database that is found says what names mean") {
  for (const char* flags : {
           "-include names.hxx",
           "-Winvalid-pch -Xclang -include-pch -Xclang missing.pch -Xclang -include -Xclang "
           "names.hxx",
           "-I. -includenames.hxx",
       }) {
    CAPTURE(std::string(flags));
    const Json accesses = AccessesOf(flags);
    REQUIRE(accesses.size() == 1);
    CHECK(accesses[0]["name"] == "JWT_SECRET");
    CHECK(accesses[0]["resolution"] != "heuristic");
  }
}

}  // namespace
