// A frame shows one window of columns of all its lines, so that they stay aligned among each other
// and with the carets. The window starts at the left unless the span would not be seen there; then
// it has the span in the middle. What it hides of a line is marked "..." at that end.

#include "reports/code_frame.h"

#include <algorithm>
#include <vector>

#include "reports/code_lines.h"

namespace ssot {
namespace {

constexpr unsigned kEllipsisWidth = 3;
constexpr unsigned kLeastWindow = 24;
constexpr unsigned kMargin = 8;  // kept free around the span, so that no "..." hides it

struct Extent {  // columns on the screen, from 0; the end is exclusive
  unsigned begin = 0;
  unsigned end = 0;
};

unsigned LineWidth(std::string_view line) {
  unsigned width = 0;
  ForEachCell(line, [&width](const Cell& cell) { width = cell.x + cell.width; });
  return width;
}

unsigned IndentWidth(std::string_view line) {
  const size_t text = std::min(line.find_first_not_of(" \t"), line.size());
  return LineWidth(line.substr(0, text));
}

// What of `line`, which has the number `number`, to underline. At least one column.
Extent Underlined(std::string_view line, uint32_t number, const Span& span) {
  const unsigned line_width = LineWidth(line);
  Extent extent = {IndentWidth(line), line_width};
  if (number == span.line) extent.begin = line_width;
  ForEachCell(line, [&](const Cell& cell) {
    if (number == span.line && cell.column == span.column) extent.begin = cell.x;
    if (number == span.end_line && cell.column == span.end_column) extent.end = cell.x;
  });
  extent.end = std::max(extent.end, extent.begin + 1);
  return extent;
}

Extent ChooseWindow(const std::vector<std::string_view>& lines, const Extent& focus,
                    unsigned width) {
  unsigned longest = 0;
  for (const std::string_view line : lines) longest = std::max(longest, LineWidth(line));
  if (longest <= width || focus.end + kMargin <= width) return {0, width};
  const unsigned shown = std::min(focus.end - focus.begin, width - 2 * kMargin);
  const unsigned margin = (width - shown) / 2;
  const unsigned centered = focus.begin > margin ? focus.begin - margin : 0;
  const unsigned begin = std::min(centered, std::max(longest, focus.end) - width);
  return {begin, begin + width};
}

std::string InWindow(std::string_view line, const Extent& window) {
  const unsigned line_width = LineWidth(line);
  const bool hides_left = window.begin > 0 && line_width > 0;
  const bool hides_right = line_width > window.end;
  const unsigned left = hides_left ? window.begin + kEllipsisWidth : window.begin;
  const unsigned right = hides_right ? window.end - kEllipsisWidth : window.end;
  std::string text = hides_left ? "..." : "";
  unsigned x = left;
  ForEachCell(line, [&](const Cell& cell) {
    if (cell.x < left || cell.x + cell.width > right) return;
    text.append(cell.x - x, ' ');  // in place of a wide character that the edge cuts in two
    text += cell.text;
    x = cell.x + cell.width;
  });
  if (hides_right) text += std::string(right - std::min(x, right), ' ') + "...";
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

// Under a span of one line: ^^^
std::string Carets(const Extent& underlined, const Extent& window) {
  const unsigned begin = std::max(underlined.begin, window.begin);
  const unsigned end = std::min(underlined.end, window.end);
  if (begin >= end) return "";
  return std::string(begin - window.begin, ' ') + std::string(end - begin, '^');
}

// From the bracket beside a span of several lines to its first or last column `x`: ____^
std::string Arm(unsigned x, const Extent& window) {
  const unsigned seen = std::clamp(x, window.begin, window.end - 1);
  return std::string(seen - window.begin + 1, '_') + "^";
}

Style SeverityStyle(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Style::kError;
    case Severity::kWarning:
      return Style::kWarning;
    case Severity::kNote:
      return Style::kNote;
  }
  return Style::kPlain;
}

size_t GutterWidth(const Finding& finding) {
  const size_t lines = SplitLines(finding.excerpt.context).size();
  return std::to_string(finding.excerpt.first_line + lines - 1).size();
}

class Frame {
 public:
  Frame(const Finding& finding, const Extent& window, const Painter& paint)
      : span_(finding.span),
        window_(window),
        gutter_width_(GutterWidth(finding)),
        paint_(paint),
        mark_style_(SeverityStyle(finding.severity)) {}

