#include "scanner/languages/configuration/settings_builder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ssot::configuration {
namespace {

constexpr size_t kMostErrors = 20;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Lines and columns of offsets that are asked for in ascending order.
class Positions {
 public:
  struct LineColumn {
    uint32_t line = 1;
    uint32_t column = 1;
  };

  explicit Positions(std::string_view text) : text_(text) {}

  LineColumn At(size_t offset) {
    for (; at_ < offset; ++at_) {
      const char c = text_[at_];
      const bool ends_line =
          c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] != '\n'));
      if (ends_line) {
        ++place_.line;
        place_.column = 1;
      } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
  LineColumn place_;
};

// Collects the places that want a line and a column, and fills them all at once.
class Placement {
 public:
  void Want(size_t offset, uint32_t* line, uint32_t* column) {
    wanted_.push_back({offset, line, column});
  }
  void Want(TextRange range, Span* span) {
    Want(range.begin, &span->line, &span->column);
    Want(range.end, &span->end_line, &span->end_column);
  }
  void Fill(std::string_view text) {
    std::stable_sort(wanted_.begin(), wanted_.end(),
                     [](const Wanted& a, const Wanted& b) { return a.offset < b.offset; });
    Positions positions(text);
    for (const Wanted& wanted : wanted_) {
      const Positions::LineColumn place = positions.At(wanted.offset);
      *wanted.line = place.line;
      *wanted.column = place.column;
    }
  }

 private:
  struct Wanted {
    size_t offset;
    uint32_t* line;
    uint32_t* column;
  };
  std::vector<Wanted> wanted_;
};

size_t EndOfName(std::string_view text, size_t at) {
  while (at < text.size() && IsNameByte(text[at])) ++at;
  return at;
}

}  // namespace

bool IsNameByte(char c) {
  return c == '_' || IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsVariableName(std::string_view text) {
  return !text.empty() && !IsDigit(text[0]) && EndOfName(text, 0) == text.size();
}

NameId SettingsBuilder::Intern(std::string_view name) {
  if (name.empty()) return 0;
  const auto [entry, is_new] =
      ids_.try_emplace(std::string(name), static_cast<NameId>(names_.size()));
  if (is_new) names_.emplace_back(name);
  return entry->second;
}

SettingId SettingsBuilder::AddKey(TextRange key, std::string_view name, SettingId parent) {
  RawSetting& setting = settings_.emplace_back();
  setting.name = Intern(name);
  setting.parent = parent;
  setting.key = key;
  return static_cast<SettingId>(settings_.size() - 1);
}

void SettingsBuilder::SetValue(SettingId setting, TextRange value) {
  if (setting == kNone) return;
  settings_[setting].value = value;
  settings_[setting].has_value = true;
}

void SettingsBuilder::AddRead(TextRange name, SettingId parent) {
  settings_[AddKey(name, parent)].mode = AccessMode::kRead;
}

void SettingsBuilder::AddReferences(TextRange value, SettingId parent) {
  constexpr std::string_view kObjects[] = {"secrets.", "env.", "vars.", "var."};
  const std::string_view text = text_.substr(0, value.end);
  for (size_t at = text.find('$', value.begin); at != text.npos; at = text.find('$', at)) {
    ++at;
    if (at < text.size() && text[at] == '$') {  // an escaped dollar
      ++at;
      continue;
    }
    bool is_expression = false;
    for (int braces = 0; braces < 2 && at < text.size() && text[at] == '{'; ++braces, ++at) {
      is_expression = braces == 1;
    }
    while (at < text.size() && text[at] == ' ') ++at;
    bool has_object = false;
    for (std::string_view object : kObjects) {
      if (text.substr(at).starts_with(object)) {
        at += object.size();
        has_object = true;
        break;
      }
    }
    const size_t end = EndOfName(text, at);
    const bool is_name = IsVariableName(text.substr(at, end - at));
    if (is_name && (has_object || !is_expression)) AddRead({at, end}, parent);
    at = std::max(at, end);
  }
}

bool SettingsBuilder::AddAssignment(TextRange text, SettingId parent) {
  const size_t end = EndOfName(text_.substr(0, text.end), text.begin);
  if (end == text.end || text_[end] != '=' || !IsVariableName(Text({text.begin, end}))) {
    return false;
  }
  const SettingId setting = AddKey({text.begin, end}, parent);
  TextRange value{end + 1, text.end};
  const bool is_quoted = value.end - value.begin >= 2 &&
                         (text_[value.begin] == '"' || text_[value.begin] == '\'') &&
                         text_[value.end - 1] == text_[value.begin];
  if (is_quoted) value = {value.begin + 1, value.end - 1};
  SetValue(setting, value);
  AddReferences(value, setting);
  return true;
}

void SettingsBuilder::NotePair(SettingId setting, Pair* pair) const {
  constexpr std::string_view kValues[] = {"value", "valueFrom", "value_from", "valueSource",
                                          "value_source"};
  const std::string_view name = NameOf(setting);
  if (name == "name") pair->name = setting;
  if (std::find(std::begin(kValues), std::end(kValues), name) != std::end(kValues)) {
    pair->value = setting;
  }
}

void SettingsBuilder::AddPair(const Pair& pair) {
  if (pair.name == kNone || pair.value == kNone) return;
  const RawSetting name = settings_[pair.name];
  const RawSetting value = settings_[pair.value];
  if (!name.has_value || !IsVariableName(Text(name.value))) return;
  const SettingId setting = AddKey(name.value, name.parent);
  if (value.has_value) SetValue(setting, value.value);
}

void SettingsBuilder::AddRegion(TextRange range, TextContext context) {
  if (range.begin >= range.end) return;
  regions_.push_back(
      {static_cast<uint32_t>(range.begin), static_cast<uint32_t>(range.end), context});
}

void SettingsBuilder::AddError(size_t offset, std::string message) {
  if (errors_.size() < kMostErrors) errors_.push_back({offset, std::move(message)});
}

// By position, so that parents stand before what they hold.
void SettingsBuilder::SortSettings() {
  std::vector<SettingId> order(settings_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](SettingId a, SettingId b) {
    return settings_[a].key.begin < settings_[b].key.begin;
  });
  std::vector<SettingId> places(settings_.size());
  for (SettingId i = 0; i < order.size(); ++i) places[order[i]] = i;
  std::vector<RawSetting> sorted;
  sorted.reserve(settings_.size());
  for (SettingId i : order) {
    RawSetting& setting = sorted.emplace_back(settings_[i]);
    if (setting.parent != kNone) setting.parent = places[setting.parent];
  }
  settings_ = std::move(sorted);
}

