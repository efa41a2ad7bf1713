#include "scanner/ruleset/yaml_document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "scanner/ruleset/yaml_scalar.h"
#include "scanner/ruleset/yaml_syntax_error.h"
#include "scanner/ruleset/yaml_text.h"

namespace ssot {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// `text` begins with a scalar. False when that is a quoted one whose quote never ends.
bool IsClosed(std::string_view text) {
  while (text.starts_with('&') || text.starts_with('!')) {
    text.remove_prefix(std::min(text.size(), text.find_first_of(" \t\r\n")));
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(" \t\r\n")));
  }
  if (text.empty() || (text[0] != '"' && text[0] != '\'')) return true;
  const char quote = text[0];
  for (size_t i = 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool is_doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!is_doubled) return true;
      ++i;
    }
  }
  return false;
}

// Ends the parse: the rest of the file cannot be trusted or must not be walked.
struct Refusal {
  YAML::Mark mark;
  std::string message;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, const LineIndex& lines, YamlDocument* document,
              Diagnostics* errors)
      : text_(text), lines_(lines), document_(document), errors_(errors) {}

  LineColumn Place(const YAML::Mark& mark) const {
    if (mark.is_null()) return {};
    return lines_.Place(static_cast<size_t>(mark.line), static_cast<size_t>(mark.column));
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (has_document_) {
      throw Refusal{mark, "the file holds a second document; put it in a file of its own"};
    }
    has_document_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    AddScalar(mark, YamlType::kNull, "", anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    CheckQuote(mark);
    const bool is_plain = tag.empty() || tag == "?";
    AddScalar(mark, is_plain ? TypeOfPlainScalar(value) : YamlType::kString, value, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) {
      throw Refusal{mark, "an anchor contains an alias of itself; remove the alias"};
    }
    const Anchored& target = known->second;
    Count(target.weight, mark);
    CheckDepth(frames_.size() + target.height, mark);
    Add(target.value, Place(mark), target.height);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, YamlType::kList, anchor);
  }
  void OnSequenceEnd() override { Close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, YamlType::kMap, anchor);
  }
  void OnMapEnd() override { Close(); }

 private:
  struct Anchored {
    const YamlValue* value;
    size_t weight;  // values in it, aliases written out
    size_t height;  // levels in it
  };

  struct Frame {  // a list or map that is not closed yet
    YamlValue* value;
    YAML::anchor_t anchor;
    size_t count_before;
    size_t height = 1;
    bool has_key = false;
    bool skips_value = false;  // its key was refused
    YamlEntry entry;
    std::unordered_map<std::string, uint32_t> key_lines;
  };

  void Count(size_t values, const YAML::Mark& mark) {
    count_ += values;
    if (count_ > kMaxYamlValues) {
      throw Refusal{mark, "the file holds more than " + std::to_string(kMaxYamlValues) +
                              " values once its aliases are written out; use fewer"};
    }
  }

  // yaml-cpp takes a quote that the end of the file cuts off.
  void CheckQuote(const YAML::Mark& mark) const {
    const size_t offset =
        lines_.Offset(static_cast<size_t>(mark.line), static_cast<size_t>(mark.column));
    if (IsClosed(text_.substr(offset))) return;
    throw Refusal{mark, "not valid YAML: a quoted text is not closed before the end of the file"};
  }

  static void CheckDepth(size_t depth, const YAML::Mark& mark) {
    if (depth <= kMaxYamlDepth) return;
    throw Refusal{mark, "lists and maps are nested more than " + std::to_string(kMaxYamlDepth) +
                            " levels deep"};
  }

  YamlValue* NewValue(const YAML::Mark& mark, YamlType type) {
    Count(1, mark);
    YamlValue& value = document_->values->emplace_back();
    value.type = type;
    value.place = Place(mark);
    return &value;
  }

  void AddScalar(const YAML::Mark& mark, YamlType type, const std::string& text,
                 YAML::anchor_t anchor) {
    YamlValue* value = NewValue(mark, type);
    value->text = text;
    const bool is_missing = type == YamlType::kNull && !frames_.empty() && frames_.back().has_key;
    if (is_missing) value->place = frames_.back().entry.place;
    if (anchor != 0) anchors_[anchor] = {value, 1, 0};
    Add(value, value->place, 0);
  }

  void Open(const YAML::Mark& mark, YamlType type, YAML::anchor_t anchor) {
    CheckDepth(frames_.size() + 1, mark);
    const size_t count_before = count_;
    Frame frame;
    frame.value = NewValue(mark, type);
    frame.anchor = anchor;
    frame.count_before = count_before;
    frames_.push_back(std::move(frame));
  }

  void Close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.anchor != 0) {
      anchors_[frame.anchor] = {frame.value, count_ - frame.count_before, frame.height};
    }
    Add(frame.value, frame.value->place, frame.height);
  }

  // Puts a finished value where it belongs: the root, a list, or a map's key or value.
  void Add(const YamlValue* value, LineColumn place, size_t height) {
    if (frames_.empty()) {
      document_->root = value;
      return;
    }
    Frame& frame = frames_.back();
    frame.height = std::max(frame.height, height + 1);
    if (frame.value->type == YamlType::kList) {
      frame.value->items.push_back(value);
    } else if (!frame.has_key) {
      AddKey(*value, place, &frame);
    } else {
      frame.has_key = false;
      frame.entry.value = value;
      if (!frame.skips_value) frame.value->entries.push_back(std::move(frame.entry));
      frame.skips_value = false;
    }
  }

  void AddKey(const YamlValue& key, LineColumn place, Frame* frame) {
    frame->has_key = true;
    frame->entry = {key.text, place, nullptr};
    if (key.type == YamlType::kList || key.type == YamlType::kMap || key.type == YamlType::kNull) {
      RefuseStrangeKey(place, frame);
    } else if (key.text == "<<") {
      Refuse(place, "merge keys ('<<') are not supported; write the keys out", frame);
    } else {
      const auto [known, is_new] = frame->key_lines.emplace(key.text, place.line);
      if (is_new) return;
      Refuse(place,
             "duplicate key '" + key.text + "'; it is given in line " +
                 std::to_string(known->second) + " already",
             frame);
    }
  }

  // Once a line: what is there is hardly meant as several keys.
  void RefuseStrangeKey(LineColumn place, Frame* frame) {
    const bool is_told = std::exchange(strange_line_, place.line) == place.line;
    if (!is_told) Refuse(place, "a key must be plain text", frame);
    frame->skips_value = true;
  }

  void Refuse(LineColumn place, std::string message, Frame* frame) {
    frame->skips_value = true;
    errors_->push_back({document_->path, place.line, place.column, std::move(message)});
  }

  std::string_view text_;
  const LineIndex& lines_;
  YamlDocument* document_;
  Diagnostics* errors_;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, Anchored> anchors_;
  size_t count_ = 0;
  uint32_t strange_line_ = 0;  // of the last key that is no plain text
  bool has_document_ = false;
};

