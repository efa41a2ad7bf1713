// tree-sitter's trees in this front end's own words: node kinds and fields as enumerations, memory
// with an owner, places as lines and code points.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::typescript {

enum class Syntax : uint8_t {
  kOther,
#define SYNTAX(enumerator, name) enumerator,
#include "scanner/languages/typescript/syntax_kinds.def"
};

enum class Field : uint8_t {
  kNone,
#define FIELD(enumerator, name) enumerator,
#include "scanner/languages/typescript/fields.def"
};

enum class Dialect : uint8_t { kTypeScript, kTsx };  // JavaScript is read as TSX

// One grammar with its names looked up. Lives as long as the program.
class Grammar {
 public:
  static const Grammar& Of(Dialect dialect);

  const TSLanguage* language() const { return language_; }
  Syntax SyntaxOf(TSNode node) const { return syntaxes_[ts_node_symbol(node)]; }
  // A token that is only there to be there.
  bool IsPlainToken(TSNode node) const { return plain_tokens_[ts_node_symbol(node)]; }
  Field FieldOf(TSFieldId id) const { return fields_[id]; }
  TSFieldId IdOf(Field field) const { return field_ids_[static_cast<size_t>(field)]; }

 private:
  explicit Grammar(const TSLanguage* language);

  const TSLanguage* language_;
  std::vector<Syntax> syntaxes_;
  std::vector<uint8_t> plain_tokens_;
  std::vector<Field> fields_;
  std::vector<TSFieldId> field_ids_;
};

// Valid while its ParseMemory lives.
using Tree = TSTree*;

struct ByteRange {
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Parses the whole text, or only the given ranges of it, in the thread's ParseMemory. Null when
// the parser refuses.
Tree Parse(const TSLanguage* language, std::string_view text, const std::vector<ByteRange>& ranges);

// Lines end with LF, CR LF or CR. Columns count code points.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);

  struct Place {
    uint32_t line;
    uint32_t column;
  };
  Place At(uint32_t offset) const;
  Span SpanOf(uint32_t begin, uint32_t end) const;

 private:
  uint32_t CodePointsBefore(uint32_t offset) const;

  static constexpr uint32_t kStep = 256;
  std::string_view text_;
  bool is_ascii_ = true;
  std::vector<uint32_t> line_starts_;
  std::vector<uint32_t> code_points_;  // before each kStep bytes; empty for ASCII
};

}  // namespace ssot::typescript
