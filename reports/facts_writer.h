// `ssot facts`: what the front ends saw, as JSON Lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "scanner/resolution/fact_index.h"

namespace ssot {

// One file as one line of JSON, with the line feed. `resolved` is FactIndex::ResolveFile of
// `facts`. Facts are sorted by position. A literal that is passed for a name that `is_secret`, or
// behind one, is shown as "***". Thread-safe; never fails.
std::string RenderFacts(const Facts& facts, const ResolvedFile& resolved,
                        const std::function<bool(std::string_view name)>& is_secret);

}  // namespace ssot
