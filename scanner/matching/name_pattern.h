// Dotted names that targets are compared with: `jwt`, `app.*.manager`, `**.WebSocketManager`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/matching/name_pieces.h"
#include "scanner/model/rule.h"

namespace ssot {

// `a::b` and `a.b` are the same name. A `*` stands for any characters of one part, a part `**` for
// any number of parts. Immutable once built; any number of threads may match with it.
class NamePatterns {
 public:
  NamePatterns() = default;
  explicit NamePatterns(const std::vector<NamePattern>& patterns);

  bool empty() const { return literals_.empty() && wildcards_.empty(); }
  bool has_wildcards() const { return !wildcards_.empty(); }
  const std::vector<std::string>& literals() const { return literals_; }

  // One of the patterns is the whole name.
  bool Match(std::string_view name) const;
  // One of the patterns is the name, or something that the name lies below: `jwt` covers
  // `jwt.decode` and not `jwt_validator`.
  bool Cover(std::string_view name) const;

  // Whether a name with this word as its last part, or as any, may be meant.
  bool MayEndIn(std::string_view word) const;
  bool MayHold(std::string_view word) const;

  // What the names hold that one of the patterns matches or covers.
  NamePieces Pieces() const;
  // What the last parts of the names hold that one of the patterns matches.
  NamePieces LastPieces() const;

 private:
  std::span<const std::string> LiteralsLike(std::string_view name) const;

  std::vector<std::string> literals_;                // sorted
  std::vector<std::vector<std::string>> wildcards_;  // split into parts
  std::vector<std::string> pieces_;                  // of these: the longest one without a star
};

// The parts between separators; the whole text when there is none.
std::vector<std::string_view> SplitAt(std::string_view text, char separator);

// The longest run of characters without a star.
std::string_view LongestPiece(std::string_view part);

// The part after the last '.' or '::'; the whole name when there is none.
std::string_view LastPart(std::string_view name);

}  // namespace ssot
