// One function for each kind of fact names its fields; the writer and the reader both go by it.
// Numbers are little-endian base 128 (as in LEB128), so that the many small ones take a byte.
#include "scanner/encoding/extraction_encoding.h"

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <utility>
#include <vector>

namespace ssot {
namespace {

constexpr std::string_view kMagic = "ssot facts";

class Writer {
 public:
  void Number(uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }
  void operator()(const bool& value) { Number(value ? 1 : 0); }
  void operator()(const uint32_t& value) { Number(value + uint64_t{1}); }  // kNone is common: 2^32
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(const Enum& value) { Number(static_cast<uint64_t>(value)); }
  void operator()(const std::string& text) {
    Number(text.size());
    bytes_ += text;
  }
  template <typename Item>
  void operator()(const std::vector<Item>& items);

  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return at_ == bytes_.size(); }

  uint64_t Number() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) break;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    return 0;
  }
  void operator()(bool& value) { value = Number() != 0; }
  void operator()(uint32_t& value) {
    const uint64_t number = Number();
    if (number == 0 || number > uint64_t{UINT32_MAX} + 1) ok_ = false;
    value = static_cast<uint32_t>(number - 1);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum& value) {
    const uint64_t number = Number();
    if (number > 0xFF) ok_ = false;
    value = static_cast<Enum>(number);
  }
  void operator()(std::string& text) {
    const uint64_t size = Number();
    if (size > bytes_.size() - at_) {
      ok_ = false;
      return;
    }
    text = bytes_.substr(at_, size);
    at_ += size;
  }
  template <typename Item>
  void operator()(std::vector<Item>& items);

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

template <typename Item, typename Fact>
concept Is = std::same_as<std::remove_const_t<Item>, Fact>;

template <typename Visit>
void Fields(Visit& visit, Is<uint32_t> auto& number) {
  visit(number);
}
template <typename Visit>
void Fields(Visit& visit, Is<Span> auto& span) {
  visit(span.line);
  visit(span.column);
  visit(span.end_line);
  visit(span.end_column);
}
template <typename Visit>
void Fields(Visit& visit, Is<Range> auto& range) {
  visit(range.first);
  visit(range.count);
}
template <typename Visit>
void Fields(Visit& visit, Is<Setting> auto& setting) {
  Fields(visit, setting.key);
  Fields(visit, setting.value);
  visit(setting.name);
  visit(setting.parent);
  visit(setting.mode);
}
template <typename Visit>
void Fields(Visit& visit, Is<Scope> auto& scope) {
  visit(scope.kind);
  visit(scope.parent);
  visit(scope.block);
  visit(scope.definition);
  visit(scope.order);
}
template <typename Visit>
void Fields(Visit& visit, Is<Block> auto& block) {
  visit(block.kind);
  visit(block.parent);
  visit(block.scope);
}
template <typename Visit>
void Fields(Visit& visit, Is<Value> auto& value) {
  visit(value.kind);
  visit(value.name);
  visit(value.base);
  visit(value.first);
  visit(value.count);
}
template <typename Visit>
void Fields(Visit& visit, Is<Binding> auto& binding) {
  visit(binding.name);
  visit(binding.scope);
  visit(binding.block);
  visit(binding.order);
  visit(binding.kind);
  visit(binding.value);
  visit(binding.annotation);
  visit(binding.index);
}
template <typename Visit>
void Fields(Visit& visit, Is<AttributeBinding> auto& attribute) {
  visit(attribute.name);
  visit(attribute.class_scope);
  visit(attribute.scope);
  visit(attribute.block);
  visit(attribute.order);
  visit(attribute.value);
  visit(attribute.annotation);
}
template <typename Visit>
void Fields(Visit& visit, Is<ImportFact> auto& import) {
  Fields(visit, import.span);
  visit(import.module);
  visit(import.name);
  visit(import.alias);
  visit(import.level);
  visit(import.statement_line);
  visit(import.block);
  visit(import.order);
  visit(import.form);
  visit(import.type_only);
  visit(import.file);
}
template <typename Visit>
void Fields(Visit& visit, Is<CallFact> auto& call) {
  Fields(visit, call.span);
  visit(call.callee);
  Fields(visit, call.arguments);
  visit(call.block);
  visit(call.scope);
  visit(call.order);
}
template <typename Visit>
void Fields(Visit& visit, Is<Argument> auto& argument) {
  visit(argument.keyword);
  visit(argument.value);
}
template <typename Visit>
void Fields(Visit& visit, Is<AccessFact> auto& access) {
  Fields(visit, access.span);
  visit(access.value);
  visit(access.block);
  visit(access.scope);
  visit(access.order);
  visit(access.syntax);
  visit(access.mode);
}
template <typename Visit>
void Fields(Visit& visit, Is<DefinitionFact> auto& definition) {
  Fields(visit, definition.span);
  visit(definition.name);
  visit(definition.scope);
  visit(definition.parent);
  visit(definition.block);
  visit(definition.order);
  visit(definition.end_line);
  visit(definition.what);
  visit(definition.body);
  visit(definition.is_async);
  Fields(visit, definition.bases);
  Fields(visit, definition.decorators);
  visit(definition.returns);
  visit(definition.forwarded);
  visit(definition.qualified_name);
}
template <typename Visit>
void Fields(Visit& visit, Is<ParseError> auto& error) {
  visit(error.line);
  visit(error.column);
  visit(error.message);
}
template <typename Visit>
void Fields(Visit& visit, Is<TextRegion> auto& region) {
  visit(region.begin);
  visit(region.end);
  visit(region.context);
}
template <typename Visit>
void Fields(Visit& visit, Is<Facts> auto& facts) {
  visit(facts.path);
  visit(facts.language);
  visit(facts.parse);
  visit(facts.errors);
  visit(facts.name_bytes);
  visit(facts.name_offsets);
  visit(facts.scopes);
  visit(facts.blocks);
  visit(facts.values);
  visit(facts.value_lists);
  visit(facts.bindings);
  visit(facts.attributes);
  visit(facts.imports);
  visit(facts.calls);
  visit(facts.arguments);
  visit(facts.accesses);
  visit(facts.definitions);
  visit(facts.has_exports);
  visit(facts.exports);
  visit(facts.settings);
}

