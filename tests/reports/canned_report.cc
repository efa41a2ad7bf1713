#include "tests/reports/canned_report.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include "reports/report_format.h"

namespace ssot {
namespace {

std::string Join(const std::vector<std::string>& lines, size_t first, size_t end) {
  std::string text;
  for (size_t i = first; i < std::min(end, lines.size()); ++i) {
    if (i > first) text += '\n';
    text += lines[i];
  }
  return text;
}

std::vector<std::string> Lines(const std::string& source) {
  std::vector<std::string> lines;
  std::istringstream stream(source);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Rule ImportRule() {
  Rule rule;
  rule.id = "jwt-import";
  rule.pack = "netra";
  rule.title = "JWT library imported outside the auth service";
  rule.severity = Severity::kError;
  rule.authority = "jwt";
  rule.parameters = ImportParameters{};
  rule.what = "An import of a JWT library in code that is not the auth service.";
  rule.why =
      "Two places that decode tokens drift apart, and the weaker one decides who gets in. A `|` or "
      "<b> here is only text.";
  rule.remediation = "Validate tokens through {facade} instead of {symbol}.";
  rule.bad = {{"backend/keys.py", "import jwt  # expect: jwt-import\n", Language::kPython}};
  rule.good = {{"backend/clean.py", "doc = '''\n```\n'''\nfrom auth.interface import validate\n",
                Language::kPython}};
  rule.phase = "2";
  rule.priority = "P0";
  rule.cwe = {1041};
  rule.tags = {"jwt", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
  return rule;
}

Rule SecretRule() {
  Rule rule;
  rule.id = "jwt-secret-access";
  rule.pack = "netra";
  rule.title = "JWT secret read outside the auth service";
  rule.authority = "jwt";
  rule.parameters = AccessParameters{};
  rule.what = "A read of a JWT secret.";
  rule.why = "A secret that many places read cannot be changed.";
  rule.remediation = "Ask {authority} ({canonical}); it alone reads {symbol}.";
  rule.bad = {{"", "os.environ['JWT_SECRET']\n", Language::kOther}};
  rule.cwe = {522, 798, 4711};
  return rule;
}

Rule TextRule() {
  Rule rule;
  rule.id = "note-without-help";
  rule.title = "A note";
  rule.severity = Severity::kNote;
  rule.parameters = TextParameters{};
  return rule;
}

Rule CountedRule() {
  Rule rule;
  rule.id = "text-jwt";
  rule.title = "Text that only counts";
  rule.report = RuleReport::kCount;
  rule.parameters = TextParameters{};
  return rule;
}

Authority JwtAuthority() {
  Authority authority;
  authority.id = "jwt";
  authority.title = "the JWT handler";
  authority.canonical = {"auth/core/jwt_handler.py"};
  authority.facades = {"auth/interface.py"};
  return authority;
}

std::string Fingerprint(size_t number) {
  std::string digits = std::to_string(number);
  return std::string(32 - digits.size(), 'f') + digits;
}

Finding PlainImport() {
  Finding finding = FindingIn("import os\nimport sys\nimport jwt\n\nKEY = 1\nLAST = 2\n",
                              "backend/app/keys.py", {3, 8, 3, 11});
  finding.rule_id = "jwt-import";
  finding.severity = Severity::kError;
  finding.message = "jwt is imported outside the JWT handler";
  finding.symbol = "jwt";
  finding.authority = "auth/core/jwt_handler.py";
  finding.related = {{"auth/core/jwt_handler.py", {1, 1, 1, 11}, "The [one] authority"},
                     {"auth/interface.py", {7, 5, 9, 1}, "the façade"}};
  return finding;
}

Finding SpanOfManyLines() {
  std::string source = "def keys():\n\treturn read(\n";
  for (int i = 1; i <= 9; ++i) source += "\t\t'JWT_SECRET_" + std::to_string(i) + "',\n";
  Finding finding = FindingIn(source + "\t)\n", "backend/app/keys.py", {2, 9, 12, 3});
  finding.rule_id = "jwt-secret-access";
  finding.message = "JWT_SECRET_1 is read";
  finding.resolution = Resolution::kConstant;
  finding.symbol = "settings.JWT_SECRET_1";
  finding.enclosing = "keys";
  return finding;
}

Finding CharactersBeyondAscii() {
  Finding finding = FindingIn("x = '𝒳日本e\u0301😀'; import jwt\ny = 2\n",
                              "frontend/ä b%20#\"'?:[日].py", {1, 22, 1, 25});
  finding.rule_id = "jwt-import";
  finding.severity = Severity::kError;
  finding.message = "code like a[0](1) is no link";
  finding.resolution = Resolution::kAlias;
  finding.symbol = "jose.jwt";
  return finding;
}

Finding HostileBytes() {
  Finding finding = FindingIn("a = '\x1b[31mred\x1b[0m\a\u202e'\nb = '\xff\xfe\xe6\x97'  # jwt\n",
                              "hostile/\x1b[2J\nerror: forged\xff.py", {2, 14, 2, 17});
  finding.rule_id = "note-without-help";
  finding.severity = Severity::kNote;
  finding.message = "line one\nline two \x1b[31m \xc3\x28";
  finding.resolution = Resolution::kText;
  finding.context = TextContext::kComment;
  finding.symbol = "\xff";
  finding.enclosing = "f\xff";
  return finding;
}

Finding LongLine() {
  const std::string filler(150, 'a');
  Finding finding =
      FindingIn("short\nx=\"" + filler + "\";decode(" + filler + ");y=\"" + filler + "\"\n\n",
                "src/minified.py", {2, 156, 2, 313});
  finding.rule_id = "jwt-secret-access";
  finding.message = "a long line";
  finding.resolution = Resolution::kHeuristic;
  finding.symbol = "decode";
  finding.state = FindingState::kUnchanged;
  return finding;
}

Finding FileThatIsGone() {
  Finding finding;
  finding.path = "src/vanished.py";
  finding.span = {4, 1, 4, 9};
  finding.rule_id = "jwt-secret-access";
  finding.message = "JWT_SECRET was read, and then the file went away.";
  finding.symbol = "JWT_SECRET";
  return finding;
}

Finding SuppressedRead() {
  Finding finding =
      FindingIn("# ssot-ignore: jwt-secret-access -- read once, at \"start\"\nread(S)\n",
                "src/start.py", {2, 1, 2, 8});
  finding.rule_id = "jwt-secret-access";
  finding.message = "=S is read, \"quoted\"";
  finding.symbol = "settings.S";
  finding.suppressed = Suppression{"read once, at \"start\"", 1};
  finding.owners = {"@team/auth", "someone@example.com"};
  return finding;
}

CountedRow Row(const std::string& id, const std::string& title, RowUnit unit) {
  CountedRow counted;
  counted.row.id = id;
  counted.row.title = title;
  counted.row.unit = unit;
  return counted;
}

CountedRow RowWithEverything() {
  CountedRow counted =
      Row("jwt-secret-access", "Reads of a JWT secret in the back end", RowUnit::kPairs);
  counted.row.rules = {"jwt-secret-access"};
  counted.row.text_rules = {"text-jwt"};
  counted.row.recorded = 1181;
  counted.row.recorded_files = 33;
  counted.row.target = 0;
  counted.row.document = "670";
  counted.row.phase = "3";
  counted.row.priority = "P1";
  counted.row.check = "test_jwt_secret_access_patterns_violation";
  counted.count = 2;
  counted.files = 1;
  counted.text_count = 1181;
  counted.text_files = 33;
  counted.text_by_context = ContextCounts{1000, 100, 80, 1};
  counted.parts = {{"reads", 2, 1000}, {"names", std::nullopt, 181}};
  counted.status = RowStatus::kUnmet;
  counted.fresh = 1;
  return counted;
}

CountedRow AcceptedRow() {
  CountedRow counted =
      Row("accepted-debt", "<Old> debt & nothing new | \"quoted\"", RowUnit::kFindings);
  counted.row.target = 0;
  counted.row.check = "test_of_\"old\"_<debt>";
  counted.count = 7;
  counted.files = 2;
  counted.status = RowStatus::kUnmet;
  counted.fresh = 0;
  return counted;
}

CountedRow PercentRow() {
  CountedRow counted = Row("websocket-event-consistency",
                           "Sites that emit events through the one manager, of all that emit them",
                           RowUnit::kPercent);
  counted.row.recorded = 20;
  counted.row.target = 100;
  counted.count = 100.0 / 3;
  counted.inside = 5;
  counted.total = 15;
  counted.status = RowStatus::kRegressed;
  return counted;
}

CountedRow MetRow() {
  CountedRow counted =
      Row("jwt-imports", "Files that import a JWT library \x1b[31m\xff", RowUnit::kFiles);
  counted.row.target = 2;
  counted.count = 2;
  counted.files = 2;
  counted.text_count = 3;
  counted.text_files = 3;
  counted.status = RowStatus::kMet;
  return counted;
}

CountedRow RowWithoutFiles() {
  CountedRow counted = Row("front-end-decodes", "Tokens decoded in the front end", RowUnit::kPairs);
  counted.row.target = 0;
  counted.text_count = 0;
  counted.text_files = 0;
  counted.not_counted = NotCounted::kNothingInScope;
  return counted;
}

std::vector<CountedRow> Inventory() {
  return {MetRow(),
          RowWithEverything(),
          PercentRow(),
          AcceptedRow(),
          Row("not-counted", "A row without any figure", RowUnit::kPaths),
          RowWithoutFiles()};
}

Ledger CannedLedger() {
  Ledger ledger;
  ledger.discovered = 9803;
  ledger.scanned = 9790;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h", "i"}) {
    ledger.skipped.push_back({"assets/" + std::string(name) + ".png", "binary"});
  }
  ledger.skipped.push_back({"data/dump \xff.sql", "larger than 10 MiB"});
  ledger.skipped.push_back({"link", "symbolic link out of the root"});
  ledger.failed = {{"locked.py", "Permission denied"},
                   {"assets/broken\x1b.py", "Input/output error"}};
  for (uint32_t line = 1; line <= 11; ++line) {
    ledger.parse_errors.push_back({"old/python2.py", line, 7, "expected '(' after print"});
  }
  ledger.parse_errors.push_back({"old/whole.py", 0, 0, "nested too deeply"});
  ledger.unresolved_imports = 1234;
  ledger.not_applicable = {"authority websocket: no file matches ws/manager.py"};
  ledger.unmet_contracts = {"authority jwt: no file matches auth/core.py (jwt-import)"};
  ledger.silent_canaries = {"jwt-import"};
  return ledger;
}

Summary CannedSummary() {
  Summary summary;
  summary.findings = 6;
  summary.fresh = 5;
  summary.unchanged = 1;
  summary.suppressed = 1;
  summary.absent = 1;
  summary.files = 9790;
  summary.files_with_findings = 5;
  summary.by_rule = {{"jwt-import", {2, 2, 2}},
                     {"jwt-secret-access", {3, 3, 2}},
                     {"note-without-help", {1, 1, 1}}};
  summary.by_severity = {{"error", 2}, {"note", 1}, {"warning", 3}};
  return summary;
}

Invocation CannedInvocation() {
  Invocation invocation;
  invocation.arguments = {"scan", "--rules", "netra", "my code"};
  invocation.working_directory = "/home/someone";
  invocation.root = "/home/someone/my code";
  invocation.start_time_utc = "2025-09-12T10:15:30Z";
  invocation.end_time_utc = "2025-09-12T10:15:31Z";
  invocation.repository_uri = "git@example.com:someone/my code.git";
  invocation.repository_root = "/home/someone";
  invocation.revision = "cc70a9eb0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  invocation.branch = "main";
  invocation.jobs = 2;
  return invocation;
}

}  // namespace

Finding FindingIn(const std::string& source, const std::string& path, const Span& span) {
  Finding finding;
  finding.path = path;
  finding.span = span;
  const std::vector<std::string> lines = Lines(source);
  const size_t first = span.line - 1;
  const size_t end = std::min<size_t>(span.end_line, first + 8);
  const size_t before = std::min<size_t>(first, 2);
  finding.excerpt.snippet = Join(lines, first, end);
  finding.excerpt.first_line = static_cast<uint32_t>(first - before + 1);
  finding.excerpt.context = Join(lines, first - before, end + 2);
  finding.excerpt.line_hash = GitHubLineHashes(source).Of(first + 1);
  return finding;
}

Report CannedReport() {
  Report report;
  report.command = "scan";
  report.rules_requested = {"netra", "./my rules"};
  report.packs = {{"netra", "Single sources of truth", "", {}, true}};
  report.authorities = {JwtAuthority()};
  report.rules = {ImportRule(), SecretRule(), TextRule(), CountedRule()};
  report.summary = CannedSummary();
  report.inventory = Inventory();
  report.findings = {SpanOfManyLines(), PlainImport(),    CharactersBeyondAscii(), HostileBytes(),
                     LongLine(),        SuppressedRead(), FileThatIsGone()};
  for (size_t i = 0; i < report.findings.size(); ++i) {
    report.findings[i].fingerprint = Fingerprint(i);
  }
  report.baseline = ".ssot-baseline.json";
  report.since = "origin/main";
  report.absent = {{"jwt-import", "backend/gone.py", Fingerprint(99), "jwt was imported"}};
  report.counted = {{"text-jwt", "backend/app/keys.py", 3, 8, TextContext::kCode, 0},
                    {"text-jwt", "hostile/\x1b[2J\xff.py", 9, 1, TextContext::kDocstring, 0}};
  report.ledger = CannedLedger();
  report.exit_code = 3;
  report.invocation = CannedInvocation();
  return report;
}

Report CannedCleanReport() {
  Report report;
  report.command = "scan";
  report.rules = {ImportRule()};
  report.authorities = {JwtAuthority()};
  report.summary.files = 1;
  report.summary.by_rule = {{"jwt-import", {}}};
  report.summary.by_severity = {{"error", 0}, {"note", 0}, {"warning", 0}};
  report.ledger.discovered = 1;
  report.ledger.scanned = 1;
  return report;
}

Report CannedInventoryReport() {
  Report report = CannedReport();
  report.command = "inventory";
  report.findings.clear();
  report.absent.clear();
  report.baseline.reset();
  report.since.reset();
  for (CountedRow& row : report.inventory) row.fresh.reset();
  report.counted.reset();
  report.ledger = CannedCleanReport().ledger;
  report.summary = CannedCleanReport().summary;
  report.exit_code = 0;
  report.invocation.reset();
  return report;
}

}  // namespace ssot
