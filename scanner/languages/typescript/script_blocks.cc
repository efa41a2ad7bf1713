#include "scanner/languages/typescript/script_blocks.h"

#include <algorithm>
#include <string>
#include <vector>

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

// Every `<!--` that no `-->` ends. A NUL ends the grammar's search, too.
std::vector<uint32_t> UnclosedComments(std::string_view text) {
  constexpr std::string_view kBegin = "<!--";
  constexpr std::string_view kEnd = "-->";
  std::vector<uint32_t> unclosed;
  for (size_t part = 0; part < text.size();) {
    const size_t part_end = std::min(text.find('\0', part), text.size());
    const std::string_view piece = text.substr(part, part_end - part);
    const size_t last_end = piece.rfind(kEnd);
    size_t at = last_end == std::string_view::npos ? 0 : last_end - std::min(last_end, kEnd.size());
    while ((at = piece.find(kBegin, at)) != std::string_view::npos) {
      unclosed.push_back(static_cast<uint32_t>(part + at));
      at += kBegin.size();
    }
    part = part_end + 1;
  }
  return unclosed;
}

// The grammar looks for the end of each of them in all of the rest, so it must not see that they
// begin. What it reads keeps its length.
std::string WithoutBeginnings(std::string_view text, const std::vector<uint32_t>& comments) {
  std::string masked(text);
  for (const uint32_t begin : comments) masked.replace(begin, 2, "..");
  return masked;
}

// In a script, a style or an attribute it is text like any other.
bool IsPlainText(std::string_view type) {
  return type == "raw_text" || type == "attribute_value" || type == "comment";
}

std::optional<uint32_t> FirstOutside(const std::vector<ByteRange>& ranges,
                                     const std::vector<uint32_t>& offsets) {
  auto range = ranges.begin();
  for (const uint32_t offset : offsets) {
    while (range != ranges.end() && range->end <= offset) ++range;
    if (range == ranges.end() || offset < range->begin) return offset;
  }
  return std::nullopt;
}

}  // namespace

ScriptBlocks FindScriptBlocks(std::string_view text) {
  const ParseMemory memory;
  ScriptBlocks blocks;
  const std::vector<uint32_t> unclosed = UnclosedComments(text);
  const std::string masked = unclosed.empty() ? std::string() : WithoutBeginnings(text, unclosed);
  const Tree tree = Parse(tree_sitter_html(), unclosed.empty() ? text : masked, {});
  if (tree == nullptr) return blocks;
  std::vector<ByteRange> plain_text;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (bool is_done = false; !is_done;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const std::string_view type = ts_node_type(node);
    if (type == "script_element") AddScript(text, node, &blocks);
    if (type == "comment") {
      blocks.comments.push_back(
          {ts_node_start_byte(node), ts_node_end_byte(node), TextContext::kComment});
    }
    if (!unclosed.empty() && IsPlainText(type)) {
      plain_text.push_back({ts_node_start_byte(node), ts_node_end_byte(node)});
    }
    if (ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (!ts_tree_cursor_goto_parent(&cursor)) {
        is_done = true;
        break;
      }
    }
  }
  ts_tree_cursor_delete(&cursor);
  blocks.unclosed_comment = FirstOutside(plain_text, unclosed);
  return blocks;
}

}  // namespace ssot::typescript