template <typename Item>
void Writer::operator()(const std::vector<Item>& items) {
  Number(items.size());
  for (const Item& item : items) Fields(*this, item);
}

template <typename Item>
void Reader::operator()(std::vector<Item>& items) {
  const uint64_t count = Number();
  if (count > bytes_.size() - at_) ok_ = false;  // an item takes at least a byte
  for (uint64_t i = 0; ok_ && i < count; ++i) Fields(*this, items.emplace_back());
}

// Every index within its array.
class IndexCheck {
 public:
  explicit IndexCheck(const Facts& facts) : facts_(facts) {}

  bool Holds() const {
    return NamesHold() && !facts_.scopes.empty() && !facts_.blocks.empty() &&
           !facts_.values.empty() && StructureHolds() && ValuesHold() && FactsHold();
  }

 private:
  bool IsName(NameId id) const { return id + size_t{1} < facts_.name_offsets.size(); }
  bool IsScope(ScopeId id) const { return id < facts_.scopes.size(); }
  bool IsBlock(BlockId id) const { return id < facts_.blocks.size(); }
  bool IsValue(ValueId id) const { return id < facts_.values.size(); }
  bool IsDefinition(DefinitionId id) const { return id < facts_.definitions.size(); }
  template <typename Item>
  static bool IsRange(const Range& range, const std::vector<Item>& items) {
    return range.first <= items.size() && range.count <= items.size() - range.first;
  }
  template <typename Item, typename Holds>
  static bool AllHold(const std::vector<Item>& items, Holds holds) {
    return std::all_of(items.begin(), items.end(), holds);
  }

  bool NamesHold() const {
    const auto& offsets = facts_.name_offsets;
    return offsets.size() > 1 && offsets.front() == 0 &&
           std::is_sorted(offsets.begin(), offsets.end()) &&
           offsets.back() == facts_.name_bytes.size();
  }

  bool StructureHolds() const {
    // Parents come first: whoever climbs gets to the top.
    for (size_t i = 0; i < facts_.scopes.size(); ++i) {
      const Scope& scope = facts_.scopes[i];
      if (!IsBlock(scope.block) || (i > 0 ? scope.parent >= i : scope.parent != 0)) return false;
      if (scope.definition != kNone && !IsDefinition(scope.definition)) return false;
    }
    for (size_t i = 0; i < facts_.blocks.size(); ++i) {
      const Block& block = facts_.blocks[i];
      if (!IsScope(block.scope) || (i > 0 ? block.parent >= i : block.parent != 0)) return false;
    }
    return AllHold(facts_.value_lists, [&](ValueId id) { return IsValue(id); });
  }

