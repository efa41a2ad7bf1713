#include "scanner/languages/configuration/yaml_scalars.h"

#include <algorithm>
#include <vector>

#include "scanner/languages/configuration/lines.h"

namespace ssot::configuration {
namespace {

bool IsQuote(char c) {
  return c == '"' || c == '\'';
}

bool IsSpaceOrEnd(std::string_view text, size_t at, size_t end) {
  return at >= end || IsBlank(text[at]) || IsLineEnd(text[at]);
}

}  // namespace

size_t YamlScalars::SkipProperties(size_t at, size_t end) const {
  at = SkipBlanks(text_, at, end);
  while (at < end && (text_[at] == '&' || text_[at] == '!')) {
    while (at < end && !IsBlank(text_[at])) ++at;
    at = SkipBlanks(text_, at, end);
  }
  return at;
}

// Where the quote closes; npos when it never does. Remembers that, so that many open quotes do not
// each search the rest of the text.
size_t YamlScalars::CloseOf(size_t quote) {
  const bool is_double = text_[quote] == '"';
  size_t& unclosed = unclosed_[is_double ? 1 : 0];
  if (quote >= unclosed) return text_.npos;
  const size_t close = ClosingQuote(text_, quote, text_.size(), is_double ? '\\' : 0);
  if (close == text_.npos) unclosed = quote;
  return close;
}

std::optional<YamlKey> YamlScalars::FindKey(size_t at, size_t end) const {
  YamlKey key;
  size_t colon = at;
  if (IsQuote(text_[at])) {
    const size_t close = ClosingQuote(text_, at, end, text_[at] == '"' ? '\\' : 0);
    if (close == text_.npos) return std::nullopt;
    key.range = {at + 1, close};
    colon = SkipBlanks(text_, close + 1, end);
    if (colon == end || text_[colon] != ':' || !IsSpaceOrEnd(text_, colon + 1, end)) {
      return std::nullopt;
    }
  } else {
    if (std::string_view("[]{},|>@`#*").find(text_[at]) != std::string_view::npos) {
      return std::nullopt;
    }
    while (colon < end && !(text_[colon] == ':' && IsSpaceOrEnd(text_, colon + 1, end))) {
      if (text_[colon] == '#' && IsBlank(text_[colon - 1])) return std::nullopt;
      ++colon;
    }
    if (colon == end) return std::nullopt;
    key.range = Trimmed(text_, {at, colon});
    key.is_merge = settings_->Text(key.range) == "<<";
  }
  key.behind = SkipBlanks(text_, colon + 1, end);
  return key;
}

size_t YamlScalars::EndOfPlain(size_t at, size_t end) const {
  for (size_t i = at; i < end; ++i) {
    if (text_[i] == '#' && i > at && IsBlank(text_[i - 1])) return i;
  }
  return end;
}

YamlScalar YamlScalars::ReadScalar(size_t at, size_t end) {
  YamlScalar scalar;
  if (!IsQuote(text_[at])) {
    const size_t plain_end = EndOfPlain(at, end);
    settings_->AddComment({plain_end, end});
    scalar.range = Trimmed(text_, {at, plain_end});
    scalar.behind = end;
    return scalar;
  }
  scalar.is_quoted = true;
  size_t close = CloseOf(at);
  if (close == text_.npos) {
    settings_->AddError(at, "the quote is not closed");
    close = end;
  }
  scalar.range = {at + 1, close};
  scalar.behind = std::min(close + 1, text_.size());
  settings_->AddString({at, scalar.behind});
  const size_t line_end = LineEnd(text_, scalar.behind);
  const size_t rest = SkipBlanks(text_, scalar.behind, line_end);
  if (rest < line_end && text_[rest] == '#') {
    settings_->AddComment({rest, line_end});
    scalar.behind = line_end;
  }
  return scalar;
}

struct YamlScalars::Open {
  bool is_map = false;
  SettingId parent = kNone;
  SettingId key = kNone;  // whose value is read
  SettingsBuilder::Pair pair;
};

class YamlScalars::Flow {
 public:
  Flow(YamlScalars* scalars, size_t at, size_t least_column, SettingId parent)
      : scalars_(*scalars),
        settings_(scalars->settings_),
        text_(scalars->text_),
        begin_(at),
        at_(at),
        least_column_(least_column),
        parent_(parent) {}

