#include "scanner/baseline/baseline_file.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "scanner/baseline/file_sketch.h"

namespace ssot {
namespace {

// Keys stand in the order in which people read them.
using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;

std::string Line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json ToJson(const Identity& finding) {
  Json json;
  json["path"] = finding.path;
  json["rule"] = finding.rule_id;
  if (!finding.scope.empty()) json["scope"] = finding.scope;
  if (!finding.symbol.empty()) json["symbol"] = finding.symbol;
  if (!finding.text.empty()) json["text"] = finding.text;
  if (finding.ordinal > 0) json["ordinal"] = finding.ordinal;
  json["fingerprint"] = FingerprintOf(finding);
  return json;
}

// A whole count is written as such.
Json CountToJson(double count) {
  const auto whole = static_cast<int64_t>(count);
  return static_cast<double>(whole) == count ? Json(whole) : Json(count);
}

std::string ListOf(std::string_view name, const std::vector<Json>& items) {
  std::string text = "\"" + std::string(name) + "\": [\n";
  for (const Json& item : items) text += Line(item) + ",\n";
  return text + "{}\n]";
}

}  // namespace

std::string RenderBaseline(const Baseline& baseline) {
  std::vector<Json> findings;
  for (const Identity& finding : baseline.findings) findings.push_back(ToJson(finding));
  std::vector<Json> files;
  for (const auto& [path, sketch] : baseline.files) {
    files.push_back(Json{{"path", path}, {"sketch", ToHex(sketch)}});
  }
  std::vector<Json> rows;
  for (const auto& [id, row] : baseline.rows) {
    rows.push_back(Json{{"row", id}, {"unit", row.unit}, {"count", CountToJson(row.count)}});
  }
  return "{\n\"schemaVersion\": " + std::to_string(kSchemaVersion) + ",\n" +
         ListOf("findings", findings) + ",\n" + ListOf("files", files) + ",\n" +
         ListOf("inventory", rows) + "\n}\n";
}

}  // namespace ssot
