// YAML, line by line.
//
// Block structure is told by columns: a stack holds the open keys and list items, and a line closes
// those that do not stand left of it. Brackets on a line are read by yaml_flow.cc. Nothing is
// expanded (an alias is only a name), so anchors cannot explode. Lines of templates ({{ … }},
// {% … %}) are passed over; what they would write is not known.
#include <algorithm>

#include "scanner/languages/configuration/commands.h"
#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"
#include "scanner/languages/configuration/yaml_scalars.h"

namespace ssot::configuration {
namespace {

class YamlReader {
 public:
  explicit YamlReader(SettingsBuilder* settings)
      : settings_(settings), text_(settings->text()), scalars_(settings) {}

  void Read() {
    while (at_ < text_.size()) ReadLine();
    CloseDownTo(0, false);
  }

 private:
  // An open key, or an item of a list at its dash.
  struct Open {
    size_t column = 0;
    bool is_item = false;
    SettingId key = kNone;
    bool has_plain_value = false;  // which deeper lines go on with
    SettingsBuilder::Pair pair;    // of an item
  };

  void ReadLine() {
    const size_t line = at_;
    const size_t end = LineEnd(text_, line);
    size_t begin = SkipBlanks(text_, line, end);
    at_ = NextLine(text_, line);
    if (begin == end || TakeComment(begin, end) || IsTemplate(begin)) return;
    if (begin == line && (text_[line] == '%' || IsMark(line, end, "..."))) return;
    if (begin == line && IsMark(line, end, "---")) {
      CloseDownTo(0, false);
      begin = SkipBlanks(text_, line + 3, end);
      if (begin == end || TakeComment(begin, end)) return;
    }
    if (text_.substr(line, begin - line).find('\t') != text_.npos) {
      settings_->AddError(line, "a tab may not indent a line of YAML");
    }
    ReadContent(line, begin, end);
  }

  bool TakeComment(size_t begin, size_t end) {
    if (text_[begin] != '#') return false;
    settings_->AddComment({begin, end});
    return true;
  }

  bool IsTemplate(size_t begin) const {
    const std::string_view mark = text_.substr(begin, 2);
    return mark == "{{" || mark == "{%" || mark == "{#";
  }

  bool IsMark(size_t line, size_t end, std::string_view mark) const {
    if (text_.substr(line, 3) != mark) return false;
    return line + 3 == end || IsBlank(text_[line + 3]);
  }

  void ReadContent(size_t line, size_t at, size_t end) {
    while (at < end && (text_[at] == '-' || text_[at] == '?') &&
           (at + 1 == end || IsBlank(text_[at + 1]))) {
      if (text_[at] == '-') OpenItem(at - line);
      at = SkipBlanks(text_, at + 1, end);
    }
    at = scalars_.SkipProperties(at, end);
    if (at == end || TakeComment(at, end)) return;
    const size_t column = at - line;
    if (const std::optional<YamlKey> key = scalars_.FindKey(at, end)) {
      ReadKey(*key, column, end);
    } else {
      ReadLooseText(column, at, end);
    }
  }

  void OpenItem(size_t column) {
    CloseDownTo(column, true);
    open_.push_back({column, true, kNone, false, {}});
  }

  // Closes what does not stand left of `column`. A list may stand in its key's column.
  void CloseDownTo(size_t column, bool is_item) {
    while (!open_.empty()) {
      const Open& last = open_.back();
      const bool holds =
          last.column < column || (is_item && !last.is_item && last.column == column);
      if (holds) return;
      if (last.is_item) settings_->AddPair(last.pair);
      open_.pop_back();
    }
  }

  void ReadKey(const YamlKey& key, size_t column, size_t end) {
    CloseDownTo(column, false);
    const SettingId parent = Parent();
    if (key.is_merge) return;
    const SettingId setting = settings_->AddKey(key.range, parent);
    if (!open_.empty() && open_.back().is_item) settings_->NotePair(setting, &open_.back().pair);
    open_.push_back({column, false, setting, false, {}});
    ReadValue(setting, column, scalars_.SkipProperties(key.behind, end), end);
    NoteKeyReference(setting);
  }

  // Items have no key of their own.
  SettingId Parent() const {
    auto open = std::find_if(open_.rbegin(), open_.rend(),
                             [](const Open& candidate) { return !candidate.is_item; });
    return open == open_.rend() ? kNone : open->key;
  }

  void ReadValue(SettingId setting, size_t column, size_t at, size_t end) {
    if (at == end || TakeComment(at, end)) return;
    const char c = text_[at];
    if (c == '*') return;  // an alias: its value stands elsewhere
    if (c == '|' || c == '>') return ReadBlockText(setting, column, at, end);
    if ((c == '{' || c == '[') && !IsTemplate(at)) {
      at_ = std::max(at_, scalars_.ReadFlow(at, column + 1, setting));
      return;
    }
    const YamlScalar scalar = scalars_.ReadScalar(at, end);
    settings_->SetValue(setting, scalar.range);
    if (scalar.has_references) settings_->AddReferences(scalar.range, setting);
    if (scalar.behind > at_) at_ = NextLine(text_, scalar.behind);
    open_.back().has_plain_value = !scalar.is_quoted;
    ReadCommands(scalar.range, setting);
  }

