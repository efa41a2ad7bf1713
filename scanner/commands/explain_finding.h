// Why a finding is reported, and why it is new.
#pragma once

#include <string>
#include <string_view>

#include "scanner/config/options.h"

namespace ssot {

// 32 lower-case hexadecimal digits.
bool IsFingerprint(std::string_view word);

// Scans and prints what is known about the finding, or about the accepted one, with this
// fingerprint. Returns an exit code.
int ExplainFinding(const Options& options, const std::string& fingerprint);

}  // namespace ssot
