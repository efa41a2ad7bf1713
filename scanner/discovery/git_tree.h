// A commit's tree as a source of files.
#pragma once

#include <memory>
#include <string>

#include "scanner/discovery/file_source.h"
#include "scanner/discovery/libgit2.h"
#include "scanner/discovery/tree_listing.h"

namespace ssot {

// What a scan of the tree finds, compared with one of the work tree (discover.h):
// - All of it is tracked, so .gitignore has no say. The tree's own .ssotignore files hold.
// - Submodules are listed as skipped.
// - A missing or corrupt object is an unreadable file or folder.
// `root_from_top` is the root's path from the tree's top with a '/' behind it, or empty.
std::shared_ptr<const CommitTree> OpenGitTree(GitRepository repository, const git_tree* tree,
                                              std::string root_from_top);

}  // namespace ssot
