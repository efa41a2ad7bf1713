// The code around findings.
#pragma once

#include <string>
#include <vector>

#include "scanner/discovery/file_source.h"
#include "scanner/model/finding.h"
#include "scanner/secrets/secret_names.h"

namespace ssot {

// Fills the excerpts of `findings` (sorted by path) by reading their files again, in parallel. The
// values of secrets are masked in them.
// A file that cannot be read any more leaves its findings without excerpts. Where the lines are
// too long to show (compressed code), an excerpt has no lines.
void FillExcerpts(const FileSource& source, const SecretNames& secret_names,
                  uint64_t max_file_bytes, unsigned jobs, std::vector<Finding>* findings);

// For one file's findings; `bytes` as on disk.
void FillExcerptsFromBytes(const std::string& bytes, const SecretNames& secret_names,
                           std::vector<Finding*> findings);

}  // namespace ssot
