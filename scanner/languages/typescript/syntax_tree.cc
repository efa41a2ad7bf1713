#include "scanner/languages/typescript/syntax_tree.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

extern "C" {
const TSLanguage* tree_sitter_tsx(void);
const TSLanguage* tree_sitter_typescript(void);
}

namespace ssot::typescript {
namespace {

constexpr std::string_view kSyntaxNames[] = {
    "",
#define SYNTAX(enumerator, name) name,
#include "scanner/languages/typescript/syntax_kinds.def"
};

constexpr std::string_view kFieldNames[] = {
    "",
#define FIELD(enumerator, name) name,
#include "scanner/languages/typescript/fields.def"
};

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

const Grammar& Grammar::Of(Dialect dialect) {
  static const Grammar typescript(tree_sitter_typescript());
  static const Grammar tsx(tree_sitter_tsx());
  return dialect == Dialect::kTypeScript ? typescript : tsx;
}

Grammar::Grammar(const TSLanguage* language) : language_(language) {
  std::unordered_map<std::string_view, Syntax> syntaxes;
  for (size_t i = 1; i < std::size(kSyntaxNames); ++i) {
    syntaxes.emplace(kSyntaxNames[i], static_cast<Syntax>(i));
  }
  const uint32_t symbols = ts_language_symbol_count(language);
  syntaxes_.assign(static_cast<size_t>(UINT16_MAX) + 1, Syntax::kOther);  // errors are the last
  plain_tokens_.assign(syntaxes_.size(), false);
  for (uint32_t i = 0; i < symbols; ++i) {
    const TSSymbol symbol = static_cast<TSSymbol>(i);
    const auto known = syntaxes.find(ts_language_symbol_name(language, symbol));
    const TSSymbolType type = ts_language_symbol_type(language, symbol);
    plain_tokens_[i] = type == TSSymbolTypeAnonymous;
    if (known == syntaxes.end()) continue;
    const bool is_token = known->second >= Syntax::kTokenAnd;
    const bool is_named = type == TSSymbolTypeRegular;
    if (is_named == is_token) continue;
    syntaxes_[i] = known->second;
    plain_tokens_[i] = false;
  }
  fields_.assign(ts_language_field_count(language) + 1, Field::kNone);
  field_ids_.assign(std::size(kFieldNames), 0);
  for (size_t i = 1; i < std::size(kFieldNames); ++i) {
    const std::string_view name = kFieldNames[i];
    field_ids_[i] =
        ts_language_field_id_for_name(language, name.data(), static_cast<uint32_t>(name.size()));
    if (field_ids_[i] != 0) fields_[field_ids_[i]] = static_cast<Field>(i);
  }
}

Tree Parse(const TSLanguage* language, std::string_view text,
           const std::vector<ByteRange>& ranges) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), language)) return nullptr;
  if (!ranges.empty()) {
    std::vector<TSRange> included;
    for (const ByteRange& range : ranges) {
      TSRange& one = included.emplace_back();
      one.start_byte = range.begin;
      one.end_byte = range.end;
      // Rows and columns are not asked for: TextPlaces tells them.
      one.start_point = {0, range.begin};
      one.end_point = {0, range.end};
    }
    const uint32_t count = static_cast<uint32_t>(included.size());
    if (!ts_parser_set_included_ranges(parser.get(), included.data(), count)) return nullptr;
  }
  return ts_parser_parse_string(parser.get(), nullptr, text.data(),
                                static_cast<uint32_t>(text.size()));
}

TextPlaces::TextPlaces(std::string_view text) : text_(text) {
  line_starts_.push_back(0);
  for (uint32_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      line_starts_.push_back(i + 1);
    }
    if (static_cast<unsigned char>(c) >= 0x80) is_ascii_ = false;
  }
  if (is_ascii_) return;
  uint32_t count = 0;
  for (uint32_t i = 0; i < text.size(); ++i) {
    if (i % kStep == 0) code_points_.push_back(count);
    if (!IsContinuation(text[i])) ++count;
  }
}

uint32_t TextPlaces::CodePointsBefore(uint32_t offset) const {
  if (is_ascii_) return offset;
  const uint32_t step =
      std::min<uint32_t>(offset / kStep, static_cast<uint32_t>(code_points_.size()) - 1);
  uint32_t count = code_points_[step];
  for (uint32_t i = step * kStep; i < offset; ++i) count += !IsContinuation(text_[i]);
  return count;
}

TextPlaces::Place TextPlaces::At(uint32_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const uint32_t line = static_cast<uint32_t>(next - line_starts_.begin());
  const uint32_t start = line_starts_[line - 1];
  return {line, CodePointsBefore(offset) - CodePointsBefore(start) + 1};
}

Span TextPlaces::SpanOf(uint32_t begin, uint32_t end) const {
  const Place first = At(begin);
  const Place last = At(end);
  return {first.line, first.column, last.line, last.column};
}

}  // namespace ssot::typescript
