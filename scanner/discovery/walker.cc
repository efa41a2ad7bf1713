#include "scanner/discovery/walker.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "scanner/discovery/descriptor.h"
#include "scanner/discovery/language.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/symbolic_link.h"
#include "scanner/discovery/too_large.h"
#include "scanner/model/temporary_file.h"

namespace ssot {

// One entry of a folder, or a path that the user named.
struct Walker::Entry {
  int folder;         // descriptor that `name` is relative to
  std::string path;   // absolute
  size_t name_begin;  // in `path`
  mode_t type;        // S_IFREG …; 0: unknown

  const char* name() const { return path.c_str() + name_begin; }
};

namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

std::string NameOfType(mode_t type) {
  if (type == S_IFIFO) return "named pipe";
  if (type == S_IFSOCK) return "socket";
  return "device";
}

}  // namespace

Walker::Walker(const WalkPlan& plan, FolderStack* stack)
    : plan_(plan), stack_(*stack), root_length_(AsFolder(plan.options.root).size()) {}

void Walker::VisitNamed(const std::string& path) {
  Entry entry{AT_FDCWD, path, 0, 0};
  struct stat status;
  if (!Look(entry, AT_SYMLINK_NOFOLLOW, &status)) return;
  entry.type = status.st_mode & S_IFMT;
  if (entry.type == S_IFDIR) {
    const bool is_root = Relative(path).empty();
    if (!is_root && IsExcluded(AsFolder(path))) return;
    const DiscoveryOptions& options = plan_.options;
    const bool use_rules = options.use_ignore_files;
    stack_.Push({{path, use_rules ? IgnoreRules::Above(options.root, path) : IgnoreRules()}});
  } else if (IsChosen(path)) {
    entry.type == S_IFLNK ? VisitNamedLink(entry) : VisitFile(entry);
  }
}

void Walker::ReadFolders() {
  FolderTask task;
  while (stack_.Take(&task)) {
    ReadFolder(task);
    stack_.Done();
  }
}

std::string_view Walker::Relative(std::string_view path) const {
  return path.substr(std::min(root_length_, path.size()));
}

bool Walker::IsExcluded(std::string_view path) const {
  return plan_.exclude.Matches(Relative(path));
}

bool Walker::IsChosen(std::string_view path) const {
  if (IsExcluded(path)) return false;
  return plan_.include.empty() || plan_.include.Matches(Relative(path));
}

void Walker::Skip(const Entry& entry, std::string reason) {
  found_.skipped.push_back({std::string(Relative(entry.path)), std::move(reason)});
}

void Walker::CannotRead(std::string_view path, int error) {
  const std::string_view relative = Relative(path);
  found_.unreadable.push_back(
      {relative.empty() ? "." : std::string(relative), std::system_category().message(error)});
}

