#include "scanner/pipeline/scan.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <utility>

#include "scanner/baseline/identity.h"
#include "scanner/discovery/root.h"
#include "scanner/matching/call_names.h"
#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/inventory_count.h"
#include "scanner/matching/text_pass.h"
#include "scanner/pipeline/applicability.h"
#include "scanner/pipeline/base_scan.h"
#include "scanner/pipeline/canary.h"
#include "scanner/pipeline/compare_findings.h"
#include "scanner/pipeline/excerpts.h"
#include "scanner/pipeline/gate.h"
#include "scanner/pipeline/importers.h"
#include "scanner/pipeline/ledger.h"
#include "scanner/pipeline/looked_at.h"
#include "scanner/pipeline/match_files.h"
#include "scanner/pipeline/owners.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"
#include "scanner/pipeline/summary.h"
#include "scanner/pipeline/suppress.h"

namespace ssot {
namespace {

std::string UtcNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

// Says how far a stage is: at its beginning, its end and a hundred times between.
class ProgressCounter {
 public:
  ProgressCounter(const ScanRequest& request, std::string_view stage, uint64_t total)
      : request_(request), progress_{stage, 0, total}, step_(total / 100 + 1) {
    if (request_.progress) request_.progress(progress_);
  }

  // From any thread.
  void CountOne() {
    if (!request_.progress) return;
    const std::lock_guard lock(mutex_);
    ++progress_.done;
    if (progress_.done % step_ == 0 || progress_.done == progress_.total) {
      request_.progress(progress_);
    }
  }

