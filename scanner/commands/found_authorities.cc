#include "scanner/commands/found_authorities.h"

#include <string_view>

namespace ssot {
namespace {

constexpr size_t kMaxOthers = 3;

// What there is to say about one pack.
struct PackText {
  std::string_view pack;
  std::string_view what;     // of the line for readers
  std::string_view none;     // why the pack is not in force
  std::string_view example;  // of its variables
};
constexpr PackText kTokens{"jwt", "JWTs",
                           "no file calls a JWT library or implements validate_token",
                           "{authority: src/tokens.py}"};
constexpr PackText kManagers{"websocket", "WebSockets",
                             "no class is named like a manager of WebSocket connections",
                             "{authority: src/sockets.py, more_names: Connections}"};

std::string Importers(unsigned count) {
  if (count == 0) return "no file imports it";
  return count == 1 ? "1 file imports it" : std::to_string(count) + " files import it";
}

// A glob that means this file alone, as a YAML scalar.
std::string GlobOf(const std::string& path) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
  std::string glob = path.find('/') == std::string::npos ? "/" + path : path;
  if (glob.find_first_not_of(kPlain) == std::string::npos && glob[0] != '-') return glob;
  std::string quoted = "'";
  for (const char c : glob) {
    if (std::string_view("*?[]{}\\").find(c) != std::string_view::npos) quoted += '\\';
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

std::string Others(const std::vector<LikelyAuthority>& found) {
  if (found.size() < 2) return "";
  std::string text = "    # Beside it:";
  for (size_t i = 1; i < found.size() && i <= kMaxOthers; ++i) {
    text += (i == 1 ? " " : ", ") + found[i].path + " (" + std::to_string(found[i].importers) + ")";
  }
  if (found.size() > kMaxOthers + 1) {
    text += " and " + std::to_string(found.size() - kMaxOthers - 1) + " more";
  }
  return text + ".\n";
}

std::string PackLine(const PackText& text, const std::vector<LikelyAuthority>& found) {
  const std::string pack(text.pack);
  if (!found.empty()) return "  - " + pack + "\n";
  return "#   - " + pack + "  # " + std::string(text.none) + "\n";
}

std::string AuthorityOf(const PackText& text, const std::vector<LikelyAuthority>& found) {
  const std::string pack(text.pack);
  if (found.empty()) return "#   " + pack + ": " + std::string(text.example) + "\n";
  const LikelyAuthority& first = found.front();
  std::string lines = "  " + pack + ":\n";
  lines += "    # A guess: " + first.reason + "; " + Importers(first.importers) + ".\n";
  lines += Others(found);
  lines += "    authority: " + GlobOf(first.path) + "\n";
  if (!first.name.empty()) lines += "    more_names: " + first.name + "\n";
  return lines;
}

std::string LineForReaders(const PackText& text, const std::vector<LikelyAuthority>& found) {
  const std::string what = std::string(text.what) + ": ";
  if (found.empty()) return what + "nothing found; " + std::string(text.none) + "\n";
  const LikelyAuthority& first = found.front();
  return what + first.path + " (" + first.reason + "; " + Importers(first.importers) + ")\n";
}

}  // namespace

std::string PackLines(const LikelyAuthorities& found) {
  return PackLine(kTokens, found.tokens) + PackLine(kManagers, found.managers);
}

std::string AuthorityLines(const LikelyAuthorities& found) {
  const bool has_any = !found.tokens.empty() || !found.managers.empty();
  return (has_any ? "variables:\n" : "# variables:\n") + AuthorityOf(kTokens, found.tokens) +
         AuthorityOf(kManagers, found.managers);
}

std::string FoundForReaders(const LikelyAuthorities& found) {
  return LineForReaders(kTokens, found.tokens) + LineForReaders(kManagers, found.managers);
}

}  // namespace ssot
