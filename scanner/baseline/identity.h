// The identity of a finding: what stays the same while the code around it changes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scanner/model/finding.h"

namespace ssot {

// All UTF-8. No line numbers: an edit elsewhere in the file leaves an identity as it is.
struct Identity {
  std::string path;  // relative to the root
  std::string rule_id;
  std::string scope;     // the enclosing definition inside its file: Class.method
  std::string symbol;    // what was found; without the module where it is the file's own
  std::string text;      // the finding's code, normalised
  uint32_t ordinal = 0;  // among findings that are equal in all of the above, in their order

  // As baselines list them.
  friend auto operator<=>(const Identity&, const Identity&) = default;
};

// Its ordinal is 0. The finding has its excerpt.
Identity IdentityOf(const Finding& finding);

// 32 lower-case hexadecimal digits, the same for the same identity for ever.
std::string FingerprintOf(const Identity& identity);

// The identities of all findings of a report, which are sorted as it lists them. Each is unique.
std::vector<Identity> IdentitiesOf(const std::vector<Finding>& findings);

// Sets the fingerprint of every finding of a report.
void SetFingerprints(std::vector<Finding>* findings);

}  // namespace ssot
