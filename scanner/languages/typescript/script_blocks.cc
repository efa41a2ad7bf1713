#include "scanner/languages/typescript/script_blocks.h"

#include <string>

#include "scanner/languages/typescript/parse_memory.h"

extern "C" const TSLanguage* tree_sitter_html(void);

namespace ssot::typescript {
namespace {

std::string_view TextOf(std::string_view text, TSNode node) {
  const uint32_t begin = ts_node_start_byte(node);
  return text.substr(begin, ts_node_end_byte(node) - begin);
}

// The value of the attribute `lang` of a start tag.
std::string_view LanguageOf(std::string_view text, TSNode tag) {
  const uint32_t count = ts_node_named_child_count(tag);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode attribute = ts_node_named_child(tag, i);
    if (std::string_view(ts_node_type(attribute)) != "attribute") continue;
    const TSNode name = ts_node_named_child(attribute, 0);
    const TSNode value = ts_node_named_child(attribute, 1);
    if (ts_node_is_null(name) || ts_node_is_null(value) || TextOf(text, name) != "lang") continue;
    std::string_view language = TextOf(text, value);
    if (language.size() >= 2 && (language.front() == '"' || language.front() == '\'')) {
      language = language.substr(1, language.size() - 2);
    }
    return language;
  }
  return {};
}

void AddScript(std::string_view text, TSNode element, ScriptBlocks* blocks) {
  const uint32_t count = ts_node_named_child_count(element);
  for (uint32_t i = 0; i < count; ++i) {
    const TSNode child = ts_node_named_child(element, i);
    const std::string_view type = ts_node_type(child);
    if (type == "start_tag") {
      const std::string_view language = LanguageOf(text, child);
      blocks->is_typescript |= language == "ts" || language == "typescript";
      blocks->has_jsx |= language == "tsx" || language == "jsx";
    } else if (type == "raw_text") {
      blocks->ranges.push_back({ts_node_start_byte(child), ts_node_end_byte(child)});
    }
  }
}

}  // namespace

ScriptBlocks FindScriptBlocks(std::string_view text) {
  const ParseMemory memory;
  ScriptBlocks blocks;
  const Tree tree = Parse(tree_sitter_html(), text, {});
  if (tree == nullptr) return blocks;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (bool is_done = false; !is_done;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const std::string_view type = ts_node_type(node);
    const bool is_script = type == "script_element";
    if (is_script) AddScript(text, node, &blocks);
    if (type == "comment") {
      blocks.comments.push_back(
          {ts_node_start_byte(node), ts_node_end_byte(node), TextContext::kComment});
    }
    if (!is_script && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        is_done = true;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
  return blocks;
}

}  // namespace ssot::typescript
