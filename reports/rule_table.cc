#include "reports/rule_table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/importance.h"
#include "reports/row_figures.h"

namespace ssot {
namespace {

constexpr size_t kLeastRules = 2;

using Line = std::vector<std::string>;  // cells; the first is a name, the others are figures

std::vector<std::pair<std::string, RuleTotals>> RulesWithFindings(const Summary& summary) {
  std::vector<std::pair<std::string, RuleTotals>> rules;
  for (const auto& rule : summary.by_rule) {
    if (rule.second.findings > 0) rules.emplace_back(rule);
  }
  std::stable_sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) {
    return a.second.findings > b.second.findings;
  });
  return rules;
}

std::vector<unsigned> WidthsOf(const std::vector<Line>& lines) {
  std::vector<unsigned> widths(lines[0].size());
  for (const Line& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], TextWidth(line[i]));
  }
  return widths;
}

std::string Aligned(const Line& line, const std::vector<unsigned>& widths) {
  std::string text = line[0] + std::string(widths[0] - TextWidth(line[0]), ' ');
  for (size_t i = 1; i < line.size(); ++i) {
    text += "  " + std::string(widths[i] - TextWidth(line[i]), ' ') + line[i];
  }
  return text;
}

}  // namespace

std::string RuleTable(const Report& report, const Painter& paint) {
  const auto rules = RulesWithFindings(report.summary);
  if (rules.size() < kLeastRules) return "";
  std::vector<Line> lines = {{"rule", "findings", "files"}};
  for (const auto& [id, totals] : rules) {
    lines.push_back({PrintableText(id), FormatCount(totals.findings), FormatCount(totals.files)});
    if (IsCompared(report)) lines.back().push_back(FormatCount(totals.fresh));
  }
  if (IsCompared(report)) lines[0].push_back("new");
  const std::vector<unsigned> widths = WidthsOf(lines);
  std::string table;
  for (size_t i = 0; i < lines.size(); ++i) {
    table += paint(i == 0 ? Style::kBold : Style::kPlain, Aligned(lines[i], widths)) + "\n";
  }
  return table;
}

}  // namespace ssot
