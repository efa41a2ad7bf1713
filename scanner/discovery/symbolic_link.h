// What to say about symbolic links, which a walk does not follow.
#pragma once

#include <string>
#include <vector>

namespace ssot {

// Why the link at `path` (absolute) is skipped; empty when its target is at or below one of the
// `walked` paths (absolute, canonical) and so is seen there under its own name.
std::string WhyLinkIsSkipped(const std::string& path, const std::string& root,
                             const std::vector<std::string>& walked);

}  // namespace ssot
