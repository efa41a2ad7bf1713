// Only what could be compared is matched: files that have findings today, and files that are gone
// or changed, whose findings may be in another file now; for rules about the whole tree, all files.
// All others give their facts alone, by which names resolve. Most files are the same in both trees,
// and what was read of them today serves again.

#include "scanner/pipeline/base_scan.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "scanner/baseline/compare.h"
#include "scanner/baseline/normalized_text.h"
#include "scanner/discovery/renames.h"
#include "scanner/languages/front_end.h"
#include "scanner/pipeline/excerpts.h"
#include "scanner/pipeline/match_files.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/suppress.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

class BaseScanner {
 public:
  BaseScanner(const Session& session, const CompiledRules& rules, const TextPass& text_pass,
              const CallNames& call_names, ScannedTree today)
      : session_(session),
        base_session_(session),
        rules_(rules),
        text_pass_(text_pass),
        call_names_(call_names),
        today_(std::move(today)) {
    base_session_.source = session.base;
    base_session_.commit = session.base;
    base_session_.not_entered.clear();
    for (const Finding& finding : today_.findings) {
      paths_with_findings_.insert(finding.path);
      rules_with_findings_.insert(finding.rule_id);
    }
  }

  BaseScan Scan() {
    FindBaseFiles();
    KeepScopes();
    std::vector<ReadFile> read = ReadBaseFiles();
    const unsigned jobs = session_.options.jobs;
    ProjectFacts project = ResolveNames(base_session_, files_.files, &call_names_, &read);
    OpenMatches matches(files_.files.size());
    do {
      MatchFiles(rules_, call_names_, project, files_.files, jobs, {}, &read, &matches);
    } while (ReadWhatWasAskedFor(base_session_, files_.files, &read, &project));
    scan_.findings = JoinMatches(rules_, files_.files, std::move(matches)).findings;
    Suppress(base_session_, rules_, files_, read, &scan_.findings);
    std::erase_if(scan_.findings, [](const Finding& finding) { return bool(finding.suppressed); });
    KeepFailures(read);
    TakeOverExcerpts();
    FillExcerpts(*session_.base, *session_.secret_names, session_.options.max_file_bytes, jobs,
                 &scan_.findings);
    FollowRenames();
    return std::move(scan_);
  }

 private:
  static bool IsBefore(const RunFile& file, const std::string& path) {
    return file.file.path < path;
  }

  // Index into today's files; their number: not there.
  size_t FindToday(const std::string& path) const {
    const std::vector<RunFile>& files = today_.files.files;
    const auto found = std::lower_bound(files.begin(), files.end(), path, IsBefore);
    const bool is_there = found != files.end() && found->file.path == path;
    return static_cast<size_t>((is_there ? found : files.end()) - files.begin());
  }

  void KeepScopes() {
    for (const std::string& path : paths_with_findings_) KeepScopesOf(path);
    for (const RunFile& file : files_.files) {
      if (file.is_chosen) KeepScopesOf(file.file.path);
    }
  }

  void KeepScopesOf(const std::string& path) {
    const size_t i = FindToday(path);
    if (i == today_.files.files.size() || !today_.read[i].has_facts) return;
    const Facts& facts = today_.read[i].facts;
    std::set<std::string>& scopes = scan_.scopes[path];
    if (!scopes.empty()) return;
    scopes.insert("");
    for (ScopeId scope = 0; scope < facts.scopes.size(); ++scope) {
      const std::string name = QualifiedName(facts, {}, scope);  // ".Class.method"
      if (!name.empty()) scopes.insert(name.substr(1));
    }
  }

  void FindBaseFiles() {
    files_ = FindFiles(base_session_);
    for (const UnreadableFile& file : files_.unreadable) {
      scan_.failed.push_back({file.path, file.reason});
    }
    std::erase_if(files_.files, [&](const RunFile& file) {
      return FindFrontEnd(file.file.language) == nullptr && !IsModuleSettings(file.file.path) &&
             rules_.For(file.file.path, file.file.language).text.empty();
    });
    for (RunFile& file : files_.files) {
      const std::string& path = file.file.path;
      // Also outside of the PATHs: what is gone there may have been renamed into them.
      file.is_chosen = paths_with_findings_.contains(path) || !IsSameToday(file, FindToday(path));
    }
  }

  bool IsSameToday(const RunFile& file, size_t today) const {
    if (today == today_.read.size()) return false;
    const ReadFile& read = today_.read[today];
    return read.outcome != ReadOutcome::kFailed && read.blob == file.file.blob;
  }

