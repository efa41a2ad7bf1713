// What was looked at and what was not, in a few lines for people.
#pragma once

#include <string>

#include "reports/terminal_text.h"
#include "scanner/model/report.h"

namespace ssot {

std::string LedgerText(const Ledger& ledger, const Painter& paint);

}  // namespace ssot
