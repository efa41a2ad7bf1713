// The tree objects are read once, at the start, into a list; after that every question is a look
// into the list, and the only thing read is blobs. libgit2's object database may be asked by any
// number of threads at the same time.

#include "scanner/discovery/git_tree.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "scanner/discovery/gitignore.h"
#include "scanner/discovery/language.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/too_large.h"
#include "scanner/glob/glob.h"
#include "scanner/model/temporary_file.h"

namespace ssot {
namespace {

constexpr size_t kFirstLineBytes = 256;
constexpr uint64_t kMostSteeringBytes = 16 * 1024 * 1024;

class Blobs {
 public:
  explicit Blobs(git_repository* repository) {
    git_odb* database = nullptr;
    git_repository_odb(&database, repository);
    database_.reset(database);
  }

  bool Size(const git_oid& id, uint64_t* size, std::string* error) const {
    size_t length = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&length, &type, database_.get(), &id) != 0) {
      *error = WhyNoObject(id);
      return false;
    }
    *size = length;
    return true;
  }

  bool Read(const git_oid& id, std::string* bytes, std::string* error) const {
    git_odb_object* object = nullptr;
    if (git_odb_read(&object, database_.get(), &id) != 0) {
      *error = WhyNoObject(id);
      return false;
    }
    const GitOdbObject owner(object);
    bytes->assign(static_cast<const char*>(git_odb_object_data(object)),
                  git_odb_object_size(object));
    return true;
  }

 private:
  GitOdb database_;
};

// Where a symbolic link leads to, from the top; nothing when that is outside of the tree.
std::optional<std::string> TargetOf(const std::string& link, std::string_view target) {
  if (target.starts_with('/')) return std::nullopt;
  const size_t slash = link.rfind('/');
  std::string path = slash == std::string::npos ? "" : link.substr(0, slash);
  while (!target.empty()) {
    const std::string_view part = target.substr(0, target.find('/'));
    target.remove_prefix(std::min(part.size() + 1, target.size()));
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      path += (path.empty() ? "" : "/") + std::string(part);
    } else if (path.empty()) {
      return std::nullopt;
    } else {
      const size_t end = path.rfind('/');
      path.resize(end == std::string::npos ? 0 : end);
    }
  }
  return path;
}

class GitTree : public CommitTree {
 public:
  GitTree(GitRepository repository, const git_tree* tree, std::string root_from_top)
      : repository_(std::move(repository)),
        blobs_(repository_.get()),
        listing_(ListTree(repository_.get(), tree)),
        prefix_(std::move(root_from_top)) {}

  DiscoveredFiles FindFiles(const DiscoveryOptions& options) const override;

  bool Read(const std::string& path, uint64_t max_bytes, std::string* bytes,
            std::string* error) const override {
    return ReadEntry(prefix_ + path, max_bytes, bytes, error);
  }

  bool ReadHead(const std::string& path, size_t count, std::string* bytes,
                std::string* error) const override {
    if (!ReadEntry(prefix_ + path, UINT64_MAX, bytes, error)) return false;
    bytes->resize(std::min(bytes->size(), count));
    return true;
  }

  bool Exists(const std::string& path) const override {
    const std::string full = path.empty() ? std::string(Root()) : prefix_ + path;
    return listing_.HasFolder(full) || listing_.Find(full) != nullptr;
  }

  bool ReadFromTop(const std::string& path, std::string* bytes) const override {
    std::string error;
    return ReadEntry(path, kMostSteeringBytes, bytes, &error);
  }

  std::string RootFromTop() const override { return prefix_; }

  std::vector<std::string> ListFromTop(const std::string& path) const override {
    std::vector<std::string> paths;
    for (const TreeEntry& entry : listing_.entries) {
      if (entry.kind == TreeEntryKind::kFile && IsAtOrBelow("/" + entry.path, "/" + path)) {
        paths.push_back(entry.path);
      }
    }
    return paths;
  }

  const TreeListing& listing() const { return listing_; }
  const Blobs& blobs() const { return blobs_; }
  std::string_view Root() const {
    return std::string_view(prefix_).substr(0, prefix_.empty() ? 0 : prefix_.size() - 1);
  }

