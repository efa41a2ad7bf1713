#include "scanner/discovery/git_revisions.h"

#include <sys/stat.h>

#include <string_view>
#include <utility>

#include "scanner/discovery/git_tree.h"
#include "scanner/discovery/libgit2.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/work_tree.h"

namespace ssot {
namespace {

constexpr std::string_view kDeepen =
    "this clone is shallow and its history may end before that; fetch all of it "
    "(git fetch --unshallow; in GitHub Actions: fetch-depth: 0)";

CommitChoice Failed(std::string error, bool is_unknown = false) {
  return {"", std::move(error), is_unknown};
}

git_oid IdFromHex(const std::string& hex) {
  git_oid id{};
  git_oid_fromstr(&id, hex.c_str());
  return id;
}

bool IsFromObjects() {
  const git_error* error = git_error_last();
  return error != nullptr && error->klass == GIT_ERROR_ODB;
}

// As git guesses where no configuration says so, which libgit2 does not.
bool IsBare(git_repository* repository) {
  if (git_repository_is_bare(repository) == 1) return true;
  git_config* config = nullptr;
  if (git_repository_config_snapshot(&config, repository) != 0) return false;
  int is_bare = 0;
  const bool is_said = git_config_get_bool(&is_bare, config, "core.bare") == 0;
  git_config_free(config);
  const std::string_view path = git_repository_path(repository);  // with a '/' behind it
  return !is_said && !path.ends_with("/.git/") && path.find("/.git/") == path.npos;
}

}  // namespace

struct GitRevisions::Repository {
  GitRepository git;
  std::string place;          // what it was opened by
  std::string root_from_top;  // with a '/' behind it, or empty

  bool IsShallow() const { return git_repository_is_shallow(git.get()) == 1; }
  bool IsUnborn() const { return git_repository_head_unborn(git.get()) == 1; }
};

GitRevisions::GitRevisions(std::unique_ptr<Repository> repository)
    : repository_(std::move(repository)) {}
GitRevisions::~GitRevisions() = default;

std::unique_ptr<GitRevisions> GitRevisions::Open(const std::string& root, std::string* error) {
  auto repository = std::make_unique<Repository>();
  repository->place = IsBareRepository(root) ? root : FindWorkTreeTop(root);
  if (repository->place.empty()) {
    *error = "not in a git repository";
    return nullptr;
  }
  repository->git = OpenRepository(repository->place.c_str());
  if (repository->git == nullptr) {
    *error = std::string("the git repository cannot be opened: ") + GitError();
    return nullptr;
  }
  if (root != repository->place) {
    repository->root_from_top = AsFolder(RelativeTo(root, repository->place));
  }
  return std::unique_ptr<GitRevisions>(new GitRevisions(std::move(repository)));
}

bool GitRevisions::is_bare() const {
  return IsBare(repository_->git.get());
}

CommitChoice GitRevisions::Resolve(const std::string& revision) const {
  git_object* found = nullptr;
  const int result = git_revparse_single(&found, repository_->git.get(), revision.c_str());
  if (result == GIT_EAMBIGUOUS)
    return Failed("several commits begin like that; write more of the id");
  if (result != 0) {
    if (revision.starts_with("HEAD") && repository_->IsUnborn()) {
      return Failed("the branch has no commit yet");
    }
    if (repository_->IsShallow()) return Failed("unknown revision; " + std::string(kDeepen), true);
    return Failed("unknown revision", true);
  }
  const GitObject owner(found);
  git_object* commit = nullptr;
  if (git_object_peel(&commit, found, GIT_OBJECT_COMMIT) != 0) return Failed("not a commit");
  const GitObject commit_owner(commit);
  return {ToHex(*git_object_id(commit)), "", false};
}

CommitChoice GitRevisions::MergeBase(const std::string& a, const std::string& b) const {
  const git_oid first = IdFromHex(a);
  const git_oid second = IdFromHex(b);
  git_oid base{};
  if (git_merge_base(&base, repository_->git.get(), &first, &second) == 0) {
    return {ToHex(base), "", false};
  }
  if (repository_->IsShallow()) return Failed(std::string(kDeepen));
  if (IsFromObjects()) return Failed(std::string("its history cannot be read: ") + GitError());
  return Failed("they have no commit in common");
}

std::vector<std::string> GitRevisions::KnownNames() const {
  std::vector<std::string> names;
  git_reference_iterator* iterator = nullptr;
  if (git_reference_iterator_new(&iterator, repository_->git.get()) != 0) return names;
  git_reference* reference = nullptr;
  while (git_reference_next(&reference, iterator) == 0) {
    const GitReference owner(reference);
    names.emplace_back(git_reference_shorthand(reference));
  }
  git_reference_iterator_free(iterator);
  return names;
}

std::shared_ptr<const CommitTree> GitRevisions::OpenTree(const std::string& id,
                                                         std::string* error) const {
  // A repository of its own: the source may outlive this object.
  GitRepository git = OpenRepository(repository_->place.c_str());
  const git_oid oid = IdFromHex(id);
  git_commit* commit = nullptr;
  if (git == nullptr || git_commit_lookup(&commit, git.get(), &oid) != 0) {
    *error = WhyNoObject(oid);
    return nullptr;
  }
  const GitCommit commit_owner(commit);
  git_tree* tree = nullptr;
  if (git_commit_tree(&tree, commit) != 0) {
    *error = WhyNoObject(*git_commit_tree_id(commit));
    return nullptr;
  }
  const GitTreeObject tree_owner(tree);
  return OpenGitTree(std::move(git), tree, repository_->root_from_top);
}

std::vector<SkippedFile> GitRevisions::Submodules() const {
  std::vector<SkippedFile> submodules;
  git_index* entries = nullptr;
  if (git_repository_index(&entries, repository_->git.get()) != 0) return submodules;
  const GitIndex owner(entries);
  const std::string& prefix = repository_->root_from_top;
  for (size_t i = 0; i < git_index_entrycount(entries); ++i) {
    const git_index_entry* entry = git_index_get_byindex(entries, i);
    const std::string_view path = entry->path;
    if (entry->mode != GIT_FILEMODE_COMMIT || !path.starts_with(prefix)) continue;
    submodules.push_back({std::string(path.substr(prefix.size())),
                          "submodule: a repository of its own, which --since does not look into"});
  }
  return submodules;
}

bool IsBareRepository(const std::string& folder) {
  struct stat head;
  if (stat((folder + "/HEAD").c_str(), &head) != 0) return false;  // most folders are none
  const GitRepository repository = OpenRepository(folder.c_str());
  if (repository == nullptr || !IsBare(repository.get())) return false;
  // Not a folder whose `.git` is one.
  struct stat repository_status;
  struct stat folder_status;
  return stat(git_repository_path(repository.get()), &repository_status) == 0 &&
         stat(folder.c_str(), &folder_status) == 0 &&
         repository_status.st_dev == folder_status.st_dev &&
         repository_status.st_ino == folder_status.st_ino;
}

std::string BlobId(const std::string& bytes) {
  StartLibgit2();
  git_oid id{};
  git_odb_hash(&id, bytes.data(), bytes.size(), GIT_OBJECT_BLOB);
  return ToHex(id);
}

}  // namespace ssot
