#include "scanner/discovery/work_tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "scanner/discovery/libgit2.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/small_file.h"

namespace ssot {
namespace {

bool IsFolder(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool Exists(const std::string& path) {
  struct stat status;
  return lstat(path.c_str(), &status) == 0;
}

std::string_view FirstLine(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string Resolve(const std::string& folder, std::string_view path) {
  return path.starts_with('/') ? std::string(path) : JoinPath(folder, path);
}

// The folder that `.git` is or, in a linked work tree or a submodule, names. Empty: none.
std::string GitFolder(const std::string& top) {
  const std::string dot_git = top + "/.git";
  if (IsFolder(dot_git)) return dot_git;
  const std::optional<std::string> content = ReadSmallFile(dot_git);
  constexpr std::string_view kPrefix = "gitdir: ";
  if (!content || !content->starts_with(kPrefix)) return "";
  return Resolve(top, FirstLine(*content).substr(kPrefix.size()));
}

// Where the parts are that all work trees of one repository share.
std::string CommonFolder(const std::string& git_folder) {
  const std::optional<std::string> content = ReadSmallFile(git_folder + "/commondir");
  return content ? Resolve(git_folder, FirstLine(*content)) : git_folder;
}

bool IsBare(const std::string& git_folder) {
  StartLibgit2();
  git_config* config = nullptr;
  git_config_open_ondisk(&config, (git_folder + "/config").c_str());
  const GitConfig owner(config);
  int bare = 0;
  return config != nullptr && git_config_get_bool(&bare, config, "core.bare") == 0 && bare != 0;
}

struct GitFolders {
  std::string own;
  std::string common;
};

// What git itself asks of a repository before it believes in it, without reading objects.
std::optional<GitFolders> FindGitFolders(const std::string& top) {
  GitFolders folders;
  folders.own = GitFolder(top);
  if (folders.own.empty() || !Exists(folders.own + "/HEAD")) return std::nullopt;
  folders.common = CommonFolder(folders.own);
  if (!IsFolder(folders.common + "/objects")) return std::nullopt;
  if (folders.own == folders.common && IsBare(folders.own)) return std::nullopt;
  return folders;
}

}  // namespace

struct WorkTree::Index {
  GitIndex entries;                     // owns what `paths` points to
  std::vector<std::string_view> paths;  // sorted bytewise
  std::string error;
};

std::shared_ptr<const WorkTree> WorkTree::Open(const std::string& top) {
  const std::optional<GitFolders> folders = FindGitFolders(top);
  if (!folders) return nullptr;
  std::shared_ptr<WorkTree> tree(new WorkTree(top));
  tree->info_exclude_path_ = folders->common + "/info/exclude";
  tree->index_path_ = folders->own + "/index";
  return tree;
}

WorkTree::WorkTree(const std::string& top) : top_(top) {}
WorkTree::~WorkTree() = default;

bool WorkTree::IsTracked(std::string_view path) const {
  const auto& paths = TrackedPaths();
  return std::binary_search(paths.begin(), paths.end(), path);
}

bool WorkTree::HasTrackedBelow(std::string_view folder) const {
  const auto& paths = TrackedPaths();
  const std::string prefix = std::string(folder) + "/";
  const auto first = std::lower_bound(paths.begin(), paths.end(), prefix);
  if (first != paths.end() && first->starts_with(prefix)) return true;
  return std::binary_search(paths.begin(), paths.end(), folder);
}

std::string WorkTree::index_error() const {
  return index_ == nullptr ? "" : index_->error;
}

const std::vector<std::string_view>& WorkTree::TrackedPaths() const {
  std::call_once(index_once_, [this] { ReadIndex(); });
  return index_->paths;
}

void WorkTree::ReadIndex() const {
  StartLibgit2();
  index_ = std::make_unique<Index>();
  git_index* entries = nullptr;
  if (git_index_open(&entries, index_path_.c_str()) != 0) {
    index_->error = GitError();
    return;
  }
  index_->entries.reset(entries);
  const size_t count = git_index_entrycount(entries);
  index_->paths.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    index_->paths.emplace_back(git_index_get_byindex(entries, i)->path);
  }
  std::sort(index_->paths.begin(), index_->paths.end());
}

std::string FindWorkTreeTop(std::string_view folder) {
  for (;; folder = ParentFolder(folder)) {
    if (FindGitFolders(std::string(folder))) return std::string(folder);
    if (folder == "/") return "";
  }
}

namespace {

GitConfig OpenConfig(const std::string& top) {
  git_config* config = nullptr;
  if (!top.empty()) {
    if (const GitRepository repository = OpenRepository(top.c_str())) {
      git_repository_config_snapshot(&config, repository.get());
    }
  }
  if (config == nullptr) {
    StartLibgit2();
    git_config_open_default(&config);
  }
  return GitConfig(config);
}

std::string DefaultExcludesPath() {
  const char* config_home = std::getenv("XDG_CONFIG_HOME");
  if (config_home != nullptr && *config_home != '\0') {
    return std::string(config_home) + "/git/ignore";
  }
  const char* home = std::getenv("HOME");
  return home == nullptr || *home == '\0' ? "" : std::string(home) + "/.config/git/ignore";
}

}  // namespace

std::string GlobalExcludesPath(const std::string& top) {
  const GitConfig config = OpenConfig(top);
  git_buf path = GIT_BUF_INIT;
  if (config != nullptr && git_config_get_path(&path, config.get(), "core.excludesfile") == 0) {
    const std::string given = path.ptr == nullptr ? "" : path.ptr;
    git_buf_dispose(&path);
    return given.empty() || top.empty() ? given : Resolve(top, given);
  }
  return DefaultExcludesPath();
}

}  // namespace ssot
