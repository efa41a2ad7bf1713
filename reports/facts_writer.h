// `ssot facts`: what the front ends saw, as JSON Lines.
#pragma once

#include <string>

#include "scanner/resolution/fact_index.h"

namespace ssot {

// One file as one line of JSON, with the line feed. `resolved` is FactIndex::ResolveFile of
// `facts`. Facts are sorted by position. Thread-safe; never fails.
std::string RenderFacts(const Facts& facts, const ResolvedFile& resolved);

}  // namespace ssot
