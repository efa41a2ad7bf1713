#include "scanner/pipeline/excerpts.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "reports/report_format.h"
#include "scanner/baseline/file_sketch.h"
#include "scanner/discovery/language.h"
#include "scanner/discovery/read_source.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/secrets/mask.h"
#include "scanner/secrets/masked_lines.h"

namespace ssot {
namespace {

constexpr uint32_t kMostSnippetLines = 8;
constexpr uint32_t kContextLines = 2;  // before and after
constexpr size_t kMostContextBytes = 16 * 1024;

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

void FillExcerpt(MaskedLines& text, const GitHubLineHashes& hashes, Finding* finding) {
  const std::vector<std::string_view>& lines = text.lines();
  const uint32_t first = finding->span.line;
  const auto count = static_cast<uint32_t>(lines.size());
  if (first == 0 || first > count) return;  // the file has changed since
  CodeExcerpt& excerpt = finding->excerpt;
  if (first <= hashes.lines()) excerpt.line_hash = hashes.Of(first);
  excerpt.matched = text.FoldedText(finding->span);
  const uint32_t last =
      std::min({std::max(finding->span.end_line, first), first + kMostSnippetLines - 1, count});
  const uint32_t context_first = first > kContextLines ? first - kContextLines : 1;
  uint32_t context_last = std::min(last + kContextLines, count);
  // What follows the last line's end is no line.
  if (context_last == count && context_last > last && lines.back().empty()) --context_last;
  if (BytesOf(lines, context_first, context_last) > kMostContextBytes) return;
  excerpt.snippet = Shown(JoinLines(lines, first, last));
  excerpt.first_line = context_first;
  excerpt.context = Shown(JoinLines(lines, context_first, context_last));
}

Language LanguageOf(const std::string& path, std::string_view text) {
  return DetectLanguage(path, text.substr(0, text.find_first_of("\r\n")));
}

}  // namespace

void FillExcerptsFromBytes(const std::string& bytes, const SecretNames& secret_names,
                           std::vector<Finding*> findings) {
  const SourceText text = DecodeSource(bytes);
  const std::vector<ByteRange> secrets =
      FindSecrets(text.utf8, LanguageOf(findings.front()->path, text.utf8), secret_names);
  MaskedLines masked(Masked(text.utf8, secrets));
  // Neither hash nor sketch may tell a secret.
  const std::string folded = Folded(masked.text());
  uint32_t last_line = 0;
  for (const Finding* finding : findings) last_line = std::max(last_line, finding->span.line);
  const GitHubLineHashes hashes(secrets.empty() ? bytes : folded, last_line);
  const FileSketch sketch = SketchOf(folded);
  for (Finding* finding : findings) {
    FillExcerpt(masked, hashes, finding);
    finding->excerpt.file_sketch = sketch;
  }
}

void FillExcerpts(const FileSource& source, const SecretNames& secret_names,
                  uint64_t max_file_bytes, unsigned jobs, std::vector<Finding>* findings) {
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
        FillExcerptsFromBytes(bytes, secret_names, files[i]);
      }
    } catch (const std::exception&) {
      // An excerpt is not worth a scan.
    }
  });
}

}  // namespace ssot
