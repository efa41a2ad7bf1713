// compile_commands.json says what names mean, in every form that build systems write it in.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

using Json = nlohmann::json;

constexpr const char* kReader =
    "#include <cstdlib>\nconst char* Read() { return std::getenv(NAME); }\n";

// The names of the environment's variables in `file` that are no guess, each once.
std::string NamesIn(const TemporaryFolder& folder, const std::string& file,
                    const std::vector<std::string>& options = {}) {
  std::vector<std::string> arguments = {"facts", file};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const ProgramRun run = RunSsot(arguments, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  CHECK(run.err == "");
  std::string names;
  const Json facts = Json::parse(run.out)["facts"];
  for (const Json& fact : facts) {
    const bool is_certain = fact["kind"] == "access" && fact["of"] == "environment" &&
                            fact["resolution"] != "heuristic";
    if (is_certain) names += (names.empty() ? "" : " ") + fact["name"].get<std::string>();
  }
  return names;
}

void WriteDatabase(const TemporaryFolder& folder, const std::string& place, const Json& entries) {
  folder.Write(place + "compile_commands.json", entries.dump());
}

Json Entry(const TemporaryFolder& folder, const std::string& file, const std::string& options) {
  return {{"directory", folder.path()},
          {"file", file},
          {"command", "c++ -std=c++20 " + options + " -o a.o -c " + file}};
}

const std::string kDefineRoot = "-DNAME='\"ROOT\"'";
const std::string kDefineBuild = "-DNAME='\"BUILD\"'";

}  // namespace

TEST_CASE("a compilation database is found at the root, else in build*/") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("a.cc", kReader);
  CHECK(NamesIn(folder, "a.cc") == "");
  WriteDatabase(folder, "build-debug/", Json::array({Entry(folder, "a.cc", kDefineBuild)}));
  CHECK(NamesIn(folder, "a.cc") == "BUILD");
  WriteDatabase(folder, "", Json::array({Entry(folder, "a.cc", kDefineRoot)}));
  CHECK(NamesIn(folder, "a.cc") == "ROOT");
  WriteDatabase(folder, "elsewhere/", Json::array({Entry(folder, "a.cc", "-DNAME='\"NAMED\"'")}));
  CHECK(NamesIn(folder, "a.cc", {"--compile-commands", "elsewhere/compile_commands.json"}) ==
        "NAMED");
}

TEST_CASE("forms of an entry") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("src/a.cc", kReader);
  folder.Write("build/names.hxx", "#define NAME \"INCLUDED\"\n");
  folder.Write("build/flags.rsp", "-DOTHER '-DNAME=\"RESPONSE\"'");
  const std::string root = folder.path();
  const std::string build = root + "/build";
  struct Case {
    const char* what;
    Json entry;
    const char* name;
  };
  const Case cases[] = {
      {"command",
       {{"directory", build}, {"file", "../src/a.cc"}, {"command", "c++ -DNAME='\"A\"' -c x"}},
       "A"},
      {"command with escapes",
       {{"directory", build}, {"file", "../src/a.cc"}, {"command", "c++ -DNAME=\\\"A\\\" -c x"}},
       "A"},
      {"arguments",
       {{"directory", build},
        {"file", root + "/src/a.cc"},
        {"arguments", {"c++", "-D", "NAME=\"A\"", "-c", "../src/a.cc"}}},
       "A"},
      {"a compiler that is not there",
       {{"directory", build},
        {"file", "../src/a.cc"},
        {"command", "/no/such/compiler -DNAME='\"A\"' -c ../src/a.cc"}},
       "A"},
      {"a launcher",
       {{"directory", build},
        {"file", "../src/a.cc"},
        {"command", "ccache /usr/bin/g++ -DNAME='\"A\"' -c ../src/a.cc"}},
       "A"},
      {"a response file",
       {{"directory", build}, {"file", "../src/a.cc"}, {"command", "c++ @flags.rsp -c x"}},
       "RESPONSE"},
      {"-include",
       {{"directory", build}, {"file", "../src/a.cc"}, {"command", "c++ -include names.hxx -c x"}},
       "INCLUDED"},
      {"-include, joined",
       {{"directory", build}, {"file", "../src/a.cc"}, {"command", "c++ -I. -includenames.hxx"}},
       "INCLUDED"},
      {"a precompiled header that is not there",
       {{"directory", build},
        {"file", "../src/a.cc"},
        {"command",
         "c++ -Winvalid-pch -Xclang -include-pch -Xclang missing.pch -Xclang -include -Xclang "
         "names.hxx -c x"}},
       "INCLUDED"},
      {"a folder that is not absolute, which says nothing",
       {{"directory", "."}, {"file", "../src/a.cc"}, {"command", "c++ -DNAME='\"A\"' -c x"}},
       ""},
      {"plugins and outputs are left alone",
       {{"directory", build},
        {"file", "../src/a.cc"},
        {"command",
         "c++ -fplugin=/no/such.so -Xclang -load -Xclang /no/such.so -MD -MF a.d "
         "-fprofile-use=/no -DNAME='\"A\"' -c x"}},
       "A"},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    WriteDatabase(folder, "build/", Json::array({one.entry}));
    CHECK(NamesIn(folder, "src/a.cc") == one.name);
    CHECK(!folder.Has("build/a.d"));
  }
}

