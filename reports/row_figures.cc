#include "reports/row_figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace ssot {
namespace {

std::string FormatNumber(double number) {
  if (std::trunc(number) == number && number >= 0 && number < 1e15) {
    return FormatCount(static_cast<uint64_t>(number));
  }
  char text[32];
  std::snprintf(text, sizeof(text), "%.1f", number);
  return text;
}

std::string FormatFigure(double number, RowUnit unit) {
  return FormatNumber(number) + (unit == RowUnit::kPercent ? " %" : "");
}

// The second figure of a cell: in how many files the first one is.
std::string InFiles(std::optional<uint64_t> files, RowUnit unit) {
  if (!files.has_value() || unit == RowUnit::kFiles) return "";
  return " (" + FormatCount(*files) + ")";
}

// What one of the row's figure is called.
std::string UnitName(double number, RowUnit unit) {
  if (unit == RowUnit::kPercent) return "";
  std::string name = " " + std::string(kRowUnitNames[static_cast<size_t>(unit)]);
  if (number == 1) name.pop_back();  // 1 file
  return name;
}

}  // namespace

std::string FormatCount(uint64_t count) {
  std::string digits = std::to_string(count);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string TrueFigure(const CountedRow& counted) {
  if (!counted.count.has_value()) return "-";
  const std::string figure = FormatFigure(*counted.count, counted.row.unit);
  if (!counted.inside.has_value() || !counted.total.has_value()) {
    return figure + InFiles(counted.files, counted.row.unit);
  }
  return figure + " (" + FormatCount(*counted.inside) + " of " + FormatCount(*counted.total) + ")";
}

std::string TextFigure(const CountedRow& counted) {
  if (!counted.text_count.has_value()) return "-";
  return FormatCount(*counted.text_count) + InFiles(counted.text_files, counted.row.unit);
}

std::string RecordedFigure(const InventoryRow& row) {
  if (!row.recorded.has_value()) return "-";
  std::optional<uint64_t> files;
  if (row.recorded_files.has_value()) files = static_cast<uint64_t>(*row.recorded_files);
  return FormatFigure(*row.recorded, row.unit) + InFiles(files, row.unit);
}

std::string TargetFigure(const InventoryRow& row) {
  return row.target.has_value() ? FormatFigure(*row.target, row.unit) : "-";
}

std::string StatusName(const CountedRow& counted) {
  if (counted.not_counted.has_value()) {
    return std::string(kNotCountedNames[static_cast<size_t>(*counted.not_counted)]);
  }
  if (!counted.status.has_value()) return "-";
  return std::string(kRowStatusNames[static_cast<size_t>(*counted.status)]);
}

std::optional<double> FigureOf(const CountedRow& counted) {
  if (counted.count.has_value()) return counted.count;
  if (!counted.text_count.has_value()) return std::nullopt;
  return static_cast<double>(*counted.text_count);
}

std::string ChangeFigure(const CountedRow& counted) {
  const std::optional<double> figure = FigureOf(counted);
  if (!figure.has_value() || !counted.previous.has_value()) return "-";
  const double change = *figure - *counted.previous;
  if (change == 0) return "0";
  return (change > 0 ? "+" : "-") + FormatNumber(std::abs(change));
}

std::string ProgressBar(const CountedRow& counted) {
  constexpr size_t kCells = 10;
  const std::optional<double> figure = FigureOf(counted);
  if (!figure.has_value() || !counted.status.has_value()) return "-";
  const double target = *counted.row.target;
  const bool is_percent = counted.row.unit == RowUnit::kPercent;
  const double start = counted.row.recorded.value_or(is_percent ? 0 : std::max(*figure, target));
  double part = start == target ? 0 : (start - *figure) / (start - target);
  if (counted.status == RowStatus::kMet) part = 1;
  // Only what is met is full.
  const double most = counted.status == RowStatus::kMet ? 1 : 0.9;
  const auto cells = static_cast<size_t>(std::clamp(part, 0.0, most) * kCells);
  return std::string(cells, '#') + std::string(kCells - cells, '.');
}

std::string ComparedWithTarget(const CountedRow& counted) {
  if (!counted.status.has_value()) return "";
  const RowUnit unit = counted.row.unit;
  const double figure = FigureOf(counted).value_or(0);
  return FormatFigure(figure, unit) + UnitName(figure, unit) +
         (counted.count.has_value() ? "" : " by text") + ", target " + TargetFigure(counted.row);
}

}  // namespace ssot