  // `run: docker run -e NAME=value image`
  void ReadCommands(TextRange value, SettingId key) {
    if (!HoldsCommands(settings_->NameOf(key))) return;
    CommandReader(settings_, key)
        .ReadLine({value.begin, std::min(LineEnd(text_, value.begin), value.end)});
  }

  // | and >: all deeper lines. Scripts and files that stand in them may define variables.
  void ReadBlockText(SettingId setting, size_t column, size_t head, size_t head_end) {
    const size_t comment = text_.substr(0, head_end).find(" #", head);
    if (comment != text_.npos) settings_->AddComment({comment + 1, head_end});
    TextRange block{text_.size(), 0};
    while (at_ < text_.size()) {
      const size_t end = LineEnd(text_, at_);
      const size_t begin = SkipBlanks(text_, at_, end);
      if (begin < end && begin - at_ <= column) break;
      if (begin < end) block = {std::min(block.begin, begin), end};
      at_ = NextLine(text_, at_);
    }
    if (block.begin >= block.end) return;
    settings_->SetValue(setting, block);
    settings_->AddString(block);
    ReadAssignmentLines(settings_, block, setting);
  }

  // Text without a key: an item, or the next line of a plain value.
  void ReadLooseText(size_t column, size_t at, size_t end) {
    if (text_[at] == '*') return;
    const bool is_item = !open_.empty() && open_.back().is_item && open_.back().column < column;
    if (!is_item) return GoOnWithPlainValue(column, at, end);
    const char c = text_[at];
    if (c == '|' || c == '>') {
      return ReadBlockText(kNone, open_.back().column, at, end);
    }
    if ((c == '{' || c == '[') && !IsTemplate(at)) {
      at_ = std::max(at_, scalars_.ReadFlow(at, open_.back().column + 1, Parent()));
      return;
    }
    const YamlScalar scalar = scalars_.ReadScalar(at, end);
    if (scalar.behind > at_) at_ = NextLine(text_, scalar.behind);
    TakeItem(scalar);
  }

  void TakeItem(const YamlScalar& scalar) {
    const SettingId parent = Parent();
    if (settings_->AddAssignment(scalar.range, parent)) return;
    ReadCommands(scalar.range, parent);
    const bool passes_on = settings_->NameOf(parent) == "environment";  // of Compose
    if (passes_on && IsVariableName(settings_->Text(scalar.range))) {
      settings_->AddKey(scalar.range, parent);
    } else if (scalar.has_references) {
      settings_->AddReferences(scalar.range, parent);
    }
  }

  void GoOnWithPlainValue(size_t column, size_t at, size_t end) {
    const bool goes_on =
        !open_.empty() && open_.back().has_plain_value && open_.back().column < column;
    const YamlScalar scalar = scalars_.ReadScalar(at, end);
    if (goes_on) {
      const SettingId key = open_.back().key;
      settings_->SetValue(key, {settings_->ValueOf(key).begin, scalar.range.end});
      settings_->AddReferences(scalar.range, key);
      return;
    }
    if (text_[at] == '{' || text_[at] == '[') {  // the whole document, or a value below its key
      at_ = std::max(at_, scalars_.ReadFlow(at, 0, Parent()));
      return;
    }
    const bool is_value_below_key =
        !open_.empty() && !open_.back().is_item && open_.back().column < column;
    if (is_value_below_key) {
      settings_->SetValue(open_.back().key, scalar.range);
      if (scalar.has_references) settings_->AddReferences(scalar.range, open_.back().key);
      if (scalar.behind > at_) at_ = NextLine(text_, scalar.behind);
      open_.back().has_plain_value = !scalar.is_quoted;
    } else if (!(open_.empty() && scalar.is_quoted)) {
      settings_->AddError(at, "this is neither a key nor an item of a list");
    }
  }

  // secretKeyRef: {name: a, key: X} reads X.
  void NoteKeyReference(SettingId setting) {
    if (settings_->NameOf(setting) != "key") return;
    const SettingId parent = settings_->ParentOf(setting);
    const std::string_view around = settings_->NameOf(parent);
    if (around != "secretKeyRef" && around != "configMapKeyRef") return;
    const TextRange value = settings_->ValueOf(setting);
    if (IsVariableName(settings_->Text(value))) settings_->AddRead(value, parent);
  }

  SettingsBuilder* settings_;
  std::string_view text_;
  YamlScalars scalars_;
  size_t at_ = 0;  // the start of the next line
  std::vector<Open> open_;
};

}  // namespace

void ReadYaml(SettingsBuilder* settings) {
  YamlReader(settings).Read();
}

}  // namespace ssot::configuration
