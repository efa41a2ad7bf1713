// What `ssot init` found in the tree, as lines of .ssot.yaml and for readers.
#pragma once

#include <string>

#include "scanner/pipeline/likely_authorities.h"

namespace ssot {

// Items of `rules:`, those of packs without an authority commented out.
std::string PackLines(const LikelyAuthorities& found);

// `variables:` and what it says of the packs; all of it commented out when nothing was found.
std::string AuthorityLines(const LikelyAuthorities& found);

// One line a pack.
std::string FoundForReaders(const LikelyAuthorities& found);

}  // namespace ssot
