// Which folder paths, scopes and fingerprints are relative to.
#pragma once

#include <string>
#include <vector>

#include "scanner/model/diagnostic.h"

namespace ssot {

struct RootChoice {
  std::string root;                // absolute, canonical
  std::vector<std::string> paths;  // absolute, canonical parents (a final symbolic link is kept)
  bool ok = false;
};

// `root_option` (--root) if not empty, else the nearest folder at or above each PATH with
// .ssot.yaml, else the git work tree's top, else PATH itself (the folder of a file; the nearest
// common folder of several PATHs). A PATH or root that does not exist, or a PATH outside the
// root, is an error in `*errors`. No PATH means the current folder. With `may_be_gone` a PATH need
// not exist: it may be one of another commit.
RootChoice ChooseRoot(const std::vector<std::string>& paths, const std::string& root_option,
                      Diagnostics* errors, bool may_be_gone = false);

// Facts about the git work tree that contains `root`, for reports. Empty strings where unknown.
struct GitIdentity {
  std::string repository_uri;   // remote "origin", credentials removed
  std::string revision;         // commit id of HEAD
  std::string branch;           // short name; empty when detached or unborn
  std::string repository_root;  // absolute: the work tree's top, at or above `root`
};
GitIdentity ReadGitIdentity(const std::string& root);

}  // namespace ssot
