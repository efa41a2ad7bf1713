// JSON, and what is written into .json files besides: comments, trailing commas, single quotes,
// keys without quotes (JSONC, JSON5).
//
// The reader goes from token to token and keeps the open brackets on a stack. It never insists:
// what does not fit is an error, and reading goes on behind it.
//
// Not all JSON configures something. Tables of names ("OLD_NAME": "NEW_NAME") and records about
// files, whose keys are the files' paths, tell about settings and set none.
#include <algorithm>

#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

// By convention the name of a variable: JWT_SECRET.
bool IsNameOfVariable(std::string_view text) {
  return text.find('_') != text.npos &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == text.npos;
}

// src/app.py, src/app.py:12
bool IsPathOfFile(std::string_view text) {
  const size_t slash = text.find_last_of('/');
  const size_t colon = text.find_last_of(':');
  const bool has_line = colon != text.npos && colon + 1 < text.size() &&
                        text.find_first_not_of("0123456789", colon + 1) == text.npos;
  if (has_line) text = text.substr(0, colon);
  const size_t dot = text.find_last_of('.');
  return slash != text.npos && dot != text.npos && dot > slash + 1 && text.size() - dot <= 6 &&
         text.size() - dot > 1 && text.find_first_of(" *{}:") == text.npos;
}

class JsonReader {
 public:
  explicit JsonReader(SettingsBuilder* settings) : settings_(settings), text_(settings->text()) {}

  void Read() {
    while (at_ < text_.size()) ReadToken();
    if (!open_.empty()) Complain(open_.back().at, "this bracket is not closed");
  }

 private:
  struct Open {
    size_t at = 0;
    bool is_object = false;
    SettingId parent = kNone;  // of the keys inside
    SettingId key = kNone;     // the key whose value is read, in an object
    bool wants_value = false;  // behind the colon
    bool is_record = false;    // about a file
    bool is_table = true;      // so far, every entry is a name of a name
    SettingId first_key = kNone;
    SettingsBuilder::Pair pair;
  };

  void ReadToken() {
    const char c = text_[at_];
    if (IsBlank(c) || IsLineEnd(c)) {
      ++at_;
    } else if (c == '/' || c == '#') {
      ReadComment();
    } else if (c == '{' || c == '[') {
      OpenBracket(c == '{');
      ++at_;
    } else if (c == '}' || c == ']') {
      Close(c == '}');
    } else if (c == ':') {
      if (open_.empty() || open_.back().key == kNone) {
        Complain(at_, "a colon without a key before it");
      } else {
        open_.back().wants_value = true;
      }
      ++at_;
    } else if (c == ',') {
      EndValue();
      ++at_;
    } else if (c == '"' || c == '\'') {
      ReadString();
    } else {
      ReadWord();
    }
  }

  void ReadComment() {
    const size_t begin = at_;
    if (text_.substr(at_, 2) == "/*") {
      const size_t close = text_.find("*/", at_ + 2);
      if (close == text_.npos) Complain(at_, "the comment is not closed");
      at_ = close == text_.npos ? text_.size() : close + 2;
    } else if (text_[at_] == '#' || text_.substr(at_, 2) == "//") {
      at_ = LineEnd(text_, at_);
    } else {
      Complain(at_, "this is no JSON");
      at_ = begin + 1;
      return;
    }
    settings_->AddComment({begin, at_});
  }

  SettingId ParentOfValue() const {
    if (open_.empty()) return kNone;
    const Open& open = open_.back();
    return open.is_object && open.wants_value ? open.key : open.parent;
  }

  void OpenBracket(bool is_object) {
    Open inner;
    inner.at = at_;
    inner.is_object = is_object;
    inner.parent = ParentOfValue();
    inner.is_record = IsPathOfFile(settings_->NameOf(inner.parent));
    if (!open_.empty()) {
      inner.is_record |= open_.back().is_record;
      open_.back().is_table = false;
    }
    open_.push_back(inner);
  }

  void Close(bool is_object) {
    if (open_.empty() || open_.back().is_object != is_object) {
      Complain(at_, "this bracket closes none");
    } else {
      const Open& open = open_.back();
      settings_->AddPair(open.pair);
      if (open.is_table) MakeTable(open.first_key, last_key_);
      open_.pop_back();
    }
    ++at_;
  }

  // One entry alone may as well be a setting.
  void MakeTable(SettingId first, SettingId last) {
    if (first == kNone || first == last) return;
    for (SettingId key = first; key <= last; ++key) settings_->MakeRead(key);
  }

  void EndValue() {
    if (open_.empty()) return Complain(at_, "a comma outside of brackets");
    open_.back().key = kNone;
    open_.back().wants_value = false;
  }

  void ReadString() {
    const size_t open = at_;
    const QuoteEnd close = ClosingQuoteOnLine(text_, at_, '\\');
    if (!close.is_closed) Complain(open, "the string is not closed");
    at_ = std::min(close.at + 1, text_.size());
    Take({open + 1, close.at});
    const bool is_key = !open_.empty() && open_.back().is_object && !open_.back().wants_value;
    if (!is_key) settings_->AddString({open, at_});
  }

  void ReadWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && !IsBlank(text_[at_]) && !IsLineEnd(text_[at_]) &&
           std::string_view("{}[]:,\"'/#").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    const std::string_view word = settings_->Text({begin, at_});
    const bool is_value = open_.empty() || !open_.back().is_object || open_.back().wants_value;
    const bool is_known =
        word == "true" || word == "false" || word == "null" || word == "NaN" ||
        word == "Infinity" ||
        word.find_first_not_of("0123456789abcdefxABCDEFXInity+-.") == std::string_view::npos;
    if (is_value && !is_known) Complain(begin, "this is no JSON value");
    if (!is_value && !IsVariableName(word)) Complain(begin, "this is no key");
    Take({begin, at_});
  }

  // A key or a value.
  void Take(TextRange range) {
    if (open_.empty() || !open_.back().is_object) {
      if (!open_.empty()) settings_->AddAssignment(range, open_.back().parent);
      return;
    }
    Open& open = open_.back();
    if (open.wants_value) {
      settings_->SetValue(open.key, range);
      settings_->AddReferences(range, open.key);
      const bool is_name =
          IsNameOfVariable(settings_->NameOf(open.key)) && IsNameOfVariable(settings_->Text(range));
      open.is_table = open.is_table && is_name;
      return;
    }
    if (open.key != kNone) Complain(range.begin, "a colon or a comma is missing before this");
    open.key = settings_->AddKey(range, open.parent);
    last_key_ = open.key;
    if (open.first_key == kNone) open.first_key = open.key;
    if (open.is_record) settings_->MakeRead(open.key);
    settings_->NotePair(open.key, &open.pair);
  }

  // What follows the first error is often no JSON at all, and would only repeat it.
  void Complain(size_t at, std::string message) {
    if (!has_error_) settings_->AddError(at, std::move(message));
    has_error_ = true;
  }

  SettingsBuilder* settings_;
  std::string_view text_;
  size_t at_ = 0;
  std::vector<Open> open_;
  SettingId last_key_ = kNone;
  bool has_error_ = false;
};

}  // namespace

void ReadJson(SettingsBuilder* settings) {
  JsonReader(settings).Read();
}

}  // namespace ssot::configuration
