#include "reports/plan_writer.h"
#include "reports/report_json.h"

namespace ssot {
namespace {

void PutText(Json* object, const char* key, const std::string& text) {
  if (!text.empty()) (*object)[key] = text;
}

Json PlaceJson(const PlanPlace& place) {
  Json json = {{"line", place.line}, {"column", place.column}};
  PutText(&json, "symbol", place.symbol);
  PutText(&json, "enclosing", place.enclosing);
  PutText(&json, "fingerprint", place.fingerprint);
  return json;
}

Json StepJson(const PlanStep& step) {
  Json json = {{"ruleId", step.rule_id}, {"title", step.title}};
  PutText(&json, "instruction", step.instruction);
  json["places"] = Json::array();
  for (const PlanPlace& place : step.places) json["places"].push_back(PlaceJson(place));
  return json;
}

Json FileJson(const PlanFile& file) {
  Json json = {{"path", file.path},
               {"group", kPathGroupNames[static_cast<size_t>(file.group)]},
               {"owners", file.owners},
               {"importers", file.importers},
               {"risk", kPlanRiskNames[static_cast<size_t>(file.risk)]},
               {"places", file.places},
               {"edits", file.edits},
               {"toldBefore", file.told}};
  json["steps"] = Json::array();
  for (const PlanStep& step : file.steps) json["steps"].push_back(StepJson(step));
  return json;
}

Json FilesJson(const std::vector<PlanFile>& files) {
  Json json = Json::array();
  for (const PlanFile& file : files) json.push_back(FileJson(file));
  return json;
}

Json RowJson(const PlanRow& row) {
  return {{"row", InventoryJson({row.counted})[0]},
          {"verify", row.verify},
          {"files", FilesJson(row.files)}};
}

Json PhaseJson(const PlanPhase& phase) {
  Json json = Json::object();
  PutText(&json, "document", phase.document);
  PutText(&json, "phase", phase.phase);
  PutText(&json, "priority", phase.priority);
  json["rows"] = Json::array();
  for (const PlanRow& row : phase.rows) json["rows"].push_back(RowJson(row));
  return json;
}

}  // namespace

std::string RenderPlanJson(const Report& report, const Plan& plan) {
  Json groups = Json::object();
  for (const auto& [group, files] : plan.files_by_group) {
    groups[std::string(kPathGroupNames[static_cast<size_t>(group)])] = files;
  }
  Json phases = Json::array();
  for (const PlanPhase& phase : plan.phases) phases.push_back(PhaseJson(phase));
  const Json json = {{"schemaVersion", "1.0"},
                     {"tool", {{"name", "ssot"}, {"version", SSOT_VERSION}}},
                     {"rules", report.rules_requested},
                     {"places", plan.places},
                     {"files", plan.files},
                     {"filesByGroup", groups},
                     {"phases", phases},
                     {"onlyCounted", InventoryJson(plan.only_counted)},
                     {"done", InventoryJson(plan.done)},
                     {"notCounted", InventoryJson(plan.not_counted)},
                     {"otherFiles", FilesJson(plan.other_files)}};
  return SerializeJson(json);
}

}  // namespace ssot
