// The scripts of a component file (.vue, .svelte).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "scanner/languages/typescript/syntax_tree.h"

namespace ssot::typescript {

struct ScriptBlocks {
  std::vector<ByteRange> ranges;     // of the code, in order; none: the component has no script
  std::vector<TextRegion> comments;  // of the markup
  bool is_typescript = false;        // one of them says lang="ts"
  bool has_jsx = false;              // … or "tsx", "jsx"
  // Where the first comment of the markup begins that nothing ends; scripts behind it are read.
  std::optional<uint32_t> unclosed_comment;
};

ScriptBlocks FindScriptBlocks(std::string_view text);

}  // namespace ssot::typescript