TEST_CASE("what the database does not know gets the flags of what is most like it") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("src/net/client.h",
               "#include <cstdlib>\n"
               "inline const char* Read() { return std::getenv(NAME); }\n");
  folder.Write("src/db/store.h", folder.Read("src/net/client.h"));
  folder.Write("src/net/client.cc", kReader);
  folder.Write("src/db/store.cc", kReader);
  WriteDatabase(folder, "build/",
                Json::array({Entry(folder, "src/net/client.cc", "-DNAME='\"NET\"'"),
                             Entry(folder, "src/db/store.cc", "-DNAME='\"DB\"'"),
                             Entry(folder, "src/gone/away.cc", "-DNAME='\"GONE\"'")}));
  CHECK(NamesIn(folder, "src/net/client.h") == "NET");
  CHECK(NamesIn(folder, "src/db/store.h") == "DB");
  CHECK(NamesIn(folder, "src/net/client.cc") == "NET");
}

TEST_CASE("a macro of the command line hides a call") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "");
  folder.Write("a.cc", "#include <cstdlib>\nconst char* Read() { return READ(\"HIDDEN\"); }\n");
  CHECK(NamesIn(folder, "a.cc") == "");
  WriteDatabase(folder, "build/",
                Json::array({Entry(folder, "a.cc", "'-DREAD(x)=std::getenv(x)'")}));
  CHECK(NamesIn(folder, "a.cc") == "HIDDEN");
  WriteDatabase(folder, "build/", Json::array({Entry(folder, "a.cc", "-DREAD=std::getenv")}));
  CHECK(NamesIn(folder, "a.cc") == "HIDDEN");
}

TEST_CASE("a database that cannot be read is listed, and the defaults hold") {
  TemporaryFolder folder;
  folder.Write(".ssot.yaml", "rules: [jwt]\n");
  folder.Write("a.cc",
               "#include <cstdlib>\n"
               "const char* Read() { return std::getenv(\"JWT_SECRET\"); }\n");
  folder.Write("build/compile_commands.json", "{");
  const ProgramRun run =
      RunSsot({"scan", "--format", "json", "--fail-on", "never"}, {.folder = folder.path()});
  CHECK(run.exit_code == 0);
  const Json report = Json::parse(run.out);
  CHECK(report["findings"].size() == 1);
  bool is_listed = false;
  for (const Json& error : report["ledger"]["parseErrors"]) {
    is_listed |= error["path"] == "build/compile_commands.json";
  }
  CHECK(is_listed);
}
