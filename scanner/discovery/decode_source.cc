#include <iconv.h>

#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "scanner/discovery/coding_line.h"
#include "scanner/discovery/read_source.h"
#include "scanner/discovery/utf8_validation.h"

namespace ssot {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";
constexpr uint32_t kReplacement = 0xFFFD;

void AppendCharacter(uint32_t character, std::string* out) {
  const auto byte = [](uint32_t bits) { return static_cast<char>(bits); };
  if (character < 0x80) {
    *out += byte(character);
  } else if (character < 0x800) {
    *out += byte(0xC0 | character >> 6);
    *out += byte(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    *out += byte(0xE0 | character >> 12);
    *out += byte(0x80 | (character >> 6 & 0x3F));
    *out += byte(0x80 | (character & 0x3F));
  } else {
    *out += byte(0xF0 | character >> 18);
    *out += byte(0x80 | (character >> 12 & 0x3F));
    *out += byte(0x80 | (character >> 6 & 0x3F));
    *out += byte(0x80 | (character & 0x3F));
  }
}

std::string DecodeLatin1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) AppendCharacter(static_cast<unsigned char>(byte), &text);
  return text;
}

// Half pairs and half units become U+FFFD.
std::string DecodeUtf16(std::string_view bytes, bool is_big) {
  const auto unit_at = [&](size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<uint32_t>(is_big ? first << 8 | second : second << 8 | first);
  };
  std::string text;
  text.reserve(bytes.size());
  size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const uint32_t unit = unit_at(at);
    const uint32_t next = at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (unit < 0xD800 || unit > 0xDFFF) {
      AppendCharacter(unit, &text);
    } else if (unit < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF) {
      AppendCharacter(0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), &text);
      at += 2;
    } else {
      AppendCharacter(kReplacement, &text);
    }
  }
  if (at < bytes.size()) AppendCharacter(kReplacement, &text);
  return text;
}

// Nothing when iconv(3) does not know the encoding, or the bytes are not in it.
std::optional<std::string> DecodeByName(std::string bytes, const std::string& encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string text(bytes.size() * 4 + 16, '\0');
  char* in = bytes.data();
  size_t in_left = bytes.size();
  char* out = text.data();
  size_t out_left = text.size();
  const bool is_whole = iconv(converter, &in, &in_left, &out, &out_left) != static_cast<size_t>(-1);
  iconv_close(converter);
  text.resize(text.size() - out_left);
  if (!is_whole || !IsUtf8(text)) return std::nullopt;
  return text;
}

// The names that Python gives encodings and that iconv(3) does not know.
std::string IconvName(const std::string& python_name) {
  static constexpr std::pair<std::string_view, const char*> kNames[] = {
      {"mac-roman", "MACINTOSH"}, {"mac-cyrillic", "MAC-CYRILLIC"}, {"shift-jis", "SHIFT_JIS"},
      {"sjis", "SHIFT_JIS"},      {"latin-9", "ISO-8859-15"},       {"windows-1252", "CP1252"},
  };
  for (const auto& [name, iconv_name] : kNames) {
    if (python_name == name) return iconv_name;
  }
  return python_name;
}

bool IsLatin1Name(std::string_view name) {
  return name.empty() || name == "latin-1" || name == "latin1" || name == "iso-8859-1" ||
         name == "iso8859-1";
}

// A declaration holds if the line that makes it can be read under it: "utf-16" cannot.
std::string DecodeAsDeclared(const std::string& bytes) {
  const std::string encoding = DeclaredEncoding(bytes);
  if (!IsLatin1Name(encoding)) {
    const std::optional<std::string> text = DecodeByName(bytes, IconvName(encoding));
    if (text && DeclaredEncoding(*text) == encoding) return *text;
  }
  return DecodeLatin1(bytes);
}

}  // namespace

SourceText DecodeSource(std::string bytes) {
  SourceText text;
  if (bytes.starts_with(kUtf16LittleMark) || bytes.starts_with(kUtf16BigMark)) {
    text.utf8 = DecodeUtf16(std::string_view(bytes).substr(2), bytes.starts_with(kUtf16BigMark));
    text.is_utf8_on_disk = false;
  } else {
    text.utf8 = std::move(bytes);
  }
  if (std::memchr(text.utf8.data(), '\0', text.utf8.size()) != nullptr) {
    text.utf8.clear();
    text.is_utf8_on_disk = true;
    text.is_binary = true;
    return text;
  }
  if (!text.is_utf8_on_disk) return text;
  if (!IsUtf8(text.utf8)) {
    text.utf8 = DecodeAsDeclared(text.utf8);
    text.is_utf8_on_disk = false;
  } else if (text.utf8.starts_with(kUtf8Mark)) {
    text.utf8.erase(0, kUtf8Mark.size());
  }
  return text;
}

}  // namespace ssot
