// What the language has and the grammar has not: such text is parsed in another spelling of the
// same length. Names and places are always taken from the text itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/typescript/syntax_tree.h"

namespace ssot::typescript {

// `import("m")` among type arguments that the parser does not get to see.
struct HiddenImport {
  ByteRange range;   // from `import` to the closing bracket
  ByteRange module;  // the literal
};

// What the parser took for something else without an error.
struct Misreadings {
  // Type arguments that bind looser than what stands before them (`await f<T>(x)` is read as
  // `(await f)<T>(x)`), and `!` in `new a!.b()`: without them the rest is read right.
  std::vector<ByteRange> hidden;
  // Ends of arrow functions with a bracket on the next line, which is no call.
  std::vector<uint32_t> statement_ends;

  bool is_empty() const { return hidden.empty() && statement_ends.empty(); }
};

// One text, which must outlive it, in the spelling that the grammar understands best.
class Spelling {
 public:
  Spelling(std::string_view text, Dialect dialect, const std::vector<ByteRange>& ranges);

  // Null when the parser refuses.
  Tree Parse();

  // For another Parse, in which what was misread is read right.
  void Mend(const Misreadings& misreadings);

  // In the order of the text.
  const std::vector<HiddenImport>& hidden_imports() const { return hidden_imports_; }

 private:
  std::string_view current() const { return respelled_.empty() ? text_ : respelled_; }
  void Hide(const std::vector<ByteRange>& ranges);
  void HideImports(ByteRange range);
  // Keeps the other spelling when the parser likes it better.
  bool Try(std::string other, Tree* tree);

  std::string_view text_;
  const TSLanguage* language_;
  bool is_jsx_;
  const std::vector<ByteRange>& ranges_;
  std::string respelled_;  // empty: as it is
  std::vector<HiddenImport> hidden_imports_;
};

}  // namespace ssot::typescript
