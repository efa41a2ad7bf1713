// .env files and shell scripts: assignments, one a line.
//
// A value in quotes may go on over lines. Of what else a script does, commands are looked at that
// define variables (commands.h).
#include "scanner/languages/configuration/commands.h"
#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

bool IsKeyByte(char c) {
  return IsNameByte(c) || c == '.' || c == '-';
}

bool IsQuote(char c) {
  return c == '"' || c == '\'' || c == '`';
}

// Where a comment begins behind `at` in an unquoted text; `end` when there is none.
size_t CommentBegin(std::string_view text, size_t at, size_t end) {
  for (size_t i = at; i < end; ++i) {
    if (text[i] == '#' && (i == at || IsBlank(text[i - 1]))) return i;
  }
  return end;
}

enum class ValueEnd { kLine, kWord };

// Reads the value at `at`, which may go on to `limit` in quotes. Returns where what follows begins.
size_t ReadValue(SettingsBuilder* settings, SettingId setting, size_t at, size_t line_end,
                 size_t limit, ValueEnd value_end) {
  const std::string_view text = settings->text();
  if (at < line_end && IsQuote(text[at])) {
    const char escape = text[at] == '\'' ? '\1' : '\\';  // nothing is escaped in single quotes
    size_t close = ClosingQuote(text, at, limit, escape);
    if (close == text.npos) {
      settings->AddError(at, "the quote is not closed");
      close = line_end;
    }
    const TextRange value{at + 1, close};
    settings->SetValue(setting, value);
    if (text[at] != '\'') settings->AddReferences(value, setting);
    settings->AddString({at, std::min(close + 1, limit)});
    const size_t behind = std::min(close + 1, limit);
    if (value_end == ValueEnd::kLine) {
      const size_t comment = CommentBegin(text, behind, std::min(LineEnd(text, behind), limit));
      settings->AddComment({comment, std::min(LineEnd(text, behind), limit)});
    }
    return behind;
  }
  size_t end = line_end;
  if (value_end == ValueEnd::kWord) {
    end = std::min(text.substr(0, line_end).find_first_of(" \t;&|", at), line_end);
  } else {
    end = CommentBegin(text, at, line_end);
    settings->AddComment({end, line_end});
  }
  const TextRange value = Trimmed(text, {at, end});
  settings->SetValue(setting, value);
  settings->AddReferences(value, setting);
  return end;
}

size_t SkipWord(std::string_view text, std::string_view word, size_t at, size_t end) {
  if (!text.substr(at, end - at).starts_with(word)) return at;
  const size_t behind = at + word.size();
  return behind < end && IsBlank(text[behind]) ? SkipBlanks(text, behind, end) : at;
}

}  // namespace

void ReadDotenv(SettingsBuilder* settings) {
  const std::string_view text = settings->text();
  for (size_t line = 0; line < text.size();) {
    const size_t end = LineEnd(text, line);
    const size_t begin = SkipBlanks(text, line, end);
    line = NextLine(text, line);
    if (begin == end) continue;
    if (text[begin] == '#') {
      settings->AddComment({begin, end});
      continue;
    }
    const size_t key = SkipWord(text, "export", begin, end);
    size_t key_end = key;
    while (key_end < end && IsKeyByte(text[key_end])) ++key_end;
    const size_t sign = SkipBlanks(text, key_end, end);
    const bool is_setting = key_end > key && sign < end && (text[sign] == '=' || text[sign] == ':');
    if (!is_setting) {
      settings->AddError(begin, "this line is no NAME=value");
      continue;
    }
    const SettingId setting = settings->AddKey({key, key_end}, kNone);
    const size_t value = SkipBlanks(text, sign + 1, end);
    const size_t behind = ReadValue(settings, setting, value, end, text.size(), ValueEnd::kLine);
    if (behind > line) line = NextLine(text, behind);
  }
}

void ReadAssignmentLines(SettingsBuilder* settings, TextRange range, SettingId parent) {
  constexpr std::string_view kWords[] = {"export",  "readonly", "local", "declare -x",
                                         "declare", "ENV",      "ARG"};
  const std::string_view text = settings->text();
  CommandReader commands(settings, parent);
  for (size_t line = range.begin; line < range.end;) {
    const size_t end = std::min(LineEnd(text, line), range.end);
    const size_t begin = SkipBlanks(text, line, end);
    line = NextLine(text, line);
    if (begin == end) continue;
    if (text[begin] == '#') {
      settings->AddComment({begin, end});
      continue;
    }
    size_t at = begin;
    for (std::string_view word : kWords) at = SkipWord(text, word, at, end);
    // Several in a row: X=1 Y=2 command
    for (size_t key_end = at;; key_end = at) {
      while (key_end < end && IsNameByte(text[key_end])) ++key_end;
      const bool is_setting =
          key_end < end && text[key_end] == '=' && IsVariableName(settings->Text({at, key_end}));
      if (!is_setting) break;
      const SettingId setting = settings->AddKey({at, key_end}, parent);
      at = ReadValue(settings, setting, key_end + 1, end, range.end, ValueEnd::kWord);
      if (at > end) break;
      at = SkipBlanks(text, at, end);
    }
    if (at > line) line = NextLine(text, at);
    if (at < end) commands.ReadLine({at, end});
  }
}

void ReadShell(SettingsBuilder* settings) {
  ReadAssignmentLines(settings, {0, settings->text().size()}, kNone);
}

}  // namespace ssot::configuration
