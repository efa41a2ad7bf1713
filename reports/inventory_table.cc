#include "reports/inventory_table.h"

#include <algorithm>
#include <array>

#include "reports/row_figures.h"

namespace ssot {
namespace {

enum Column : size_t {
  kId,
  kTitle,
  kUnit,
  kText,
  kTrue,
  kChange,
  kRecorded,
  kTarget,
  kBar,
  kStatus,
  kPhase,
  kColumns
};

constexpr unsigned kGap = 2;
constexpr unsigned kLeastTitle = 12;  // less says nothing

struct Line {
  std::array<std::string, kColumns> cells;
  Style style = Style::kPlain;   // of the whole line
  Style status = Style::kPlain;  // of its status
};

Style StatusStyle(const std::optional<RowStatus>& status) {
  if (!status.has_value()) return Style::kPlain;
  switch (*status) {
    case RowStatus::kMet:
      return Style::kGood;
    case RowStatus::kUnmet:
      return Style::kWarning;
    case RowStatus::kRegressed:
      return Style::kError;
  }
  return Style::kPlain;
}

Line RowLine(const CountedRow& counted) {
  const InventoryRow& row = counted.row;
  Line line;
  line.cells = {PrintableText(row.id),
                OneLine(row.title),
                std::string(kRowUnitNames[static_cast<size_t>(row.unit)]),
                TextFigure(counted),
                TrueFigure(counted),
                ChangeFigure(counted),
                RecordedFigure(row),
                TargetFigure(row),
                ProgressBar(counted),
                StatusName(counted),
                row.phase.empty() ? "-" : PrintableText(row.phase)};
  line.status = StatusStyle(counted.status);
  return line;
}

Line PartLine(const CountedPart& part) {
  Line line;
  line.cells[kId] = "  " + PrintableText(part.id);
  line.cells[kText] = part.text_count.has_value() ? FormatCount(*part.text_count) : "-";
  line.cells[kTrue] = part.count.has_value() ? FormatCount(*part.count) : "-";
  line.style = Style::kFaint;
  return line;
}

std::vector<Line> Lines(const std::vector<CountedRow>& rows) {
  std::vector<Line> lines(1);
  lines[0].cells = {"row",      "title",  "unit", "text count", "true count", "change",
                    "recorded", "target", "way",  "status",     "phase"};
  lines[0].style = Style::kBold;
  for (const CountedRow& row : rows) {
    lines.push_back(RowLine(row));
    for (const CountedPart& part : row.parts) lines.push_back(PartLine(part));
  }
  const bool is_compared = std::any_of(
      rows.begin(), rows.end(), [](const CountedRow& row) { return row.previous.has_value(); });
  for (Line& line : lines) {
    if (!is_compared) line.cells[kChange].clear();
  }
  return lines;
}

using Widths = std::array<unsigned, kColumns>;

// What a narrow terminal has no room for, in the order of leaving.
constexpr Column kDispensable[] = {kTitle, kPhase, kBar, kUnit};

unsigned Total(const Widths& widths) {
  unsigned total = 0;
  for (unsigned width : widths) total += width == 0 ? 0 : width + kGap;
  return total == 0 ? 0 : total - kGap;
}

Widths ColumnWidths(const std::vector<Line>& lines, unsigned width) {
  Widths widths = {};
  for (const Line& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) {
      widths[i] = std::max(widths[i], TextWidth(line.cells[i]));
    }
  }
  if (width == 0) return widths;
  const unsigned others = Total(widths) - widths[kTitle];
  const unsigned room = width > others ? width - others : 0;
  if (room >= kLeastTitle) {
    widths[kTitle] = std::min(widths[kTitle], room);
    return widths;
  }
  for (Column column : kDispensable) {
    if (Total(widths) > width) widths[column] = 0;
  }
  return widths;
}

bool HasTwoFigures(const CountedRow& counted) {
  return counted.row.unit != RowUnit::kFiles &&
         (counted.files.has_value() || counted.text_files.has_value() ||
          counted.row.recorded_files.has_value());
}

bool IsFigure(size_t column) {
  return column >= kText && column <= kTarget;
}

std::string Aligned(const Line& line, const Widths& widths, const Painter& paint) {
  std::string text;
  for (size_t i = 0; i < kColumns; ++i) {
    if (widths[i] == 0) continue;
    const std::string cell = CutToWidth(line.cells[i], widths[i]);
    const std::string padding(widths[i] - TextWidth(cell), ' ');
    const bool is_painted = i == kStatus && line.status != Style::kPlain;
    const std::string shown = is_painted ? paint(line.status, cell) : cell;
    text += IsFigure(i) ? padding + shown : shown + padding;
    text.append(kGap, ' ');
  }
  text.resize(text.find_last_not_of(' ') + 1);
  return line.status == Style::kPlain ? paint(line.style, text) : text;
}

}  // namespace

std::string InventoryTable(const std::vector<CountedRow>& rows, unsigned width,
                           const Painter& paint) {
  const std::vector<Line> lines = Lines(rows);
  const Widths widths = ColumnWidths(lines, width);
  std::string table;
  for (const Line& line : lines) {
    table += Aligned(line, widths, paint) + "\n";
  }
  if (std::any_of(rows.begin(), rows.end(), HasTwoFigures)) {
    table += paint(Style::kFaint, "In brackets: the number of files.") + "\n";
  }
  if (widths[kBar] > 0) {
    table += paint(Style::kFaint, "Way: from the recorded figure to the target.") + "\n";
  }
  return table;
}

}  // namespace ssot
