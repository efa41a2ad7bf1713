#include "scanner/discovery/small_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "scanner/discovery/descriptor.h"

namespace ssot {
namespace {

constexpr off_t kMaxBytes = off_t{16} * 1024 * 1024;

}  // namespace

std::optional<std::string> ReadSmallFile(const std::string& path, int flags, int folder) {
  const int all_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags;
  const Descriptor file(openat(folder, path.c_str(), all_flags));
  struct stat status;
  if (!file.ok() || fstat(file.get(), &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode) || status.st_size > kMaxBytes) return std::nullopt;
  std::string content(static_cast<size_t>(status.st_size), '\0');
  size_t length = 0;
  while (length < content.size()) {
    const ssize_t count = read(file.get(), content.data() + length, content.size() - length);
    if (count <= 0) break;
    length += static_cast<size_t>(count);
  }
  content.resize(length);
  return content;
}

}  // namespace ssot
