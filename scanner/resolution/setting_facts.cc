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

}  // namespace

void ResolveSettings(const Facts& facts, AccessList* accesses) {
  for (const Setting& setting : facts.settings) {
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
