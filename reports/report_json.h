// The parts of report.schema.json that more than one writer needs. Keys stand in the schema's
// order. Strings are put in as they are; SerializeJson makes them valid UTF-8.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "scanner/model/report.h"

namespace ssot {

using Json = nlohmann::ordered_json;

// An integer where the number is one, so that 3 is not written as 3.0.
Json NumberJson(double number);

Json SummaryJson(const Summary& summary);
Json InventoryJson(const std::vector<CountedRow>& rows);

// Indented, with a line feed at the end. Invalid UTF-8 becomes U+FFFD; never throws.
std::string SerializeJson(const Json& json);

}  // namespace ssot
