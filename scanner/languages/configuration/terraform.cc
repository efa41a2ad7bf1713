// Terraform and other HCL: blocks, attributes, objects and lists.
//
// The reader goes from token to token and keeps the open brackets on a stack. `variable "X"` and
// `env { name = "X" value = … }` define X; `var.x` and `${var.x}` read x.
#include <algorithm>

#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

bool IsWordByte(char c) {
  return IsNameByte(c) || c == '-';
}

class TerraformReader {
 public:
  explicit TerraformReader(SettingsBuilder* settings)
      : settings_(settings), text_(settings->text()) {
    open_.emplace_back();
    open_.back().is_body = true;
  }

  void Read() {
    while (at_ < text_.size()) ReadToken();
    EndStatement();
    if (open_.size() > 1) settings_->AddError(open_.back().at, "this bracket is not closed");
  }

 private:
  struct Open {
    size_t at = 0;
    char bracket = 0;
    bool is_body = false;        // of the file, a block or an object: keys stand here
    SettingId parent = kNone;    // of the keys inside
    SettingId variable = kNone;  // in `variable "x" {`: x
    SettingsBuilder::Pair pair;
    // The statement that is being read.
    SettingId key = kNone;
    bool is_in_value = false;
    TextRange value;  // as far as it was read
    unsigned value_parts = 0;
    std::vector<TextRange> labels;  // what stood before a block's bracket
  };

  Open& top() { return open_.back(); }

  void ReadToken() {
    const char c = text_[at_];
    if (IsLineEnd(c)) {
      if (top().is_body) EndStatement();
      ++at_;
    } else if (IsBlank(c)) {
      ++at_;
    } else if (c == '#' || text_.substr(at_, 2) == "//" || text_.substr(at_, 2) == "/*") {
      ReadComment();
    } else if (c == '{' || c == '[' || c == '(') {
      OpenBracket(c);
    } else if (c == '}' || c == ']' || c == ')') {
      CloseBracket(c);
    } else if (c == ',') {
      if (top().is_body) EndStatement();
      ++at_;
    } else if ((c == '=' || c == ':') && IsKeyAhead()) {
      BeginValue();
    } else if (c == '"') {
      ReadString();
    } else if (text_.substr(at_, 2) == "<<") {
      ReadHeredoc();
    } else if (IsWordByte(c)) {
      ReadWord();
    } else {
      Extend({at_, at_ + 1});
      ++at_;
    }
  }

  void ReadComment() {
    const size_t begin = at_;
    if (text_.substr(at_, 2) == "/*") {
      const size_t close = text_.find("*/", at_ + 2);
      at_ = close == text_.npos ? text_.size() : close + 2;
    } else {
      at_ = LineEnd(text_, at_);
    }
    settings_->AddComment({begin, at_});
  }

  bool IsKeyAhead() const {
    const Open& open = open_.back();
    const std::string_view next = text_.substr(at_, 2);
    return open.is_body && !open.is_in_value && open.labels.size() == 1 && next != "==" &&
           next != "=>";
  }

  void BeginValue() {
    top().key = settings_->AddKey(top().labels[0], top().parent);
    settings_->NotePair(top().key, &top().pair);
    top().is_in_value = true;
    top().value_parts = 0;
    ++at_;
  }

  // A piece of the value that is read, or of a block's head.
  void Extend(TextRange range) {
    Open& open = top();
    if (!open.is_body) return;
    if (!open.is_in_value) {
      open.labels.push_back(range);
      return;
    }
    if (open.value_parts++ == 0) open.value = range;
    open.value.end = range.end;
  }

  void EndStatement() {
    Open& open = top();
    if (open.is_in_value && open.value_parts > 0) {
      settings_->SetValue(open.key, open.value);
      if (open.variable != kNone && settings_->NameOf(open.key) == "default") {
        settings_->SetValue(open.variable, open.value);
      }
    }
    open.key = kNone;
    open.is_in_value = false;
    open.labels.clear();
  }

