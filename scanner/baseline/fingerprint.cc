#include "scanner/baseline/fingerprint.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ssot {
namespace {

// FNV-1a with 128 bits: not for secrets, but wide enough that two findings never meet.
class Hash128 {
 public:
  void Add(std::string_view bytes) {
    for (char c : bytes) AddByte(static_cast<unsigned char>(c));
  }
  // Fields end in a byte that UTF-8 does not have, so that "ab" + "c" differs from "a" + "bc".
  void EndField() { AddByte(0xFF); }

  std::string Hex() const {
    char digits[33];
    std::snprintf(digits, sizeof(digits), "%016llx%016llx",
                  static_cast<unsigned long long>(state_ >> 64),
                  static_cast<unsigned long long>(state_));
    return digits;
  }

 private:
  __extension__ using Word = unsigned __int128;

  void AddByte(unsigned char byte) { state_ = (state_ ^ byte) * kPrime; }

  static constexpr Word kPrime = (Word{1} << 88) + 0x13B;
  Word state_ = (Word{0x6C62272E07BB0142u} << 64) + 0x62B821756295C58Du;
};

std::string WithoutWhiteSpace(std::string_view text) {
  std::string kept;
  for (char c : text) {
    if (c != ' ' && (c < '\t' || c > '\r')) kept += c;
  }
  return kept;
}

Hash128 HashOf(const Finding& finding) {
  Hash128 hash;
  const std::string text = WithoutWhiteSpace(finding.excerpt.snippet);
  for (std::string_view field : {std::string_view(finding.rule_id), std::string_view(finding.path),
                                 std::string_view(finding.enclosing),
                                 std::string_view(finding.symbol), std::string_view(text)}) {
    hash.Add(field);
    hash.EndField();
  }
  return hash;
}

}  // namespace

void SetFingerprints(std::vector<Finding>* findings) {
  std::unordered_map<std::string, uint32_t> seen;
  for (Finding& finding : *findings) {
    Hash128 hash = HashOf(finding);
    const uint32_t ordinal = seen[hash.Hex()]++;
    hash.Add(std::to_string(ordinal));
    finding.fingerprint = hash.Hex();
  }
}

}  // namespace ssot
