// libgit2, started once for the whole process, and its objects with an owner.
#pragma once

#include <git2.h>

#include <memory>
#include <string>
#include <thread>

namespace ssot {

// To be called before any other use of libgit2. Any thread, any number of times.
void StartLibgit2();
// The same, while the calling thread does something else: libgit2 reads every certificate that the
// system trusts, which takes 0.01 s.
std::jthread StartLibgit2Meanwhile();

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
using GitOdb = std::unique_ptr<git_odb, GitFree<git_odb_free>>;
using GitOdbObject = std::unique_ptr<git_odb_object, GitFree<git_odb_object_free>>;
using GitObject = std::unique_ptr<git_object, GitFree<git_object_free>>;
using GitCommit = std::unique_ptr<git_commit, GitFree<git_commit_free>>;
using GitTreeObject = std::unique_ptr<git_tree, GitFree<git_tree_free>>;
using GitReference = std::unique_ptr<git_reference, GitFree<git_reference_free>>;

// The words of the calling thread's last failure.
const char* GitError();

// Forty hexadecimal digits.
std::string ToHex(const git_oid& id);

// What to say of an object that the calling thread just failed to read.
std::string WhyNoObject(const git_oid& id);

// Opens the repository whose work tree's top is `top`; null when that is not possible.
GitRepository OpenRepository(const char* top);

}  // namespace ssot