 private:
  const ScanRequest& request_;
  Progress progress_;
  uint64_t step_;
  std::mutex mutex_;
};

void AddNestedStages(const ReadCosts& costs, StageStats* stats) {
  const auto add = [&](std::string_view step, const StepCost& cost) {
    stats->AddNested(step, cost.seconds, cost.files, cost.bytes);
  };
  add("read", costs.read);
  add("prefilter", costs.prefilter);
  add("extract facts", costs.extract);
  if (costs.clang.files + costs.without_clang.files > 0) {
    add("libclang", costs.clang);
    add("without libclang", costs.without_clang);
  }
  add("match text", costs.text);
}

struct Workings {
  std::vector<ReadFile> read;
  ProjectFacts project;
};

// Every hit of a text rule is counted; only those of rules that report nothing are listed.
std::vector<CountedMatch> ListCounted(const RuleSet& rules, std::vector<CountedMatch> counted) {
  const auto reports_findings = [&](const CountedMatch& match) {
    const auto rule = std::lower_bound(
        rules.rules.begin(), rules.rules.end(), match.rule_id,
        [](const Rule& candidate, const std::string& id) { return candidate.id < id; });
    return rule != rules.rules.end() && rule->id == match.rule_id &&
           rule->report == RuleReport::kFindings;
  };
  std::erase_if(counted, [](const CountedMatch& match) { return match.is_inside; });
  std::erase_if(counted, reports_findings);
  return counted;
}

// Of folders and files, these without extension.
std::set<std::string, std::less<>> OutermostNames(const std::vector<RunFile>& files) {
  std::set<std::string, std::less<>> names;
  for (const RunFile& file : files) {
    const std::string_view path = file.file.path;
    const size_t slash = path.find('/');
    names.emplace(path.substr(0, slash != path.npos ? slash : path.find('.')));
  }
  return names;
}

Invocation DescribeInvocation(const Session& session, const ScanRequest& request,
                              std::string start_time_utc) {
  Invocation invocation;
  invocation.arguments = request.arguments;
  std::error_code error;
  invocation.working_directory = std::filesystem::current_path(error).string();
  invocation.root = session.root.root;
  invocation.start_time_utc = std::move(start_time_utc);
  invocation.end_time_utc = UtcNow();
  const GitIdentity git = ReadGitIdentity(session.root.root);
  if (!git.repository_uri.empty()) invocation.repository_uri = git.repository_uri;
  if (!git.repository_root.empty()) invocation.repository_root = git.repository_root;
  if (!session.revision.empty()) {
    invocation.revision = session.revision;
  } else if (!git.revision.empty()) {
    invocation.revision = git.revision;
    if (!git.branch.empty()) invocation.branch = git.branch;
  }
  invocation.jobs = session.options.jobs;
  return invocation;
}

}  // namespace

ScanResult Scan(const Session& session, const ScanRequest& request) {
  ScanResult result;
  Report& report = result.report;
  StageStats& stats = result.stats;
  const Options& options = session.options;
  const std::string start_time_utc = UtcNow();

  // Beyond this point no file is added.
  stats.Begin("discover");
  const RunFiles files = FindFiles(session);
  stats.Count(files.files.size(), 0);

  // Rules whose authority does not exist here may not hold. A rule that misses its own bad example
  // proves nothing by its silence.
  stats.Begin("prepare rules");
  Applicability applicability = FindApplicability(session, files);
  const CompiledRules rules(session.rules, applicability.runs, applicability.unmet);
  const CallNames call_names(rules, OutermostNames(files.files));
  const TextPass text_pass(rules, call_names.literals());
  std::vector<std::string> silent_canaries = FindSilentCanaries(rules, text_pass, options.jobs);

  // Prefilter, extract facts, match text: file by file, while the bytes are at hand.
  stats.Begin("read files");
  ReadCosts costs;
  ProgressCounter reading(request, "reading", files.files.size());
  const auto workings = std::make_shared<Workings>();
  result.leftovers = workings;
  std::vector<ReadFile>& read = workings->read;
  read = ReadFiles(
      session, files.files, rules, text_pass, &call_names, [&] { reading.CountOne(); }, &costs);
  stats.Count(costs.read.files, costs.read.bytes);
  stats.End();
  AddNestedStages(costs, &stats);

  stats.Begin("resolve names");
  ProjectFacts& project = workings->project;
  project = ResolveNames(session, files.files, &call_names, &read);
  stats.Count(project.facts->size(), 0);

  // Outlines stand for many files. Where one says too little, what depends on it is asked again.
  OpenMatches open_matches(files.files.size());
  for (std::string_view stage = "match";; stage = "match again") {
    stats.Begin(stage);
    ProgressCounter matching(request, "matching", files.files.size());
    MatchFiles(
        rules, call_names, project, files.files, options.jobs, [&] { matching.CountOne(); }, &read,
        &open_matches);
    if (request.counts_importers) result.importers = CountImporters(project, options.jobs);
    if (!ReadWhatWasAskedFor(session, files.files, &read, &project)) break;
  }
  FileMatches matches = JoinMatches(rules, files.files, std::move(open_matches));

  // Beyond this point findings are final, and so is what was not scanned.
  report.findings = std::move(matches.findings);
  Suppress(session, rules, files, read, &report.findings);
  report.ledger = KeepLedger(files, project, read);
  const LookedAtFiles looked_at = FindLookedAtFiles(rules, files, read);
  if (options.list_unresolved) {
    report.ledger.unresolved = ListUnresolvedImports(project, files.files);
  }
  if (!costs.clang_problem.empty()) {
    const std::filesystem::path database =
        std::filesystem::path(session.compile_commands) / "compile_commands.json";
    report.ledger.parse_errors.push_back({database.lexically_relative(session.root.root).string(),
                                          0, 0, costs.clang_problem + "; defaults were used"});
  }
  report.ledger.not_applicable = std::move(applicability.not_applicable);
  report.ledger.unmet_contracts = std::move(applicability.unmet_contracts);
  report.ledger.silent_canaries = std::move(silent_canaries);

  stats.Begin("excerpts");
  FillExcerpts(*session.source, *session.secret_names, options.max_file_bytes, options.jobs,
               &report.findings);
  SetFingerprints(&report.findings);
  SetOwners(*session.source, &report.findings);

  // What is accepted is not new.
  if (request.baseline != nullptr) {
    stats.Begin("compare with baseline");
    report.baseline = session.baseline_name;
    result.comparison =
        CompareFindings({session, files, project, rules}, *request.baseline, &report);
  }

  // What stood at the merge base is not new. This takes the facts: it comes after all who ask.
  if (session.base != nullptr) {
    stats.Begin("scan the base");
    const BaseScan base =
        ScanBase(session, rules, text_pass, call_names,
                 {files, ReturnFacts(std::move(project), std::move(read)), report.findings});
    AcceptFindingsOf(session, base, &report);
  }

  stats.Begin("count");
  report.summary = Summarize(rules, report.findings, report.ledger.scanned);
  report.summary.absent = report.absent.size();
  report.inventory = CountInventory(rules, report.findings, matches.counted, looked_at);
  if (request.baseline != nullptr || session.base != nullptr) {
    CountNewOfRows(report.findings, &report.inventory);
  }
  if (request.earlier_rows != nullptr) {
    CompareRows(*request.earlier_rows, &report.inventory);
  } else if (request.baseline != nullptr && !session.is_partial) {
    CompareRows(request.baseline->rows, &report.inventory);
  }
  for (std::string& broken : BrokenRatchets(report.inventory)) {
    report.ledger.unmet_contracts.push_back(std::move(broken));
  }
  if (options.list_counted) {
    report.counted = ListCounted(session.rules, std::move(matches.counted));
  }
  stats.End();

  report.command = request.command;
  report.rules_requested = session.rules_requested;
  report.packs = session.rules.packs;
  report.authorities = session.rules.authorities;
  report.rules = RulesOfReport(session.rules);
  if (!options.compare.empty()) report.compare = options.compare;
  if (!options.since.empty()) report.since = options.since;
  if (!options.rev.empty()) report.rev = options.rev;
  report.exit_code = ExitCode(report, options);
  if (!options.reproducible) {
    report.invocation = DescribeInvocation(session, request, start_time_utc);
  }
  return result;
}

}  // namespace ssot
