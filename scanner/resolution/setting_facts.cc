#include <algorithm>
#include <vector>

#include "scanner/resolution/file_facts.h"

namespace ssot {
namespace {

constexpr size_t kMostPathParts = 32;  // the innermost ones

std::string PathOf(const Facts& facts, uint32_t setting) {
  std::vector<std::string_view> parts;
  for (; setting != kNone && parts.size() < kMostPathParts;
       setting = facts.settings[setting].parent) {
    parts.push_back(facts.Name(facts.settings[setting].name));
  }
  std::string path;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!path.empty()) path += '.';
    path += *part;
  }
  return path;
}

// By setting: it only holds further keys, as mappings and blocks do. A Terraform variable is a
// setting whatever its block says of it.
std::vector<bool> FindSections(const Facts& facts) {
  std::vector<bool> is_section(facts.settings.size(), false);
  for (const Setting& setting : facts.settings) {
    if (setting.parent == kNone || setting.mode != AccessMode::kWrite) continue;
    const Setting& parent = facts.settings[setting.parent];
    const bool is_variable = facts.language == Language::kTerraform && parent.parent != kNone &&
                             facts.Name(facts.settings[parent.parent].name) == "variable";
    if (parent.value.line == 0 && !is_variable) is_section[setting.parent] = true;
  }
  return is_section;
}

}  // namespace

void ResolveSettings(const Facts& facts, AccessList* accesses) {
  const std::vector<bool> is_section = FindSections(facts);
  for (size_t i = 0; i < facts.settings.size(); ++i) {
    const Setting& setting = facts.settings[i];
    if (is_section[i]) continue;
    const std::string_view name = facts.Name(setting.name);
    if (!accesses->Wants(AccessOf::kConfiguration, name)) continue;
    ResolvedAccess access;
    access.span = setting.key;
    access.of = AccessOf::kConfiguration;
    access.mode = setting.mode;
    access.name = name;
    access.around = PathOf(facts, setting.parent);
    access.form = access.around.empty() ? access.name : access.around + "." + access.name;
    accesses->Add(std::move(access));
  }
}

}  // namespace ssot
