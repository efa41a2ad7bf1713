// The inventory as an aligned table.
#pragma once

#include <string>
#include <vector>

#include "reports/terminal_text.h"
#include "scanner/model/inventory.h"

namespace ssot {

// One line a row and a part, under a line of headings. Titles are cut so that the table fits
// `width` columns, as far as that leaves something of them.
std::string InventoryTable(const std::vector<CountedRow>& rows, unsigned width,
                           const Painter& paint);

}  // namespace ssot
