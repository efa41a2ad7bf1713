// Reads a baseline that anybody may have edited, merged or cut off. Whatever is wrong gets one
// sentence at its place; JSON itself knows no places, so that of an entry is looked up in the text
// once it is needed.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "scanner/baseline/baseline_file.h"
#include "scanner/baseline/file_sketch.h"
#include "scanner/model/inventory.h"

namespace ssot {
namespace {

using Json = nlohmann::json;

constexpr int kSchemaVersion = 1;
constexpr size_t kMostErrors = 20;

LineColumn PlaceOf(std::string_view bytes, size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  LineColumn place;
  place.line = 1 + static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const std::string_view line = before.substr(line_begin);
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  place.column =
      1 + static_cast<uint32_t>(std::count_if(line.begin(), line.end(), starts_character));
  return place;
}

// Offset of the element `index` of the list under the key `name` of the whole document, which is
// valid JSON with an object outside.
size_t OffsetOf(std::string_view bytes, std::string_view name, size_t index) {
  const std::string quoted = "\"" + std::string(name) + "\"";
  int depth = 0;
  bool is_in_list = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '"') {
      if (depth == 1) is_in_list = bytes.substr(i).starts_with(quoted);
      while (++i < bytes.size() && bytes[i] != '"') i += bytes[i] == '\\' ? 1 : 0;
      continue;
    }
    if (c == '{' || c == '[') {
      if (depth == 2 && is_in_list && index-- == 0) return i;
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return 0;
}

// A path that a scan could have written: relative, with plain parts.
bool IsPathBelowRoot(const std::string& path) {
  if (path.empty() || path.front() == '/' || path.back() == '/') return false;
  const std::string padded = "/" + path + "/";
  for (const char* part : {"//", "/./", "/../"}) {
    if (padded.find(part) != padded.npos) return false;
  }
  return true;
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& path, Diagnostics* errors)
      : bytes_(bytes), path_(path), errors_(errors) {}

  Baseline Read() {
    if (FindConflictMarker()) return {};
    const std::optional<Json> document = Parse();
    if (!document || !CheckVersion(*document)) return {};
    for (const auto& [key, value] : document->items()) {
      const bool is_known =
          key == "schemaVersion" || key == "findings" || key == "files" || key == "inventory";
      if (!is_known) Complain({1, 1}, "unknown key '" + Shown(key) + "'" + Advice());
    }
    ReadList(*document, "findings", [this](const Json& item) { ReadFinding(item); });
    ReadList(*document, "files", [this](const Json& item) { ReadFile(item); });
    ReadList(*document, "inventory", [this](const Json& item) { ReadRow(item); });
    return std::move(baseline_);
  }

 private:
  static std::string Advice() {
    return "; restore the file from version control, or write it anew with 'ssot baseline create'";
  }

  static std::string Shown(const std::string& text) {
    std::string shown =
        Json(text.substr(0, 60)).dump(-1, ' ', true, Json::error_handler_t::replace);
    return shown.substr(1, shown.size() - 2);
  }

  void Complain(LineColumn place, std::string message) {
    if (errors_->size() < kMostErrors) {
      errors_->push_back({path_, place.line, place.column, std::move(message)});
    }
  }

  void ComplainOfItem(std::string message) {
    if (errors_->size() < kMostErrors) {
      Complain(PlaceOf(bytes_, OffsetOf(bytes_, list_, index_)), std::move(message));
    }
  }

  bool FindConflictMarker() {
    for (const char* marker : {"<<<<<<< ", ">>>>>>> "}) {
      size_t at = bytes_.starts_with(marker) ? 0 : bytes_.find("\n" + std::string(marker));
      if (at == bytes_.npos) continue;
      if (bytes_[at] == '\n') ++at;
      Complain(
          PlaceOf(bytes_, at),
          "an unresolved merge conflict; take both sides' lines and remove the markers, or let "
          "git merge this file with 'ssot baseline merge'");
      return true;
    }
    return false;
  }

  std::optional<Json> Parse() {
    try {
      return Json::parse(bytes_);
    } catch (const Json::parse_error& error) {
      const size_t offset = std::min(error.byte > 0 ? error.byte - 1 : 0, bytes_.size());
      const std::string what =
          offset >= bytes_.size() ? "the file ends too early" : "the file is not valid JSON here";
      Complain(PlaceOf(bytes_, offset), what + Advice());
    } catch (const Json::exception&) {
      Complain({1, 1}, "the file holds a number that is out of range" + Advice());
    }
    return std::nullopt;
  }

  bool CheckVersion(const Json& document) {
    if (!document.is_object() || !document.contains("schemaVersion")) {
      Complain({1, 1}, "the file is no baseline: 'schemaVersion' is missing" + Advice());
      return false;
    }
    const Json& version = document["schemaVersion"];
    if (version.is_number_integer() && version == kSchemaVersion) return true;
    const bool is_newer = version.is_number_integer() && version > kSchemaVersion;
    Complain({1, 1}, is_newer
                         ? "the file was written by a newer ssot; update ssot"
                         : "'schemaVersion' is not " + std::to_string(kSchemaVersion) + Advice());
    return false;
  }

