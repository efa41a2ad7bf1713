// Writes a report whole or not at all. A report to a regular file is written beside it and renamed
// over it, so that a reader sees the old file or the new one. What cannot be replaced (a pipe, a
// terminal, a device, whatever standard output is) is written directly.
//
// A writer holds a lock on its unfinished file, which ends with the process, however that ends. So
// an unfinished file that can be locked belongs to nobody, and the next writer removes it.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "reports/report_format.h"
#include "scanner/model/temporary_file.h"

namespace ssot {
namespace {

constexpr mode_t kPermissionBits = 07777;
constexpr int kNameAttempts = 100;

std::string CannotWrite(const std::string& path, const std::string& reason) {
  return "cannot write '" + path + "': " + reason;
}

std::string Advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "; free some space or choose another path";
    case EFBIG:
      return "; raise the limit on file sizes or choose another path";
    default:
      return "; choose another path";
  }
}

std::string SystemReason(int error) {
  return std::strerror(error) + Advice(error);
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// Follows symbolic links, so that the file is replaced and not the link to it.
std::string ResolveLinks(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (real) return real.get();
  std::error_code is_no_link;
  const std::filesystem::path target = std::filesystem::read_symlink(path, is_no_link);
  return is_no_link ? path : (std::filesystem::path(FolderOf(path)) / target).string();
}

// 0, or the error. A closed pipe is no error: its reader has seen enough.
int WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno == EPIPE ? 0 : errno;
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

int WriteAndClose(int file, std::string_view bytes) {
  const int write_error = WriteAll(file, bytes);
  const int close_error = close(file) == 0 ? 0 : errno;
  return write_error != 0 ? write_error : close_error;
}

bool IsSameFile(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// The standard stream that `existing` is, or -1. Opening /dev/stdout anew would write over what a
// redirected stream already holds.
int StandardStreamOf(const struct stat& existing) {
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat status;
    if (fstat(stream, &status) == 0 && IsSameFile(status, existing)) return stream;
  }
  return -1;
}

bool WriteDirectly(const std::string& path, int stream, std::string_view bytes,
                   std::string* error) {
  int file = -1;
  if (stream >= 0) {
    std::fflush(nullptr);
    file = dup(stream);
  } else {
    file = open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC);
  }
  const int failure = file < 0 ? errno : WriteAndClose(file, bytes);
  if (failure != 0) *error = CannotWrite(path, SystemReason(failure));
  return failure == 0;
}

bool IsLocked(int file) {
  return flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

// Somebody may have taken a file for abandoned before its writer locked it.
bool IsOurs(int file) {
  struct stat status;
  return !IsLocked(file) && fstat(file, &status) == 0 && status.st_nlink > 0;
}

// Opens and locks a fresh file beside `target`, with the permissions that the umask leaves.
int CreateBeside(const std::string& target, std::string* name) {
  for (int attempt = 0; attempt < kNameAttempts; ++attempt) {
    *name = FolderOf(target) + "/" + std::string(kTemporaryPrefix) + std::to_string(getpid()) +
            "." + std::to_string(attempt) + std::string(kTemporarySuffix);
    const int file = open(name->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) {
      if (IsOurs(file)) return file;
      close(file);
      errno = EEXIST;
    }
    if (errno != EEXIST) return -1;
  }
  return -1;
}

void RemoveAbandoned(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return;
  if (flock(file, LOCK_EX | LOCK_NB) == 0) unlink(path.c_str());
  close(file);
}

// What writers left behind that were killed.
void RemoveAbandonedIn(const std::string& folder) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (IsTemporaryName(entry->path().filename().native())) RemoveAbandoned(entry->path().native());
  }
}

std::string FolderReason(const std::string& folder, int error) {
  if (error == ENOENT) return "the folder '" + folder + "' does not exist; create it first";
  if (error == ENOTDIR) return "'" + folder + "' is not a folder; choose another path";
  return "no file can be created in the folder '" + folder + "': " + SystemReason(error);
}

bool Replace(const std::string& path, const struct stat* old, std::string_view bytes,
             std::string* error) {
  const std::string target = ResolveLinks(path);
  RemoveAbandonedIn(FolderOf(target));
  std::string temporary;
  const int file = CreateBeside(target, &temporary);
  if (file < 0) {
    *error = CannotWrite(path, FolderReason(FolderOf(target), errno));
    return false;
  }
  const int lock = dup(file);  // until the file has its name
  int failure = 0;
  if (old != nullptr && fchmod(file, old->st_mode & kPermissionBits) != 0) failure = errno;
  const int write_failure = WriteAndClose(file, bytes);
  if (failure == 0) failure = write_failure;
  if (failure == 0 && rename(temporary.c_str(), target.c_str()) != 0) failure = errno;
  if (failure != 0) unlink(temporary.c_str());
  if (lock >= 0) close(lock);
  if (failure == 0) return true;
  *error = CannotWrite(path, SystemReason(failure));
  return false;
}

}  // namespace

bool WriteFileAtomically(const std::string& path, std::string_view bytes, std::string* error) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) {
    if (path.empty() || path.back() == '/') {
      *error = CannotWrite(path, "a file name is missing; write FOLDER/NAME");
      return false;
    }
    return Replace(path, nullptr, bytes, error);
  }
  if (S_ISDIR(status.st_mode)) {
    *error = CannotWrite(path, "it is a folder; name a file in it");
    return false;
  }
  const int stream = StandardStreamOf(status);
  if (stream >= 0 || !S_ISREG(status.st_mode)) return WriteDirectly(path, stream, bytes, error);
  if (faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) {
    *error =
        CannotWrite(path, "the file is read-only; change its permissions or choose another path");
    return false;
  }
  return Replace(path, &status, bytes, error);
}

}  // namespace ssot
