#include "scanner/baseline/suppressions.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>

namespace ssot {
namespace {

constexpr std::string_view kDirective = "ssot-ignore";
constexpr std::string_view kForFile = "-file";

bool IsBlank(char c) {
  return c == ' ' || c == '\t';
}
// Of what opens a comment.
bool IsSign(char c) {
  return IsBlank(c) || c == '#' || c == '/' || c == '*' || c == '!' || c == '-' || c == '<' ||
         c == '>';
}
bool IsIdPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// The text behind the comment's own signs, up to the end of the directive's line.
std::string_view WithoutCommentEnd(std::string_view text) {
  text = text.substr(0, text.find_first_of("\r\n"));
  text = Trim(text);
  for (std::string_view end : {"*/", "-->"}) {
    if (text.ends_with(end)) text.remove_suffix(end.size());
  }
  return Trim(text);
}

// "rule-id, rule-id -- reason". False when the words after the colon are no rule ids: then the
// comment only speaks about directives.
bool ReadBody(std::string_view body, SuppressionDirective* directive) {
  size_t dashes = body.find("--");
  std::string_view ids = Trim(body.substr(0, dashes));
  if (dashes != body.npos) directive->reason = Trim(body.substr(dashes + 2));
  while (true) {
    size_t comma = ids.find(',');
    std::string_view id = Trim(ids.substr(0, comma));
    if (!std::all_of(id.begin(), id.end(), IsIdPart)) return false;
    if (!id.empty()) directive->rules.emplace_back(id);
    if (comma == ids.npos) break;
    ids.remove_prefix(comma + 1);
  }
  return true;
}

// What follows the directive's name. The directive opens the comment: prose that mentions it is no
// directive.
std::optional<std::string_view> BehindDirective(std::string_view comment) {
  while (!comment.empty() && IsSign(comment.front())) comment.remove_prefix(1);
  if (!comment.starts_with(kDirective)) return std::nullopt;
  return comment.substr(kDirective.size());
}

std::optional<SuppressionDirective> ReadComment(std::string_view comment, bool requires_reason) {
  const std::optional<std::string_view> behind = BehindDirective(comment);
  if (!behind) return std::nullopt;
  std::string_view rest = *behind;
  SuppressionDirective directive;
  if (rest.starts_with(kForFile)) {
    directive.is_for_file = true;
    rest.remove_prefix(kForFile.size());
  }
  if (!rest.starts_with(':')) return std::nullopt;
  rest.remove_prefix(1);
  if (!ReadBody(WithoutCommentEnd(rest), &directive)) {
    directive.error = "rule ids are separated by commas, and the reason stands behind ' -- '";
  } else if (directive.rules.empty()) {
    directive.error = "the rule id is missing; write 'ssot-ignore: rule-id -- reason'";
  } else if (directive.reason.empty() && requires_reason) {
    directive.error = "the reason is missing; write 'ssot-ignore: rule-id -- reason'";
  }
  return directive;
}

struct Line {
  uint32_t begin = 0;
  uint32_t end = 0;  // without the line end
};

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  uint32_t begin = 0;
  for (uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '\n' && text[i] != '\r') continue;
    lines.push_back({begin, i});
    if (i + 1 < text.size() && text[i] == '\r' && text[i + 1] == '\n') ++i;
    begin = i + 1;
  }
  return lines;
}

std::vector<TextRegion> CommentLines(std::string_view text, const std::vector<Line>& lines) {
  std::vector<TextRegion> comments;
  for (const Line& line : lines) {
    uint32_t at = line.begin;
    while (at < line.end && IsBlank(text[at])) ++at;
    std::string_view rest = text.substr(at, line.end - at);
    if (rest.starts_with('#') || rest.starts_with("//")) {
      comments.push_back({at, line.end, TextContext::kComment});
    }
  }
  return comments;
}

class DirectiveReader {
 public:
  DirectiveReader(std::string_view text, const std::vector<TextRegion>& regions, bool has_regions)
      : text_(text), lines_(SplitLines(text)) {
    comments_ = has_regions ? Comments(regions) : CommentLines(text, lines_);
  }

  std::vector<SuppressionDirective> Read(bool requires_reason) {
    std::vector<SuppressionDirective> directives;
    uint32_t first_code = NextCodeLine(0);
    for (const TextRegion& comment : comments_) {
      std::string_view source = text_.substr(comment.begin, comment.end - comment.begin);
      std::optional<SuppressionDirective> directive = ReadComment(source, requires_reason);
      if (!directive) continue;
      uint32_t line = LineOf(comment.begin);
      directive->span = SpanOf(comment, line);
      directive->is_alone = !HasCode(line);
      if (directive->is_alone) directive->code_line = NextCodeLine(line + 1) + 1;
      if (directive->is_for_file && line > first_code && directive->error.empty()) {
        directive->error = "it must stand above the first line of code";
      }
      directives.push_back(*std::move(directive));
    }
    return directives;
  }

