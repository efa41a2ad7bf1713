// A value is its type, its place, and then by type: its text; the number of items and these; the
// number of entries and, for each, key, place and value. Numbers are in LEB128, text follows its
// length.
#include "scanner/ruleset/packed_yaml.h"

#include <cstdint>
#include <utility>

namespace ssot {
namespace {

class Packer {
 public:
  void Add(const YamlValue& value) {
    AddNumber(static_cast<uint64_t>(value.type));
    AddPlace(value.place);
    switch (value.type) {
      case YamlType::kList:
        AddNumber(value.items.size());
        for (const YamlValue* item : value.items) Add(*item);
        return;
      case YamlType::kMap:
        AddNumber(value.entries.size());
        for (const YamlEntry& entry : value.entries) {
          AddText(entry.key);
          AddPlace(entry.place);
          Add(*entry.value);
        }
        return;
      default:
        return AddText(value.text);
    }
  }

  std::string Take() { return std::move(packed_); }

 private:
  void AddNumber(uint64_t number) {
    for (; number >= 0x80; number >>= 7) packed_ += static_cast<char>(number | 0x80);
    packed_ += static_cast<char>(number);
  }
  void AddText(std::string_view text) {
    AddNumber(text.size());
    packed_ += text;
  }
  void AddPlace(LineColumn place) {
    AddNumber(place.line);
    AddNumber(place.column);
  }

  std::string packed_;
};

class Unpacker {
 public:
  Unpacker(std::string_view packed, YamlDocument* document)
      : packed_(packed), values_(*document->values) {}

  const YamlValue* Take() {
    YamlValue& value = values_.emplace_back();  // stays where it is
    value.type = static_cast<YamlType>(TakeNumber());
    value.place = TakePlace();
    switch (value.type) {
      case YamlType::kList:
        value.items.resize(TakeNumber());
        for (const YamlValue*& item : value.items) item = Take();
        break;
      case YamlType::kMap:
        value.entries.resize(TakeNumber());
        for (YamlEntry& entry : value.entries) {
          entry.key = TakeText();
          entry.place = TakePlace();
          entry.value = Take();
        }
        break;
      default:
        value.text = TakeText();
    }
    return &value;
  }

 private:
  uint64_t TakeNumber() {
    uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(packed_[at_++]);
      number |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
  }
  std::string_view TakeText() {
    const size_t size = TakeNumber();
    at_ += size;
    return packed_.substr(at_ - size, size);
  }
  LineColumn TakePlace() {
    const auto line = static_cast<uint32_t>(TakeNumber());
    return {line, static_cast<uint32_t>(TakeNumber())};
  }

  std::string_view packed_;
  std::deque<YamlValue>& values_;
  size_t at_ = 0;
};

}  // namespace

std::string PackYaml(const YamlValue& root) {
  Packer packer;
  packer.Add(root);
  return packer.Take();
}

void UnpackYaml(std::string_view packed, YamlDocument* document) {
  document->root = Unpacker(packed, document).Take();
}

}  // namespace ssot
