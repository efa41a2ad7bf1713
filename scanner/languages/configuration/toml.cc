// TOML: tables, dotted keys, inline tables and arrays.
#include <algorithm>
#include <map>

#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

bool IsBareByte(char c) {
  return IsNameByte(c) || c == '-';
}

char EscapeOf(char quote) {
  return quote == '"' ? '\\' : '\1';  // nothing is escaped in single quotes
}

class TomlReader {
 public:
  explicit TomlReader(SettingsBuilder* settings) : settings_(settings), text_(settings->text()) {}

  void Read() {
    while (at_ < text_.size()) ReadLine();
  }

 private:
  // What is open inside one value.
  struct Open {
    bool is_table = false;
    SettingId parent = kNone;
    SettingsBuilder::Pair pair;
  };

  void ReadLine() {
    SkipSpace();
    if (at_ >= text_.size()) return;
    if (text_[at_] == '[') return ReadHeader();
    SettingId key = kNone;
    if (!ReadKey(table_, nullptr, &key)) return SkipLine("this is no key");
    ReadValue(key);
    at_ = SkipBlanks(text_, at_, text_.size());
    TakeComment();
    if (at_ < text_.size() && !IsLineEnd(text_[at_])) SkipLine("nothing may follow a value");
  }

  void SkipLine(std::string message) {
    settings_->AddError(std::min(at_, text_.size()), std::move(message));
    at_ = NextLine(text_, at_);
  }

  void SkipSpace() {
    for (; at_ < text_.size(); ++at_) {
      if (TakeComment())
        --at_;
      else if (!IsBlank(text_[at_]) && !IsLineEnd(text_[at_]))
        return;
    }
  }

  bool TakeComment() {
    if (at_ >= text_.size() || text_[at_] != '#') return false;
    const size_t end = LineEnd(text_, at_);
    settings_->AddComment({at_, end});
    at_ = end;
    return true;
  }

  void ReadHeader() {
    while (at_ < text_.size() && text_[at_] == '[') ++at_;
    SettingId key = kNone;
    const bool is_key = ReadParts(kNone, nullptr, &key);
    if (!is_key || at_ >= text_.size() || text_[at_] != ']') {
      return SkipLine("the table's name is not closed with ]");
    }
    table_ = key;
    while (at_ < text_.size() && text_[at_] == ']') ++at_;
  }

  // a."b c".d — the last part is the setting.
  bool ReadParts(SettingId parent, SettingsBuilder::Pair* pair, SettingId* key) {
    for (SettingId around = parent;; around = *key) {
      at_ = SkipBlanks(text_, at_, text_.size());
      const size_t begin = at_;
      if (begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'')) {
        const QuoteEnd close = ClosingQuoteOnLine(text_, begin, EscapeOf(text_[begin]));
        if (!close.is_closed) return false;
        *key = settings_->AddKey({begin + 1, close.at}, around);
        at_ = close.at + 1;
      } else {
        while (at_ < text_.size() && IsBareByte(text_[at_])) ++at_;
        if (at_ == begin) return false;
        *key = settings_->AddKey({begin, at_}, around);
      }
      if (pair != nullptr) settings_->NotePair(*key, pair);
      at_ = SkipBlanks(text_, at_, text_.size());
      if (at_ >= text_.size() || text_[at_] != '.') return true;
      ++at_;
    }
  }

  bool ReadKey(SettingId parent, SettingsBuilder::Pair* pair, SettingId* key) {
    if (!ReadParts(parent, pair, key)) return false;
    if (at_ >= text_.size() || text_[at_] != '=') return false;
    ++at_;
    return true;
  }

  // With all that is nested in it.
  void ReadValue(SettingId key) {
    const size_t begin = SkipBlanks(text_, at_, text_.size());
    at_ = begin;
    open_.clear();
    ReadScalarOrOpen(key);
    while (!open_.empty()) {
      SkipSpace();
      if (at_ >= text_.size()) {
        settings_->AddError(begin, "the bracket is not closed");
        return;
      }
      const char c = text_[at_];
      if (c == ']' || c == '}') {
        ++at_;
        if (open_.back().is_table) settings_->AddPair(open_.back().pair);
        open_.pop_back();
      } else if (c == ',') {
        ++at_;
      } else if (!open_.back().is_table) {
        ReadScalarOrOpen(open_.back().parent);
      } else {
        SettingId inner = kNone;
        if (!ReadKey(open_.back().parent, &open_.back().pair, &inner)) {
          open_.clear();
          return SkipLine("this is no key");
        }
        at_ = SkipBlanks(text_, at_, text_.size());
        ReadScalarOrOpen(inner);
      }
    }
  }

  // `key` is the key of the value, or of the array that it is an item of.
  void ReadScalarOrOpen(SettingId key) {
    if (at_ >= text_.size() || IsLineEnd(text_[at_])) {
      settings_->AddError(std::min(at_, text_.size()), "a value is missing");
      return;
    }
    const char c = text_[at_];
    if (c == '[' || c == '{') {
      open_.push_back({c == '{', key, {}});
      ++at_;
      return;
    }
    const bool is_item = !open_.empty() && !open_.back().is_table;
    const TextRange value = c == '"' || c == '\'' ? ReadString() : ReadWord();
    if (is_item) {
      settings_->AddAssignment(value, key);
    } else {
      settings_->SetValue(key, value);
      settings_->AddReferences(value, key);
    }
  }

  TextRange ReadString() {
    const size_t open = at_;
    const std::string_view triple = text_.substr(open, 3);
    const bool is_long = triple == "\"\"\"" || triple == "'''";
    if (is_long) {
      size_t close = text_.find(triple, open + 3);
      if (close == text_.npos) {
        settings_->AddError(open, "the string is not closed");
        close = LineEnd(text_, open);
      }
      at_ = std::min(close + 3, text_.size());
      settings_->AddString({open, at_});
      return {std::min(open + 3, close), close};
    }
    const QuoteEnd close = ClosingQuoteOnLine(text_, open, EscapeOf(text_[open]));
    if (!close.is_closed) settings_->AddError(open, "the string is not closed");
    at_ = std::min(close.at + 1, text_.size());
    settings_->AddString({open, at_});
    return {open + 1, close.at};
  }

  TextRange ReadWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && !IsLineEnd(text_[at_]) &&
           std::string_view(",]}#").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    if (at_ == begin) {
      settings_->AddError(at_, "a value is missing");
      ++at_;
      return {begin, begin};
    }
    return Trimmed(text_, {begin, at_});
  }

  SettingsBuilder* settings_;
  std::string_view text_;
  size_t at_ = 0;
  SettingId table_ = kNone;
  std::vector<Open> open_;
};

}  // namespace

void ReadToml(SettingsBuilder* settings) {
  TomlReader(settings).Read();
}

}  // namespace ssot::configuration
