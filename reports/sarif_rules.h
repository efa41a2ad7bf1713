// The rules of a SARIF run and the weaknesses that they point to.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "reports/report_json.h"
#include "scanner/model/report.h"

namespace ssot {

// Which rules and weaknesses a run describes, and at which index. Points into the report.
struct SarifCatalog {
  std::vector<const Rule*> rules;
  std::unordered_map<std::string, size_t> rule_indices;
  std::vector<uint32_t> weaknesses;  // CWE numbers, ascending
};

SarifCatalog MakeSarifCatalog(std::vector<const Rule*> rules);

Json SarifRulesJson(const Report& report, const SarifCatalog& catalog);  // tool.driver.rules
Json SarifTaxonomiesJson(const SarifCatalog& catalog);                   // run.taxonomies

// `text` with a full stop, unless it ends in one or in another mark.
std::string Sentence(std::string text);

}  // namespace ssot
