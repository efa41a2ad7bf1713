// Secrets in code.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/model/source_file.h"
#include "scanner/secrets/secret_names.h"
#include "scanner/secrets/secret_values.h"

namespace ssot {

// String literals that secret names get. Also appends the comments and the other literals to
// `prose`, which are to be looked at as prose.
std::vector<ByteRange> FindSecretLiterals(std::string_view text, Language language,
                                          const SecretNames& names, std::vector<ByteRange>* prose);

}  // namespace ssot