  bool ValuesHold() const {
    return AllHold(facts_.values, [&](const Value& value) {
      if (!IsName(value.name) || !IsValue(value.base)) return false;
      switch (value.kind) {
        case ValueKind::kCall:
          return value.first < facts_.calls.size();
        case ValueKind::kSubscript:
          return IsValue(value.first);
        case ValueKind::kResolved:
          return value.first <= facts_.Name(value.name).size();
        case ValueKind::kList:
        case ValueKind::kDict:
        case ValueKind::kChoice:
        case ValueKind::kConcatenation:
          return IsRange({value.first, value.count}, facts_.value_lists);
        default:
          return value.kind <= ValueKind::kResolved;
      }
    });
  }

  template <typename Fact>
  bool IsPlaced(const Fact& fact) const {
    return IsScope(fact.scope) && IsBlock(fact.block);
  }

  bool IndexHolds(const Binding& binding) const {
    if (binding.kind == BindingKind::kImport) return binding.index < facts_.imports.size();
    return binding.kind != BindingKind::kDefinition || IsDefinition(binding.index);
  }

  bool FactsHold() const {
    return AllHold(facts_.bindings,
                   [&](const Binding& b) {
                     return IsName(b.name) && IsPlaced(b) && IsValue(b.value) &&
                            IsValue(b.annotation) && IndexHolds(b);
                   }) &&
           AllHold(facts_.attributes,
                   [&](const AttributeBinding& a) {
                     return IsName(a.name) && IsScope(a.class_scope) && IsPlaced(a) &&
                            IsValue(a.value) && IsValue(a.annotation);
                   }) &&
           AllHold(facts_.imports,
                   [&](const ImportFact& i) {
                     return IsName(i.module) && IsName(i.name) && IsName(i.alias) &&
                            IsName(i.file) && IsBlock(i.block);
                   }) &&
           AllHold(facts_.calls,
                   [&](const CallFact& c) {
                     return IsPlaced(c) && IsValue(c.callee) &&
                            IsRange(c.arguments, facts_.arguments);
                   }) &&
           AllHold(facts_.arguments,
                   [&](const Argument& a) { return IsName(a.keyword) && IsValue(a.value); }) &&
           AllHold(facts_.accesses,
                   [&](const AccessFact& a) { return IsPlaced(a) && IsValue(a.value); }) &&
           AllHold(facts_.definitions,
                   [&](const DefinitionFact& d) {
                     return IsName(d.name) && IsName(d.qualified_name) && IsPlaced(d) &&
                            IsScope(d.parent) && IsRange(d.bases, facts_.value_lists) &&
                            IsRange(d.decorators, facts_.value_lists) && IsValue(d.returns) &&
                            (d.forwarded == kNone || d.forwarded < facts_.calls.size());
                   }) &&
           AllHold(facts_.exports, [&](NameId name) { return IsName(name); }) &&
           AllHold(facts_.settings, [&](const Setting& s) {
             return IsName(s.name) && (s.parent == kNone || s.parent < facts_.settings.size());
           });
  }

  const Facts& facts_;
};

}  // namespace

std::string EncodeExtraction(const Extraction& extraction) {
  Writer writer;
  writer(std::string(kMagic));
  writer(kExtractionEncodingVersion);
  Fields(writer, extraction.facts);
  writer(extraction.regions);
  return writer.Take();
}

bool DecodeExtraction(std::string_view bytes, Extraction* extraction) {
  Reader reader(bytes);
  std::string magic;
  uint32_t version = 0;
  reader(magic);
  reader(version);
  if (!reader.ok() || magic != kMagic || version != kExtractionEncodingVersion) return false;
  *extraction = Extraction();
  Fields(reader, extraction->facts);
  reader(extraction->regions);
  if (!reader.ok() || !reader.AtEnd() || !IndexCheck(extraction->facts).Holds()) return false;
  Facts& facts = extraction->facts;
  for (NameId name = 1; name + 1 < facts.name_offsets.size(); ++name) {
    facts.name_filter.Add(HashOfName(facts.Name(name)));
  }
  return true;
}

}  // namespace ssot
