#include "scanner/languages/python/python.h"

#include <algorithm>
#include <utility>

#include "scanner/languages/fact_builder.h"
#include "scanner/languages/python/lexer.h"
#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {

namespace {

Extraction ExtractAs(std::string_view path, std::string_view text, bool outlines) {
  thread_local FactBuilder builder(kKeywordTexts);  // keeps its tables' memory from file to file
  builder.Reset();
  Extraction extraction;
  extraction.regions.reserve(text.size() / 128);
  std::vector<ParseError> errors;
  Lexer lexer(text, &builder.names(), &extraction.regions, &errors);
  StatementParser(text, outlines, &lexer, &builder, &extraction.regions).ParseFile();
  extraction.facts = builder.Take();
  Facts& facts = extraction.facts;
  facts.path = path;
  facts.language = Language::kPython;
  facts.is_outline = std::any_of(facts.scopes.begin(), facts.scopes.end(),
                                 [](const Scope& scope) { return scope.is_skimmed; });
  std::stable_sort(errors.begin(), errors.end(), [](const ParseError& a, const ParseError& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  facts.parse = errors.empty() ? ParseStatus::kOk : ParseStatus::kRecovered;
  facts.errors = std::move(errors);
  return extraction;
}

}  // namespace

Extraction Extract(std::string_view path, std::string_view text) {
  return ExtractAs(path, text, false);
}

Extraction Outline(std::string_view path, std::string_view text) {
  Extraction extraction = ExtractAs(path, text, true);
  // What a broken line does to those behind it, the parser alone knows.
  return extraction.facts.errors.empty() ? extraction : Extract(path, text);
}

}  // namespace ssot::python