// yaml-cpp complains of what follows the tab. JSON may be indented with tabs.
bool IsTabIndentation(std::string_view text, const LineIndex& lines, const YAML::Mark& mark) {
  if (mark.is_null() || text.starts_with('{')) return false;
  return lines.Indentation(static_cast<size_t>(mark.line)).find('\t') != std::string_view::npos;
}

void RunParser(std::string_view text, const LineIndex& lines, TreeBuilder* builder,
               YamlDocument* document, Diagnostics* errors) {
  const auto fail = [&](const YAML::Mark& mark, std::string message) {
    const LineColumn place = builder->Place(mark);
    errors->push_back({document->path, place.line, place.column, std::move(message)});
    document->root = nullptr;
  };
  std::istringstream stream{std::string(text)};
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(*builder)) {
    }
  } catch (const Refusal& refusal) {
    fail(refusal.mark, refusal.message);
  } catch (const YAML::Exception& exception) {
    const bool is_tab = IsTabIndentation(text, lines, exception.mark);
    fail(exception.mark, is_tab ? kTabIndentation : ExplainSyntaxError(exception.msg));
  }
}

std::string NotAMap(const YamlValue& root) {
  const std::string_view what = root.type == YamlType::kList ? "a list" : "a single value";
  return "the file is " + std::string(what) + "; a map of keys is expected ('key: value')";
}

// Empty when the file at `path` is one that can be read; else why not.
std::string WhyNotReadable(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return status.type() == std::filesystem::file_type::not_found ? "no such file"
                                                                  : error.message();
  }
  if (std::filesystem::is_directory(status)) return "is a folder; a file is expected";
  if (!std::filesystem::is_regular_file(status)) return "is not a regular file";
  const uint64_t size = std::filesystem::file_size(path, error);
  if (error) return error.message();
  return size > kMaxYamlBytes ? TooLargeYaml() : "";
}

}  // namespace

const YamlValue* YamlValue::Find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return entry.value;
  }
  return nullptr;
}

bool ParseYaml(std::string_view text, YamlDocument* document, Diagnostics* errors) {
  const size_t errors_before = errors->size();
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const LineIndex lines(text);
  std::string reason;
  const size_t unsound = FindUnsoundByte(text, &reason);
  if (unsound != std::string_view::npos) {
    const LineColumn place = lines.PlaceOfOffset(unsound);
    errors->push_back({document->path, place.line, place.column, reason});
    return false;
  }
  TreeBuilder builder(text, lines, document, errors);
  RunParser(text, lines, &builder, document, errors);
  const YamlValue* root = document->root;
  if (root == nullptr && errors->size() > errors_before) return false;
  const bool is_empty = root == nullptr || root->type == YamlType::kNull;
  if (is_empty && document->may_be_empty) {
    YamlValue& map = document->values->emplace_back();
    map.type = YamlType::kMap;
    document->root = &map;
  } else if (is_empty) {
    errors->push_back({document->path, 0, 0, "the file is empty"});
    document->root = nullptr;
  } else if (root->type != YamlType::kMap) {
    errors->push_back({document->path, root->place.line, root->place.column, NotAMap(*root)});
    document->root = nullptr;
  }
  return errors->size() == errors_before;
}

std::string TooLargeYaml() {
  return "is larger than " + std::to_string(kMaxYamlBytes / 1024 / 1024) +
         " MiB; split it into several files";
}

bool ReadYaml(YamlDocument* document, Diagnostics* errors) {
  const std::string reason = WhyNotReadable(document->path);
  if (!reason.empty()) {
    errors->push_back({document->path, 0, 0, reason});
    return false;
  }
  errno = 0;
  std::ifstream file(document->path, std::ios::binary);
  std::string text(kMaxYamlBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    const std::string why = errno != 0 ? std::strerror(errno) : "read error";
    errors->push_back({document->path, 0, 0, "cannot be read: " + why});
    return false;
  }
  text.resize(static_cast<size_t>(file.gcount()));
  return ParseYaml(text, document, errors);
}

}  // namespace ssot
