#include "scanner/discovery/read_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "scanner/discovery/descriptor.h"

namespace ssot {
namespace {

bool Fail(int code, std::string* error) {
  *error = std::system_category().message(code);
  return false;
}

// Reads to the end of the file, but not more than one byte above `max_bytes`.
bool ReadAll(int file, uint64_t expected, uint64_t max_bytes, std::string* bytes,
             std::string* error) {
  size_t length = 0;
  bytes->resize(expected + 1);  // one more: a short read then says that the end is reached
  for (;;) {
    const ssize_t count = read(file, bytes->data() + length, bytes->size() - length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Fail(errno, error);
    length += static_cast<size_t>(count);
    if (count == 0 || length == expected || length > max_bytes) break;
    if (length < bytes->size()) continue;
    bytes->resize(bytes->size() * 2);
  }
  bytes->resize(length);
  return true;
}

}  // namespace

bool ReadBytes(const std::string& absolute_path, uint64_t max_bytes, std::string* bytes,
               std::string* error) {
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  const Descriptor file(open(absolute_path.c_str(), flags));
  struct stat status;
  if (!file.ok() || fstat(file.get(), &status) != 0) return Fail(errno, error);
  if (!S_ISREG(status.st_mode)) {
    *error = S_ISDIR(status.st_mode) ? "is a folder" : "is not a regular file";
    return false;
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  if (size <= max_bytes && !ReadAll(file.get(), size, max_bytes, bytes, error)) return false;
  if (size > max_bytes || bytes->size() > max_bytes) {
    *error = "has grown past the limit of " + std::to_string(max_bytes) + " bytes";
    return false;
  }
  return true;
}

bool ReadSource(const std::string& absolute_path, uint64_t max_bytes, SourceText* text,
                std::string* error) {
  std::string bytes;
  if (!ReadBytes(absolute_path, max_bytes, &bytes, error)) return false;
  *text = DecodeSource(std::move(bytes));
  return true;
}

}  // namespace ssot
