#include <algorithm>
#include <string>
#include <vector>

#include "reports/markdown_text.h"
#include "reports/plan_writer.h"
#include "reports/row_figures.h"
#include "reports/summary_text.h"

namespace ssot {
namespace {

constexpr size_t kMostPlaces = 20;  // of one step

std::string_view GroupName(PathGroup group) {
  return kPathGroupNames[static_cast<size_t>(group)];
}

std::string Heading(const PlanPhase& phase) {
  std::string text;
  if (!phase.document.empty()) text += phase.document;
  if (!phase.phase.empty()) text += (text.empty() ? "Phase " : ", phase ") + phase.phase;
  if (!phase.priority.empty())
    text += (text.empty() ? "Priority " : ", priority ") + phase.priority;
  return text.empty() ? "Without a phase" : text;
}

std::string RowLine(const CountedRow& counted) {
  return "| " + MarkdownCode(counted.row.id) + " | " + MarkdownText(counted.row.title) + " | " +
         TrueFigure(counted) + " | " + TargetFigure(counted.row) + " | " + StatusName(counted) +
         " |\n";
}

std::string RowTable(const std::vector<const CountedRow*>& rows) {
  std::string text =
      "| row | title | count | target | status |\n| --- | --- | ---: | ---: | --- |\n";
  for (const CountedRow* row : rows) text += RowLine(*row);
  return text + "\n";
}

std::string HeadMarkdown(const Plan& plan) {
  std::string text = "# Remediation plan\n\n";
  size_t rows = 0;
  for (const PlanPhase& phase : plan.phases) rows += phase.rows.size();
  if (plan.places == 0) text += "Nothing is found that would have to be changed.\n\n";
  if (plan.places > 0) {
    uint64_t uncounted = 0;
    for (const PlanFile& file : plan.other_files) uncounted += file.places;
    text += Quantity(plan.places, "place", "places") + " in " +
            Quantity(plan.files, "file", "files") + " to change";
    if (uncounted > 0) text += ", " + FormatCount(uncounted) + " of them counted by no row";
    text += "; " + Quantity(rows, "row is", "rows are") + " open and " +
            Quantity(plan.done.size(), "is met", "are met") + ".\n\n";
    text += "| group | files |\n| --- | ---: |\n";
    for (const auto& [group, files] : plan.files_by_group) {
      text += "| " + std::string(GroupName(group)) + " | " + FormatCount(files) + " |\n";
    }
    text += "\nRisk is how many files import the file: high from " +
            std::to_string(kHighRiskImporters) + ", medium from " +
            std::to_string(kMediumRiskImporters) +
            ". Files stand in the order in which they are worth most: most places, then fewest "
            "lines to edit, then fewest importers.\n\n";
  }
  return text;
}

std::string Owners(const PlanFile& file) {
  std::string text;
  for (const std::string& owner : file.owners) {
    text += (text.empty() ? "" : " ") + MarkdownCode(owner);
  }
  return text;
}

// What a team ticks off.
std::string FileHead(const PlanFile& file) {
  std::string text =
      "- [ ] " + MarkdownCode(file.path) + ": " + Quantity(file.places, "place", "places") +
      " on " + Quantity(file.edits, "line", "lines") + ", " + std::string(GroupName(file.group)) +
      ", risk " + std::string(kPlanRiskNames[static_cast<size_t>(file.risk)]);
  if (file.importers > 0) {
    text += " (imported by " + Quantity(file.importers, "file", "files") + ")";
  }
  const std::string owners = Owners(file);
  if (!owners.empty()) text += ", owned by " + owners;
  if (file.told > 0) {
    text += "; " + FormatCount(file.told) + " of them told above";
  }
  return text + "\n";
}

// Of a long dotted name the last two parts, which tell it in its file.
std::string_view ShortName(std::string_view symbol) {
  size_t begin = symbol.rfind('.');
  if (begin == symbol.npos || begin == 0) return symbol;
  begin = symbol.rfind('.', begin - 1);
  const bool is_short = begin == symbol.npos || symbol.find('.') == begin;
  return is_short ? symbol : symbol.substr(begin + 1);
}

std::string PlaceText(const PlanPlace& place) {
  std::string text = "line " + std::to_string(place.line);
  if (!place.symbol.empty()) text += " " + MarkdownCode(ShortName(place.symbol));
  return text;
}

std::vector<std::string> PlaceTexts(const PlanStep& step) {
  std::vector<std::string> texts;
  for (const PlanPlace& place : step.places) {
    const std::string text = PlaceText(place);
    if (texts.empty() || texts.back() != text) texts.push_back(text);  // twice on a line
  }
  return texts;
}

std::string StepText(const PlanStep& step) {
  std::string text = "  - " + MarkdownText(step.title) + " (" + MarkdownCode(step.rule_id) + "): ";
  const std::vector<std::string> places = PlaceTexts(step);
  const size_t shown = std::min(places.size(), kMostPlaces);
  for (size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + places[i];
  if (shown < places.size()) text += ", and " + FormatCount(places.size() - shown) + " more";
  if (!step.instruction.empty()) text += ". " + MarkdownText(step.instruction);
  return text + "\n";
}

std::string FileText(const PlanFile& file) {
  std::string text = FileHead(file);
  for (const PlanStep& step : file.steps) text += StepText(step);
  return text;
}

// Takes what fits. Once something did not, nothing more is taken, so that no file stands before a
// more important one.
class Room {
 public:
  explicit Room(size_t bytes) : left_(bytes) {}

  bool Take(const std::string& text, std::string* all) {
    if (text.size() > left_) left_ = 0;
    if (text.size() > left_) return false;
    left_ -= text.size();
    *all += text;
    return true;
  }

 private:
  size_t left_;
};

std::string FilesText(const std::vector<PlanFile>& files, Room* room) {
  std::string text;
  std::string told;  // files of which an earlier row has told everything
  size_t left_out = 0;
  for (const PlanFile& file : files) {
    if (file.steps.empty()) {
      const std::string entry = MarkdownCode(file.path) + " (" + FormatCount(file.places) + ")";
      if (!room->Take((told.empty() ? "" : ", ") + entry, &told)) ++left_out;
    } else if (!room->Take(FileText(file), &text)) {
      ++left_out;
    }
  }
  if (!told.empty()) text += "- Told above: " + told + "\n";
  if (left_out > 0) {
    text += "- " + Quantity(left_out, "file is", "files are") +
            " left out here for the length of an issue; `ssot plan --format json` has all\n";
  }
  return text + "\n";
}

std::string RowText(const PlanRow& row, Room* room) {
  const CountedRow& counted = row.counted;
  std::string text =
      "### " + MarkdownText(counted.row.title) + " (" + MarkdownCode(counted.row.id) + ")\n\n";
  const std::string figure = ComparedWithTarget(counted);
  text += "Now: " + (figure.empty() ? TrueFigure(counted) : figure) + ". ";
  if (!counted.row.check.empty()) {
    text += "Check in the documents: " + MarkdownCode(counted.row.check) + ". ";
  }
  text += "Done when this says `met`:\n\n```sh\n" + row.verify + "\n```\n\n";
  return text + FilesText(row.files, room);
}

}  // namespace

std::string RenderPlanMarkdown(const Report& report, const Plan& plan, size_t most_bytes) {
  std::string head = HeadMarkdown(plan);
  for (const std::string& trouble : Troubles(report)) {
    head += "**" + MarkdownText(trouble) + "**\n\n";
  }
  std::string tail;
  if (!plan.only_counted.empty()) {
    std::vector<const CountedRow*> rows;
    for (const CountedRow& row : plan.only_counted) rows.push_back(&row);
    tail += "## Open, without a place to change\n\nNo rule of these rows reports a place.\n\n" +
            RowTable(rows);
  }
  if (!plan.done.empty()) {
    std::vector<const CountedRow*> rows;
    for (const CountedRow& row : plan.done) rows.push_back(&row);
    tail += "## Done\n\n" + RowTable(rows);
  }
  size_t fixed = head.size() + tail.size() + 2000;
  for (const PlanPhase& phase : plan.phases) fixed += 200 + 800 * phase.rows.size();
  Room room(most_bytes > fixed ? most_bytes - fixed : 0);
  std::string text = head;
  for (const PlanPhase& phase : plan.phases) {
    text += "## " + MarkdownText(Heading(phase)) + "\n\n";
    for (const PlanRow& row : phase.rows) text += RowText(row, &room);
  }
  if (!plan.other_files.empty()) {
    text += "## Found by rules that no row counts\n\n" + FilesText(plan.other_files, &room);
  }
  return text + tail;
}

}  // namespace ssot
