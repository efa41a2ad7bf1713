// Which names hold secrets.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace ssot {

// Immutable once built; any number of threads may ask.
class SecretNames {
 public:
  // Regular expressions (RE2) that whole names must match, as .ssot.yaml gives them; they are known
  // to compile. Empty: the default, names with a word such as secret, password, token or
  // private_key in them whose last word is not about the secret (JWT_SECRET_LENGTH, token_type).
  explicit SecretNames(const std::vector<std::string>& patterns);
  ~SecretNames();

  bool Match(std::string_view name) const;
  // False: nothing that stands in `text` matches.
  bool MayStandIn(std::string_view text) const;

 private:
  std::vector<std::unique_ptr<re2::RE2>> patterns_;
};

// By convention the name of a variable: JWT_SECRET.
bool IsVariableLike(std::string_view text);

}  // namespace ssot
