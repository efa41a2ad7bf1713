// Absolute paths as plain strings: bytes, '/' between parts, none at the end (but for "/").
#pragma once

#include <string>
#include <string_view>

namespace ssot {

// With exactly one '/' at its end.
inline std::string AsFolder(std::string_view path) {
  return path.ends_with('/') ? std::string(path) : std::string(path) + "/";
}

inline std::string JoinPath(std::string_view folder, std::string_view name) {
  return AsFolder(folder).append(name);
}

// The folder that the path is in; that of "/" is "/".
inline std::string_view ParentFolder(std::string_view path) {
  const size_t slash = path.rfind('/');
  return path.substr(0, slash == 0 ? 1 : slash);
}

inline bool IsAtOrBelow(std::string_view path, std::string_view folder) {
  return path == folder || path.starts_with(AsFolder(folder));
}

// `path` is at or below `folder`; empty where it is the folder.
inline std::string_view RelativeTo(std::string_view path, std::string_view folder) {
  return path == folder ? std::string_view() : path.substr(AsFolder(folder).size());
}

}  // namespace ssot
