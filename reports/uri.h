// URIs as reports need them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ssot {

// A path below the root as a relative URI; its bytes are percent-encoded one by one, so that a
// path that is not UTF-8 survives.
std::string PathUri(std::string_view path);

// The file: URI of an absolute folder; ends in '/'.
std::string FolderUri(std::string_view absolute_path);

// A git remote as an absolute URI: git@host:owner/name.git becomes ssh://git@host/owner/name.git,
// an absolute path becomes a file: URI. Nothing for other relative paths.
std::optional<std::string> RemoteUri(std::string_view remote);

}  // namespace ssot
