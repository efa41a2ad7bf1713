// One wildcard pattern: what globs and .gitignore lines are made of. No braces, and anchored: it
// matches from the first byte of a path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/glob/byte_pairs.h"

namespace ssot {

// A compiled Wildcard is immutable; any number of threads may match with it.
class Wildcard {
 public:
  enum class Dialect : uint8_t {
    kGit,   // '?' and classes stand for one byte; a reversed range is empty
    kGlob,  // for one UTF-8 sequence; a reversed range is an error
  };

  // Returns false for a pattern that is not well formed and so can never match; says why.
  static bool Compile(std::string_view pattern, Dialect dialect, Wildcard* wildcard,
                      std::string* error);

  // The whole path matches.
  bool Matches(std::string_view path) const {
    return path.ends_with(tail()) && Run(path, End::kWhole);
  }
  // The path or one of the folders it is in matches.
  bool MatchesPathOrFolder(std::string_view path) const { return Run(path, End::kAny); }
  // One of the folders it is in matches. "a/" is in the folder "a".
  bool MatchesFolder(std::string_view path) const { return Run(path, End::kFolder); }

  // Of the literals that stand in every path that matches in any of these ways.
  BytePairs NeededPairs() const;

 private:
  enum class End : uint8_t { kWhole, kAny, kFolder };
  enum class Kind : uint8_t { kLiteral, kOne, kClass, kStar, kFolders, kAnything };
  struct Token {
    Kind kind;
    uint32_t begin = 0;   // kLiteral: in literals_. kClass: index in classes_
    uint32_t length = 0;  // kLiteral
  };
  struct Class {
    std::vector<std::pair<uint32_t, uint32_t>> ranges;  // inclusive
    bool negated = false;
  };
  class Parser;

  // The literal that the pattern ends with; empty: it ends with something else.
  std::string_view tail() const {
    return std::string_view(literals_).substr(literals_.size() - tail_length_);
  }
  bool Run(std::string_view path, End end) const;
  size_t NextStart(size_t token, std::string_view path, size_t at) const;
  bool Ends(std::string_view path, size_t at, End end) const;
  size_t MatchOne(const Token& token, std::string_view path, size_t at) const;
  size_t CharacterLength(std::string_view path, size_t at) const;

  Dialect dialect_ = Dialect::kGlob;
  std::string literals_;
  size_t tail_length_ = 0;
  std::vector<Class> classes_;
  std::vector<Token> tokens_;
};

}  // namespace ssot
