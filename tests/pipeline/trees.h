// Trees and rules for tests of whole scans.
#pragma once

#include <string>

#include "scanner/pipeline/session.h"
#include "tests/discovery/temporary_tree.h"

namespace ssot {

// A rule file with the import rule `jwt-import`, whose authority is auth/core.py; the text rule
// `jwt-text`, which only counts; and the row `imports`.
extern const std::string kJwtRules;

// A session on the tree with these rules, which are written beside it. Fails the test on errors.
Session OpenTree(const TemporaryTree& tree, const std::string& rules, Options options = {});

}  // namespace ssot
