// From which calls a value comes.
#pragma once

#include <string>
#include <vector>

#include "scanner/resolution/callee.h"

namespace ssot {

// The targets of the calls that a call's arguments come out of, each once: through variables,
// properties, and further calls on what a call returned or with it. A call with a text among its
// own arguments is in the list with it, too: "Buffer.from(base64)". Those that are not known have
// no place in it.
std::vector<std::string> CallsBehindArguments(Evaluator* evaluator, FileId file,
                                              const CallFact& call);

}  // namespace ssot
