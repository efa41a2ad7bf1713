// --since and --rev: from what was typed to trees.
#pragma once

#include "scanner/model/diagnostic.h"
#include "scanner/pipeline/session.h"

namespace ssot {

// Sets the session's source and base, which its options and root say. What cannot be had is an
// error.
void OpenSources(Session* session, Diagnostics* errors);

}  // namespace ssot
