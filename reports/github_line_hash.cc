// The line hashes by which GitHub code scanning recognises an alert in the next upload
// (codeql-action, fingerprints.ts).
//
// A line's hash covers the first 100 characters from its start, spaces and tabs left out, whatever
// lines they stand in. One rolling hash over a window of 100 serves all lines: when the character
// that started a line is about to leave the window, the window holds exactly that line's
// characters. Characters are UTF-16 code units, as in the original.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "reports/report_format.h"
#include "reports/utf8.h"

namespace ssot {
namespace {

constexpr size_t kWindow = 100;
constexpr uint64_t kFactor = 37;
constexpr uint16_t kEndOfFile = 65535;

constexpr uint64_t FactorToTheWindow() {
  uint64_t power = 1;
  for (size_t i = 0; i < kWindow; ++i) power *= kFactor;
  return power;
}

class LineHasher {
 public:
  void Feed(uint16_t unit) {
    const bool after_return = previous_was_return_;
    previous_was_return_ = false;
    if (unit == ' ' || unit == '\t' || (after_return && unit == '\n')) return;
    if (unit == '\r') {
      previous_was_return_ = true;
      unit = '\n';
    }
    FinishLineLeaving();
    starts_line_[position_] = at_line_start_;
    at_line_start_ = unit == '\n';
    Roll(unit);
  }

  std::vector<uint64_t> Finish() {
    Feed(kEndOfFile);
    for (size_t i = 0; i < kWindow; ++i) {
      FinishLineLeaving();
      Roll(0);
    }
    return std::move(hashes_);
  }

 private:
  void FinishLineLeaving() {
    if (!starts_line_[position_]) return;
    starts_line_[position_] = false;
    hashes_.push_back(hash_);
  }

  void Roll(uint16_t unit) {
    constexpr uint64_t kLeavingFactor = FactorToTheWindow();
    hash_ = kFactor * hash_ + unit - kLeavingFactor * window_[position_];
    window_[position_] = unit;
    if (++position_ == kWindow) position_ = 0;
  }

  std::array<uint16_t, kWindow> window_ = {};
  std::array<bool, kWindow> starts_line_ = {};
  size_t position_ = 0;
  uint64_t hash_ = 0;
  bool at_line_start_ = true;
  bool previous_was_return_ = false;
  std::vector<uint64_t> hashes_;
};

}  // namespace

GitHubLineHashes::GitHubLineHashes(std::string_view bytes) {
  LineHasher hasher;
  for (size_t offset = 0; offset < bytes.size();) {
    if (static_cast<unsigned char>(bytes[offset]) < 0x80) {
      hasher.Feed(static_cast<unsigned char>(bytes[offset++]));
      continue;
    }
    const CodePoint code_point = DecodeUtf8(bytes.substr(offset));
    offset += code_point.bytes;
    if (code_point.value < 0x10000) {
      hasher.Feed(static_cast<uint16_t>(code_point.value));
    } else {
      const char32_t rest = code_point.value - 0x10000;
      hasher.Feed(static_cast<uint16_t>(0xD800 + (rest >> 10)));
      hasher.Feed(static_cast<uint16_t>(0xDC00 + (rest & 0x3FF)));
    }
  }
  hashes_ = hasher.Finish();
}

std::string GitHubLineHashes::Of(size_t line) const {
  const auto hash = hashes_.begin() + static_cast<std::ptrdiff_t>(line - 1);
  char text[17];
  std::snprintf(text, sizeof(text), "%llx", static_cast<unsigned long long>(*hash));
  return std::string(text) + ":" + std::to_string(std::count(hashes_.begin(), hash + 1, *hash));
}

}  // namespace ssot
