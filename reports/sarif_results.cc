#include "reports/sarif_results.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "reports/code_lines.h"
#include "reports/importance.h"
#include "reports/uri.h"

namespace ssot {
namespace {

constexpr size_t kMaxLinksInMessage = 10;

// Readers want lines and columns from 1 and an end that is not before the start.
Span Sound(Span span) {
  span.line = std::max(span.line, 1u);
  span.column = std::max(span.column, 1u);
  span.end_line = std::max(span.end_line, span.line);
  span.end_column = std::max(span.end_column, span.end_line == span.line ? span.column : 1u);
  return span;
}

Json RegionJson(const Span& span) {
  return {{"startLine", span.line},
          {"startColumn", span.column},
          {"endLine", span.end_line},
          {"endColumn", span.end_column}};
}

// Null when there is no more around the region than the region itself.
Json ContextRegionJson(const CodeExcerpt& excerpt, const Span& span) {
  const std::vector<std::string_view> lines = SplitLines(excerpt.context);
  if (excerpt.first_line == 0) return nullptr;
  const uint32_t last_line = excerpt.first_line + static_cast<uint32_t>(lines.size()) - 1;
  const bool encloses = excerpt.first_line <= span.line && last_line >= span.end_line;
  const Span whole_lines = {span.line, 1, span.end_line, UINT32_MAX};
  const bool is_larger = excerpt.first_line < span.line || last_line > span.end_line ||
                         SpanText(excerpt, span) != SpanText(excerpt, whole_lines);
  if (!encloses || !is_larger) return nullptr;
  return {{"startLine", excerpt.first_line},
          {"endLine", last_line},
          {"snippet", {{"text", excerpt.context}}}};
}

Json PrimaryLocationJson(const Finding& finding) {
  const Span span = Sound(finding.span);
  Json region = RegionJson(span);
  if (finding.excerpt.first_line > 0) {
    region["snippet"] = {{"text", SpanText(finding.excerpt, span)}};
  }
  Json physical = {{"artifactLocation", SarifArtifactLocationJson(finding.path)},
                   {"region", std::move(region)}};
  Json context_region = ContextRegionJson(finding.excerpt, span);
  if (!context_region.is_null()) physical["contextRegion"] = std::move(context_region);
  Json location = {{"physicalLocation", std::move(physical)}};
  if (!finding.enclosing.empty()) {
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", finding.enclosing}}});
  }
  return location;
}

Json RelatedLocationJson(const RelatedLocation& related, size_t id) {
  return {{"id", id},
          {"physicalLocation",
           {{"artifactLocation", SarifArtifactLocationJson(related.path)},
            {"region", RegionJson(Sound(related.span))}}},
          {"message", {{"text", related.message}}}};
}

// In the text of a link, brackets and backslashes are escaped.
std::string LinkText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// Code in a message must not turn into a link.
std::string WithoutLinks(std::string text) {
  for (size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
    text.insert(at, "\\");
  }
  return text;
}

std::string MessageText(const Finding& finding, size_t related_count) {
  std::string text = Sentence(WithoutLinks(finding.message));
  const size_t links = std::min(related_count, kMaxLinksInMessage);
  for (size_t i = 0; i < links; ++i) {
    text += i == 0 ? " See " : ", ";
    text += "[" + LinkText(finding.related[i].message) + "](" + std::to_string(i + 1) + ")";
  }
  if (related_count > links) text += " and " + std::to_string(related_count - links) + " more";
  if (links > 0) text += ".";
  return text;
}

Json FingerprintsJson(const Finding& finding) {
  Json fingerprints = Json::object();
  if (!finding.excerpt.line_hash.empty()) {
    fingerprints["primaryLocationLineHash"] = finding.excerpt.line_hash;
  }
  fingerprints["ssotFingerprint/v1"] = finding.fingerprint;
  return fingerprints;
}

Json PropertiesJson(const Finding& finding) {
  Json properties = {{"resolution", kResolutionNames[static_cast<size_t>(finding.resolution)]},
                     {"context", kTextContextNames[static_cast<size_t>(finding.context)]}};
  if (!finding.symbol.empty()) properties["symbol"] = finding.symbol;
  if (!finding.authority.empty()) properties["authority"] = finding.authority;
  if (!finding.owners.empty()) properties["owners"] = finding.owners;
  return properties;
}

Json SuppressionsJson(const Finding& finding) {
  if (!finding.suppressed.has_value()) return Json::array();
  Json json = {{"kind", "inSource"}, {"status", "accepted"}};
  if (!finding.suppressed->reason.empty()) json["justification"] = finding.suppressed->reason;
  if (finding.suppressed->line > 0) {
    json["location"] = {{"physicalLocation",
                         {{"artifactLocation", SarifArtifactLocationJson(finding.path)},
                          {"region", {{"startLine", finding.suppressed->line}}}}}};
  }
  return Json::array({std::move(json)});
}

// One location is the primary one.
size_t RelatedCount(const Finding& finding) {
  return std::min(finding.related.size(), kMaxSarifLocations - 1);
}

Json ResultJson(const Finding& finding, const SarifCatalog& catalog) {
  const size_t related_count = RelatedCount(finding);
  Json json = {{"ruleId", finding.rule_id}};
  const auto index = catalog.rule_indices.find(finding.rule_id);
  if (index != catalog.rule_indices.end()) json["ruleIndex"] = index->second;
  json["kind"] = "fail";
  json["level"] = SeverityName(finding.severity);
  json["message"] = {{"text", MessageText(finding, related_count)}};
  json["locations"] = Json::array({PrimaryLocationJson(finding)});
  for (size_t i = 0; i < related_count; ++i) {
    json["relatedLocations"].push_back(RelatedLocationJson(finding.related[i], i + 1));
  }
  json["partialFingerprints"] = FingerprintsJson(finding);
  json["properties"] = PropertiesJson(finding);
  return json;
}

}  // namespace

Json SarifResultsJson(const Report& report, const SarifRun& run) {
  // SARIF wants `suppressions` on all results of a run or on none.
  const bool any_is_suppressed =
      std::any_of(run.findings.begin(), run.findings.end(),
                  [](const Finding* finding) { return finding->suppressed.has_value(); });
  Json results = Json::array();
  for (const Finding* finding : run.findings) {
    Json result = ResultJson(*finding, run.catalog);
    if (IsCompared(report)) {
      result["baselineState"] = kFindingStateNames[static_cast<size_t>(finding->state)];
    }
    if (any_is_suppressed) result["suppressions"] = SuppressionsJson(*finding);
    results.push_back(std::move(result));
  }
  return results;
}

uint64_t LocationsLeftOut(const SarifRun& run) {
  uint64_t left_out = 0;
  for (const Finding* finding : run.findings) {
    left_out += finding->related.size() - RelatedCount(*finding);
  }
  return left_out;
}

Json SarifArtifactLocationJson(std::string_view path) {
  return {{"uri", PathUri(path)}, {"uriBaseId", "%SRCROOT%"}};
}

}  // namespace ssot
