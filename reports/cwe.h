// The weaknesses of the Common Weakness Enumeration that rules may name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ssot {

std::string_view CweName(uint32_t id);  // "Use of Redundant Code"; empty when not known here
std::string CweUri(uint32_t id);        // its page at MITRE

// How severe it is as a security problem, from 0.1 to 10.0, as code scanning wants it; empty for a
// weakness of quality.
std::string_view CweSecuritySeverity(uint32_t id);

}  // namespace ssot
