// Where the values of secrets stand in a text.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/model/source_file.h"
#include "scanner/secrets/secret_names.h"

namespace ssot {

struct ByteRange {  // end exclusive
  size_t begin = 0;
  size_t end = 0;
};

// The values that `text` gives to secret names, without their quotes: sorted and disjoint. In code,
// string literals that are assigned to such a name, are its default, its entry in a mapping, a
// keyword argument, the default of a look-up (os.getenv("JWT_SECRET_KEY", "…")) or the fallback
// behind `||`, `??` and `or`; in a configuration file, the values of its keys; in comments, prose
// and strings, what looks like `NAME=value`; everywhere, passwords in URLs and private keys.
// References to other names (${X}, {{ x }}, os.environ["X"]) are none. Takes time in proportion to
// the text.
std::vector<ByteRange> FindSecrets(std::string_view text, Language language,
                                   const SecretNames& names);

}  // namespace ssot
