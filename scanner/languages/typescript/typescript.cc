#include "scanner/languages/typescript/typescript.h"

#include <algorithm>
#include <utility>

#include "scanner/languages/typescript/fact_walker.h"
#include "scanner/languages/typescript/grammar_gaps.h"
#include "scanner/languages/typescript/parse_memory.h"
#include "scanner/languages/typescript/script_blocks.h"
#include "scanner/languages/typescript/syntax_tree.h"

namespace ssot::typescript {
namespace {

struct Script {
  Language language;
  Dialect dialect;
  bool is_component = false;  // only `ranges` are code
  std::vector<ByteRange> ranges = {};
  std::vector<TextRegion> regions = {};  // outside of the ranges
  std::vector<ParseError> errors = {};   // outside of the ranges
};

Extraction Extract(std::string_view path, std::string_view text, Script script) {
  thread_local FactBuilder builder;  // keeps its tables' memory from file to file
  builder.Reset();
  Extraction extraction;
  extraction.regions = script.regions;
  std::vector<ParseError> errors = script.errors;
  ParseStatus status = ParseStatus::kOk;
  if (!script.is_component || !script.ranges.empty()) {
    const ParseMemory memory;
    Spelling spelling(text, script.dialect, script.ranges);
    const TextPlaces places(text);
    const auto read = [&](Misreadings* misreadings) {
      const Tree tree = spelling.Parse();
      if (tree == nullptr) return false;
      builder.Reset();
      errors = script.errors;
      extraction.regions = script.regions;
      FactWalker(Grammar::Of(script.dialect), text, places, spelling.hidden_imports(), &builder,
                 &extraction.regions, &errors, misreadings)
          .Walk(ts_tree_root_node(tree));
      return true;
    };
    Misreadings misreadings;
    bool is_read = read(&misreadings);
    if (is_read && !misreadings.is_empty()) {
      spelling.Mend(misreadings);
      is_read = read(&misreadings);
    }
    if (!is_read) {
      errors.push_back({1, 1, "the parser gave up"});
      status = ParseStatus::kFailed;
    }
  }
  extraction.facts = builder.Take();
  Facts& facts = extraction.facts;
  facts.path = path;
  facts.language = script.language;
  std::stable_sort(errors.begin(), errors.end(), [](const ParseError& a, const ParseError& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (status == ParseStatus::kOk && !errors.empty()) status = ParseStatus::kRecovered;
  facts.parse = status;
  facts.errors = std::move(errors);
  std::sort(extraction.regions.begin(), extraction.regions.end(),
            [](const TextRegion& a, const TextRegion& b) { return a.begin < b.begin; });
  return extraction;
}

Extraction ExtractComponent(std::string_view path, std::string_view text, Language language) {
  ScriptBlocks blocks = FindScriptBlocks(text);
  Script script{language, blocks.is_typescript ? Dialect::kTypeScript : Dialect::kTsx};
  if (blocks.has_jsx) script.dialect = Dialect::kTsx;
  script.is_component = true;
  script.ranges = std::move(blocks.ranges);
  script.regions = std::move(blocks.comments);
  if (blocks.unclosed_comment) {
    const TextPlaces::Place place = TextPlaces(text).At(*blocks.unclosed_comment);
    script.errors.push_back({place.line, place.column, "unterminated comment"});
  }
  return Extract(path, text, std::move(script));
}

}  // namespace

Extraction ExtractTypeScript(std::string_view path, std::string_view text) {
  const bool is_tsx = path.ends_with(".tsx");
  return Extract(path, text,
                 {Language::kTypeScript, is_tsx ? Dialect::kTsx : Dialect::kTypeScript});
}

Extraction ExtractJavaScript(std::string_view path, std::string_view text) {
  return Extract(path, text, {Language::kJavaScript, Dialect::kTsx});
}

Extraction ExtractVue(std::string_view path, std::string_view text) {
  return ExtractComponent(path, text, Language::kVue);
}

Extraction ExtractSvelte(std::string_view path, std::string_view text) {
  return ExtractComponent(path, text, Language::kSvelte);
}

}  // namespace ssot::typescript
