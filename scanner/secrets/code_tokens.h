// Code of any language as words, texts and punctuation: enough to see what a text is assigned to.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/model/source_file.h"

namespace ssot {

enum class CodeTokenKind : uint8_t { kWord, kText, kComment, kMark, kLineEnd };

struct CodeToken {
  CodeTokenKind kind = CodeTokenKind::kMark;
  size_t begin = 0;  // of a text: without its quotes
  size_t end = 0;
};

std::vector<CodeToken> CutCode(std::string_view text, Language language);

}  // namespace ssot
