#include "scanner/pipeline/excerpts.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "reports/report_format.h"
#include "scanner/baseline/file_sketch.h"
#include "scanner/discovery/read_source.h"
#include "scanner/parallel/parallel_for.h"

namespace ssot {
namespace {

constexpr uint32_t kMostSnippetLines = 8;
constexpr uint32_t kContextLines = 2;  // before and after
constexpr size_t kMostContextBytes = 16 * 1024;
constexpr size_t kMostMatchedBytes = 2000;

// Lines end at \n, \r\n or \r; the end belongs to none.
std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t begin = 0;;) {
    const size_t end = text.find_first_of("\r\n", begin);
    lines.push_back(text.substr(begin, end - begin));
    if (end == text.npos) return lines;
    begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
}

// Lines [first, last], numbered from 1, joined by line feeds.
std::string JoinLines(const std::vector<std::string_view>& lines, uint32_t first, uint32_t last) {
  std::string joined;
  for (uint32_t line = first; line <= last; ++line) {
    if (line > first) joined += '\n';
    joined += lines[line - 1];
  }
  return joined;
}

size_t BytesOf(const std::vector<std::string_view>& lines, uint32_t first, uint32_t last) {
  size_t bytes = 0;
  for (uint32_t line = first; line <= last; ++line) bytes += lines[line - 1].size();
  return bytes;
}

// Byte offset of a column, which counts code points from 1; the line's end when it has fewer.
size_t OffsetOfColumn(std::string_view line, uint32_t column) {
  size_t offset = 0;
  for (uint32_t at = 0; offset < line.size(); ++offset) {
    const bool starts = (static_cast<unsigned char>(line[offset]) & 0xC0) != 0x80;
    if (starts && ++at == column) break;
  }
  return offset;
}

std::string MatchedText(const std::vector<std::string_view>& lines, const Span& span) {
  std::string text;
  const auto count = static_cast<uint32_t>(lines.size());
  const uint32_t last = std::min(std::max(span.end_line, span.line), count);
  for (uint32_t number = span.line; number <= last && text.size() < kMostMatchedBytes; ++number) {
    std::string_view line = lines[number - 1];
    if (number == span.end_line) line = line.substr(0, OffsetOfColumn(line, span.end_column));
    if (number == span.line) line.remove_prefix(OffsetOfColumn(line, span.column));
    if (number > span.line) text += '\n';
    text += line.substr(0, kMostMatchedBytes);
  }
  if (text.size() > kMostMatchedBytes) text.resize(kMostMatchedBytes);
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0 &&
         text.size() >= kMostMatchedBytes - 3) {
    text.pop_back();  // a character that may be cut
  }
  return text;
}

void FillExcerpt(const std::vector<std::string_view>& lines, const std::vector<std::string>& hashes,
                 Finding* finding) {
  const uint32_t first = finding->span.line;
  const auto count = static_cast<uint32_t>(lines.size());
  if (first == 0 || first > count) return;  // the file has changed since
  CodeExcerpt& excerpt = finding->excerpt;
  if (first <= hashes.size()) excerpt.line_hash = hashes[first - 1];
  excerpt.matched = MatchedText(lines, finding->span);
  const uint32_t last =
      std::min({std::max(finding->span.end_line, first), first + kMostSnippetLines - 1, count});
  const uint32_t context_first = first > kContextLines ? first - kContextLines : 1;
  uint32_t context_last = std::min(last + kContextLines, count);
  // What follows the last line's end is no line.
  if (context_last == count && context_last > last && lines.back().empty()) --context_last;
  if (BytesOf(lines, context_first, context_last) > kMostContextBytes) return;
  excerpt.snippet = JoinLines(lines, first, last);
  excerpt.first_line = context_first;
  excerpt.context = JoinLines(lines, context_first, context_last);
}

}  // namespace

void FillExcerptsFromBytes(const std::string& bytes, std::vector<Finding*> findings) {
  const std::vector<std::string> hashes = GitHubLineHashes(bytes);
  const SourceText text = DecodeSource(bytes);
  const std::vector<std::string_view> lines = SplitLines(text.utf8);
  const FileSketch sketch = SketchOf(text.utf8);
  for (Finding* finding : findings) {
    FillExcerpt(lines, hashes, finding);
    finding->excerpt.file_sketch = sketch;
  }
}

void FillExcerpts(const FileSource& source, uint64_t max_file_bytes, unsigned jobs,
                  std::vector<Finding>* findings) {
  std::vector<std::vector<Finding*>> files;
  for (Finding& finding : *findings) {
    if (!finding.excerpt.line_hash.empty()) continue;
    if (files.empty() || files.back().front()->path != finding.path) files.emplace_back();
    files.back().push_back(&finding);
  }
  ParallelFor(jobs, files.size(), [&](size_t i) {
    try {
      std::string bytes;
      std::string error;
      if (source.Read(files[i].front()->path, max_file_bytes, &bytes, &error)) {
        FillExcerptsFromBytes(bytes, files[i]);
      }
    } catch (const std::exception&) {
      // An excerpt is not worth a scan.
    }
  });
}

}  // namespace ssot
