// Whether bytes are text that YAML allows, and where a byte stands in it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"

namespace ssot {

class LineIndex {
 public:
  // `text` must outlive the index.
  explicit LineIndex(std::string_view text);

  // `line` and `byte` from 0; the result from 1, its column in code points.
  LineColumn Place(size_t line, size_t byte) const;

  // `line` and `byte` from 0, at most the text's size.
  size_t Offset(size_t line, size_t byte) const;

  // The blanks and tabs that the line begins with; `line` from 0.
  std::string_view Indentation(size_t line) const;

  LineColumn PlaceOfOffset(size_t offset) const;

 private:
  std::string_view text_;
  std::vector<size_t> starts_;
};

// The offset of the first byte that is not UTF-8 or a control character, with the reason in
// `*reason`; npos when the text is sound.
size_t FindUnsoundByte(std::string_view text, std::string* reason);

}  // namespace ssot
