// A rule's message with its placeholders.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/finding.h"
#include "scanner/model/rule.h"

namespace ssot {

// What the placeholders stand for; each field is the placeholder of its name.
struct MessageValues {
  std::string_view symbol;
  std::string_view name;
  std::string_view module;
  std::string_view target;
  std::string_view enclosing;
  std::string_view authority;
  std::string_view canonical;
  std::string_view facade;
  std::string_view path;
  std::string_view detail;
};

// Of a match in the file at `path`. What it has no name for is named by what it has, so that no
// placeholder leaves a hole: by the symbol, and outside of definitions by the path. `authority` is
// null where the rule has none. The arguments must outlive the result.
MessageValues ValuesOf(std::string_view path, std::string_view symbol, const MatchNames& names,
                       std::string_view enclosing, const Authority* authority);

// Immutable once built. `{{` and `}}` are literal braces. The loader has refused unknown
// placeholders; one that got here all the same stays as it is written.
class MessageTemplate {
 public:
  MessageTemplate() = default;
  explicit MessageTemplate(std::string_view text);

  std::string Fill(const MessageValues& values) const;

 private:
  struct Piece {
    std::string literal;
    std::string_view MessageValues::*value = nullptr;  // follows the literal; null: nothing does
  };
  std::vector<Piece> pieces_;
};

}  // namespace ssot
