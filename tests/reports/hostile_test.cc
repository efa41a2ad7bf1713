// Whatever bytes come from scanned code, every format renders them: JSON that parses, and text
// that does nothing to a terminal.

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "reports/report_format.h"
#include "reports/utf8.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

// Bytes that go wrong more often than others.
std::string HostileText(std::mt19937* random) {
  static const std::string pieces[] = {
      "\x1b[2J",   "\r",    "\n",        "\t",       std::string(1, '\0'),
      "\xff",      "\xc3",  "\xe6\x97",  "\xf0\x9f", "\u202e",
      "\xc2\x9b",  "日",    "😀",         "e\u0301",  "%s",
      "{symbol}",  "](1)",  "\\",        "\"",       "</script>",
      "=1+1",      "-2",    "::error::", "%0A",      "a,b:c",
      "]]>",       "&amp;", "|",         "`",        "\xEF\xBF\xBE",
      "plain text"};
  std::uniform_int_distribution<size_t> length(0, 12);
  std::uniform_int_distribution<size_t> piece(0, std::size(pieces) - 1);
  std::string text;
  for (size_t i = length(*random); i > 0; --i) text += pieces[piece(*random)];
  return text;
}

Finding HostileFinding(std::mt19937* random) {
  std::uniform_int_distribution<uint32_t> number(0, 20);
  Finding finding;
  finding.rule_id = HostileText(random);
  finding.state = number(*random) % 2 == 0 ? FindingState::kNew : FindingState::kUnchanged;
  if (number(*random) % 4 == 0) finding.suppressed = Suppression{HostileText(random), 1};
  finding.severity = static_cast<Severity>(number(*random) % 3);
  finding.owners = {HostileText(random)};
  finding.fingerprint = std::to_string(number(*random));
  finding.message = HostileText(random);
  finding.path = HostileText(random);
  finding.span = {number(*random), number(*random), number(*random), number(*random)};
  finding.symbol = HostileText(random);
  finding.enclosing = HostileText(random);
  finding.authority = HostileText(random);
  finding.related = {{HostileText(random), finding.span, HostileText(random)}};
  finding.excerpt.first_line = number(*random);
  finding.excerpt.snippet = HostileText(random);
  finding.excerpt.context = HostileText(random);
  return finding;
}

Report HostileReport(std::mt19937* random) {
  Report report = CannedReport();
  for (int i = 0; i < 50; ++i) report.findings.push_back(HostileFinding(random));
  report.rules[0].remediation = HostileText(random);
  report.rules[0].what = HostileText(random);
  report.rules_requested.push_back(HostileText(random));
  report.inventory[0].row.id = HostileText(random);
  report.inventory[0].row.title = HostileText(random);
  report.inventory[1].row.check = HostileText(random);
  report.baseline = HostileText(random);
  report.absent.push_back({HostileText(random), HostileText(random), "1", HostileText(random)});
  report.summary.by_rule[HostileText(random)] = {};
  report.ledger.skipped.push_back({HostileText(random), HostileText(random)});
  report.ledger.failed.push_back({HostileText(random), HostileText(random)});
  report.ledger.parse_errors.insert(report.ledger.parse_errors.begin(),
                                    {HostileText(random), 1, 1, HostileText(random)});
  report.ledger.not_applicable.push_back(HostileText(random));
  report.ledger.unmet_contracts.push_back(HostileText(random));
  report.ledger.silent_canaries.push_back(HostileText(random));
  report.invocation->arguments.push_back(HostileText(random));
  report.invocation->root = "/" + HostileText(random);
  report.invocation->repository_uri = HostileText(random);
  report.counted->push_back({HostileText(random), HostileText(random), 1, 1});
  return report;
}

bool IsHarmless(const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint code_point = DecodeUtf8(std::string_view(text).substr(at));
    const char32_t c = code_point.value;
    const bool is_control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
    if (!code_point.valid || is_control || c == 0x202E) return false;
    at += code_point.bytes;
  }
  return true;
}

TEST_CASE("hostile bytes render in every format") {
  std::mt19937 random(20250912);
  for (int i = 0; i < 100; ++i) {
    CAPTURE(i);
    const Report report = HostileReport(&random);
    const std::string text = FindReportFormat("text")->render(report, RenderOptions());
    REQUIRE(IsHarmless(text));
    for (const char* format : {"json", "sarif", "github-sarif", "gitlab"}) {
      const std::string json = FindReportFormat(format)->render(report, RenderOptions());
      REQUIRE(nlohmann::json::accept(json));
    }
    REQUIRE(IsHarmless(FindReportFormat("junit")->render(report, RenderOptions())));
    REQUIRE(IsHarmless(FindReportFormat("markdown")->render(report, RenderOptions())));
  }
}

// read_back_test.py reads them with other parsers.
TEST_CASE("hostile reports are left for the readers") {
  const std::filesystem::path folder = SSOT_BINARY_DIR "/tests/reports/hostile";
  std::filesystem::create_directories(folder);
  std::mt19937 random(20251122);
  for (int i = 0; i < 20; ++i) {
    Report report = HostileReport(&random);
    if (i % 2 == 1) report.command = "inventory";
    if (i % 3 == 2) report.baseline.reset(), report.since.reset();
    for (const ReportFormat& format : ReportFormats()) {
      const std::string name = std::to_string(i) + "." + std::string(format.name);
      std::ofstream file(folder / name, std::ios::binary);
      file << format.render(report, RenderOptions());
      REQUIRE(file.good());
    }
  }
}

TEST_CASE("numbers that are none are left out") {
  Report report = CannedReport();
  report.inventory[0].count = 0.0 / 0.0;
  report.inventory[0].row.target = 1.0 / 0.0;
  for (const char* format : {"json", "sarif"}) {
    const std::string json = FindReportFormat(format)->render(report, RenderOptions());
    CHECK(json.find("null") == std::string::npos);
  }
}

}  // namespace
}  // namespace ssot
