// Files of a few kilobytes that steer discovery: ignore files, `.git` of a linked work tree.
#pragma once

#include <fcntl.h>

#include <optional>
#include <string>

namespace ssot {

// Nothing when the path is no regular file, cannot be read, or is larger than 16 MiB. Never waits
// (a named pipe is no regular file). `flags` are added to open(2)'s, such as O_NOFOLLOW; a
// relative path starts at `folder`.
std::optional<std::string> ReadSmallFile(const std::string& path, int flags = 0,
                                         int folder = AT_FDCWD);

}  // namespace ssot