  std::vector<ReadFile> ReadBaseFiles() {
    std::vector<RunFile> changed;
    std::vector<size_t> places;
    std::vector<ReadFile> read(files_.files.size());
    for (size_t i = 0; i < read.size(); ++i) {
      const RunFile& file = files_.files[i];
      const size_t today = FindToday(file.file.path);
      if (!IsSameToday(file, today)) {
        changed.push_back(file);
        places.push_back(i);
        continue;
      }
      read[i] = std::move(today_.read[today]);
      if (file.is_chosen) {
        same_paths_.insert(file.file.path);
      } else {
        read[i].directives.clear();
        KeepWholeTreeRules(&read[i]);
      }
    }
    ReadCosts costs;
    std::vector<ReadFile> changed_read =
        ReadFiles(base_session_, changed, rules_, text_pass_, &call_names_, {}, &costs);
    for (size_t i = 0; i < places.size(); ++i) {
      read[places[i]] = std::move(changed_read[i]);
      if (!files_.files[places[i]].is_chosen) KeepWholeTreeRules(&read[places[i]]);
    }
    return read;
  }

  // A file that is not compared still counts for rules about the whole tree, if one of them has
  // something to compare.
  void KeepWholeTreeRules(ReadFile* file) const {
    const auto is_not_needed = [&](RuleIndex rule) {
      return !rules_[rule].matcher.judge || !rules_with_findings_.contains(rules_[rule].rule->id);
    };
    std::erase_if(file->fact_rules, is_not_needed);
    std::erase_if(file->hits, [&](const TextHit& hit) { return is_not_needed(hit.rule); });
  }

  void KeepFailures(const std::vector<ReadFile>& read) {
    for (size_t i = 0; i < read.size(); ++i) {
      if (read[i].outcome != ReadOutcome::kFailed) continue;
      scan_.failed.push_back({files_.files[i].file.path, read[i].reason});
    }
  }

  // The same place of the same bytes has the same excerpt.
  void TakeOverExcerpts() {
    using Place = std::tuple<std::string_view, uint32_t, uint32_t, uint32_t, uint32_t>;
    const auto place_of = [](const Finding& finding) {
      const Span& span = finding.span;
      return Place(finding.path, span.line, span.column, span.end_line, span.end_column);
    };
    std::map<Place, const CodeExcerpt*> known;
    for (const Finding& finding : today_.findings) {
      if (same_paths_.contains(finding.path)) known[place_of(finding)] = &finding.excerpt;
    }
    for (Finding& finding : scan_.findings) {
      const auto excerpt = known.find(place_of(finding));
      if (excerpt != known.end()) finding.excerpt = *excerpt->second;
    }
  }

  void FollowRenames() {
    std::set<std::string> gone;
    std::set<std::string> added;
    for (const Finding& finding : scan_.findings) {
      if (!session_.source->Exists(finding.path)) gone.insert(finding.path);
    }
    for (const std::string& path : paths_with_findings_) {
      if (!session_.base->Exists(path)) added.insert(path);
    }
    for (FileRename& rename :
         FindRenames(*session_.base, {gone.begin(), gone.end()}, *session_.source,
                     {added.begin(), added.end()}, session_.options.max_file_bytes)) {
      scan_.renames[ToUtf8(rename.from)] = ToUtf8(rename.to);
    }
  }

  const Session& session_;
  Session base_session_;
  const CompiledRules& rules_;
  const TextPass& text_pass_;
  const CallNames& call_names_;
  ScannedTree today_;
  std::set<std::string> paths_with_findings_;  // today
  std::set<std::string> rules_with_findings_;  // likewise
  std::set<std::string> same_paths_;           // matched, and the same in both trees
  RunFiles files_;                             // of the base
  BaseScan scan_;
};

Baseline AsBaseline(const std::vector<Finding>& findings) {
  Baseline baseline;
  const std::vector<Identity> identities = IdentitiesOf(findings);
  for (size_t i = 0; i < findings.size(); ++i) {
    baseline.findings.insert(identities[i]);
    baseline.files[identities[i].path] = findings[i].excerpt.file_sketch;
  }
  return baseline;
}

}  // namespace

BaseScan ScanBase(const Session& session, const CompiledRules& rules, const TextPass& text_pass,
                  const CallNames& call_names, ScannedTree today) {
  return BaseScanner(session, rules, text_pass, call_names, std::move(today)).Scan();
}

void AcceptFindingsOf(const Session& session, const BaseScan& base, Report* report) {
  const Baseline baseline = AsBaseline(base.findings);
  TreeView today;
  today.renames = base.renames;
  today.has_file = [&](const std::string& path) { return session.source->Exists(path); };
  today.has_scope = [&](const std::string& path, const std::string& scope) {
    const auto file = base.scopes.find(path);
    return file != base.scopes.end() && file->second.contains(scope);
  };
  const Comparison comparison = Compare(baseline, report->findings, today);
  for (size_t i = 0; i < report->findings.size(); ++i) {
    if (comparison.assignments[i].entry == nullptr) continue;
    report->findings[i].state = FindingState::kUnchanged;
  }
  Ledger& ledger = report->ledger;
  for (const SkippedFile& file : base.failed) {
    ledger.failed.push_back({file.path, "at the base of --since: " + file.reason});
    ++ledger.discovered;
  }
  std::stable_sort(ledger.failed.begin(), ledger.failed.end(),
                   [](const SkippedFile& a, const SkippedFile& b) { return a.path < b.path; });
}

}  // namespace ssot
