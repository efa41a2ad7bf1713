// With a commit's tree an #include finds that commit's headers, and none of the work tree.
#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

constexpr const char* kRules = R"yaml(pack: environment
title: The environment
rules:
  - id: environment-read
    title: Reads of the environment
    severity: warning
    access: {names: [".+"], of: [environment]}
    message: "`{name}`"
    what: Reads.
    why: A test.
    remediation: None.
    bad:
      - path: bad.cc
        code: auto x = std::getenv("NAME");
)yaml";

constexpr const char* kReader =
    "#include <cstdlib>\n#include \"names.h\"\n"
    "const char* Read() { return std::getenv(kName); }\n";

std::string NameIs(const std::string& name) {
  return "#pragma once\nconstexpr const char* kName = \"" + name + "\";\n";
}

// A repository whose tag v1 reads V1 from the environment and whose HEAD reads V2, while the header
// in the work tree says EDITED.
class Repository {
 public:
  Repository() {
    std::filesystem::create_directory(folder / "main");
    std::filesystem::create_directory(folder / "temporary");
    Git({"init", "-q", "."});
    Write("rules/environment.yaml", kRules);
    Write(".ssot.yaml", "rules: [./rules]\n");
    Write("src/read.cc", kReader);
    Write("src/names.h", NameIs("V1"));
    Commit();
    Git({"tag", "v1"});
    Write("src/names.h", NameIs("V2"));
    Commit();
    Write("src/names.h", NameIs("EDITED"));
  }

  void Git(const Words& arguments) const {
    Words command = {"git", "-c", "user.name=t", "-c", "user.email=t@example.org"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const ProgramRun run = RunProgram(command, {.folder = folder / "main"});
    REQUIRE_MESSAGE(run.exit_code == 0, run.err);
  }
  void Write(const std::string& name, std::string_view text) const {
    folder.Write("main/" + name, text);
  }
  void Commit() const {
    Git({"add", "-A"});
    Git({"commit", "-q", "-m", "state"});
  }

  Json Scan(const Words& options, const std::string& place = "main") const {
    Words arguments = {"scan", "--format", "json"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const ProgramRun run = RunSsot(
        arguments, {.folder = folder / place, .environment = {{"TMPDIR", folder / "temporary"}}});
    CHECK(run.err == "");
    CHECK((run.exit_code == 0 || run.exit_code == 1));
    CHECK(std::filesystem::is_empty(folder / "temporary"));
    return Json::parse(run.out);
  }
  // The variables that the findings name.
  std::string Names(const Words& options, const std::string& place = "main") const {
    std::string names;
    const Json report = Scan(options, place);
    for (const Json& finding : report["findings"]) {
      names += finding["message"].get<std::string>();
    }
    return names;
  }

  TemporaryFolder folder;
};

}  // namespace

TEST_CASE("--rev reads the commit's headers") {
  const Repository repository;
  CHECK(repository.Names({}) == "`EDITED`");
  CHECK(repository.Names({"--rev", "HEAD"}) == "`V2`");
  CHECK(repository.Names({"--rev", "v1"}) == "`V1`");
  repository.Git({"clone", "-q", "--bare", ".", "../bare"});
  CHECK(repository.Names({"--rev", "v1"}, "bare") == "`V1`");
  CHECK(repository.folder.Read("main/src/names.h") == NameIs("EDITED"));
}

TEST_CASE("--rev does not see headers that the commit does not have") {
  const Repository repository;
  repository.Git({"rm", "-q", "--cached", "src/names.h"});
  repository.Git({"commit", "-q", "-m", "untracked header"});
  const Json report = repository.Scan({"--rev", "HEAD"});
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["message"] == "`{}`");  // a name that nobody knows
  REQUIRE(report["ledger"]["parseErrors"].size() == 1);
  const std::string message = report["ledger"]["parseErrors"][0]["message"];
  CHECK(message.find("'names.h' file not found") != std::string::npos);
}

TEST_CASE("--rev below the top of the repository reads headers above the root") {
  const Repository repository;
  repository.Write("part/.ssot.yaml", "rules: [../rules]\n");
  repository.Write("part/read.cc",
                   "#include <cstdlib>\n#include \"../src/names.h\"\n"
                   "const char* Read() { return std::getenv(kName); }\n");
  repository.Write("src/names.h", NameIs("V3"));
  repository.Commit();
  repository.Write("src/names.h", NameIs("EDITED"));
  CHECK(repository.Names({"--rev", "HEAD"}, "main/part") == "`V3`");
  CHECK(repository.Names({}, "main/part") == "`EDITED`");
}

TEST_CASE("--rev moves the folders of a compilation database, but for what was generated") {
  const Repository repository;
  const std::string root = repository.folder / "main";
  repository.Write("src/read.cc",
                   "#include <cstdlib>\n#include <names.h>\n#include <generated.h>\n"
                   "const char* Read() { return GENERATED(kName); }\n");
  repository.Write("src/names.h", NameIs("V3"));
  repository.Commit();
  repository.Write("src/names.h", NameIs("EDITED"));
  repository.Write("build/generated/generated.h", "#define GENERATED(name) std::getenv(name)\n");
  repository.Write("build/compile_commands.json",
                   Json::array({{{"directory", root + "/build"},
                                 {"file", "../src/read.cc"},
                                 {"command", "c++ -I../src -isystem " + root +
                                                 "/build/generated -c ../src/read.cc"}}})
                       .dump());
  CHECK(repository.Names({"--rev", "HEAD"}) == "`V3`");
  CHECK(repository.Names({}) == "`EDITED`");
}

TEST_CASE("--since reads the headers of the base") {
  const Repository repository;
  repository.Write("src/read.cc", std::string(kReader) + "// touched\n");
  repository.Write("src/names.h", NameIs("V2"));
  const Json report = repository.Scan({"--since", "HEAD"});
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["state"] == "unchanged");
}
