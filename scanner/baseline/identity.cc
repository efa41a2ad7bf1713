#include "scanner/baseline/identity.h"

#include <cstdio>
#include <string_view>
#include <unordered_map>

#include "scanner/baseline/normalized_text.h"

namespace ssot {
namespace {

// FNV-1a with 128 bits: not for secrets, but wide enough that two findings never meet.
class Hash128 {
 public:
  // Fields end in a byte that UTF-8 does not have, so that "ab" + "c" differs from "a" + "bc".
  void AddField(std::string_view bytes) {
    for (char c : bytes) AddByte(static_cast<unsigned char>(c));
    AddByte(0xFF);
  }

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

// "src/app/keys.py" is src.app.keys; a package's __init__ and a folder's index are the folder.
std::string DottedName(std::string_view path) {
  const size_t name = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  path = path.substr(0, path.find('.', name));
  for (std::string_view folder_file : {"/__init__", "/index"}) {
    if (path.ends_with(folder_file)) path.remove_suffix(folder_file.size());
  }
  std::string dotted(path);
  for (char& c : dotted) {
    if (c == '/') c = '.';
  }
  return dotted;
}

// Where imports are rooted below the tree's root is not known here, so the module may be any end
// of the dotted path. A file that is renamed keeps the identity of what it says of itself.
std::string WithoutOwnModule(const std::string& symbol, std::string_view path) {
  const std::string dotted = DottedName(path);
  for (size_t begin = 0;;) {
    const std::string module = dotted.substr(begin) + ".";
    if (module.size() > 1 && symbol.size() > module.size() && symbol.starts_with(module)) {
      return symbol.substr(symbol.rfind('.') + 1);
    }
    const size_t dot = dotted.find('.', begin);
    if (dot == dotted.npos) return symbol;
    begin = dot + 1;
  }
}

}  // namespace

Identity IdentityOf(const Finding& finding) {
  Identity identity;
  identity.path = ToUtf8(finding.path);
  identity.rule_id = finding.rule_id;
  identity.scope = ToUtf8(finding.local_scope);
  identity.symbol = NormalizedText(WithoutOwnModule(finding.symbol, finding.path));
  identity.text = NormalizedText(finding.excerpt.matched);
  return identity;
}

std::string FingerprintOf(const Identity& identity) {
  Hash128 hash;
  hash.AddField(identity.rule_id);
  hash.AddField(identity.path);
  hash.AddField(identity.scope);
  hash.AddField(identity.symbol);
  hash.AddField(identity.text);
  hash.AddField(std::to_string(identity.ordinal));
  return hash.Hex();
}

std::vector<Identity> IdentitiesOf(const std::vector<Finding>& findings) {
  std::vector<Identity> identities;
  identities.reserve(findings.size());
  std::unordered_map<std::string, uint32_t> seen;
  for (const Finding& finding : findings) {
    Identity& identity = identities.emplace_back(IdentityOf(finding));
    identity.ordinal = seen[FingerprintOf(identity)]++;
  }
  return identities;
}

void SetFingerprints(std::vector<Finding>* findings) {
  const std::vector<Identity> identities = IdentitiesOf(*findings);
  for (size_t i = 0; i < findings->size(); ++i) {
    (*findings)[i].fingerprint = FingerprintOf(identities[i]);
  }
}

}  // namespace ssot
