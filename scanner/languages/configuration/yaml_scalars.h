// The parts of YAML that stand within lines: scalars, keys, and collections in brackets.
#pragma once

#include <optional>

#include "scanner/languages/configuration/settings_builder.h"

namespace ssot::configuration {

struct YamlScalar {
  TextRange range;    // without quotes
  size_t behind = 0;  // where reading goes on
  bool is_quoted = false;
  bool has_references = true;
};

struct YamlKey {
  TextRange range;    // without quotes
  size_t behind = 0;  // behind the colon and the blanks after it
  bool is_merge = false;
};

class YamlScalars {
 public:
  explicit YamlScalars(SettingsBuilder* settings) : settings_(settings), text_(settings->text()) {}

  // Behind anchors (&a) and tags (!t).
  size_t SkipProperties(size_t at, size_t end) const;

  // The key at `at`, if a colon makes it one on this line.
  std::optional<YamlKey> FindKey(size_t at, size_t end) const;

  // The scalar at `at`. One in quotes may go on over lines; a plain one ends with its line, or at
  // the comment on it.
  YamlScalar ReadScalar(size_t at, size_t end);

  // The collection in brackets at `at`, over lines. Returns the start of the line behind it. A key
  // that stands left of `least_column` (from 0) ends it as an error.
  size_t ReadFlow(size_t at, size_t least_column, SettingId parent);

 private:
  struct Open;
  class Flow;

  size_t CloseOf(size_t quote);
  size_t EndOfPlain(size_t at, size_t end) const;

  SettingsBuilder* settings_;
  std::string_view text_;
  size_t unclosed_[2] = {SIZE_MAX, SIZE_MAX};  // behind here no quote of this kind closes
};

}  // namespace ssot::configuration