  // Returns where the collection ends.
  size_t Read() {
    do {
      if (at_ >= text_.size()) {
        settings_->AddError(begin_, "the bracket is not closed");
        return text_.size();
      }
      if (IsLineEnd(text_[at_])) {
        at_ = NextLine(text_, at_);
        if (!TakesLine()) return at_;
      } else {
        ReadToken();
      }
    } while (!open_.empty());
    return at_;
  }

 private:
  // Whether the line at at_ can belong to the collection.
  bool TakesLine() {
    const size_t end = LineEnd(text_, at_);
    const size_t begin = SkipBlanks(text_, at_, end);
    const bool is_deep = begin == end || begin - at_ >= least_column_;
    if (is_deep || !scalars_.FindKey(begin, end)) return true;
    settings_->AddError(begin_, "the bracket is not closed");
    return false;
  }

  void ReadToken() {
    const char c = text_[at_];
    if (IsBlank(c)) {
      ++at_;
    } else if (c == '#' && at_ > 0 && (IsBlank(text_[at_ - 1]) || IsLineEnd(text_[at_ - 1]))) {
      const size_t end = LineEnd(text_, at_);
      settings_->AddComment({at_, end});
      at_ = end;
    } else if (c == '{' || c == '[') {
      open_.push_back({c == '{', ParentOfValue(), kNone, {}});
      ++at_;
    } else if (c == '}' || c == ']') {
      settings_->AddPair(open_.back().pair);
      open_.pop_back();
      ++at_;
    } else if (c == ',') {
      open_.back().key = kNone;
      ++at_;
    } else if (c == ':') {
      ++at_;
    } else {
      TakeScalar(ReadScalar());
    }
  }

  SettingId ParentOfValue() const {
    if (open_.empty()) return parent_;
    return open_.back().key != kNone ? open_.back().key : open_.back().parent;
  }

  TextRange ReadScalar() {
    if (IsQuote(text_[at_])) {
      const size_t open = at_;
      const size_t close = scalars_.CloseOf(open);
      if (close == text_.npos) {
        settings_->AddError(open, "the quote is not closed");
        at_ = LineEnd(text_, open);
        return {open + 1, at_};
      }
      at_ = close + 1;
      settings_->AddString({open, at_});
      return {open + 1, close};
    }
    const size_t begin = at_;
    while (at_ < text_.size() && !EndsPlain(at_)) at_ = BehindPart(at_);
    if (at_ == begin) ++at_;
    return Trimmed(text_, {begin, at_});
  }

  // Behind one character, or behind ${ … }.
  size_t BehindPart(size_t at) const {
    if (text_.substr(at, 2) != "${") return at + 1;
    const std::string_view close = text_.substr(at, 3) == "${{" ? "}}" : "}";
    constexpr size_t kMostBytes = 1000;
    const size_t length = text_.substr(at, kMostBytes).find(close);
    return length == text_.npos ? at + 1 : at + length + close.size();
  }

  bool EndsPlain(size_t at) const {
    const char c = text_[at];
    if (IsLineEnd(c) || c == ',' || c == ']' || c == '[' || c == '{' || c == '}') return true;
    return c == ':' && (IsSpaceOrEnd(text_, at + 1, text_.size()) ||
                        std::string_view(",]}").find(text_[at + 1]) != std::string_view::npos);
  }

  void TakeScalar(TextRange range) {
    Open& open = open_.back();
    const size_t next = SkipBlanks(text_, at_, text_.size());
    const bool is_key =
        open.is_map && open.key == kNone && next < text_.size() && text_[next] == ':';
    if (is_key) {
      open.key = settings_->AddKey(range, open.parent);
      settings_->NotePair(open.key, &open.pair);
    } else if (open.key != kNone) {
      settings_->SetValue(open.key, range);
      settings_->AddReferences(range, open.key);
    } else {
      settings_->AddAssignment(range, open.parent);
    }
  }

  YamlScalars& scalars_;
  SettingsBuilder* settings_;
  std::string_view text_;
  size_t begin_;
  size_t at_;
  size_t least_column_;
  SettingId parent_;
  std::vector<Open> open_;
};

size_t YamlScalars::ReadFlow(size_t at, size_t least_column, SettingId parent) {
  const size_t end = Flow(this, at, least_column, parent).Read();
  const bool is_line_start = end > 0 && end <= text_.size() && IsLineEnd(text_[end - 1]);
  return is_line_start ? end : NextLine(text_, end);
}

}  // namespace ssot::configuration