 private:
  bool ReadEntry(const std::string& path, uint64_t max_bytes, std::string* bytes,
                 std::string* error) const {
    const TreeEntry* entry = listing_.Find(path);
    if (entry == nullptr || entry->kind != TreeEntryKind::kFile) {
      *error = "not a file of that tree";
      return false;
    }
    uint64_t size = 0;
    if (!blobs_.Size(entry->id, &size, error)) return false;
    if (size > max_bytes) {
      *error = TooLarge(max_bytes);
      return false;
    }
    return blobs_.Read(entry->id, bytes, error);
  }

  GitRepository repository_;
  Blobs blobs_;
  TreeListing listing_;
  std::string prefix_;
};

// Looks through the list for one of the paths to scan.
class TreeWalk {
 public:
  TreeWalk(const GitTree& tree, const DiscoveryOptions& options)
      : tree_(tree), options_(options), prefix_(tree.RootFromTop()) {
    std::string error;
    GlobSet::Compile(options.include, &include_, &error);
    GlobSet::Compile(options.exclude, &exclude_, &error);
  }

  void Visit(const std::string& absolute) {
    const std::string relative(RelativeTo(absolute, options_.root));
    named_ = relative.empty() ? std::string(tree_.Root()) : prefix_ + relative;
    folders_.clear();
    const std::vector<TreeEntry>& entries = tree_.listing().entries;
    const std::string below = named_.empty() ? "" : named_ + "/";
    const auto begin = std::lower_bound(
        entries.begin(), entries.end(), named_,
        [](const TreeEntry& entry, const std::string& path) { return entry.path < path; });
    for (auto entry = begin; entry != entries.end(); ++entry) {
      if (entry->path == named_) {
        VisitEntry(*entry);
      } else if (entry->path.starts_with(below)) {
        if (IsSeen(entry->path)) VisitEntry(*entry);
      } else if (entry->path > below) {
        break;
      }
    }
    for (const UnreadableFile& folder : tree_.listing().unreadable) {
      const bool holds_named = named_.starts_with(folder.path + "/");
      if (holds_named || folder.path == named_ ||
          (folder.path.starts_with(below) && IsSeen(folder.path))) {
        found_.unreadable.push_back({std::string(Relative(folder.path)), folder.reason});
      }
    }
  }

  DiscoveredFiles Take() {
    SortOnce(&found_.files);
    SortOnce(&found_.skipped);
    SortOnce(&found_.unreadable);
    return std::move(found_);
  }

 private:
  struct FolderState {
    bool is_seen = true;
    std::shared_ptr<const IgnoreLevel> ignored;
  };

  template <typename T>
  static void SortOnce(std::vector<T>* list) {
    std::sort(list->begin(), list->end(), [](const T& a, const T& b) { return a.path < b.path; });
    const auto end = std::unique(list->begin(), list->end(),
                                 [](const T& a, const T& b) { return a.path == b.path; });
    list->erase(end, list->end());
  }

  std::string_view Relative(std::string_view path) const {
    return path.starts_with(prefix_) ? path.substr(prefix_.size()) : path;
  }

  // Whether no ignore file and no --exclude leaves out an entry below the named path.
  bool IsSeen(const std::string& path) {
    if (IsTemporaryName(std::string_view(path).substr(path.rfind('/') + 1))) return false;
    const FolderState& folder = StateOf(ParentOf(path));
    return folder.is_seen &&
           CheckLevels(folder.ignored.get(), "/" + path, false) != IgnoreVerdict::kIgnored;
  }

  static std::string ParentOf(const std::string& path) {
    const size_t slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
  }

  const FolderState& StateOf(const std::string& folder) {
    const auto known = folders_.find(folder);
    if (known != folders_.end()) return known->second;
    FolderState state;
    if (!folder.empty()) {
      const FolderState& above = StateOf(ParentOf(folder));
      state.ignored = above.ignored;
      const bool is_inside = folder.size() > named_.size();
      if (is_inside) state.is_seen = above.is_seen && IsFolderSeen(folder, above);
      if (folder == named_) state.is_seen = !IsFolderExcluded(folder);
    }
    if (state.is_seen && options_.use_ignore_files) AddIgnoreFile(folder, &state);
    return folders_.emplace(folder, std::move(state)).first->second;
  }