 private:
  static std::vector<TextRegion> Comments(const std::vector<TextRegion>& regions) {
    std::vector<TextRegion> comments;
    for (const TextRegion& region : regions) {
      if (region.context == TextContext::kComment) comments.push_back(region);
    }
    return comments;
  }

  uint32_t LineOf(uint32_t offset) const {
    auto after = std::upper_bound(lines_.begin(), lines_.end(), offset,
                                  [](uint32_t at, const Line& line) { return at < line.begin; });
    return static_cast<uint32_t>(after - lines_.begin()) - 1;
  }

  // Whether something other than blanks and comments stands on the line.
  bool HasCode(uint32_t line) const {
    uint32_t at = lines_[line].begin;
    auto comment = std::lower_bound(
        comments_.begin(), comments_.end(), at,
        [](const TextRegion& region, uint32_t begin) { return region.end <= begin; });
    while (at < lines_[line].end) {
      if (comment != comments_.end() && comment->begin <= at) {
        at = std::max(at, comment->end);
        ++comment;
      } else if (IsBlank(text_[at])) {
        ++at;
      } else {
        return true;
      }
    }
    return false;
  }

  uint32_t NextCodeLine(uint32_t line) const {
    while (line < lines_.size() && !HasCode(line)) ++line;
    return line;
  }

  Span SpanOf(const TextRegion& comment, uint32_t line) const {
    auto column = [&](uint32_t offset) {
      uint32_t count = 1;
      for (uint32_t i = lines_[line].begin; i < offset; ++i) {
        count += (static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80;
      }
      return count;
    };
    uint32_t end = std::min(comment.end, lines_[line].end);
    return {line + 1, column(comment.begin), line + 1, column(end)};
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<TextRegion> comments_;
};

bool Covers(const SuppressionDirective& directive, const Finding& finding) {
  if (!directive.error.empty()) return false;
  bool names_rule = std::find(directive.rules.begin(), directive.rules.end(), finding.rule_id) !=
                    directive.rules.end();
  if (!names_rule) return false;
  if (directive.is_for_file) return true;
  uint32_t line = directive.span.line;
  return finding.span.line == line || finding.span.end_line == line ||
         (directive.is_alone && finding.span.line == directive.code_line);
}

Finding Report(std::string_view rule_id, Severity severity, const std::string& path,
               const SuppressionDirective& directive, std::string symbol, std::string message) {
  Finding finding;
  finding.rule_id = rule_id;
  finding.severity = severity;
  finding.path = path;
  finding.span = directive.span;
  finding.context = TextContext::kComment;
  finding.resolution = Resolution::kText;
  finding.symbol = std::move(symbol);
  finding.message = std::move(message);
  return finding;
}

}  // namespace

std::vector<SuppressionDirective> FindDirectives(std::string_view text,
                                                 const std::vector<TextRegion>& regions,
                                                 bool has_regions, bool requires_reason) {
  // Nearly all files have none, which is to be seen without their lines.
  const auto may_direct = [&](const TextRegion& region) {
    return region.context == TextContext::kComment &&
           BehindDirective(text.substr(region.begin, region.end - region.begin));
  };
  const bool has_any = has_regions ? std::any_of(regions.begin(), regions.end(), may_direct)
                                   : memmem(text.data(), text.size(), kDirective.data(),
                                            kDirective.size()) != nullptr;
  if (!has_any) return {};
  return DirectiveReader(text, regions, has_regions).Read(requires_reason);
}

std::vector<Finding> ApplySuppressions(const std::vector<FileDirectives>& files,
                                       const std::vector<std::string>& running, bool report_unused,
                                       std::vector<Finding>* findings) {
  std::vector<Finding> reported;
  for (const FileDirectives& file : files) {
    auto by_path = [](const Finding& finding, const std::string& path) {
      return finding.path < path;
    };
    auto first = std::lower_bound(findings->begin(), findings->end(), file.path, by_path);
    std::map<std::pair<size_t, std::string>, bool> used;  // directive and rule
    for (auto finding = first; finding != findings->end() && finding->path == file.path;
         ++finding) {
      for (size_t i = 0; i < file.directives.size(); ++i) {
        if (!Covers(file.directives[i], *finding)) continue;
        used[{i, finding->rule_id}] = true;
        if (finding->suppressed) continue;
        finding->suppressed = {file.directives[i].reason, file.directives[i].span.line};
      }
    }
    for (size_t i = 0; i < file.directives.size(); ++i) {
      const SuppressionDirective& directive = file.directives[i];
      if (!directive.error.empty()) {
        reported.push_back(Report(kInvalidSuppression, Severity::kWarning, file.path, directive,
                                  "ssot-ignore",
                                  "This directive has no effect: " + directive.error));
        continue;
      }
      if (!report_unused) continue;
      for (const std::string& id : directive.rules) {
        bool is_running = std::find(running.begin(), running.end(), id) != running.end();
        if (!is_running || used.count({i, id}) > 0) continue;
        reported.push_back(Report(kUnusedSuppression, Severity::kNote, file.path, directive, id,
                                  "Nothing here breaks " + id + ": remove the directive"));
      }
    }
  }
  return reported;
}

}  // namespace ssot
