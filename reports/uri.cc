#include "reports/uri.h"

#include <cctype>
#include <cstdint>

namespace ssot {
namespace {

constexpr std::string_view kPlainInPaths = "-._~/!$&'()*+,;=@";
constexpr std::string_view kPlainInUris = "-._~/!$&'()*+,;=@:?#[]%";

std::string PercentEncode(std::string_view bytes, std::string_view plain) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x80 && (std::isalnum(byte) || plain.find(c) != std::string_view::npos)) {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

// The colon of host:path, or npos. A slash before it makes the remote a path.
size_t HostEnd(std::string_view remote) {
  const size_t colon = remote.find(':');
  const size_t slash = remote.find('/');
  const bool names_host = colon != std::string_view::npos && colon > 0 && colon < slash;
  return names_host ? colon : std::string_view::npos;
}

}  // namespace

std::string PathUri(std::string_view path) {
  return PercentEncode(path, kPlainInPaths);
}

std::string FolderUri(std::string_view absolute_path) {
  std::string uri = "file://" + PercentEncode(absolute_path, kPlainInPaths);
  if (uri.back() != '/') uri += '/';
  return uri;
}

std::optional<std::string> RemoteUri(std::string_view remote) {
  if (remote.find("://") != std::string_view::npos) return PercentEncode(remote, kPlainInUris);
  if (remote.substr(0, 1) == "/") return "file://" + PercentEncode(remote, kPlainInPaths);
  const size_t colon = HostEnd(remote);
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view path = remote.substr(colon + 1);
  if (path.substr(0, 1) == "/") path.remove_prefix(1);
  return "ssh://" + PercentEncode(remote.substr(0, colon), kPlainInPaths) + "/" +
         PercentEncode(path, kPlainInPaths);
}

}  // namespace ssot
