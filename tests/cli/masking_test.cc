// A secret that stands in files of every kind stands in no report.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

constexpr const char* kRules = R"(pack: masked
title: Secrets
rules:
  - id: secret-text
    title: Text about a secret
    text: {any: [{regex: "(?i)(jwt_secret|api_?key|password).*"}]}
    message: "found {symbol}"
    bad: [{path: a.md, code: JWT_SECRET}]
  - id: secret-setting
    title: A secret is set
    access: {names: ["(?i).*(secret|key|password).*"]}
    message: "{symbol} is set in {path}"
    bad: [{path: a.env, code: "JWT_SECRET=x"}]
)";

using File = std::pair<const char*, std::string>;

std::vector<File> FilesWith(const std::string& secret) {
  const std::string assigned = "JWT_SECRET=" + secret + "\n";
  return {
      {".env", assigned},
      {".env.example", "# " + assigned + "JWT_SECRET=\"" + secret + "\"\n"},
      {"a.yaml",
       "env:\n  JWT_SECRET: " + secret + "\n  list: [{name: API_KEY, value: " + secret + "}]\n"},
      {"compose.yml",
       "environment:\n  - JWT_SECRET=" + secret + "\n  - API_KEY=${API_KEY:-" + secret + "}\n"},
      {"Dockerfile", "FROM x\nENV JWT_SECRET=" + secret + "\nARG API_KEY=\"" + secret + "\"\n"},
      {"main.tf", "env {\n  name = \"JWT_SECRET\"\n  value = \"" + secret +
                      "\"\n}\nvariable \"api_key\" {\n  default = \"" + secret + "\"\n}\n"},
      {"a.toml", "[a]\njwt_secret = \"" + secret + "\"\n"},
      {"a.ini", "[a]\njwt_secret = " + secret + "\n"},
      {"a.json", "{\"JWT_SECRET\": \"" + secret + "\", \"x\": 1}\n"},
      {"a.properties", "jwt_secret=" + secret + "\n"},
      {"run.sh", "export JWT_SECRET=\"" + secret + "\"\n"},
      {"notes.md", "Set `JWT_SECRET=" + secret + "` first.\n"},
      {"a.py", "import os\n# " + assigned + "JWT_SECRET = os.getenv(\"JWT_SECRET\", \"" + secret +
                   "\")\nd = {\"password\": \"" + secret + "\"}\nf(api_key=\"" + secret + "\")\n"},
      {"a.ts", "const jwt_secret: string = process.env.JWT_SECRET || '" + secret +
                   "';\nf({ apiKey: `" + secret + "` })\n"},
      {"a.cc",
       "#define JWT_SECRET \"" + secret + "\"\nstd::string password = \"" + secret + "\";\n"},
  };
}

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void MakeTree(TemporaryFolder& folder, const std::string& secret) {
  folder.Write(".ssot.yaml", "rules: [rules.yaml]\nexclude: [/rules.yaml]\n");
  folder.Write("rules.yaml", kRules);
  for (const File& file : FilesWith(secret)) folder.Write(file.first, file.second);
}

std::vector<std::string> FingerprintsWith(const std::string& secret) {
  TemporaryFolder folder;
  MakeTree(folder, secret);
  const ProgramRun run = RunSsot({"scan", "--format", "json"}, {.folder = folder.path()});
  std::vector<std::string> fingerprints;
  const auto report = nlohmann::json::parse(run.out);
  for (const auto& finding : report["findings"]) fingerprints.push_back(finding["fingerprint"]);
  return fingerprints;
}

TEST_CASE("no report, baseline or explanation shows a secret") {
  const std::string secret = "hunter2verysecret";
  TemporaryFolder folder;
  MakeTree(folder, secret);
  std::vector<std::vector<std::string>> commands = {
      {"facts", "."}, {"plan"}, {"plan", "--format", "json"}, {"baseline", "create"}};
#define REPORT_FORMAT(name, description, render) commands.push_back({"scan", "--format", name});
#include "reports/report_formats.def"
  for (const std::vector<std::string>& command : commands) {
    CAPTURE(command[0]);
    CAPTURE(command.back());
    const ProgramRun run = RunSsot(command, {.folder = folder.path()});
    CHECK(run.exit_code < 2);
    CHECK((run.out + run.err).find(secret) == std::string::npos);
  }
  const std::string baseline = Contents(folder.path() + "/.ssot-baseline.json");
  CHECK(baseline.find("secret-setting") != std::string::npos);
  CHECK(baseline.find(secret) == std::string::npos);

  const ProgramRun scan = RunSsot({"scan", "--format", "json"}, {.folder = folder.path()});
  const auto findings = nlohmann::json::parse(scan.out)["findings"];
  CHECK(findings.size() > 30);
  for (const auto& finding : findings) {
    if (finding["path"] != ".env") continue;
    CHECK(finding["snippet"] == "JWT_SECRET=*****************");
    const std::string fingerprint = finding["fingerprint"];
    const ProgramRun explained = RunSsot({"explain", fingerprint}, {.folder = folder.path()});
    CHECK(explained.exit_code == 0);
    CHECK((explained.out + explained.err).find(secret) == std::string::npos);
  }
}

TEST_CASE("a fingerprint does not depend on the secret") {
  const std::vector<std::string> fingerprints = FingerprintsWith("one");
  CHECK(fingerprints.size() > 30);
  CHECK(FingerprintsWith("quite-another.and-longer") == fingerprints);
}

TEST_CASE("which names hold secrets can be configured") {
  TemporaryFolder folder;
  MakeTree(folder, "hunter2verysecret");
  folder.Write(".ssot.yaml", "rules: [rules.yaml]\nsecret-names: ['GEHEIM.*']\n");
  folder.Write("b.env", "GEHEIM_KEY=schatz\n");
  const ProgramRun run = RunSsot({"scan"}, {.folder = folder.path()});
  CHECK(run.out.find("schatz") == std::string::npos);
  CHECK(run.out.find("hunter2verysecret") != std::string::npos);
  folder.Write(".ssot.yaml", "secret-names: ['(']\n");
  const ProgramRun bad = RunSsot({"scan"}, {.folder = folder.path()});
  CHECK(bad.exit_code == 2);
  CHECK(bad.err.find(".ssot.yaml:1:16: bad regular expression '('") != std::string::npos);
}

}  // namespace
