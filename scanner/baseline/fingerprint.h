// The identity of a finding.
#pragma once

#include <vector>

#include "scanner/model/finding.h"

namespace ssot {

// Sets the fingerprint of every finding: 32 hexadecimal digits over its rule, path, enclosing
// definition, symbol and the text of its lines without white space. No line numbers: an edit
// elsewhere in the file leaves a fingerprint as it is. Findings that are equal in all of this are
// told apart by their order, so every fingerprint is unique within the report.
// `findings` are sorted as the report lists them and have their excerpts.
void SetFingerprints(std::vector<Finding>* findings);

}  // namespace ssot
