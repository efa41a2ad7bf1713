// What was looked at and what was not, in a few lines for people.
#pragma once

#include <cstdint>
#include <string>

#include "reports/terminal_text.h"
#include "scanner/model/report.h"

namespace ssot {

std::string LedgerText(const Ledger& ledger, const Painter& paint);

// "1 file", "9,790 files"
std::string Quantity(uint64_t count, const std::string& singular, const std::string& plural);

}  // namespace ssot
