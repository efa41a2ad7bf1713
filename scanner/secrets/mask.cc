#include "scanner/secrets/mask.h"

#include <algorithm>

namespace ssot {
namespace {

constexpr char kPlaceholder = '\xFF';  // no UTF-8 text holds it

bool IsLineEnd(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

std::string Masked(std::string_view text, const std::vector<ByteRange>& secrets) {
  std::string masked;
  masked.reserve(text.size());
  size_t at = 0;
  for (const ByteRange& secret : secrets) {
    masked += text.substr(at, secret.begin - at);
    for (at = secret.begin; at < secret.end; ++at) {
      const bool goes_on = (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
      if (IsLineEnd(text[at])) {
        masked += text[at];
      } else if (!goes_on) {
        masked += kPlaceholder;
      }
    }
  }
  masked += text.substr(at);
  return masked;
}

std::string Shown(std::string masked) {
  std::replace(masked.begin(), masked.end(), kPlaceholder, '*');
  return masked;
}

std::string Folded(std::string_view masked) {
  std::string folded;
  folded.reserve(masked.size());
  for (size_t at = 0; at < masked.size();) {
    const size_t secret = std::min(masked.find(kPlaceholder, at), masked.size());
    folded += masked.substr(at, secret - at);
    at = secret;
    if (at == masked.size()) break;
    folded += kFoldedSecret;
    size_t last = at;  // the secret may go on in the next line
    for (; at < masked.size() && (masked[at] == kPlaceholder || IsLineEnd(masked[at])); ++at) {
      if (masked[at] == kPlaceholder) last = at;
    }
    at = last + 1;
  }
  return folded;
}

}  // namespace ssot
