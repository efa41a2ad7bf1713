#include "reports/cwe.h"

namespace ssot {
namespace {

struct Weakness {
  uint32_t id;
  std::string_view name;
  std::string_view security_severity;
};

constexpr Weakness kWeaknesses[] = {
    {287, "Improper Authentication", "8.5"},
    {290, "Authentication Bypass by Spoofing", "7.8"},
    {321, "Use of Hard-coded Cryptographic Key", "9.8"},
    {345, "Insufficient Verification of Data Authenticity", "8.1"},
    {347, "Improper Verification of Cryptographic Signature", "7.8"},
    {477, "Use of Obsolete Function", ""},
    {522, "Insufficiently Protected Credentials", "8.3"},
    {547, "Use of Hard-coded, Security-relevant Constants", "5.0"},
    {636, "Not Failing Securely ('Failing Open')", "6.0"},
    {710, "Improper Adherence to Coding Standards", ""},
    {798, "Use of Hard-coded Credentials", "9.8"},
    {1041, "Use of Redundant Code", ""},
};

const Weakness* Find(uint32_t id) {
  for (const Weakness& weakness : kWeaknesses) {
    if (weakness.id == id) return &weakness;
  }
  return nullptr;
}

}  // namespace

std::string_view CweName(uint32_t id) {
  const Weakness* weakness = Find(id);
  return weakness ? weakness->name : std::string_view();
}

std::string CweUri(uint32_t id) {
  return "https://cwe.mitre.org/data/definitions/" + std::to_string(id) + ".html";
}

std::string_view CweSecuritySeverity(uint32_t id) {
  const Weakness* weakness = Find(id);
  return weakness ? weakness->security_severity : std::string_view();
}

}  // namespace ssot
