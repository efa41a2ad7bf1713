// libgit2, started once for the whole process, and its objects with an owner.
#pragma once

#include <git2.h>

#include <memory>

namespace ssot {

// To be called before any other use of libgit2. Any thread, any number of times.
void StartLibgit2();

template <auto kFree>
struct GitFree {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using GitRepository = std::unique_ptr<git_repository, GitFree<git_repository_free>>;
using GitIndex = std::unique_ptr<git_index, GitFree<git_index_free>>;
using GitConfig = std::unique_ptr<git_config, GitFree<git_config_free>>;
using GitReference = std::unique_ptr<git_reference, GitFree<git_reference_free>>;

// The words of the calling thread's last failure.
const char* GitError();

// Opens the repository whose work tree's top is `top`; null when that is not possible.
GitRepository OpenRepository(const char* top);

}  // namespace ssot
