// The settings of one file while it is read. Readers work with byte offsets; lines and columns are
// counted once, at the end, in one pass over the text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::configuration {

struct TextRange {  // byte offsets, end exclusive
  size_t begin = 0;
  size_t end = 0;
};

using SettingId = uint32_t;  // kNone: the file itself

class SettingsBuilder {
 public:
  explicit SettingsBuilder(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  std::string_view Text(TextRange range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }

  // A key without quotes. `name` is its text where that differs (escapes).
  SettingId AddKey(TextRange key, SettingId parent) { return AddKey(key, Text(key), parent); }
  SettingId AddKey(TextRange key, std::string_view name, SettingId parent);

  // The value of a key, without quotes; also lists the references in it.
  void SetValue(SettingId setting, TextRange value);

  void AddRead(TextRange name, SettingId parent);

  // The key was no definition: it only names something.
  void MakeRead(SettingId setting) { settings_[setting].mode = AccessMode::kRead; }

  // ${NAME}, $NAME, ${NAME:-default} and ${{ secrets.NAME }}.
  void AddReferences(TextRange value, SettingId parent);

  // `NAME=value` as an item of a list or a word of a command; false when it is none.
  bool AddAssignment(TextRange text, SettingId parent);

  // A mapping that is an item of a list: {name: X, value: Y} defines X.
  struct Pair {
    SettingId name = kNone;
    SettingId value = kNone;
  };
  void NotePair(SettingId setting, Pair* pair) const;
  void AddPair(const Pair& pair);

  void AddComment(TextRange range) { AddRegion(range, TextContext::kComment); }
  void AddString(TextRange range) { AddRegion(range, TextContext::kString); }
  // At most a few are kept.
  void AddError(size_t offset, std::string message);

  std::string_view NameOf(SettingId setting) const {
    return setting == kNone ? std::string_view() : names_[settings_[setting].name];
  }
  TextRange ValueOf(SettingId setting) const { return settings_[setting].value; }
  SettingId ParentOf(SettingId setting) const { return settings_[setting].parent; }

  Extraction Finish(std::string_view path, Language language);

 private:
  struct RawSetting {
    NameId name = 0;
    SettingId parent = kNone;
    TextRange key;
    TextRange value;
    bool has_value = false;
    AccessMode mode = AccessMode::kWrite;
  };
  struct RawError {
    size_t offset = 0;
    std::string message;
  };

  NameId Intern(std::string_view name);
  void AddRegion(TextRange range, TextContext context);
  void SortSettings();

  std::string_view text_;
  std::vector<RawSetting> settings_;
  std::vector<std::string> names_ = {""};
  std::unordered_map<std::string, NameId> ids_;
  std::vector<TextRegion> regions_;
  std::vector<RawError> errors_;
};

bool IsNameByte(char c);  // [A-Za-z0-9_]
bool IsVariableName(std::string_view text);

}  // namespace ssot::configuration
