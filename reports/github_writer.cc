// Annotations of GitHub Actions: workflow commands on standard output, one a line. GitHub shows ten
// errors, ten warnings and ten notices a step and drops the rest without a word, so the rest is
// left out here and counted in a notice.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/importance.h"
#include "reports/report_format.h"
#include "reports/repository_path.h"
#include "reports/row_figures.h"
#include "reports/summary_text.h"
#include "reports/utf8.h"

namespace ssot {
namespace {

constexpr size_t kMaxOfAKind = 10;

enum Kind : size_t { kNotice, kWarning, kError, kKinds };  // as Severity
constexpr std::string_view kKindNames[] = {"notice", "warning", "error"};
static_assert(kNotice == static_cast<size_t>(Severity::kNote) &&
              kError == static_cast<size_t>(Severity::kError));

struct Annotation {
  Kind kind = kNotice;
  std::string line;
};

std::string EscapedMessage(std::string_view text) {
  std::string escaped;
  for (const char c : ValidUtf8(text)) {
    if (c == '%')
      escaped += "%25";
    else if (c == '\r')
      escaped += "%0D";
    else if (c == '\n')
      escaped += "%0A";
    else
      escaped += c;
  }
  return escaped;
}

std::string EscapedProperty(std::string_view text) {
  std::string escaped;
  for (const char c : EscapedMessage(text)) {
    if (c == ':')
      escaped += "%3A";
    else if (c == ',')
      escaped += "%2C";
    else
      escaped += c;
  }
  return escaped;
}

// `place` is what stands between the title and the message: ",file=…,line=…".
Annotation Annotate(Kind kind, std::string_view title, const std::string& place,
                    std::string_view message) {
  return {kind, "::" + std::string(kKindNames[kind]) + " title=" + EscapedProperty(title) + place +
                    "::" + EscapedMessage(message) + "\n"};
}

// GitHub refuses columns where the lines differ.
std::string Place(const Report& report, const Finding& finding) {
  const Span& span = finding.span;
  std::string place = ",file=" + EscapedProperty(PathInRepository(report, finding.path)) +
                      ",line=" + std::to_string(std::max(span.line, 1u));
  if (span.end_line > span.line) return place + ",endLine=" + std::to_string(span.end_line);
  const uint32_t column = std::max(span.column, 1u);
  return place + ",col=" + std::to_string(column) +
         ",endColumn=" + std::to_string(std::max(span.end_column, column));
}

void AddTroubles(const Report& report, std::vector<Annotation>* annotations) {
  std::string message;
  for (const std::string& trouble : Troubles(report)) {
    message += (message.empty() ? "" : "\n") + trouble;
  }
  if (!message.empty()) annotations->push_back(Annotate(kError, "ssot", "", message));
}

void AddFindings(const Report& report, std::vector<Annotation>* annotations) {
  for (const Finding* finding : ByImportance(report.findings)) {
    if (finding->suppressed.has_value()) continue;
    const bool is_accepted = finding->state == FindingState::kUnchanged;
    annotations->push_back(Annotate(static_cast<Kind>(finding->severity),
                                    finding->rule_id + (is_accepted ? " (unchanged)" : ""),
                                    Place(report, *finding), finding->message));
  }
}

void AddRows(const Report& report, std::vector<Annotation>* annotations) {
  for (const CountedRow& counted : report.inventory) {
    if (!counted.status.has_value() || counted.status == RowStatus::kMet) continue;
    const Kind kind = counted.status == RowStatus::kRegressed ? kError : kWarning;
    annotations->push_back(Annotate(
        kind, counted.row.id, "",
        counted.row.title + ": " + StatusName(counted) + ", " + ComparedWithTarget(counted)));
  }
}

// One of a kind at most; "12 errors, 1 notice".
std::string Counted(const std::array<size_t, kKinds>& counts) {
  std::string text;
  for (size_t kind = kKinds; kind-- > 0;) {
    if (counts[kind] == 0) continue;
    const std::string name(kKindNames[kind]);
    text += (text.empty() ? "" : ", ") + Quantity(counts[kind], name, name + "s");
  }
  return text;
}

std::string WithinLimits(const std::vector<Annotation>& annotations) {
  std::array<size_t, kKinds> counts = {};
  for (const Annotation& annotation : annotations) ++counts[annotation.kind];
  const bool fit = *std::max_element(counts.begin(), counts.end()) <= kMaxOfAKind;
  std::array<size_t, kKinds> room = {kMaxOfAKind, kMaxOfAKind, kMaxOfAKind};
  if (!fit) --room[kNotice];  // for the notice of what was left out
  std::string text;
  for (const Annotation& annotation : annotations) {
    if (room[annotation.kind] == 0) continue;
    --room[annotation.kind];
    --counts[annotation.kind];
    text += annotation.line;
  }
  if (fit) return text;
  return text + Annotate(kNotice, "ssot", "",
                         "Left out: " + Counted(counts) +
                             ". GitHub shows ten of a kind a step; --format markdown and "
                             "--format json have more.")
                    .line;
}

}  // namespace

std::string RenderGithub(const Report& report, const RenderOptions&) {
  std::vector<Annotation> annotations;
  AddTroubles(report, &annotations);
  if (report.command == "inventory") {
    AddRows(report, &annotations);
  } else {
    AddFindings(report, &annotations);
  }
  return WithinLimits(annotations);
}

}  // namespace ssot
