// The scripts of a component file (.vue, .svelte).
#pragma once

#include <string_view>
#include <vector>

#include "scanner/languages/typescript/syntax_tree.h"

namespace ssot::typescript {

struct ScriptBlocks {
  std::vector<ByteRange> ranges;     // of the code, in order; none: the component has no script
  std::vector<TextRegion> comments;  // of the markup
  bool is_typescript = false;        // one of them says lang="ts"
  bool has_jsx = false;              // … or "tsx", "jsx"
};

ScriptBlocks FindScriptBlocks(std::string_view text);

}  // namespace ssot::typescript