  template <typename ReadItem>
  void ReadList(const Json& document, const char* name, const ReadItem& read_item) {
    list_ = name;
    const auto list = document.find(name);
    if (list == document.end() || !list->is_array()) {
      Complain({1, 1}, "the list '" + list_ + "' is missing" + Advice());
      return;
    }
    for (index_ = 0; index_ < list->size() && errors_->size() < kMostErrors; ++index_) {
      const Json& item = (*list)[index_];
      if (!item.is_object()) {
        Complain({1, 1}, "entry " + std::to_string(index_ + 1) + " of '" + list_ +
                             "' is not an object" + Advice());
      } else if (!item.empty()) {  // an empty object ends the list
        read_item(item);
      }
    }
  }

  // A string of an entry; empty when it is missing.
  bool ReadText(const Json& item, const char* key, bool is_required, std::string* text) {
    const auto value = item.find(key);
    if (value != item.end() && value->is_string()) {
      *text = value->get<std::string>();
      if (!is_required || !text->empty()) return true;
    }
    if (value == item.end() && !is_required) return true;
    ComplainOfItem("'" + std::string(key) + "' is missing or not a text" + Advice());
    return false;
  }

  bool ReadPath(const Json& item, std::string* path) {
    if (!ReadText(item, "path", true, path)) return false;
    if (IsPathBelowRoot(*path)) return true;
    ComplainOfItem("'" + Shown(*path) + "' is not a path below the root" + Advice());
    return false;
  }

  void ReadFinding(const Json& item) {
    Identity finding;
    std::string fingerprint;
    if (!ReadPath(item, &finding.path) || !ReadText(item, "rule", true, &finding.rule_id) ||
        !ReadText(item, "scope", false, &finding.scope) ||
        !ReadText(item, "symbol", false, &finding.symbol) ||
        !ReadText(item, "text", false, &finding.text) ||
        !ReadText(item, "fingerprint", true, &fingerprint)) {
      return;
    }
    const auto ordinal = item.find("ordinal");
    if (ordinal != item.end()) {
      if (!ordinal->is_number_unsigned() || *ordinal > Json(UINT32_MAX)) {
        return ComplainOfItem("'ordinal' is not a count" + Advice());
      }
      finding.ordinal = ordinal->get<uint32_t>();
    }
    if (fingerprint != FingerprintOf(finding)) {
      return ComplainOfItem(
          "the fingerprint is not that of this entry, which was edited or damaged" + Advice());
    }
    if (!baseline_.findings.insert(finding).second) {
      ComplainOfItem("finding " + fingerprint + " stands twice; remove one of the two lines");
    }
  }

  void ReadFile(const Json& item) {
    std::string path;
    std::string hex;
    if (!ReadPath(item, &path) || !ReadText(item, "sketch", true, &hex)) return;
    const std::optional<FileSketch> sketch = SketchFromHex(hex);
    if (!sketch) return ComplainOfItem("'sketch' is not 128 hexadecimal digits" + Advice());
    if (!baseline_.files.emplace(path, *sketch).second) {
      ComplainOfItem("file '" + Shown(path) + "' stands twice; remove one of the two lines");
    }
  }

  void ReadRow(const Json& item) {
    std::string id;
    BaselineRow row;
    if (!ReadText(item, "row", true, &id) || !ReadText(item, "unit", true, &row.unit)) return;
    const auto units = std::begin(kRowUnitNames);
    if (std::find(units, std::end(kRowUnitNames), row.unit) == std::end(kRowUnitNames)) {
      return ComplainOfItem("'" + Shown(row.unit) + "' is not a unit of the inventory" + Advice());
    }
    const auto count = item.find("count");
    if (count == item.end() || !count->is_number() || count->get<double>() < 0) {
      return ComplainOfItem("'count' is missing or not a count" + Advice());
    }
    row.count = count->get<double>();
    if (!baseline_.rows.emplace(id, row).second) {
      ComplainOfItem("row '" + Shown(id) + "' stands twice; remove one of the two lines");
    }
  }

  std::string_view bytes_;
  const std::string& path_;
  Diagnostics* errors_;
  Baseline baseline_;
  std::string list_;  // where the reader is
  size_t index_ = 0;
};

}  // namespace

Baseline ParseBaseline(std::string_view bytes, const std::string& path, Diagnostics* errors) {
  Diagnostics found;
  Baseline baseline = Reader(bytes, path, &found).Read();
  errors->insert(errors->end(), found.begin(), found.end());
  return baseline;
}

Baseline ReadBaseline(const std::string& path, Diagnostics* errors) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes;
  if (file) bytes.assign(std::istreambuf_iterator<char>(file), {});
  if (file && !file.bad()) return ParseBaseline(bytes, path, errors);
  errors->push_back({path, 0, 0,
                     "the baseline cannot be read; name an existing one, or write one with "
                     "'ssot baseline create'"});
  return {};
}

}  // namespace ssot
