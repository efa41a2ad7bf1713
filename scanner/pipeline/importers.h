// How many files import a file.
#pragma once

#include <map>
#include <string>

#include "scanner/pipeline/project_facts.h"

namespace ssot {

// By path; a file that nothing imports has no entry. An import through a re-export counts for the
// file that is named and for the one that defines the name.
std::map<std::string, uint32_t> CountImporters(const ProjectFacts& project, unsigned jobs);

}  // namespace ssot
