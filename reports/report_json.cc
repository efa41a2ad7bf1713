#include "reports/report_json.h"

#include <cmath>
#include <cstdint>
#include <string_view>

#include "reports/row_figures.h"

namespace ssot {
namespace {

constexpr double kLargestExactInteger = 9007199254740992.0;  // 2^53

void PutNumber(Json* object, const char* key, const std::optional<double>& number) {
  if (number.has_value() && std::isfinite(*number)) (*object)[key] = NumberJson(*number);
}

void PutNumber(Json* object, const char* key, const std::optional<uint64_t>& number) {
  if (number.has_value()) (*object)[key] = *number;
}

void PutText(Json* object, const char* key, const std::string& text) {
  if (!text.empty()) (*object)[key] = text;
}

Json PartJson(const CountedPart& part) {
  Json json = {{"id", part.id}};
  PutNumber(&json, "count", part.count);
  PutNumber(&json, "textCount", part.text_count);
  return json;
}

Json ContextCountsJson(const ContextCounts& counts) {
  return {{"code", counts.code},
          {"comment", counts.comment},
          {"string", counts.string},
          {"docstring", counts.docstring}};
}

Json RowJson(const CountedRow& counted) {
  const InventoryRow& row = counted.row;
  Json json = {
      {"id", row.id}, {"title", row.title}, {"unit", kRowUnitNames[static_cast<size_t>(row.unit)]}};
  PutNumber(&json, "count", counted.count);
  PutNumber(&json, "files", counted.files);
  PutNumber(&json, "textCount", counted.text_count);
  PutNumber(&json, "textFiles", counted.text_files);
  if (counted.text_by_context.has_value()) {
    json["textByContext"] = ContextCountsJson(*counted.text_by_context);
  }
  PutNumber(&json, "inside", counted.inside);
  PutNumber(&json, "total", counted.total);
  json["parts"] = Json::array();
  for (const CountedPart& part : counted.parts) json["parts"].push_back(PartJson(part));
  PutNumber(&json, "recorded", row.recorded);
  PutNumber(&json, "recordedFiles", row.recorded_files);
  PutNumber(&json, "target", row.target);
  if (counted.status.has_value()) {
    json["status"] = kRowStatusNames[static_cast<size_t>(*counted.status)];
  }
  PutText(&json, "document", row.document);
  PutText(&json, "phase", row.phase);
  PutText(&json, "priority", row.priority);
  PutText(&json, "check", row.check);
  PutNumber(&json, "previous", counted.previous);
  if (counted.previous.has_value() && FigureOf(counted).has_value()) {
    json["change"] = NumberJson(*FigureOf(counted) - *counted.previous);
  }
  if (counted.not_counted.has_value()) {
    json["notCounted"] = kNotCountedNames[static_cast<size_t>(*counted.not_counted)];
  }
  json["rules"] = row.rules;
  json["textRules"] = row.text_rules;
  return json;
}

}  // namespace

Json NumberJson(double number) {
  if (std::trunc(number) == number && std::abs(number) < kLargestExactInteger) {
    return static_cast<int64_t>(number);
  }
  return number;
}

Json SummaryJson(const Summary& summary) {
  Json json = {{"findings", summary.findings},
               {"new", summary.fresh},
               {"unchanged", summary.unchanged},
               {"suppressed", summary.suppressed},
               {"absent", summary.absent},
               {"files", summary.files},
               {"filesWithFindings", summary.files_with_findings},
               {"byRule", Json::object()},
               {"bySeverity", Json::object()}};
  for (const auto& [rule, totals] : summary.by_rule) {
    json["byRule"][rule] = {
        {"findings", totals.findings}, {"files", totals.files}, {"new", totals.fresh}};
  }
  for (const auto& [severity, count] : summary.by_severity) json["bySeverity"][severity] = count;
  return json;
}

Json InventoryJson(const std::vector<CountedRow>& rows) {
  Json json = Json::array();
  for (const CountedRow& row : rows) json.push_back(RowJson(row));
  return json;
}

std::string SerializeJson(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace ssot
