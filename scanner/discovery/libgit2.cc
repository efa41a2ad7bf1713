#include "scanner/discovery/libgit2.h"

#include <string_view>
#include <system_error>

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

std::jthread StartLibgit2Meanwhile() {
  try {
    return std::jthread(StartLibgit2);
  } catch (const std::system_error&) {
    return {};  // whoever needs it starts it
  }
}

const char* GitError() {
  const git_error* error = git_error_last();
  return error == nullptr || error->message == nullptr ? "unknown error" : error->message;
}

std::string ToHex(const git_oid& id) {
  std::string text(GIT_OID_HEXSZ, '0');
  git_oid_fmt(text.data(), &id);
  return text;
}

std::string WhyNoObject(const git_oid& id) {
  const git_error* error = git_error_last();
  const std::string name = "git object " + ToHex(id).substr(0, 12);
  if (error != nullptr && std::string_view(error->message).find("not found") != std::string::npos) {
    return name + " is missing (a partial clone, or a damaged repository)";
  }
  return name + " cannot be read: " + GitError();
}

GitRepository OpenRepository(const char* top) {
  StartLibgit2();
  git_repository* repository = nullptr;
  git_repository_open_ext(&repository, top, GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
  return GitRepository(repository);
}

}  // namespace ssot
