// The figures of an inventory row as people read them; "-" where there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scanner/model/inventory.h"

namespace ssot {

std::string FormatCount(uint64_t count);  // 9,790

std::string TextFigure(const CountedRow& counted);  // "1,181 (33)": in 33 files
std::string TrueFigure(const CountedRow& counted);  // "33.3 % (5 of 15)"
std::string RecordedFigure(const InventoryRow& row);
std::string TargetFigure(const InventoryRow& row);
std::string StatusName(const CountedRow& counted);    // met, unmet, regressed
std::string ChangeFigure(const CountedRow& counted);  // "+3": since the earlier report
// "#######...": how far the row has come from its recorded figure to its target.
std::string ProgressBar(const CountedRow& counted);
// The figure that the status follows: the true count, else the text count.
std::optional<double> FigureOf(const CountedRow& counted);

// "46 files, target 0": what the status is about, in one phrase. Empty without a status.
std::string ComparedWithTarget(const CountedRow& counted);

}  // namespace ssot
