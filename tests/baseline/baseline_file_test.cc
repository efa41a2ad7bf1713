#include "scanner/baseline/baseline_file.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace ssot {
namespace {

Identity AnEntry(const std::string& path, const std::string& text = "jwt.decode(token)") {
  return {path, "jwt-call", "Reader.read", "jwt.decode", text, 0};
}

Baseline ABaseline() {
  Baseline baseline;
  baseline.findings = {AnEntry("b.py"), AnEntry("a.py"), AnEntry("a \"quoted\" \xC3\xA9.py")};
  Identity second = AnEntry("a.py");
  second.ordinal = 1;
  baseline.findings.insert(second);
  baseline.findings.insert({"plain.txt", "text-rule", "", "", "", 0});
  baseline.files["a.py"] = {1, 2, 3};
  baseline.rows["jwt"] = {"files", 12};
  baseline.rows["ratio"] = {"percent", 12.5};
  return baseline;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> ErrorsOf(const std::string& bytes) {
  Diagnostics errors;
  ParseBaseline(bytes, "debt.json", &errors);
  std::vector<std::string> texts;
  for (const Diagnostic& error : errors) texts.push_back(FormatDiagnostic(error));
  return texts;
}

std::string WithFindings(const std::string& lines) {
  return "{\n\"schemaVersion\": 1,\n\"findings\": [\n" + lines +
         "{}\n],\n\"files\": [\n{}\n],\n\"inventory\": [\n{}\n]\n}\n";
}

TEST_CASE("what is written is read again") {
  const Baseline baseline = ABaseline();
  Diagnostics errors;
  const Baseline read = ParseBaseline(RenderBaseline(baseline), "debt.json", &errors);
  for (const Diagnostic& error : errors) FAIL_CHECK(FormatDiagnostic(error));
  CHECK(read.findings == baseline.findings);
  CHECK(read.files == baseline.files);
  CHECK(read.rows == baseline.rows);
  CHECK(RenderBaseline(read) == RenderBaseline(baseline));
}

TEST_CASE("a finding takes one line, and no other line knows of it") {
  Baseline baseline = ABaseline();
  const std::vector<std::string> before = LinesOf(RenderBaseline(baseline));
  for (const char* path : {"0.py", "aa.py", "zzz.py"}) {
    CAPTURE(path);
    Baseline larger = baseline;
    larger.findings.insert(AnEntry(path));
    std::vector<std::string> after = LinesOf(RenderBaseline(larger));
    const size_t removed = std::erase_if(after, [&](const std::string& line) {
      return line.find("\"" + std::string(path) + "\"") != std::string::npos;
    });
    CHECK(removed == 1);
    CHECK(after == before);
  }
}

TEST_CASE("it follows its schema") {
  std::ifstream file(SSOT_SOURCE_DIR "/reports/baseline.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  const nlohmann::json schema = nlohmann::json::parse(text.str());
  const nlohmann::json written = nlohmann::json::parse(RenderBaseline(ABaseline()));
  const auto& defs = schema["$defs"];
  for (const auto& [list, name] :
       {std::pair("findings", "finding"), {"files", "file"}, {"inventory", "row"}}) {
    for (const auto& item : written[list]) {
      if (item.empty()) continue;
      for (const auto& [key, value] : item.items()) {
        CAPTURE(key);
        CHECK(defs[name]["properties"].contains(key));
      }
      for (const auto& key : defs[name]["required"]) CHECK(item.contains(key.get<std::string>()));
    }
    CHECK(written[list].back().empty());
  }
  for (const auto& [key, value] : written.items()) CHECK(schema["properties"].contains(key));
}

TEST_CASE("broken files get one sentence in its place") {
  const std::string good = RenderBaseline(ABaseline());
  const std::string line = LinesOf(good)[3];
  const std::string fingerprint = FingerprintOf(AnEntry("a.py"));
  struct Case {
    std::string bytes;
    std::string error;  // its beginning; empty: none
  };
  const std::vector<Case> cases = {
      {good, ""},
      {WithFindings(""), ""},
      {"", "debt.json:1:1: the file ends too early"},
      {good.substr(0, good.size() / 2), "debt.json:"},
      {"{\n  \"schemaVersion\": 1,\n  oops\n}\n", "debt.json:3:3: the file is not valid JSON here"},
      {"[]", "debt.json:1:1: the file is no baseline"},
      {"{}", "debt.json:1:1: the file is no baseline"},
      {"{\"schemaVersion\": 2}", "debt.json:1:1: the file was written by a newer ssot"},
      {"{\"schemaVersion\": \"1\"}", "debt.json:1:1: 'schemaVersion' is not 1"},
      {"{\"schemaVersion\": 1}", "debt.json:1:1: the list 'findings' is missing"},
      {"{\"schemaVersion\": 1, \"extra\": 1}", "debt.json:1:1: unknown key 'extra'"},
      {"{\n<<<<<<< ours\n", "debt.json:2:1: an unresolved merge conflict"},
      {"{\n\"a\": 1\n>>>>>>> theirs\n", "debt.json:3:1: an unresolved merge conflict"},
      {WithFindings(line + "\n" + line + "\n"), "debt.json:5:1: finding "},
      {WithFindings("{\"rule\": \"r\", \"fingerprint\": \"x\"},\n"),
       "debt.json:4:1: 'path' is missing or not a text"},
      {WithFindings("{\"path\": 3, \"rule\": \"r\", \"fingerprint\": \"x\"},\n"),
       "debt.json:4:1: 'path' is missing or not a text"},
      {WithFindings("{\"path\": \"../a\", \"rule\": \"r\", \"fingerprint\": \"x\"},\n"),
       "debt.json:4:1: '../a' is not a path below the root"},
      {WithFindings("{\"path\": \"/etc/a\", \"rule\": \"r\", \"fingerprint\": \"x\"},\n"),
       "debt.json:4:1: '/etc/a' is not a path below the root"},
      {WithFindings("{\"path\": \"a.py\", \"rule\": \"r\", \"fingerprint\": \"" + fingerprint +
                    "\"},\n"),
       "debt.json:4:1: the fingerprint is not that of this entry"},
      {WithFindings("{\"path\": \"a.py\", \"rule\": \"r\", \"ordinal\": -1, \"fingerprint\": "
                    "\"x\"},\n"),
       "debt.json:4:1: 'ordinal' is not a count"},
      {WithFindings("7,\n"), "debt.json:1:1: entry 1 of 'findings' is not an object"},
      {WithFindings(std::string(100'000, '[') + ",\n"), "debt.json:"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.bytes.substr(0, 300));
    const std::vector<std::string> errors = ErrorsOf(c.bytes);
    if (c.error.empty()) {
      CHECK(errors == std::vector<std::string>());
      continue;
    }
    REQUIRE_FALSE(errors.empty());
    CHECK(errors[0].substr(0, c.error.size()) == c.error);
    CHECK(errors[0].find('\n') == std::string::npos);
  }
}

TEST_CASE("a file cut off anywhere is refused") {
  const std::string good = RenderBaseline(ABaseline());
  for (size_t size = 0; size + 2 < good.size(); size += 7) {
    CAPTURE(size);
    CHECK_FALSE(ErrorsOf(good.substr(0, size)).empty());
  }
}

TEST_CASE("a file that is not there is an error") {
  Diagnostics errors;
  ReadBaseline("no/such/file.json", &errors);
  REQUIRE(errors.size() == 1);
  CHECK(FormatDiagnostic(errors[0]).starts_with("no/such/file.json: the baseline cannot be read"));
}

TEST_CASE("branches are merged") {
  Baseline ancestor;
  ancestor.findings = {AnEntry("stays"), AnEntry("we-fixed"), AnEntry("they-fixed"),
                       AnEntry("both-fixed")};
  ancestor.files = {{"stays", {1}}, {"we-fixed", {1}}};
  ancestor.rows = {{"sum", {"files", 10}}, {"share", {"percent", 50}}, {"gone", {"files", 1}}};
  Baseline ours;
  ours.findings = {AnEntry("stays"), AnEntry("they-fixed"), AnEntry("we-added"),
                   AnEntry("both-added")};
  ours.files = {{"stays", {1}}, {"we-added", {2}}};
  ours.rows = {{"sum", {"files", 9}}, {"share", {"percent", 55}}, {"gone", {"files", 1}}};
  Baseline theirs;
  theirs.findings = {AnEntry("stays"), AnEntry("we-fixed"), AnEntry("they-added"),
                     AnEntry("both-added")};
  theirs.files = {{"stays", {7}}, {"we-fixed", {1}}, {"they-added", {3}}};
  theirs.rows = {{"sum", {"files", 8}}, {"share", {"percent", 60}}, {"added", {"files", 2}}};

  const Baseline merged = MergeBaselines(ancestor, ours, theirs);
  CHECK(merged.findings == std::set<Identity>{AnEntry("stays"), AnEntry("we-added"),
                                              AnEntry("they-added"), AnEntry("both-added")});
  CHECK(merged.files ==
        std::map<std::string, FileSketch>{{"stays", {7}}, {"we-added", {2}}, {"they-added", {3}}});
  CHECK(merged.rows == std::map<std::string, BaselineRow>{{"sum", {"files", 7}},
                                                          {"share", {"percent", 55}},
                                                          {"added", {"files", 2}}});
  const Baseline mirrored = MergeBaselines(ancestor, theirs, ours);
  CHECK(mirrored.findings == merged.findings);
  CHECK(mirrored.rows == merged.rows);
}

}  // namespace
}  // namespace ssot
