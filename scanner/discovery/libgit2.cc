#include "scanner/discovery/libgit2.h"

namespace ssot {

void StartLibgit2() {
  static const int started = [] {
    git_libgit2_init();
    // A checkout is often mounted into a container under another user, and reading is harmless.
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    // Extensions that do not change what is read here: sparse checkouts and partial clones.
    const char* extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, 3);
    return 0;
  }();
  static_cast<void>(started);
}

const char* GitError() {
  const git_error* error = git_error_last();
  return error == nullptr || error->message == nullptr ? "unknown error" : error->message;
}

GitRepository OpenRepository(const char* top) {
  StartLibgit2();
  git_repository* repository = nullptr;
  git_repository_open_ext(&repository, top, GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  return GitRepository(repository);
}

}  // namespace ssot