Extraction SettingsBuilder::Finish(std::string_view path, Language language) {
  Extraction extraction;
  Facts& facts = extraction.facts;
  facts.path = path;
  facts.language = language;
  facts.scopes.emplace_back();
  facts.blocks.emplace_back();
  facts.values.emplace_back();
  facts.name_offsets = {0};
  for (const std::string& name : names_) {
    facts.name_bytes += name;
    facts.name_offsets.push_back(static_cast<uint32_t>(facts.name_bytes.size()));
  }
  SortSettings();
  facts.settings.resize(settings_.size());
  facts.errors.resize(errors_.size());
  std::stable_sort(errors_.begin(), errors_.end(),
                   [](const RawError& a, const RawError& b) { return a.offset < b.offset; });
  Placement placement;
  for (size_t i = 0; i < settings_.size(); ++i) {
    const RawSetting& raw = settings_[i];
    Setting& setting = facts.settings[i];
    setting.name = raw.name;
    setting.parent = raw.parent;
    setting.mode = raw.mode;
    placement.Want(raw.key, &setting.key);
    if (raw.has_value) placement.Want(raw.value, &setting.value);
  }
  for (size_t i = 0; i < errors_.size(); ++i) {
    facts.errors[i].message = std::move(errors_[i].message);
    placement.Want(errors_[i].offset, &facts.errors[i].line, &facts.errors[i].column);
  }
  placement.Fill(text_);
  facts.parse = facts.errors.empty() ? ParseStatus::kOk : ParseStatus::kRecovered;
  std::sort(regions_.begin(), regions_.end(),
            [](const TextRegion& a, const TextRegion& b) { return a.begin < b.begin; });
  for (const TextRegion& region : regions_) {
    const bool overlaps =
        !extraction.regions.empty() && region.begin < extraction.regions.back().end;
    if (!overlaps) extraction.regions.push_back(region);
  }
  return extraction;
}

}  // namespace ssot::configuration
