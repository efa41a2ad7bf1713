#include "scanner/baseline/earlier_report.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace ssot {
namespace {

using Json = nlohmann::json;

// A row without a figure is none to compare with, nor one that said nothing.
void AddRow(const Json& row, EarlierRows* rows) {
  const auto text = [&row](const char* key) {
    const auto found = row.find(key);
    return found == row.end() || !found->is_string() ? std::string() : found->get<std::string>();
  };
  if (!row.is_object() || text("id").empty() || row.contains("notCounted")) return;
  for (const char* key : {"count", "textCount"}) {
    const auto figure = row.find(key);
    if (figure == row.end() || !figure->is_number()) continue;
    (*rows)[text("id")] = {text("unit"), figure->get<double>()};
    return;
  }
}

}  // namespace

EarlierRows ParseEarlierRows(std::string_view bytes, const std::string& path, Diagnostics* errors) {
  EarlierRows rows;
  const Json report = Json::parse(bytes, nullptr, false);
  const bool is_report =
      report.is_object() && report.contains("inventory") && report["inventory"].is_array();
  if (!is_report) {
    errors->push_back({path, 0, 0, "this is no JSON report; give one that --format json wrote"});
    return rows;
  }
  for (const Json& row : report["inventory"]) AddRow(row, &rows);
  return rows;
}

EarlierRows ReadEarlierRows(const std::string& path, Diagnostics* errors) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file && !file.bad()) return ParseEarlierRows(bytes, path, errors);
  errors->push_back({path, 0, 0, "cannot be read; give a report that --format json wrote"});
  return {};
}

}  // namespace ssot
