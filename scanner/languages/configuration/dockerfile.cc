// Dockerfiles: ENV, ARG, and what the commands of RUN define. Instructions may go on over lines
// with a backslash at their ends, and comment lines may stand between.
#include <algorithm>

#include "scanner/languages/configuration/commands.h"
#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool IsInstruction(std::string_view word, std::string_view lowered) {
  return std::equal(word.begin(), word.end(), lowered.begin(), lowered.end(),
                    [](char a, char b) { return Lower(a) == b; });
}

class DockerfileReader {
 public:
  explicit DockerfileReader(SettingsBuilder* settings)
      : settings_(settings), text_(settings->text()) {}

  void Read() {
    while (at_ < text_.size()) ReadInstruction();
  }

 private:
  // The words of one instruction, comments taken out. Leaves at_ behind its last line.
  void ReadInstruction() {
    words_.clear();
    lines_.clear();
    bool goes_on = true;
    while (goes_on && at_ < text_.size()) {
      const size_t end = LineEnd(text_, at_);
      const size_t begin = SkipBlanks(text_, at_, end);
      at_ = NextLine(text_, at_);
      if (begin < end && text_[begin] == '#') {
        settings_->AddComment({begin, end});
        goes_on = !words_.empty();
        continue;
      }
      goes_on = TakeWords(begin, end);
    }
    if (words_.empty()) return;
    const std::string_view instruction = settings_->Text(words_[0]);
    if (IsInstruction(instruction, "env")) ReadEnv();
    if (IsInstruction(instruction, "arg")) ReadArg();
    if (IsInstruction(instruction, "run")) ReadRun();
    SkipHeredocs();
  }

  // Returns whether the line goes on.
  bool TakeWords(size_t begin, size_t end) {
    size_t last = end;
    while (last > begin && IsBlank(text_[last - 1])) --last;
    const bool goes_on = last > begin && (text_[last - 1] == '\\' || text_[last - 1] == '`');
    lines_.push_back({begin, last});
    if (goes_on) end = last - 1;
    for (size_t at = SkipBlanks(text_, begin, end); at < end; at = SkipBlanks(text_, at, end)) {
      const size_t word = at;
      while (at < end && !IsBlank(text_[at])) at = SkipPart(at, end);
      words_.push_back({word, at});
    }
    return goes_on;
  }

  // Behind one character, or behind a text in quotes.
  size_t SkipPart(size_t at, size_t end) const {
    if (text_[at] == '\\') return std::min(at + 2, end);
    if (text_[at] != '"' && text_[at] != '\'') return at + 1;
    const size_t close = ClosingQuote(text_, at, end, '\\');
    return close == text_.npos ? at + 1 : close + 1;
  }

  void ReadEnv() {
    if (words_.size() < 2) return settings_->AddError(words_[0].begin, "ENV needs a name");
    if (settings_->Text(words_[1]).find('=') == std::string_view::npos) {  // ENV NAME value
      const SettingId setting = settings_->AddKey(words_[1], kNone);
      if (words_.size() < 3) return settings_->AddError(words_[1].begin, "ENV needs a value");
      return SetValue(setting, {words_[2].begin, words_.back().end});
    }
    for (size_t i = 1; i < words_.size(); ++i) ReadDefinition(words_[i]);
  }

  void ReadArg() {
    for (size_t i = 1; i < words_.size(); ++i) ReadDefinition(words_[i]);
  }

  // RUN [--mount=…] command
  void ReadRun() {
    auto is_option = [&](const TextRange& word) { return settings_->Text(word).starts_with("--"); };
    const auto command = std::find_if_not(words_.begin() + 1, words_.end(), is_option);
    if (command == words_.end()) return;
    CommandReader commands(settings_, kNone);
    for (const TextRange& line : lines_) {
      if (line.end > command->begin) {
        commands.ReadLine({std::max(line.begin, command->begin), line.end});
      }
    }
  }

  void ReadDefinition(TextRange word) {
    const size_t sign = std::min(text_.find('=', word.begin), word.end);
    const SettingId setting = settings_->AddKey({word.begin, sign}, kNone);
    if (sign < word.end) SetValue(setting, {sign + 1, word.end});
  }

  void SetValue(SettingId setting, TextRange value) {
    const bool is_quoted = value.end - value.begin >= 2 &&
                           (text_[value.begin] == '"' || text_[value.begin] == '\'') &&
                           text_[value.end - 1] == text_[value.begin];
    if (is_quoted) {
      settings_->AddString(value);
      value = {value.begin + 1, value.end - 1};
    }
    settings_->SetValue(setting, value);
    settings_->AddReferences(value, setting);
  }

  // RUN <<EOF … EOF
  void SkipHeredocs() {
    for (const TextRange& word : words_) {
      std::string_view mark = settings_->Text(word);
      if (!mark.starts_with("<<")) continue;
      mark.remove_prefix(2);
      if (mark.starts_with('-')) mark.remove_prefix(1);
      const bool is_quoted = mark.size() >= 2 && (mark[0] == '"' || mark[0] == '\'');
      if (is_quoted) mark = mark.substr(1, mark.size() - 2);
      if (!IsVariableName(mark)) continue;
      while (at_ < text_.size()) {
        const TextRange line = Trimmed(text_, {at_, LineEnd(text_, at_)});
        at_ = NextLine(text_, at_);
        if (settings_->Text(line) == mark) break;
      }
    }
  }

  SettingsBuilder* settings_;
  std::string_view text_;
  size_t at_ = 0;
  std::vector<TextRange> words_;  // of one instruction
  std::vector<TextRange> lines_;  // likewise
};

}  // namespace

void ReadDockerfile(SettingsBuilder* settings) {
  DockerfileReader(settings).Read();
}

}  // namespace ssot::configuration
