// Guesses which files of a tree are the one true place for something, for `ssot init`.
//
// The place for JWTs is among the files that call a JWT library; where none does, among those that
// implement token validation. The likeliest makes tokens, reads them and is called for it; where
// that is equal, more files import it. The place for WebSockets is the file of the most imported
// class (its file, that is) that is named like a manager of connections. Tests are left out.
#pragma once

#include <string>
#include <vector>

#include "scanner/pipeline/analysis.h"

namespace ssot {

struct LikelyAuthority {
  std::string path;
  std::string reason;      // "calls jwt.decode"
  std::string name;        // the manager's class, where the pack has to be told of it; else empty
  unsigned importers = 0;  // files other than tests that import it
  unsigned weight = 0;     // what else speaks for it: more comes before importers
};

// Each sorted by how likely it is, the likeliest first.
struct LikelyAuthorities {
  std::vector<LikelyAuthority> tokens;
  std::vector<LikelyAuthority> managers;
};

// `session` must have the built-in packs in force: they know the libraries and what a test is
// called.
LikelyAuthorities FindLikelyAuthorities(const Session& session, const Analysis& analysis);

}  // namespace ssot