  void OpenBracket(char bracket) {
    Open inner;
    inner.at = at_;
    inner.bracket = bracket;
    inner.parent = top().is_in_value || !top().is_body ? ParentOfValue() : top().parent;
    inner.is_body = bracket == '{';
    if (inner.is_body && top().is_body && !top().is_in_value) BeginBlock(&inner);
    if (top().is_in_value) ++top().value_parts;  // no literal any more
    open_.push_back(std::move(inner));
    ++at_;
  }

  SettingId ParentOfValue() { return top().is_in_value ? top().key : top().parent; }

  void BeginBlock(Open* inner) {
    const std::vector<TextRange>& labels = top().labels;
    for (size_t i = 0; i < labels.size(); ++i) {
      inner->parent = settings_->AddKey(labels[i], inner->parent);
    }
    const bool is_variable = labels.size() == 2 && settings_->Text(labels[0]) == "variable";
    if (is_variable) inner->variable = inner->parent;
  }

  void CloseBracket(char bracket) {
    const bool closes = open_.size() > 1 && ((bracket == '}' && top().bracket == '{') ||
                                             (bracket == ']' && top().bracket == '[') ||
                                             (bracket == ')' && top().bracket == '('));
    if (!closes) {
      settings_->AddError(at_++, "this bracket closes none");
      return;
    }
    if (top().is_body) {
      EndStatement();
      settings_->AddPair(top().pair);
    }
    open_.pop_back();
    ++at_;
    if (!top().is_body) return;
    if (!top().is_in_value) {
      top().labels.clear();
    } else {
      top().value_parts = 0;  // what was in the brackets speaks for itself
    }
  }

  void ReadString() {
    const size_t open = at_;
    size_t at = open + 1;
    unsigned depth = 0;  // of ${ … }, in which quotes may stand
    for (; at < text_.size() && !IsLineEnd(text_[at]); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_.substr(at, 2) == "${") {
        ++depth;
        ++at;
      } else if (depth > 0 && text_[at] == '}') {
        --depth;
      } else if (depth == 0 && text_[at] == '"') {
        break;
      }
    }
    const bool is_closed = at < text_.size() && text_[at] == '"';
    if (!is_closed) settings_->AddError(open, "the string is not closed");
    const size_t end = std::min(at, text_.size());
    at_ = is_closed ? end + 1 : end;
    settings_->AddString({open, at_});
    settings_->AddReferences({open + 1, end}, ParentOfValue());
    if (!top().is_body) settings_->AddAssignment({open + 1, end}, top().parent);
    Extend({open + 1, end});
  }

  void ReadHeredoc() {
    size_t mark = at_ + 2;
    if (mark < text_.size() && text_[mark] == '-') ++mark;
    size_t mark_end = mark;
    while (mark_end < text_.size() && IsWordByte(text_[mark_end])) ++mark_end;
    if (mark_end == mark) {
      ++at_;
      return;
    }
    const std::string_view end_mark = settings_->Text({mark, mark_end});
    const size_t begin = NextLine(text_, mark_end);
    size_t line = begin;
    while (line < text_.size()) {
      const TextRange content = Trimmed(text_, {line, LineEnd(text_, line)});
      if (settings_->Text(content) == end_mark) break;
      line = NextLine(text_, line);
    }
    if (line >= text_.size()) settings_->AddError(at_, "the text is not closed");
    settings_->AddString({begin, line});
    settings_->AddReferences({begin, line}, ParentOfValue());
    Extend({begin, line});
    at_ = LineEnd(text_, line);
  }

  void ReadWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && (IsWordByte(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::string_view word = settings_->Text({begin, at_});
    if (word.starts_with("var.") && (top().is_in_value || !top().is_body)) {
      const size_t end = std::min(text_.find('.', begin + 4), at_);
      settings_->AddRead({begin + 4, end}, ParentOfValue());
    }
    Extend({begin, at_});
  }

  SettingsBuilder* settings_;
  std::string_view text_;
  size_t at_ = 0;
  std::vector<Open> open_;
};

}  // namespace

void ReadTerraform(SettingsBuilder* settings) {
  TerraformReader(settings).Read();
}

}  // namespace ssot::configuration
