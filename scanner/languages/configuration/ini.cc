// INI files and Java's .properties.
//
// The name of a property is its whole key ("spring.datasource.password"); that of an INI setting
// is its key, and its section stands around it.
#include "scanner/languages/configuration/lines.h"
#include "scanner/languages/configuration/readers.h"

namespace ssot::configuration {
namespace {

// Where the key of an INI line ends and where its value begins.
struct Separator {
  size_t at = 0;
  bool is_found = false;
};

Separator FindSeparator(std::string_view text, size_t begin, size_t end) {
  const size_t at = text.substr(0, end).find_first_of("=:", begin);
  return {at, at != text.npos && at > begin};
}

void SetQuotedOrPlain(SettingsBuilder* settings, SettingId setting, TextRange value) {
  const std::string_view text = settings->text();
  const bool is_quoted = value.end - value.begin >= 2 &&
                         (text[value.begin] == '"' || text[value.begin] == '\'') &&
                         text[value.end - 1] == text[value.begin];
  if (is_quoted) {
    settings->AddString(value);
    value = {value.begin + 1, value.end - 1};
  }
  settings->SetValue(setting, value);
  settings->AddReferences(value, setting);
}

// A comment behind a value, as configparser's `inline_comment_prefixes` and most others have it.
size_t CommentBegin(std::string_view text, size_t begin, size_t end) {
  for (size_t at = begin; at < end; ++at) {
    const bool is_mark = text[at] == '#' || text[at] == ';';
    if (is_mark && at > begin && IsBlank(text[at - 1])) return at;
  }
  return end;
}

bool EndsInOddBackslashes(std::string_view text, size_t begin, size_t end) {
  size_t count = 0;
  while (end > begin && text[end - 1] == '\\') {
    --end;
    ++count;
  }
  return count % 2 == 1;
}

}  // namespace

void ReadIni(SettingsBuilder* settings) {
  const std::string_view text = settings->text();
  SettingId section = kNone;
  SettingId last = kNone;  // the setting that an indented line goes on with
  for (size_t line = 0; line < text.size(); line = NextLine(text, line)) {
    const size_t end = LineEnd(text, line);
    const size_t begin = SkipBlanks(text, line, end);
    if (begin == end) continue;
    if (text[begin] == '#' || text[begin] == ';') {
      settings->AddComment({begin, end});
      continue;
    }
    if (text[begin] == '[') {
      const size_t close = text.substr(0, end).find(']', begin);
      if (close == text.npos) {
        settings->AddError(begin, "the section's name is not closed with ]");
        continue;
      }
      section = settings->AddKey({begin + 1, close}, kNone);
      last = kNone;
      continue;
    }
    const size_t comment = CommentBegin(text, begin, end);
    settings->AddComment({comment, end});
    if (begin > line && last != kNone) {
      const TextRange more = Trimmed(text, {begin, comment});
      const TextRange value = settings->ValueOf(last);
      settings->SetValue(last, {value.begin, more.end});
      settings->AddReferences(more, last);
      const Separator separator = FindSeparator(text, begin, comment);
      if (separator.is_found) {  // a mapping over lines: tox's setenv, alembic's sections
        settings->AddAssignment(more, last);
      }
      continue;
    }
    const Separator separator = FindSeparator(text, begin, comment);
    const size_t key_end = separator.is_found ? separator.at : comment;
    last = settings->AddKey(Trimmed(text, {begin, key_end}), section);
    if (!separator.is_found) continue;
    SetQuotedOrPlain(settings, last, Trimmed(text, {separator.at + 1, comment}));
  }
}

void ReadProperties(SettingsBuilder* settings) {
  const std::string_view text = settings->text();
  for (size_t line = 0; line < text.size(); line = NextLine(text, line)) {
    size_t end = LineEnd(text, line);
    const size_t begin = SkipBlanks(text, line, end);
    if (begin == end) continue;
    if (text[begin] == '#' || text[begin] == '!') {
      settings->AddComment({begin, end});
      continue;
    }
    size_t key_end = begin;
    while (key_end < end && !IsBlank(text[key_end]) && text[key_end] != '=' &&
           text[key_end] != ':') {
      key_end += text[key_end] == '\\' ? 2 : 1;
    }
    key_end = std::min(key_end, end);
    const SettingId setting = settings->AddKey({begin, key_end}, kNone);
    size_t value = SkipBlanks(text, key_end, end);
    if (value < end && (text[value] == '=' || text[value] == ':')) {
      value = SkipBlanks(text, value + 1, end);
    }
    while (EndsInOddBackslashes(text, value, end) && NextLine(text, line) < text.size()) {
      line = NextLine(text, line);
      end = LineEnd(text, line);
    }
    settings->SetValue(setting, {value, end});
    settings->AddReferences({value, end}, setting);
  }
}

}  // namespace ssot::configuration
