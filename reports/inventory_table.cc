#include "reports/inventory_table.h"

#include <algorithm>
#include <array>

#include "reports/row_figures.h"

namespace ssot {
namespace {

enum Column : size_t { kId, kTitle, kText, kTrue, kRecorded, kTarget, kStatus, kColumns };

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
  line.cells = {PrintableText(row.id), OneLine(row.title), TextFigure(counted), TrueFigure(counted),
                RecordedFigure(row),   TargetFigure(row),  StatusName(counted)};
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
  lines[0].cells = {"row", "title", "text count", "true count", "recorded", "target", "status"};
  lines[0].style = Style::kBold;
  for (const CountedRow& row : rows) {
    lines.push_back(RowLine(row));
    for (const CountedPart& part : row.parts) lines.push_back(PartLine(part));
  }
  return lines;
}

using Widths = std::array<unsigned, kColumns>;

Widths ColumnWidths(const std::vector<Line>& lines, unsigned width) {
  Widths widths = {};
  for (const Line& line : lines) {
    for (size_t i = 0; i < kColumns; ++i) {
      widths[i] = std::max(widths[i], TextWidth(line.cells[i]));
    }
  }
  unsigned others = 0;
  for (size_t i = 0; i < kColumns; ++i)
    others += i == kTitle ? 0 : widths[i] + (i == kStatus ? 0 : kGap);
  const unsigned left_over = width > others ? width - others : 0;
  const unsigned room = left_over > kGap ? left_over - kGap : 0;
  widths[kTitle] = room < kLeastTitle ? 0 : std::min(widths[kTitle], room);
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
  for (size_t i = 0; i < kStatus; ++i) {
    if (widths[i] == 0) continue;
    const std::string cell = CutToWidth(line.cells[i], widths[i]);
    const std::string padding(widths[i] - TextWidth(cell), ' ');
    text += IsFigure(i) ? padding + cell : cell + padding;
    text.append(kGap, ' ');
  }
  if (line.status != Style::kPlain) return text + paint(line.status, line.cells[kStatus]);
  text += line.cells[kStatus];
  text.resize(text.find_last_not_of(' ') + 1);
  return paint(line.style, text);
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
  return table;
}

}  // namespace ssot
