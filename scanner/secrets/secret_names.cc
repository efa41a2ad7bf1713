#include "scanner/secrets/secret_names.h"

#include <re2/re2.h>

#include <algorithm>

namespace ssot {
namespace {

constexpr size_t kMostNameBytes = 200;

// Over names in snake_case.
constexpr const char* kSecretWords =
    "(^|_)([a-z0-9]*(secret|password|passwd|passphrase)s?|pwd|tokens?|credentials?|jwtkey|"
    "(api|private|access|signing|signature|encryption|decryption|master|auth|jwt|session|account|"
    "service|client|ssh|fernet|cookie|hmac|webhook)_?keys?)[0-9]*(_|$)";

// A name that ends in one of these tells something about a secret.
constexpr std::string_view kAboutWords[] = {
    "age",    "alg",        "algorithm", "arn",     "class",    "client",   "config",
    "count",  "days",       "dir",       "enabled", "endpoint", "env",      "error",
    "errors", "expiration", "expire",    "expires", "expiry",   "field",    "fields",
    "file",   "format",     "handler",   "header",  "hours",    "id",       "ids",
    "label",  "len",        "length",    "limit",   "manager",  "max",      "message",
    "min",    "minutes",    "name",      "names",   "path",     "pattern",  "policy",
    "prefix", "project",    "provider",  "ref",     "regex",    "required", "rotation",
    "scheme", "seconds",    "service",   "size",    "source",   "status",   "store",
    "suffix", "ttl",        "type",      "types",   "uri",      "url",      "usage",
    "valid",  "validation", "validator", "var",     "variable", "version"};

bool IsUpper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool IsWordByte(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Each of kSecretWords has one of these pieces, and InSnakeCase joins no letters that do not stand
// side by side. So where no piece stands, in any case, no name has such a word.
bool HoldsSecretPiece(std::string_view text) {
  const auto follows = [&](size_t at, std::string_view piece) {
    if (text.size() - at < piece.size()) return false;
    return std::equal(piece.begin(), piece.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char letter, char c) { return letter == (c | 0x20); });
  };
  for (size_t i = 0; i < text.size(); ++i) {
    switch (text[i] | 0x20) {
      case 'c':
        if (follows(i, "cret") || follows(i, "cred")) return true;
        break;
      case 'k':
        if (follows(i, "key") || follows(i, "ken")) return true;
        break;
      case 'p':
        if (follows(i, "phrase")) return true;
        break;
      case 'w':
        if (follows(i, "word") || follows(i, "wd")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

// jwtSecretKey, JWT-SECRET-KEY and jwt.secret.key are jwt_secret_key.
std::string InSnakeCase(std::string_view name) {
  std::string snake;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool begins_word = i > 0 && IsUpper(c) &&
                             (!IsUpper(name[i - 1]) ||
                              (i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z'));
    const bool needs_gap = begins_word || !IsWordByte(c);
    if (needs_gap && !snake.empty() && snake.back() != '_') snake += '_';
    if (IsWordByte(c)) snake += IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (!snake.empty() && snake.back() == '_') snake.pop_back();
  return snake;
}

bool IsAboutSecret(const std::string& snake) {
  const std::string_view last = std::string_view(snake).substr(snake.rfind('_') + 1);
  if (last == "tokens") {  // how many: max_tokens, input_tokens
    for (std::string_view amount : {"max_", "min_", "num_", "total_", "input_", "output_"}) {
      if (snake.starts_with(amount)) return true;
    }
  }
  return std::find(std::begin(kAboutWords), std::end(kAboutWords), last) != std::end(kAboutWords);
}

}  // namespace

bool IsVariableLike(std::string_view text) {
  return text.find('_') != text.npos && std::all_of(text.begin(), text.end(), [](char c) {
           return c == '_' || (c >= '0' && c <= '9') || IsUpper(c);
         });
}

SecretNames::SecretNames(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    patterns_.push_back(std::make_unique<re2::RE2>(pattern, RE2::Quiet));
  }
}

SecretNames::~SecretNames() = default;

bool SecretNames::Match(std::string_view name) const {
  if (name.empty() || name.size() > kMostNameBytes) return false;
  if (!patterns_.empty()) {
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) {
      return RE2::FullMatch(re2::StringPiece(name.data(), name.size()), *pattern);
    });
  }
  if (!HoldsSecretPiece(name)) return false;
  static const RE2 kWords(kSecretWords);
  const std::string snake = InSnakeCase(name);
  return RE2::PartialMatch(snake, kWords) && !IsAboutSecret(snake);
}

bool SecretNames::MayStandIn(std::string_view text) const {
  return !patterns_.empty() || HoldsSecretPiece(text);
}

}  // namespace ssot
