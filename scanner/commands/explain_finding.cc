#include "scanner/commands/explain_finding.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "scanner/baseline/compare.h"
#include "scanner/commands/baseline_changes.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/run_scan.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/standard_output.h"

namespace ssot {
namespace {

std::string Accepted(const Identity& entry) {
  return "  accepted as " + FingerprintOf(entry) + "\n              " + entry.path + "\n" +
         "              " + Described(entry) + "\n";
}

class Explainer {
 public:
  Explainer(const Session& session, const Baseline* baseline, const ScanResult& result)
      : session_(session), baseline_(baseline), result_(result) {}

  // Empty: nothing has this fingerprint.
  std::string Explain(const std::string& fingerprint) const {
    const std::vector<Finding>& findings = result_.report.findings;
    for (size_t i = 0; i < findings.size(); ++i) {
      if (findings[i].fingerprint == fingerprint) return ExplainFound(i);
    }
    if (baseline_ == nullptr) return "";
    for (const Identity& entry : baseline_->findings) {
      if (FingerprintOf(entry) == fingerprint) return ExplainEntry(entry);
    }
    return "";
  }

 private:
  std::string ExplainFound(size_t i) const {
    const Finding& finding = result_.report.findings[i];
    std::string text = finding.rule_id + " at " + finding.path + ":" +
                       std::to_string(finding.span.line) + ":" +
                       std::to_string(finding.span.column) + "\n  " + finding.message + "\n\n";
    if (finding.suppressed) {
      return text + "suppressed by the comment on line " +
             std::to_string(finding.suppressed->line) + ": " + finding.suppressed->reason + "\n";
    }
    const Assignment assignment =
        baseline_ == nullptr ? Assignment() : result_.comparison->assignments[i];
    if (assignment.entry != nullptr)
      return text + StateOf(assignment) + Accepted(*assignment.entry);
    if (finding.state == FindingState::kUnchanged) {
      return text + "unchanged: it stood at the merge base of --since already\n";
    }
    return text + WhyNew(i);
  }

  static std::string StateOf(const Assignment& assignment) {
    std::string state;
    switch (assignment.change) {
      case Change::kSame:
        if (assignment.file_change == FileChange::kSame) {
          state = "unchanged: the baseline accepts it";
        }
        break;
      case Change::kRenamed:
        state = "renamed: the definition around it has another name";
        break;
      case Change::kEdited:
        state = "edited: it says the same in other words";
        break;
      case Change::kMoved:
        state = "moved: into another definition of its file";
        break;
      case Change::kRenamedAndEdited:
        state =
            "renamed and edited: the definition around it has another name, and it says nearly "
            "the same";
        break;
    }
    switch (assignment.file_change) {
      case FileChange::kSame:
        break;
      case FileChange::kRenamed:
        state += (state.empty() ? "" : "; ") + std::string("moved: its file has another name");
        break;
      case FileChange::kSplit:
        state += (state.empty() ? "" : "; ") +
                 std::string("moved: this part of its file is a file of its own now");
        break;
    }
    return state + "\n";
  }

  std::string WhyNew(size_t i) const {
    if (baseline_ == nullptr) {
      return session_.options.since.empty() ? "new: there is no baseline, so every finding is\n"
                                            : "new: the merge base of --since does not have it\n";
    }
    const Identity& today = result_.comparison->identities[i];
    for (const Identity& entry : baseline_->findings) {
      if (entry.rule_id != today.rule_id || entry.symbol != today.symbol ||
          entry.text != today.text) {
        continue;
      }
      return "new: a copy of accepted debt, which counts where it stood alone\n" + Accepted(entry);
    }
    return "new: the baseline accepts nothing like it\n";
  }

  std::string ExplainEntry(const Identity& entry) const {
    const Comparison& comparison = *result_.comparison;
    for (size_t i = 0; i < comparison.assignments.size(); ++i) {
      if (comparison.assignments[i].entry == &entry) return ExplainFound(i);
    }
    const std::string head = entry.rule_id + " in " + entry.path + "\n\n";
    const bool is_absent = std::find(comparison.absent.begin(), comparison.absent.end(), &entry) !=
                           comparison.absent.end();
    const std::string state =
        is_absent ? "absent: it is no longer found; 'ssot baseline prune' removes it\n"
                  : "unknown: this run did not look for it\n";
    return head + state + Accepted(entry);
  }

  const Session& session_;
  const Baseline* baseline_;
  const ScanResult& result_;
};

// Where nothing names a baseline, the default one is meant if it is there.
void FindDefaultBaseline(Session* session) {
  const std::string path = session->root.root + "/" + kDefaultBaseline;
  std::error_code error;
  if (!session->options.baseline.empty() || !std::filesystem::exists(path, error)) return;
  session->options.baseline = path;
  session->baseline_name = kDefaultBaseline;
}

}  // namespace

bool IsFingerprint(std::string_view word) {
  return word.size() == 32 && word.find_first_not_of("0123456789abcdef") == word.npos;
}

int ExplainFinding(const Options& options, const std::string& fingerprint) {
  std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  FindDefaultBaseline(&*session);
  std::optional<Baseline> baseline;
  if (!ReadBaselineOrExplain(*session, &baseline)) return kExitUsage;
  const Baseline* accepted = baseline ? &*baseline : nullptr;
  const ScanResult result = ScanWithProgress(*session, "explain", accepted);
  const std::string text = Explainer(*session, accepted, result).Explain(fingerprint);
  const bool is_incomplete = ExplainIncomplete(result.report.ledger, options.strict);
  if (text.empty()) {
    PrintError("no finding here and nothing in the baseline has the fingerprint " + fingerprint);
    return is_incomplete ? kExitIncomplete : kExitUsage;
  }
  WriteStandardOutput(text);
  return is_incomplete ? kExitIncomplete : kExitOk;
}

}  // namespace ssot