  bool IsFolderExcluded(const std::string& folder) const {
    return folder != tree_.Root() && exclude_.Matches(Relative(folder + "/"));
  }

  bool IsFolderSeen(const std::string& folder, const FolderState& above) const {
    return !IsFolderExcluded(folder) &&
           CheckLevels(above.ignored.get(), "/" + folder, true) != IgnoreVerdict::kIgnored;
  }

  void AddIgnoreFile(const std::string& folder, FolderState* state) const {
    const std::string prefix = folder.empty() ? "" : folder + "/";
    std::string content;
    if (!tree_.ReadFromTop(prefix + ".ssotignore", &content)) return;
    state->ignored = std::make_shared<const IgnoreLevel>(
        IgnoreLevel{state->ignored, "/" + prefix, IgnorePatterns(content)});
  }

  void Skip(const TreeEntry& entry, std::string reason) {
    found_.skipped.push_back({std::string(Relative(entry.path)), std::move(reason)});
  }

  void VisitEntry(const TreeEntry& entry) {
    const std::string_view path = Relative(entry.path);
    if (exclude_.Matches(path) || !(include_.empty() || include_.Matches(path))) return;
    switch (entry.kind) {
      case TreeEntryKind::kSubmodule:
        return Skip(entry, "submodule: a commit of another repository");
      case TreeEntryKind::kLink:
        return VisitLink(entry);
      case TreeEntryKind::kFile:
        return VisitFile(entry);
    }
  }

  void VisitFile(const TreeEntry& entry) {
    const std::string path(Relative(entry.path));
    uint64_t size = 0;
    std::string error;
    std::string head;
    if (!tree_.blobs().Size(entry.id, &size, &error)) {
      found_.unreadable.push_back({path, error});
      return;
    }
    if (size > options_.max_file_bytes) return Skip(entry, TooLarge(options_.max_file_bytes));
    if (NeedsFirstLine(path) && !tree_.ReadHead(path, kFirstLineBytes, &head, &error)) {
      found_.unreadable.push_back({path, error});
      return;
    }
    found_.files.push_back({path, DetectLanguage(path, head), size, ToHex(entry.id)});
  }

  // A link is listed where its target is not seen under its own name.
  void VisitLink(const TreeEntry& entry) {
    std::string target;
    std::string error;
    if (!tree_.blobs().Read(entry.id, &target, &error)) {
      found_.unreadable.push_back({std::string(Relative(entry.path)), error});
      return;
    }
    const std::optional<std::string> leads_to = TargetOf(entry.path, target);
    if (!leads_to || !IsAtOrBelow("/" + *leads_to, "/" + std::string(tree_.Root()))) {
      return Skip(entry, "symbolic link out of the root");
    }
    const TreeListing& listing = tree_.listing();
    if (!listing.HasFolder(*leads_to) && listing.Find(*leads_to) == nullptr) {
      return Skip(entry, "symbolic link to nothing");
    }
    const bool is_walked =
        std::any_of(options_.paths.begin(), options_.paths.end(), [&](const std::string& path) {
          return IsAtOrBelow(JoinPath(options_.root, Relative(*leads_to)), path);
        });
    if (!is_walked && *leads_to != tree_.Root()) {
      Skip(entry, "symbolic link out of the paths to scan");
    }
  }

  const GitTree& tree_;
  const DiscoveryOptions& options_;
  const std::string prefix_;
  GlobSet include_;
  GlobSet exclude_;
  std::string named_;  // the path that is looked at, from the top
  std::map<std::string, FolderState> folders_;
  DiscoveredFiles found_;
};

DiscoveredFiles GitTree::FindFiles(const DiscoveryOptions& options) const {
  TreeWalk walk(*this, options);
  for (const std::string& path : options.paths) walk.Visit(path);
  return walk.Take();
}

}  // namespace

std::shared_ptr<const CommitTree> OpenGitTree(GitRepository repository, const git_tree* tree,
                                              std::string root_from_top) {
  return std::make_shared<GitTree>(std::move(repository), tree, std::move(root_from_top));
}

}  // namespace ssot