void Walker::ReadFolder(const FolderTask& task) {
  Descriptor opened(open(task.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  DIR* stream = opened.ok() ? fdopendir(opened.get()) : nullptr;
  if (stream == nullptr) {
    CannotRead(task.path, errno);
    return;
  }
  opened.Release();
  const std::unique_ptr<DIR, CloseFolder> owner(stream);

  SteeringNames names;
  std::vector<Entry> entries = ReadEntries(stream, task.path, &names);
  if (!plan_.options.use_ignore_files) names = {};
  const IgnoreRules rules = task.rules.Enter(task.path, dirfd(stream), names);
  if (rules.work_tree() != nullptr) work_trees_.insert(rules.work_tree());

  std::vector<FolderTask> folders;
  for (Entry& entry : entries) {
    if (entry.type == S_IFDIR) {
      VisitFolder(std::move(entry), rules, &folders);
    } else if (IsChosen(entry.path) && rules.Decide(entry.path, false) == IgnoreFate::kScan) {
      VisitFile(entry);
    }
  }
  stack_.Push(std::move(folders));
}

std::vector<Walker::Entry> Walker::ReadEntries(DIR* folder, const std::string& path,
                                               SteeringNames* names) {
  const std::string prefix = AsFolder(path);
  std::vector<Entry> entries;
  errno = 0;
  while (const dirent* one = readdir(folder)) {
    const std::string_view name = one->d_name;
    if (name == "." || name == "..") continue;
    names->dot_git |= name == ".git";
    names->gitignore |= name == ".gitignore";
    names->ssotignore |= name == ".ssotignore";
    if (name == ".git" || IsTemporaryName(name)) continue;
    Entry entry{dirfd(folder), prefix, prefix.size(), static_cast<mode_t>(DTTOIF(one->d_type))};
    entry.path += name;
    struct stat status;
    if (one->d_type == DT_UNKNOWN) {  // some file systems leave it to us to ask
      if (!Look(entry, AT_SYMLINK_NOFOLLOW, &status)) continue;
      entry.type = status.st_mode & S_IFMT;
    }
    entries.push_back(std::move(entry));
    errno = 0;
  }
  if (errno != 0) CannotRead(path, errno);
  return entries;
}

// An entry that vanished since its folder was read is as if it had never been there.
bool Walker::Look(const Entry& entry, int flags, struct stat* status) {
  if (fstatat(entry.folder, entry.name(), status, flags) == 0) return true;
  if (errno != ENOENT) CannotRead(entry.path, errno);
  return false;
}

void Walker::VisitFolder(Entry entry, const IgnoreRules& rules, std::vector<FolderTask>* folders) {
  if (!plan_.exclude.empty() && IsExcluded(AsFolder(entry.path))) return;
  const IgnoreFate fate = rules.Decide(entry.path, true);
  if (fate == IgnoreFate::kIgnore) return;
  for (const SkippedFile& folder : plan_.options.not_entered) {
    if (folder.path == Relative(entry.path)) return Skip(entry, folder.reason);
  }
  folders->push_back({std::move(entry.path), rules.WithFate(fate)});
}

void Walker::VisitFile(const Entry& entry) {
  struct stat status;
  if (entry.type == S_IFREG) {
    if (Look(entry, AT_SYMLINK_NOFOLLOW, &status)) {
      AddFile(entry, static_cast<uint64_t>(status.st_size));
    }
  } else if (entry.type == S_IFLNK) {
    const DiscoveryOptions& options = plan_.options;
    std::string reason = WhyLinkIsSkipped(entry.path, options.root, options.paths);
    if (!reason.empty()) Skip(entry, std::move(reason));
  } else {
    Skip(entry, NameOfType(entry.type));
  }
}

// A link that the user names stands for the file that it leads to, inside the root.
void Walker::VisitNamedLink(const Entry& entry) {
  const std::string& root = plan_.options.root;
  std::string reason = WhyLinkIsSkipped(entry.path, root, {root});
  struct stat status;
  if (!reason.empty()) {
    Skip(entry, std::move(reason));
  } else if (Look(entry, 0, &status)) {
    if (S_ISREG(status.st_mode)) {
      AddFile(entry, static_cast<uint64_t>(status.st_size));
    } else {
      Skip(entry, "symbolic link to no file");
    }
  }
}

void Walker::AddFile(const Entry& entry, uint64_t size) {
  if (size > plan_.options.max_file_bytes) {
    Skip(entry, TooLarge(plan_.options.max_file_bytes));
    return;
  }
  std::string first_line;
  if (NeedsFirstLine(entry.path)) {
    const std::optional<std::string> line = ReadFirstLine(entry);
    if (!line) return;
    first_line = *line;
  }
  const Language language = DetectLanguage(entry.path, first_line);
  found_.files.push_back({std::string(Relative(entry.path)), language, size});
}

std::optional<std::string> Walker::ReadFirstLine(const Entry& entry) {
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  const Descriptor file(openat(entry.folder, entry.name(), flags));
  char buffer[256];
  const ssize_t count = file.ok() ? read(file.get(), buffer, sizeof buffer) : -1;
  if (count >= 0) return std::string(buffer, static_cast<size_t>(count));
  if (errno != ENOENT) CannotRead(entry.path, errno);
  return std::nullopt;
}

}  // namespace ssot