  void AddEdge() { AddRow("", ""); }

  void AddLine(uint32_t number, std::string_view line) {
    const bool is_marked = number >= span_.line && number <= span_.end_line;
    if (span_.line == span_.end_line) {
      AddRow(std::to_string(number), InWindow(line, window_));
      if (is_marked) AddMarks(Carets(Underlined(line, number, span_), window_));
    } else {
      AddBracketedLine(number, line, is_marked);
    }
  }

  void AddOpenEnd() { AddRow("", paint_(mark_style_, "|") + " ..."); }

  std::string Take() { return std::move(text_); }

 private:
  //   2 |   x = read(
  //     |  _____^
  //   3 | |     1)
  //     | |______^
  void AddBracketedLine(uint32_t number, std::string_view line, bool is_marked) {
    const Extent underlined = Underlined(line, number, span_);
    const bool is_first = number == span_.line;
    const bool fills_first = is_first && underlined.begin == IndentWidth(line);
    const char* bracket = fills_first ? "/" : is_marked && !is_first ? "|" : " ";
    const std::string code = InWindow(line, window_);
    AddRow(std::to_string(number), paint_(mark_style_, bracket) + (code.empty() ? "" : " " + code));
    if (is_first && !fills_first) AddMarks(" " + Arm(underlined.begin, window_));
    if (number == span_.end_line) AddMarks("|" + Arm(underlined.end - 1, window_));
  }

  void AddRow(const std::string& number, const std::string& code) {
    std::string row = std::string(gutter_width_ - number.size(), ' ') + number + " |";
    text_ += paint_(Style::kFaint, row);
    if (code.find_first_not_of(' ') != std::string::npos) text_ += " " + code;
    text_ += "\n";
  }

  void AddMarks(const std::string& marks) {
    const size_t indent = std::min(marks.find_first_not_of(' '), marks.size());
    AddRow("", marks.substr(0, indent) + paint_(mark_style_, marks.substr(indent)));
  }

  Span span_;
  Extent window_;
  size_t gutter_width_;
  const Painter& paint_;
  Style mark_style_;
  std::string text_;
};

}  // namespace

std::string CodeFrame(const Finding& finding, unsigned width, const Painter& paint) {
  const CodeExcerpt& excerpt = finding.excerpt;
  const Span& span = finding.span;
  const std::vector<std::string_view> lines = SplitLines(excerpt.context);
  const size_t end_line = excerpt.first_line + lines.size();
  if (excerpt.first_line == 0 || span.line < excerpt.first_line || span.line >= end_line) return "";
  const bool has_bracket = span.line != span.end_line;
  const unsigned gutter = static_cast<unsigned>(GutterWidth(finding)) + (has_bracket ? 5 : 3);
  const unsigned room = width > gutter + kLeastWindow ? width - gutter : kLeastWindow;
  const Extent focus = Underlined(lines[span.line - excerpt.first_line], span.line, span);
  Frame frame(finding, ChooseWindow(lines, focus, room), paint);
  frame.AddEdge();
  for (uint32_t i = 0; i < lines.size(); ++i) frame.AddLine(excerpt.first_line + i, lines[i]);
  if (span.end_line >= end_line) frame.AddOpenEnd();
  frame.AddEdge();
  return frame.Take();
}

std::string FrameIndent(const Finding& finding) {
  return finding.excerpt.first_line == 0 ? " " : std::string(GutterWidth(finding) + 1, ' ');
}

}  // namespace ssot
