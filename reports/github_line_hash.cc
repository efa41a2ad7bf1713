// The line hashes by which GitHub code scanning recognises an alert in the next upload
// (codeql-action, fingerprints.ts).
//
// A line's hash covers the first 100 characters from its start, spaces and tabs left out, whatever
// lines they stand in. One hash over all characters serves all lines: what it was at a line's
// start, times the factor to the 100th, is what the characters before the line are in it 100
// characters later. Characters are UTF-16 code units, as in the original.

#include <algorithm>
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

bool IsPlain(char c) {
  return c > ' ' && c < 0x7F;
}

class LineHasher {
 public:
  explicit LineHasher(size_t most_lines) : most_lines_(most_lines) {}

  bool IsDone() const { return finished_ >= most_lines_; }

  void Feed(uint16_t unit) {
    const bool after_return = previous_was_return_;
    previous_was_return_ = false;
    if (unit == ' ' || unit == '\t' || (after_return && unit == '\n')) return;
    if (unit == '\r') {
      previous_was_return_ = true;
      unit = '\n';
    }
    StartLine();
    at_line_start_ = unit == '\n';
    hash_ = kFactor * hash_ + unit;
    if (++count_ == next_end_) FinishLine();
  }

  // What stands before the first character that is not plain, or as much as finishes a line.
  // Returns its length.
  size_t FeedPlain(std::string_view text) {
    StartLine();
    previous_was_return_ = false;
    const size_t most = std::min(text.size(), next_end_ - count_);
    uint64_t hash = hash_;
    size_t fed = 0;
    for (; fed < most && IsPlain(text[fed]); ++fed) {
      hash = kFactor * hash + static_cast<unsigned char>(text[fed]);
    }
    hash_ = hash;
    count_ += fed;
    if (count_ == next_end_) FinishLine();
    return fed;
  }

  std::vector<uint64_t> Finish() {
    if (!IsDone()) Feed(kEndOfFile);
    while (!IsDone() && finished_ < starts_.size()) {
      hash_ *= kFactor;
      if (++count_ == next_end_) FinishLine();
    }
    hashes_.resize(finished_);
    return std::move(hashes_);
  }

 private:
  void StartLine() {
    if (!at_line_start_) return;
    at_line_start_ = false;
    hashes_.push_back(hash_);
    starts_.push_back(count_);
    if (starts_.size() == finished_ + 1) next_end_ = count_ + kWindow;
  }

  void FinishLine() {
    constexpr uint64_t kPassedFactor = FactorToTheWindow();
    hashes_[finished_] = hash_ - kPassedFactor * hashes_[finished_];
    ++finished_;
    next_end_ = finished_ < starts_.size() ? starts_[finished_] + kWindow : kNever;
  }

  static constexpr size_t kNever = static_cast<size_t>(-1);

  size_t most_lines_;
  uint64_t hash_ = 0;
  size_t count_ = 0;              // of characters
  std::vector<uint64_t> hashes_;  // by line; of one that is not finished: as it began
  std::vector<size_t> starts_;    // by line: count_ as it began
  size_t finished_ = 0;           // lines
  size_t next_end_ = kNever;      // count_ where the next line is finished
  bool at_line_start_ = true;
  bool previous_was_return_ = false;
};

}  // namespace

GitHubLineHashes::GitHubLineHashes(std::string_view bytes, size_t most_lines) {
  LineHasher hasher(most_lines);
  for (size_t offset = 0; offset < bytes.size() && !hasher.IsDone();) {
    if (IsPlain(bytes[offset])) {
      offset += hasher.FeedPlain(bytes.substr(offset));
      continue;
    }
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
